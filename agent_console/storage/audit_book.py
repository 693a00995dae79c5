"""The audit of a profile, for programs that only read: a console may be at work on it."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from urllib.parse import quote

from agent_console.domain.audit import AuditLine
from agent_console.ports import JournalError
from agent_console.storage.journal_audit import LAST_LINES, from_rows
from agent_console.storage.paths import ProfilePaths

SECONDS_TO_WAIT = 5
_TABLE = "SELECT count(*) FROM sqlite_master WHERE name = 'audit_line'"


def audited(profile: ProfilePaths) -> Sequence[AuditLine]:
    """Return every line of the audit, oldest first; none where no console has been at work.

    Raises `JournalError` when the file cannot be read.
    """
    if not profile.outbox.exists():
        return ()
    address = f"file:{quote(str(profile.outbox))}?mode=ro"
    try:
        with closing(sqlite3.connect(address, timeout=SECONDS_TO_WAIT, uri=True)) as file:
            (known,) = file.execute(_TABLE).fetchone()
            rows = file.execute(LAST_LINES, (-1,)).fetchall() if known else []
    except sqlite3.Error as error:
        advice = "Open the console once: it mends its files, or keeps damaged ones aside"
        raise JournalError(f"{profile.outbox} cannot be read: {error}. {advice}.") from error
    return list(from_rows(reversed(rows)))
