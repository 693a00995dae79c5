"""What may leave as a message."""

import pytest

from agent_console.domain.chat import ClientId
from agent_console.wire.codec import decode
from agent_console.wire.frame import Say
from agent_console.wire.limit import FRAME_BYTES, TEXT_BYTES, Objection
from agent_console.wire.parcel import pack


def say(text: str) -> Say:
    return Say(ClientId("m1"), 1, text)


@pytest.mark.parametrize("text", ["x", "x" * TEXT_BYTES, "ж" * (TEXT_BYTES // 2)])
def test_a_text_within_the_limit_leaves(text: str) -> None:
    line = pack(say(text))
    assert isinstance(line, str)
    assert len(line.encode()) <= FRAME_BYTES
    assert decode(line) == say(text)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "empty"),
        (" \n\t", "empty"),
        ("x" * (TEXT_BYTES + 1), "too_long"),
        ("ж" * (TEXT_BYTES // 2 + 1), "too_long"),
        ("x" * 1_000_000, "too_long"),
        ("\x01" * TEXT_BYTES, "too_long"),
        ("half \ud800", "text"),
        ("\ud800" * TEXT_BYTES, "too_long"),
    ],
)
def test_what_no_hub_takes_stays(text: str, code: str) -> None:
    trouble = pack(say(text))
    assert isinstance(trouble, Objection)
    assert trouble.code == code
    assert trouble.reason
