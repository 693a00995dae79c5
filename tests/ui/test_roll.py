"""The rows of a transcript are those of the whole conversation, however they were come by."""

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from agent_console.domain.chat import Author, Message
from agent_console.ui.bubble import rows
from agent_console.ui.roll import Roll
from tests.ui.chat import conversation, message

WIDTH = 24


def _messages(length: int) -> tuple[Message, ...]:
    authors = (Author.CUSTOMER, Author.AGENT, Author.CUSTOMER)
    return tuple(message(f"line {n}", authors[n % 3], sequence=n + 1, minutes=n) for n in range(length))


def _all_rows(messages: tuple[Message, ...]) -> list[str]:
    previous = (None, *messages)
    return [
        row.plain for one, before in zip(messages, previous, strict=False) for row in rows(one, before, WIDTH)
    ]


def _shown(roll: Roll) -> list[str]:
    return [roll[index].plain for index in range(len(roll))]


@settings(deadline=None)  # how long it takes is for benchmarks, not for a busy machine
@given(lengths=st.lists(st.integers(0, 120), min_size=1, max_size=6), reached=st.integers(0, 400))
def test_growing_roll_ends_like_the_whole_conversation(lengths: list[int], reached: int) -> None:
    roll, messages = Roll(WIDTH), _messages(120)
    for length in sorted(lengths):
        roll.update(conversation(*messages[:length]), following=True)
        roll.reach(reached)
    whole = _all_rows(messages[: max(lengths)])
    shown = _shown(roll)
    assert shown == whole[len(whole) - len(shown) :]
    assert len(shown) >= min(reached, len(whole))


def test_rows_keep_their_numbers_while_more_are_set_above_and_below() -> None:
    roll, messages = Roll(WIDTH), _messages(100)
    roll.update(conversation(*messages[:99]), following=True)
    roll.reach(5)
    number, text = roll.origin + 2, roll[2].plain
    roll.reach(10_000)
    roll.update(conversation(*messages), following=True)
    assert roll[number - roll.origin].plain == text
    assert roll.complete


def test_echo_takes_its_place_without_a_second_copy() -> None:
    roll, messages = Roll(WIDTH), _messages(3)
    echo = message("mine", Author.AGENT, sequence=4, minutes=3)
    roll.update(conversation(*messages, echoes=(echo,)), following=True)
    roll.reach(100)
    before = _shown(roll)
    assert roll.update(conversation(*messages, echo), following=True) == 0
    assert _shown(roll) == before == _all_rows((*messages, echo))


def test_growth_tells_a_reader_how_far_the_end_has_moved() -> None:
    roll, messages = Roll(WIDTH), _messages(300)
    roll.update(conversation(*messages[:10]), following=False)
    roll.reach(1000)
    before = len(roll)
    assert roll.update(conversation(*messages), following=False) == len(_all_rows(messages)) - before
    assert len(roll) == len(_all_rows(messages))


def test_flood_sets_only_what_can_be_seen() -> None:
    roll, messages = Roll(WIDTH), _messages(1000)
    roll.update(conversation(*messages[:10]), following=True)
    roll.reach(20)
    roll.update(conversation(*messages), following=True)
    roll.reach(20)
    assert 20 <= len(roll) < 200
    assert _shown(roll)[-1] == _all_rows(messages)[-1]


def test_amended_message_changes_in_place_and_the_amendment_stays_unseen() -> None:
    roll, messages = Roll(WIDTH), _messages(60)
    held = conversation(*messages)
    roll.update(held, following=True)
    roll.reach(10_000)
    words = "other words, and more of them than before"
    amendment = replace(message(words, Author.AGENT, sequence=61, minutes=61), amends=41)
    amended = held.arrived(amendment, at=0)
    roll.update(amended, following=True)
    assert _shown(roll) == _all_rows(amended.messages)
    assert sum("line 40" in row for row in _shown(roll)) == 0
    after = amended.arrived(message("thanks", sequence=62, minutes=61), at=0)
    roll.update(after, following=True)
    assert _shown(roll) == _all_rows(after.transcript)


def test_last_message_is_amended_without_starting_again() -> None:
    roll, messages = Roll(WIDTH), _messages(60)
    held = conversation(*messages)
    roll.update(held, following=True)
    roll.reach(10_000)
    deletion = replace(message("", Author.AGENT, sequence=61, minutes=61), amends=60)
    roll.update(held.arrived(deletion, at=0), following=False)
    assert roll.complete
    assert any("✗ deleted" in shown for shown in _shown(roll)[-3:])


def test_reading_marks_the_replies_that_are_set_and_those_set_later() -> None:
    roll, held = Roll(WIDTH), conversation(*_messages(120))
    roll.update(held, following=True)
    roll.reach(60)
    roll.update(replace(held, read=110), following=True)
    roll.reach(10_000)
    marks = [row.rsplit("  ", 1)[-1] for row in _shown(roll) if "✓" in row]
    assert marks == ["✓✓ read"] * 37 + ["✓"] * 3
