"""What is known of conversations: newer beats older, whichever comes first."""

from dataclasses import replace

from agent_console.backends.chatwoot import reading
from agent_console.backends.chatwoot.directory import Directory
from agent_console.backends.chatwoot.record import State
from agent_console.domain.chat import Priority

CHAT = reading.chat({"id": 148, "status": "open", "updated_at": 100.5, "meta": {"sender": {"id": 8}}})


def test_an_older_snapshot_changes_nothing() -> None:
    directory = Directory()
    assert directory.put(replace(CHAT, assignee=7))
    assert not directory.put(replace(CHAT, updated_at=100.25))
    assert directory[148].assignee == 7
    assert directory.put(replace(CHAT, updated_at=0.0, assignee=9))
    assert directory.held(9) == [148]


def test_what_is_told_while_the_list_is_read_is_newer_than_the_list() -> None:
    directory = Directory()
    directory.list_open([CHAT, replace(CHAT, id=149)])
    directory.begin()
    directory.put(replace(CHAT, id=150))
    directory.put(replace(CHAT, updated_at=200.0, state=State.RESOLVED))
    directory.list_open([CHAT])
    assert [chat.id for chat in directory.waiting()] == [150]
    directory.begin()
    directory.list_open([CHAT], held=[150])
    assert [directory.find(number) is None for number in (148, 149, 150)] == [False, True, False]


def test_the_queue_is_in_order_of_priority_then_of_waiting() -> None:
    directory = Directory()
    rows = (
        (1, Priority.LOW, 10.0),
        (2, Priority.NORMAL, 0.0),
        (3, Priority.NORMAL, 30.0),
        (4, Priority.NORMAL, 20.0),
    )
    for number, priority, since in rows:
        directory.put(replace(CHAT, id=number, priority=priority, waiting_since=since))
    directory.put(replace(CHAT, id=5, bot=True))
    directory.put(replace(CHAT, id=6, assignee=7))
    directory.put(replace(CHAT, id=7, state=State.PENDING))
    assert [chat.id for chat in directory.waiting()] == [4, 3, 2, 1]
    assert directory.counts() == {7: 1}
