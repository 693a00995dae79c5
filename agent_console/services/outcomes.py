"""What becomes of replies, noted for the audit; what was taken back is told when it leaves elsewhere."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from agent_console.domain.audit import CAME_BACK, LEFT, AuditLine, Outcome
from agent_console.domain.chat import ClientId
from agent_console.domain.desk import Desk
from agent_console.domain.draft import Draft
from agent_console.domain.likeness import likeness
from agent_console.domain.panes import Panes
from agent_console.domain.verdict import Verdict
from agent_console.ports import Clock, Journal
from agent_console.services.crew import Crew
from agent_console.services.ledger import Ledger

MEMORY: Final = timedelta(minutes=10)
"""For how long texts are remembered: in memory only, the audit on disk never has them."""
ALIKE: Final = 0.8
"""From this likeness on a text counts as the same: another name and a changed word leave it so."""


@dataclass(frozen=True, slots=True)
class Noted:
    """A reply that left or came back, and when (monotonic)."""

    line: AuditLine
    draft: Draft | None
    at: float


def _unheard(_line: AuditLine) -> None:
    """Drop what nobody listens to."""


class Outcomes:
    """Writes audit lines beside everything else, and remembers the last minutes' replies."""

    def __init__(
        self, desk: Desk, panes: Panes, clock: Clock, journal: Journal, ledger: Ledger, crew: Crew
    ) -> None:
        self.listener: Callable[[AuditLine], None] = _unheard
        """Told of each line at once."""
        self._desk = desk
        self._panes = panes
        self._clock = clock
        self._journal = journal
        self._ledger = ledger
        self._crew = crew
        self._left: dict[ClientId, Noted] = {}
        self._back: list[Noted] = []

    def line(self, outcome: Outcome, draft: Draft, verdict: Verdict) -> AuditLine:
        """Return the line about a draft of a held conversation as things are now."""
        held = self._desk[draft.conversation]
        waited = held.waiting.elapsed(self._clock.monotonic())
        return AuditLine(
            at=self._clock.now(),
            outcome=outcome,
            draft=draft.id,
            conversation=held.id,
            pane=self._panes.number(held.id) if held.id in self._panes.slots else 0,
            snippets=tuple((one.snippet, one.version) for one in draft.insertions),
            ruling=verdict.ruling,
            rule=verdict.rule,
            waited_seconds=waited.total_seconds() if waited is not None else 0.0,
            open_conversations=len(self._desk.conversations),
            score=verdict.score,
            features=verdict.features,
            model=verdict.model,
        )

    def record(self, outcome: Outcome, draft: Draft, verdict: Verdict) -> None:
        """Note what has just become of a draft of a held conversation."""
        self.note(self.line(outcome, draft, verdict), draft)

    def note(self, line: AuditLine, draft: Draft | None = None) -> None:
        """Write a line, and another one when its draft is what was taken back from somebody else."""
        self._write(line)
        self._forget()
        noted = Noted(line, draft, self._clock.monotonic())
        if line.outcome in LEFT:
            self._left[line.draft] = noted
            self._tell_resent(noted)
        elif line.outcome in CAME_BACK:
            self._back.append(noted)

    def left(self, message: ClientId, within: timedelta) -> Noted | None:
        """Return what this console sent under an id in that time, `MEMORY` at most; None for any other."""
        noted = self._left.get(message)
        return noted if noted is not None and self._age(noted) <= within else None

    def _tell_resent(self, sent: Noted) -> None:
        text = sent.draft.text if sent.draft is not None else ""
        for back in self._back:
            elsewhere = back.line.conversation != sent.line.conversation
            if elsewhere and back.draft is not None and likeness(back.draft.text, text) >= ALIKE:
                self._back.remove(back)
                # It is about the reply in the wrong pane: whoever learns from it needs those figures.
                self._write(replace(back.line, at=sent.line.at, outcome=Outcome.RESENT))
                return

    def _write(self, line: AuditLine) -> None:
        self.listener(line)
        self._crew.start(lambda: self._keep(line), to_the_end=True)

    async def _keep(self, line: AuditLine) -> None:
        await self._ledger.keep(lambda: self._journal.audit(line))

    def _forget(self) -> None:
        self._left = {name: noted for name, noted in self._left.items() if self._age(noted) <= MEMORY}
        self._back = [noted for noted in self._back if self._age(noted) <= MEMORY]

    def _age(self, noted: Noted) -> timedelta:
        return timedelta(seconds=self._clock.monotonic() - noted.at)
