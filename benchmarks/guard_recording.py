"""Recorded conversations and sends, as the guard's model reads them."""

import gzip
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from agent_console.domain.chat import Author
from agent_console.guard.dialogue import Dialogue


@dataclass(slots=True, eq=False)
class Conversation:
    """One recorded conversation."""

    id: str
    source: str
    topic: str
    turns: list[tuple[str, str]]
    """Each with `c` for the customer or `a` for the agent."""
    facts: str
    """What is known of the customer from the start."""
    records: list[tuple[int, list[str]]]
    """What was looked up, each with the turn before which it was known."""

    def dialogue(self, cut: int) -> Dialogue:
        """Return it as it stood before a turn."""
        found = Dialogue()
        found.know(self.facts)
        for at, values in self.records:
            if at <= cut:
                found.know(" ".join(values))
        for role, text in self.turns[:cut]:
            found.hear(Author.CUSTOMER if role == "c" else Author.AGENT, text)
        return found


@dataclass(frozen=True, slots=True)
class Send:
    """A draft, the moments of all open conversations with its own first, and where it would wrongly go."""

    draft: str
    desk: list[tuple[Conversation, int]]
    wrong: dict[int, int]
    """By how many conversations are open, the place in `desk`."""


def read(paths: Iterable[Path], without: Sequence[str]) -> tuple[list[Conversation], list[Send]]:
    """Read files of desks, but for the sources named."""
    conversations: dict[str, Conversation] = {}
    rows: list[dict[str, Any]] = []
    for path in paths:
        with gzip.open(path, "rt", encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                if row["type"] == "conv" and row["source"] not in without:
                    conversations[row["id"]] = _conversation(row)
                elif row["type"] == "send" and row["source"] not in without:
                    rows.append(row)
    return list(conversations.values()), [_send(row, conversations) for row in rows]


def _conversation(row: dict[str, Any]) -> Conversation:
    profile = row["profile"]
    known = [profile[name] for name in ("name", "email", "phone", "account_id", "address", "zip")]
    known += [value for order in profile["orders"] for value in order.values()]
    turns = [(role, text) for role, text in row["turns"]]
    return Conversation(row["id"], row["source"], row["topic"], turns, " ".join(known), row["records"])


def _send(row: dict[str, Any], conversations: dict[str, Conversation]) -> Send:
    places = [(row["conv"], row["turn"]), *row["desk"]]
    desk = [(conversations[conversation], cut) for conversation, cut in places]
    return Send(row["draft"], desk, {int(size): place for size, place in row["wrong"].items()})
