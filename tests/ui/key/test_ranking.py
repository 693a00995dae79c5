"""Finding a command by what one types of it."""

from agent_console.ui.key.ranking import Entry, Recent, ranked
from agent_console.ui.keys import KeyMap

KEYS = KeyMap()
ENTRIES = [Entry(c, KEYS.labels(c), "no" if c.id == "chat.retry" else "") for c in KEYS.commands]


def found(query: str, *recent: str) -> list[str]:
    return [entry.command.id for entry in ranked(ENTRIES, query, Recent([*recent]))]


def test_words_ids_groups_and_keys_find_a_command() -> None:
    assert found("tag")[0] == "chat.tag"
    assert found("block the")[0] == "chat.block"
    assert found("desk.next")[0] == "desk.next"
    assert found("F7")[0] == "chat.hand-over"
    assert found("ctrl+g r")[0] == "chat.retry"
    assert found("ctrl+g R")[0] == "chat.rewrite"
    assert set(found("colleagues")) >= {"chat.hand-over", "chat.ask", "team.answer"}


def test_slips_of_the_finger_are_allowed() -> None:
    assert "chat.priority" in found("urgnet")[:3]
    assert "chat.block" in found("blokc")[:3]
    assert found("xyzzyx") == []


def test_without_a_query_everything_is_there_the_recent_first() -> None:
    everything = found("", "chat.tag", "desk.quit")
    assert everything[:2] == ["chat.tag", "desk.quit"]
    assert sorted(everything) == sorted(command.id for command in KEYS.commands)
    assert everything[-1] == "chat.retry", "what cannot be done now comes last"


def test_only_the_last_few_are_recent() -> None:
    recent = Recent()
    for command in KEYS.commands[:9]:
        recent.used(command.id)
    recent.used(KEYS.commands[5].id)
    assert recent.place(KEYS.commands[5].id) == 0
    assert recent.place(KEYS.commands[8].id) == 1
    assert recent.place(KEYS.commands[0].id) == len(recent.ids)
