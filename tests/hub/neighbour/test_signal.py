"""What hubs call to each other: it always fits, and nothing that somebody else calls does harm."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.domain.chat import AgentId, ConversationId
from agent_console.hub.neighbour.neighbourhood import Hint
from agent_console.hub.neighbour.signal import MOST_BYTES, SignalError, decode, encode

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=500)
HINTS = st.builds(
    Hint, WORDS.map(ConversationId), st.none() | WORDS.map(AgentId), WORDS | st.just("\U0001f600" * 500)
)


@given(st.lists(HINTS, max_size=30), st.booleans())
def test_what_is_called_is_understood_and_fits(hints: list[Hint], team: bool) -> None:
    calls = list(encode("one", hints, team))
    assert all(len(call.encode()) <= MOST_BYTES for call in calls)
    signals = [decode(call) for call in calls]
    heard = [hint for signal in signals for hint in signal.hints]
    fitting = [h for h in hints if len(json.dumps([h.conversation, h.owner, h.preview])) <= 7000]
    assert [hint for hint in heard if hint in fitting] == fitting
    assert all(signal.team is team and signal.hub == "one" for signal in signals)
    assert bool(calls) is (team or bool(heard))


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[",
        "7",
        "null",
        "[1]",
        '{"hub": 7, "team": false, "hints": []}',
        '{"hub": "x", "hints": []}',
        '{"hub": "x", "team": false, "hints": 7}',
        '{"hub": "x", "team": false, "hints": [7]}',
        '{"hub": "x", "team": false, "hints": [[1, null, ""]]}',
        '{"hub": "x", "team": false, "hints": [["a", 1, ""]]}',
        '{"hub": "x", "team": false, "hints": [["a", null]]}',
        "[" * 5000,
    ],
)
def test_what_no_hub_called_is_refused(text: str) -> None:
    with pytest.raises(SignalError):
        decode(text)


@given(st.text())
def test_anything_else_is_refused_with_the_same_error(text: str) -> None:
    with pytest.raises(SignalError):
        decode(text)
