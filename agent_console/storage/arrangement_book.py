"""Where the agent was when the console ran last: one row, written whole, kept through a kill."""

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Final

from agent_console.domain.arrangement import Arrangement
from agent_console.domain.chat import ConversationId, Promise
from agent_console.ports import JournalError
from agent_console.storage.journal_database import Database
from agent_console.storage.paths import ProfilePaths
from agent_console.texts import _

VERSION = 1
SCHEMA = """
CREATE TABLE IF NOT EXISTS arrangement (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    body TEXT NOT NULL
);
"""
KEEP = "INSERT OR REPLACE INTO arrangement (only, body) VALUES (1, ?)"

_UNREADABLE: Final = (ValueError, KeyError, TypeError, AttributeError)
"""What comes of a row that no console has written."""


class ArrangementBook:
    """Implements `ports.ArrangementMemory` in a profile's directory, for the thread that calls it."""

    def __init__(self, directory: Path) -> None:
        """Open or begin the file; raises `JournalError` when the disk does not let it."""
        self._database = Database(ProfilePaths(directory).arrangement, SCHEMA, VERSION, "NORMAL")
        notice = self._database.prepare()
        self.notices = (notice,) if notice else ()
        """What a person should know: a file that could not be used and was kept aside."""
        with self._database.reporting():
            self._connection = self._database.connect()

    def arrangement(self) -> Arrangement:
        """Return what was kept last, at first an empty one; raises `JournalError`."""
        with self._database.reporting():
            row = self._connection.execute("SELECT body FROM arrangement").fetchone()
        try:
            return Arrangement() if row is None else _decode(row[0])
        except _UNREADABLE as error:
            raise JournalError(
                _("{path} cannot be read ({error}): the desk is not as you left it.").format(
                    path=self._database.path, error=error
                )
            ) from error

    def keep(self, arrangement: Arrangement) -> None:
        """Keep this one instead; raises `JournalError`."""
        with self._database.reporting():
            self._connection.execute(KEEP, (_encode(arrangement),))

    def close(self) -> None:
        """Close the file."""
        self._connection.close()


def _encode(arrangement: Arrangement) -> str:
    return json.dumps(
        {
            "attended": arrangement.attended,
            "notes": sorted(arrangement.notes),
            "readings": dict(arrangement.readings),
            "promises": {who: _written(promise) for who, promise in arrangement.promises.items()},
            "excused": dict(arrangement.excused),
        }
    )


def _decode(body: str) -> Arrangement:
    fields = json.loads(body)
    attended = fields["attended"]
    return Arrangement(
        None if attended is None else ConversationId(attended),
        frozenset(map(ConversationId, fields["notes"])),
        _sequences(fields["readings"]),
        # Earlier versions kept neither of these.
        {ConversationId(who): _promise(*promise) for who, promise in fields.get("promises", {}).items()},
        _sequences(fields.get("excused", {})),
    )


def _sequences(fields: Mapping[str, int]) -> dict[ConversationId, int]:
    return {ConversationId(who): int(sequence) for who, sequence in fields.items()}


def _written(promise: Promise) -> tuple[str, str]:
    return promise.until.isoformat(), promise.text


def _promise(until: str, text: str) -> Promise:
    return Promise(datetime.fromisoformat(until), text)
