"""Alt and a digit go to a pane, and write nothing."""

import pytest
from textual import events
from textual._xterm_parser import XTermParser

from agent_console.ui import alt_digit


def keys(sent: str) -> list[str]:
    """Return the keys that Textual understands from what a terminal sends."""
    return [event.key for event in XTermParser().feed(sent) if isinstance(event, events.Key)]


@pytest.mark.parametrize("digit", list("0123456789"))
def test_alt_and_a_digit_is_a_key_of_its_own(digit: str) -> None:
    alt_digit.teach()
    assert keys(f"\x1b{digit}") == [f"alt+{digit}"]


def test_typed_characters_stay_what_they_are() -> None:
    alt_digit.teach()
    assert keys("£§2") == ["pound_sign", "section_sign", "2"]
