"""An agent who types recorded replies, and takes every offer that is right."""

import time
from collections import Counter
from dataclasses import dataclass, field

from agent_console.assist.phrase.book import PhraseBook
from agent_console.assist.phrase.context import Turn
from agent_console.assist.phrase.moment import Moment
from agent_console.assist.phrase.offer import next_word, within
from benchmarks.desks import Recording
from benchmarks.phrase_identity import Identifiers, person_of

Figures = dict[str, float]


@dataclass
class Tally:
    """What came of typing."""

    count: Counter[str] = field(default_factory=Counter)
    key_seconds: list[float] = field(default_factory=list)
    """Processor time of each key's offer, on which other programs of the machine have no influence."""
    moment_seconds: list[float] = field(default_factory=list)
    """Processor time of what is prepared once before a reply, beside the keys."""
    foreign: list[str] = field(default_factory=list)
    """What identifies another customer, and was offered."""

    def add(self, other: "Tally") -> None:
        """Count what another one counted."""
        self.count += other.count
        self.key_seconds += other.key_seconds
        self.moment_seconds += other.moment_seconds
        self.foreign += other.foreign

    def figures(self) -> Figures:
        """Return the figures; an offer is counted when it appears, not again while it stays."""
        count = self.count
        shown, characters = count["shown"] or 1, count["characters"] or 1
        return {
            "replies": count["replies"],
            "characters": count["characters"],
            "keys": count["keys"],
            "keystrokes_saved": round(1 - count["keys"] / characters, 4),
            "saved_by_whole_offers": round(count["saved_whole"] / characters, 4),
            "offers": count["shown"],
            "offers_wrong": round(1 - count["right"] / shown, 4),
            "offers_of_no_use": round(1 - (count["right"] + count["partly"]) / shown, 4),
            "identifiers_of_others": len(self.foreign),
            "key_p50_ms": _percentile(self.key_seconds, 0.5),
            "key_p99_ms": _percentile(self.key_seconds, 0.99),
            "prepared_p50_ms": _percentile(self.moment_seconds, 0.5),
            "prepared_p99_ms": _percentile(self.moment_seconds, 0.99),
        }


def _percentile(seconds: list[float], share: float) -> float:
    return round(sorted(seconds)[int(len(seconds) * share)] * 1000, 3) if seconds else 0.0


def turns_of(recording: Recording, before: int) -> list[Turn]:
    """Return the messages before a turn."""
    return [Turn(turn.by_agent, turn.text) for turn in recording.turns[:before]]


def type_reply(
    book: PhraseBook,
    recording: Recording,
    at: int,
    strangers: Identifiers,
    tally: Tally,
    cells: int | None = None,
) -> None:
    """Type the reply at a turn, with what is offered after each key, the empty draft included.

    With `cells` the composer's lines are so wide, and an offer ends where its line does.
    """
    before = turns_of(recording, at)
    began = time.thread_time()
    moment = book.moment("en", person_of(recording, at), before)
    tally.moment_seconds.append(time.thread_time() - began)
    typist = _Typist(moment, recording.turns[at].text, tally, cells)
    typist.run()
    said = " ".join(turn.text for turn in before)
    for offer in typist.offers:
        tally.foreign += strangers.foreign(offer, recording, f"{said} {typist.text}")


class _Typist:
    """Types one reply."""

    def __init__(self, moment: Moment, text: str, tally: Tally, cells: int | None) -> None:
        self._moment = moment
        self._cells = cells
        self.text = text
        self.offers: list[str] = []
        self._tally = tally
        self._there = ""

    def run(self) -> None:
        """Press key after key until the reply stands there."""
        count, written = self._tally.count, 0
        while written < len(self.text):
            offer = self._asked(self.text[:written])
            new = bool(offer) and self._there != self.text[:written] + offer
            taken = self._taken(offer, written)
            count["shown"] += new
            count["right"] += new and taken == len(offer)
            count["partly"] += new and 0 < taken < len(offer)
            count["saved_whole"] += taken - 1 if offer and taken == len(offer) else 0
            if new:
                begun = self.text[:written].rpartition(" ")[2]
                self.offers.append(begun + offer)
            self._there = self.text[:written] + offer if offer else ""
            written += max(taken, 1)
            count["keys"] += 1
        count["replies"] += 1
        count["characters"] += len(self.text)

    def _asked(self, written: str) -> str:
        began = time.thread_time()
        offer = self._moment.rest(written)
        self._tally.key_seconds.append(time.thread_time() - began)
        if self._cells is None:
            return offer
        return within(offer, self._cells - len(written) % self._cells, len)

    def _taken(self, offer: str, written: int) -> int:
        """Return how many characters one key takes of an offer; 0 when none of it is right."""
        if not offer:
            return 0
        for part in (offer, next_word(offer)):
            behind = self.text[written + len(part) : written + len(part) + 1]
            whole = part == offer or not behind.isalnum()
            if len(part) > 1 and self.text.startswith(part, written) and whole:
                return len(part)
        return 0
