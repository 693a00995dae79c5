"""Enter sends when a person pressed it, and not when it came with pasted text or a fresh screen."""

from collections.abc import Iterable, Iterator

import pytest

from agent_console.domain.keystrokes import LONG_BURST_KEYS, EnterMeaning, Keystrokes

SEND, LINE_BREAK, IGNORED = EnterMeaning.SEND, EnterMeaning.LINE_BREAK, EnterMeaning.IGNORED


def play(keys: Iterable[tuple[str, float]], keystrokes: Keystrokes | None = None) -> Iterator[EnterMeaning]:
    """Yield what each Enter among (key, instant) pairs means."""
    rhythm = keystrokes or Keystrokes()
    for key, at in keys:
        if key == "\n":
            yield rhythm.enter(at)
        else:
            rhythm.typed(at)


def paced(text: str, start: float = 100.0, gap: float = 0.0) -> list[tuple[str, float]]:
    return [(key, start + place * gap) for place, key in enumerate(text)]


def test_a_person_typing_sends() -> None:
    assert list(play(paced("Your refund is on its way.\n", gap=0.12))) == [SEND]


def test_enter_as_the_first_key_ever_sends() -> None:
    assert Keystrokes().enter(0.0) is SEND


@pytest.mark.parametrize("words", ["ok\n", "thanks\n", "Hi Karen\n", "on its way now\n"])
def test_a_few_words_that_a_slow_line_delivered_at_once_send(words: str) -> None:
    assert list(play(paced(words))) == [SEND]


@pytest.mark.parametrize("gap", [0.0, 0.001, 0.03])
def test_line_breaks_behind_long_pasted_lines_do_not_send(gap: float) -> None:
    pasted = "Your parcel left our house today.\nIt arrives on Friday, before noon.\n"
    assert list(play(paced(pasted, gap=gap))) == [LINE_BREAK, LINE_BREAK]


def test_only_the_first_of_several_enters_in_a_burst_can_send() -> None:
    assert list(play(paced("Hi,\nhow\n\nare you\n", gap=0.002))) == [SEND, LINE_BREAK, LINE_BREAK, LINE_BREAK]


def test_a_text_expander_is_left_alone() -> None:
    keystrokes = Keystrokes()
    expanded = "Thank you for your patience, we are looking into it."
    assert list(play([*paced(expanded, start=100.0), ("\n", 100.4)], keystrokes)) == [SEND]


def test_enter_just_after_a_long_burst_belongs_to_it() -> None:
    expanded = paced("x" * LONG_BURST_KEYS)
    assert list(play([*expanded, ("\n", 100.14)])) == [LINE_BREAK]
    assert list(play([*expanded, ("\n", 100.15)])) == [SEND]


def test_one_key_fewer_is_no_long_burst() -> None:
    assert list(play(paced("x" * (LONG_BURST_KEYS - 1) + "\n"))) == [SEND]


def test_many_keys_at_a_persons_pace_are_no_burst() -> None:
    assert list(play(paced("x" * 200 + "\n", gap=0.04))) == [SEND]


def test_the_next_enter_after_a_paste_sends() -> None:
    keystrokes = Keystrokes()
    assert list(play(paced("a long line that was pasted\n"), keystrokes)) == [LINE_BREAK]
    assert keystrokes.enter(100.5) is SEND


def test_two_presses_of_a_person_are_two_sends() -> None:
    keystrokes = Keystrokes()
    assert [keystrokes.enter(100.0), keystrokes.enter(100.12)] == [SEND, SEND]


def test_enter_right_after_a_redraw_is_ignored() -> None:
    keystrokes = Keystrokes()
    keystrokes.redrawn(100.0)
    assert keystrokes.enter(100.24) is IGNORED
    assert keystrokes.enter(100.3) is SEND


def test_enter_that_is_seen_to_come_with_pasted_text_does_not_send() -> None:
    keystrokes = Keystrokes()
    keystrokes.typed(100.0)
    assert keystrokes.in_burst(100.01)
    keystrokes.pasted(100.01)
    assert keystrokes.enter(100.01) is LINE_BREAK
    assert not keystrokes.in_burst(100.1)


def test_a_redraw_that_is_over_changes_nothing() -> None:
    keystrokes = Keystrokes()
    keystrokes.redrawn(100.0)
    assert keystrokes.enter(100.25) is SEND


def test_only_a_long_burst_looks_like_a_paste() -> None:
    rhythm = Keystrokes()
    for _key, at in paced("x" * LONG_BURST_KEYS, 100.0, 0.001):
        assert not rhythm.pasting(at)
        rhythm.typed(at)
    assert rhythm.pasting(100.0 + LONG_BURST_KEYS * 0.001)
    rhythm.typed(101.0)
    assert not rhythm.pasting(101.0)
