"""How a reader keeps its place."""

from hypothesis import given
from hypothesis import strategies as st

from agent_console.wire.cursor import Cursor, Step


def test_repeats_are_dropped_and_holes_are_noticed() -> None:
    cursor = Cursor()
    steps = [cursor.accept("chat", sequence) for sequence in (1, 1, 2, 4, 3, 4)]
    assert steps == [Step.NEXT, Step.REPEAT, Step.NEXT, Step.HOLE, Step.NEXT, Step.NEXT]
    assert cursor.read("chat") == 4


def test_conversations_do_not_disturb_each_other() -> None:
    cursor = Cursor()
    cursor.accept("one", 1)
    assert cursor.accept("two", 1) is Step.NEXT
    assert cursor.all() == {"one": 1, "two": 1}


def test_a_head_beyond_what_was_read_is_behind() -> None:
    cursor = Cursor()
    cursor.accept("one", 1)
    assert cursor.behind({"one": 1, "two": 2}) == ["two"]
    assert cursor.behind({"one": 2}) == ["one"]


def test_a_rewind_never_goes_forward() -> None:
    cursor = Cursor()
    cursor.accept("chat", 1)
    cursor.rewind("chat", 5)
    assert cursor.read("chat") == 1
    cursor.rewind("chat", 0)
    assert cursor.accept("chat", 1) is Step.NEXT


def test_what_is_forgotten_is_read_from_the_beginning() -> None:
    cursor = Cursor()
    for conversation in ("one", "two", "three"):
        cursor.accept(conversation, 1)
    cursor.forget("one")
    cursor.keep(["three", "unknown"])
    assert cursor.all() == {"three": 1}


@given(st.lists(st.integers(1, 20)))
def test_whatever_comes_each_message_is_read_once_and_in_order(sequences: list[int]) -> None:
    cursor = Cursor()
    read = [sequence for sequence in sequences if cursor.accept("chat", sequence) is Step.NEXT]
    assert read == list(range(1, len(read) + 1))
