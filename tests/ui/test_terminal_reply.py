"""A terminal's answers are told from a person's typing."""

import pytest

from agent_console.ui.terminal_reply import TerminalReply


def _typed(keys: str, gap: float) -> str:
    """Return what is left of keys that come so far apart."""
    reply, left = TerminalReply(), ""
    for number, character in enumerate(keys):
        key = "circumflex_accent" if character == "^" else character
        if reply.begins(key, character, number * gap):
            left = left[:-1]
        left += "" if reply.inside else character
    return left


@pytest.mark.parametrize("answer", ["^[?64;1;2c", "^]11;rgb:1212/3434/5656", "^P1$r0m", "^_Gi=1;OK"])
def test_answer_in_one_burst_is_swallowed(answer: str) -> None:
    assert _typed(answer, 0.0001) == ""


def test_people_may_type_the_same() -> None:
    assert _typed("^[1] see note", 0.05) == "^[1] see note"


def test_fast_text_without_an_introducer_stays() -> None:
    assert _typed("x^2 [ok]", 0.0001) == "x^2 [ok]"


def test_typing_goes_on_after_an_answer() -> None:
    reply = TerminalReply()
    reply.begins("circumflex_accent", "^", 1.0)
    assert reply.begins("left_square_bracket", "[", 1.0001)
    reply.begins("c", "c", 1.0002)
    assert reply.inside
    reply.begins("h", "h", 1.2)
    assert not reply.inside
