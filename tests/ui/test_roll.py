"""The rows of a transcript are those of the whole conversation, however they were come by."""

from hypothesis import given
from hypothesis import strategies as st

from agent_console.domain.chat import Author, Message
from agent_console.ui.bubble import rows
from agent_console.ui.roll import Roll
from tests.ui.chat import message

WIDTH = 24


def _conversation(length: int) -> tuple[Message, ...]:
    authors = (Author.CUSTOMER, Author.AGENT, Author.CUSTOMER)
    return tuple(message(f"line {n}", authors[n % 3], sequence=n + 1, minutes=n) for n in range(length))


def _all_rows(messages: tuple[Message, ...]) -> list[str]:
    previous = (None, *messages)
    return [
        row.plain for one, before in zip(messages, previous, strict=False) for row in rows(one, before, WIDTH)
    ]


def _shown(roll: Roll) -> list[str]:
    return [roll[index].plain for index in range(len(roll))]


@given(lengths=st.lists(st.integers(0, 120), min_size=1, max_size=6), reached=st.integers(0, 400))
def test_growing_roll_ends_like_the_whole_conversation(lengths: list[int], reached: int) -> None:
    roll, messages = Roll(WIDTH), _conversation(120)
    for length in sorted(lengths):
        roll.update(messages[:length], (), following=True)
        roll.reach(reached)
    whole = _all_rows(messages[: max(lengths)])
    shown = _shown(roll)
    assert shown == whole[len(whole) - len(shown) :]
    assert len(shown) >= min(reached, len(whole))


def test_rows_keep_their_numbers_while_more_are_set_above_and_below() -> None:
    roll, messages = Roll(WIDTH), _conversation(100)
    roll.update(messages[:99], (), following=True)
    roll.reach(5)
    number, text = roll.origin + 2, roll[2].plain
    roll.reach(10_000)
    roll.update(messages, (), following=True)
    assert roll[number - roll.origin].plain == text
    assert roll.complete


def test_echo_takes_its_place_without_a_second_copy() -> None:
    roll, messages = Roll(WIDTH), _conversation(3)
    echo = message("mine", Author.AGENT, sequence=4, minutes=3)
    roll.update(messages, (echo,), following=True)
    roll.reach(100)
    before = _shown(roll)
    assert roll.update((*messages, echo), (), following=True) == 0
    assert _shown(roll) == before == _all_rows((*messages, echo))


def test_growth_tells_a_reader_how_far_the_end_has_moved() -> None:
    roll, messages = Roll(WIDTH), _conversation(300)
    roll.update(messages[:10], (), following=False)
    roll.reach(1000)
    before = len(roll)
    assert roll.update(messages, (), following=False) == len(_all_rows(messages)) - before
    assert len(roll) == len(_all_rows(messages))


def test_flood_sets_only_what_can_be_seen() -> None:
    roll, messages = Roll(WIDTH), _conversation(1000)
    roll.update(messages[:10], (), following=True)
    roll.reach(20)
    roll.update(messages, (), following=True)
    roll.reach(20)
    assert 20 <= len(roll) < 200
    assert _shown(roll)[-1] == _all_rows(messages)[-1]
