"""What agents do on a real Synapse besides writing, as far as it is Matrix's own."""

from datetime import UTC, datetime, timedelta

import pytest

from agent_console.backends.matrix import line
from agent_console.domain.action import (
    Action,
    AddTag,
    DeleteMessage,
    EditMessage,
    EndHold,
    HandOver,
    HoldUntil,
    RemoveTag,
    SetPriority,
)
from agent_console.domain.chat import AgentId, Priority
from agent_console.domain.events import CustomerTyping
from agent_console.domain.history import Move
from agent_console.ports import Declined
from tests.backends.matrix.world import MatrixWorld
from tests.backends.world import Desks, taken

KAREN = "Karen Doe"


async def test_the_history_tells_every_move_in_order(matrix: MatrixWorld, consoles: Desks) -> None:
    ann, bob = await consoles.open("Ann"), await consoles.open("Bob")
    chat = await taken(matrix, ann)
    fence = ann.desk[chat].fence
    await ann.backend.send(ann.intent(chat, "hi", 1))
    bobs = AgentId(matrix.agents["Bob"])
    await ann.until(lambda: any(c.id == bobs and c.online for c in ann.desk.colleagues))
    actions: tuple[Action, ...] = (
        AddTag("refund"),
        RemoveTag("refund"),
        SetPriority(Priority.LOW),
        HoldUntil(datetime.now(UTC) + timedelta(hours=1), "call back"),
        EndHold(),
        EditMessage(2, "hi!"),
        DeleteMessage(2),
        HandOver(agent=bobs, comment="yours"),
    )
    for action in actions:
        assert await ann.backend.perform(chat, fence, action) is None
    await bob.holds(chat)
    assert await bob.backend.close(chat, bob.desk[chat].fence, "solved") is None
    for console in (ann, bob, await consoles.open("Ann", "another device")):
        steps = await console.backend.history(chat)
        assert not isinstance(steps, Declined)
        assert [(step.move, step.by, step.detail) for step in steps if step.move is not Move.DELETED] == [
            (Move.QUEUED, "", ""),
            (Move.TAKEN, "Ann", ""),
            (Move.TAGGED, "Ann", "refund"),
            (Move.UNTAGGED, "Ann", "refund"),
            (Move.PRIORITY, "Ann", "low"),
            (Move.HELD, "Ann", "call back"),
            (Move.HOLD_ENDED, "Ann", ""),
            (Move.EDITED, "Ann", "2"),
            (Move.NOTED, "Ann", ""),
            (Move.HANDED_OVER, "Ann", "Bob: yours"),
            (Move.TAKEN, "Bob", ""),
            (Move.CLOSED, "Bob", "solved"),
        ]
        assert [step.id for step in steps] == list(range(1, len(steps) + 1))


@pytest.mark.parametrize("tag", ["", "   ", "x" * 51, "two\nlines", "\x1b[31m"])
async def test_what_is_no_tag_is_declined(matrix: MatrixWorld, consoles: Desks, tag: str) -> None:
    ann = await consoles.open("Ann")
    chat = await taken(matrix, ann)
    declined = await ann.backend.perform(chat, ann.desk[chat].fence, AddTag(tag))
    assert declined is not None
    assert declined.code == "tag"


async def test_a_customer_who_writes_for_long_is_seen_to_until_they_send(
    matrix: MatrixWorld, consoles: Desks, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(line, "TYPING_POLL_MS", 100)
    ann = await consoles.open("Ann")
    chat = await taken(matrix, ann)

    def signs() -> int:
        return sum(isinstance(event, CustomerTyping) for event in ann.seen)

    await matrix.customer_types(KAREN)
    await ann.until(lambda: signs() >= 3)
    await matrix.customer_says(KAREN, "there it is")
    await ann.reads(chat, 2)
    told = signs()
    await ann.backend.send(ann.intent(chat, "thanks", 1))
    await ann.reads(chat, 3)
    assert signs() == told
    assert not ann.typing(chat)


async def test_nothing_is_handed_to_somebody_who_is_not_in_the_customers_room(
    matrix: MatrixWorld, consoles: Desks
) -> None:
    ann, _bob = await consoles.open("Ann"), await consoles.open("Bob")
    chat = await taken(matrix, ann)
    bobs = AgentId(matrix.agents["Bob"])
    matrix.server.call("POST", f"/rooms/{chat}/leave", matrix.token("Bob", "Bob's device"))
    await ann.until(lambda: any(c.id == bobs and c.online for c in ann.desk.colleagues))
    declined = await ann.backend.perform(chat, ann.desk[chat].fence, HandOver(agent=bobs))
    assert declined is not None
    assert declined.code == "away"
    assert chat in ann.desk
