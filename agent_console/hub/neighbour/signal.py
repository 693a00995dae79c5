"""What hubs call to each other through the database: that the team changed, and who is writing."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from agent_console.domain.chat import AgentId, ConversationId
from agent_console.hub.neighbour.neighbourhood import Hint

CHANNEL = "agent_console_neighbour"
MOST_BYTES = 7900
"""PostgreSQL refuses a call of 8000 bytes."""


class SignalError(ValueError):
    """A call that no hub of this kind made."""


@dataclass(frozen=True, slots=True)
class Signal:
    """What one hub has to say."""

    hub: str
    """Who says it; its own words come back to each hub, too."""
    hints: tuple[Hint, ...] = ()
    team: bool = False
    """Whether agents came or went."""


def encode(hub: str, hints: Iterable[Hint], team: bool = False) -> Iterator[str]:
    """Yield as few calls as hold everything; what alone is too long for one is left out."""
    head = json.dumps({"hub": hub, "team": team, "hints": []})
    rows: list[str] = []
    size = len(head)
    for hint in hints:
        row = json.dumps([hint.conversation, hint.owner, hint.preview])
        if len(head) + len(row) > MOST_BYTES:
            continue
        if size + len(row) + 1 > MOST_BYTES:
            yield _call(hub, team, rows)
            rows, size = [], len(head)
        rows.append(row)
        size += len(row) + 1
    if rows or team:
        yield _call(hub, team, rows)


def decode(text: str) -> Signal:
    """Return what was called; raises `SignalError`."""
    try:
        row = json.loads(text)
        hints = tuple(_hint(*given) for given in row["hints"])
        return Signal(_text(row["hub"]), hints, row["team"] is True)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise SignalError(f"not a hub's call: {type(error).__name__}") from None


def _call(hub: str, team: bool, rows: Iterable[str]) -> str:
    return f'{{"hub": {json.dumps(hub)}, "team": {json.dumps(team)}, "hints": [{",".join(rows)}]}}'


def _hint(conversation: Any, owner: Any, preview: Any) -> Hint:  # noqa: ANN401 - whatever JSON holds
    whose = None if owner is None else AgentId(_text(owner))
    return Hint(ConversationId(_text(conversation)), whose, _text(preview))


def _text(value: Any) -> str:  # noqa: ANN401 - whatever JSON holds
    if not isinstance(value, str):
        raise TypeError
    return value
