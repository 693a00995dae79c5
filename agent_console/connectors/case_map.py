"""From a row of a help desk's answer to a past case: pure."""

from collections.abc import Mapping
from datetime import datetime
from operator import attrgetter
from zoneinfo import ZoneInfo

from agent_console.config import CaseSource
from agent_console.connectors.expression import Expressions
from agent_console.connectors.value import moment, text, whole
from agent_console.domain.record import Case, CaseLine, Contact

MOST_LINES = 50
"""What was said last is enough to remember a case by."""
_RATINGS = range(1, 6)


class CaseMap:
    """Reads past cases as a case connector's settings say."""

    def __init__(self, settings: CaseSource) -> None:
        self._fields = Expressions(settings.fields)
        self._line = Expressions(settings.fields.line) if settings.fields.line else None
        self._zone = ZoneInfo(settings.timezone)

    def read(self, row: object) -> Case | None:
        """Return the case in a row; None when it has no id."""
        found = self._fields.of(row)
        number = text(found.get("id"))
        if not number:
            return None
        return Case(
            id=number,
            subject=text(found.get("subject")),
            status=text(found.get("status")),
            opened_at=moment(found.get("opened_at"), self._zone),
            closed_at=moment(found.get("closed_at"), self._zone),
            tags=_tags(found.get("tags")),
            rating=_rating(found.get("rating")),
            last_line=text(found.get("last_line")),
            url=text(found.get("url")),
            contact=Contact.CHAT if text(found.get("contact")).lower() == Contact.CHAT else Contact.CASE,
            lines=self._lines(found.get("lines")),
        )

    def _lines(self, said: object) -> tuple[CaseLine, ...]:
        """Return the last lines, oldest first; lines without a time keep the order they come in."""
        if self._line is None or not isinstance(said, list):
            return ()
        lines = [line for one in said if (line := self._read_line(self._line.of(one))).text]
        if all(line.at for line in lines):
            lines.sort(key=attrgetter("at"))
        return tuple(lines[-MOST_LINES:])

    def _read_line(self, found: Mapping[str, object]) -> CaseLine:
        return CaseLine(
            author=text(found.get("author")),
            text=text(found.get("text")).strip(),
            at=moment(found.get("at"), self._zone),
        )

    def moment(self, case: Case) -> datetime | None:
        """Return when it was opened, which newest-first goes by."""
        return case.opened_at


def _tags(found: object) -> tuple[str, ...]:
    tags = found if isinstance(found, list) else [found]
    return tuple(tag for tag in map(text, tags) if tag)


def _rating(found: object) -> int | None:
    stars = whole(found)
    return stars if stars in _RATINGS else None
