"""What one hub commits to PostgreSQL and hears of the others, one batch at a time, on a thread of its own."""

import json
import logging
import math
from collections.abc import Sequence
from dataclasses import dataclass

import psycopg

from agent_console.hub.clock import HubClock
from agent_console.hub.command import Command
from agent_console.hub.database import outcome_codec
from agent_console.hub.database.address import PostgresAddress
from agent_console.hub.database.connection import Row, TroubleError
from agent_console.hub.database.postgres_connection import PostgresConnection, brief, connect, translated
from agent_console.hub.database.postgres_schema import LOCK, forgetful, open_postgres
from agent_console.hub.database.request import applied, storable
from agent_console.hub.outcome import Missed, Outcome

CHANNEL = "agent_console_hub"
"""Every commit knocks here once, without saying what it was."""
KEPT_MS = 60 * 60 * 1000
"""How long news is kept: a hub that has not read for longer begins anew."""
PRUNED_SECONDS = 60.0
_DOUBT_SECONDS = 60.0
"""After so long without reading it is looked up whether all that was missed is still there."""
_BACKLOG_SECONDS = 5.0
"""After so long without reading there may be more news than should be read while all hubs wait."""
_AHEAD_MS = 60_000
"""How far another hub's clock may be ahead of this one's and stamps still follow it."""
_PAGE = 500

_BEGIN = ("BEGIN", f"SELECT pg_advisory_xact_lock({LOCK})")
_UNREAD = "SELECT id, at_ms, outcome FROM news WHERE id > ? ORDER BY id"
_TELL = (
    "WITH told AS (INSERT INTO news (at_ms, outcome)"
    " SELECT ?, value FROM json_array_elements_text(?::json) WITH ORDINALITY AS one (value, place)"
    " ORDER BY place"
    " RETURNING id) SELECT max(id) AS last, pg_notify(?, '') FROM told"
)

logger = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Step:
    """What one visit to the database brought."""

    heard: Sequence[Outcome]
    """Everything to be passed on, in the order of commits, what became of the hub's own commands in it."""
    outcomes: Sequence[Outcome]
    """What became of the hub's own commands."""


class PostgresWriter:
    """Used by one thread at a time; after a failure it connects anew with the next step."""

    def __init__(self, address: PostgresAddress, clock: HubClock) -> None:
        """Open or make the database; raises `StoreError`."""
        self._address = address
        self._clock = clock
        self._database: PostgresConnection | None = open_postgres(address)
        if forgetful(self._database):
            logger.warning("%s has fsync off: if its machine fails, acknowledged messages are lost", address)
        self._cursor, _ = self._ends(self._database)
        self.process = self._database.database.info.backend_pid
        """The server's process at the other end, from which the notices of this hub's commits come."""
        self._stamp = 0
        self._heard: list[Outcome] = []
        self._read_at = self._pruned_at = clock.seconds()

    def step(self, commands: Sequence[Command]) -> Step:
        """Commit commands, and read what others have committed before them.

        Raises `TroubleError` when nothing was committed, or nobody knows whether it was: what was is heard
        later. Raises `UnknownNewsError` for news of a newer hub.
        """
        try:
            database = self._connected()
            # A commit reads what is new by itself; only what piled up is read before it, while nobody waits.
            if not commands or self._clock.seconds() - self._read_at > _BACKLOG_SECONDS:
                self._look(database)
            outcomes = storable(self._transact, commands) if commands else ()
        except TroubleError:
            self._disconnect()
            raise
        heard, self._heard = self._heard, []
        return Step(heard, outcomes)

    def close(self) -> None:
        """Close the connection."""
        self._disconnect()

    def _connected(self) -> PostgresConnection:
        if self._database is None:
            try:
                self._database = PostgresConnection(connect(self._address))
            except psycopg.Error as error:
                raise TroubleError(brief(error)) from error
            self.process = self._database.database.info.backend_pid
            self._read_at = -math.inf
        return self._database

    def _disconnect(self) -> None:
        if self._database is not None:
            self._database.close()
            self._database = None

    def _look(self, database: PostgresConnection) -> None:
        """Read what is new, in pages."""
        now = self._clock.seconds()
        if now - self._read_at > _DOUBT_SECONDS:
            self._doubt(database)
        while len(rows := database.rows(f"{_UNREAD} LIMIT ?", self._cursor, _PAGE)) == _PAGE:
            self._hear(rows)
        self._hear(rows)
        self._read_at = now

    def _doubt(self, database: PostgresConnection) -> None:
        """Begin anew where news was dropped before this hub read it, or where a failover lost some."""
        newest, dropped = self._ends(database)
        if dropped > self._cursor or newest < self._cursor:
            logger.warning("this hub has missed what others committed; its clients read all of it anew")
            self._cursor = newest
            self._heard.append(Missed())

    @staticmethod
    def _ends(database: PostgresConnection) -> tuple[int, int]:
        """Return the newest news, and the newest that was dropped."""
        row = database.row(
            "SELECT id AS dropped, coalesce((SELECT max(id) FROM news), id) AS newest FROM news_dropped"
        )
        if row is None:
            raise TroubleError("the table news_dropped is empty")
        return row["newest"], row["dropped"]

    def _hear(self, rows: Sequence[Row]) -> None:
        for row in rows:
            self._heard.append(outcome_codec.decode(row["outcome"]))
            self._cursor, self._stamp = row["id"], row["at_ms"]

    def _transact(self, commands: Sequence[Command]) -> Sequence[Outcome]:
        database = self._connected()
        try:
            outcomes = self._commit(database, commands)
        except BaseException:
            self._roll_back(database)
            raise
        self._heard += outcomes
        return outcomes

    def _commit(self, database: PostgresConnection, commands: Sequence[Command]) -> Sequence[Outcome]:
        with translated(), database.database.pipeline():
            for statement in _BEGIN:
                database.database.execute(statement)
            unread = database.ask(_UNREAD, self._cursor)
        self._hear(unread.fetchall())
        self._read_at = self._clock.seconds()
        now_ms = self._now_ms()
        outcomes = applied(database, now_ms, commands)
        told = [text for outcome in outcomes if (text := outcome_codec.encode(outcome)) is not None]
        self._prune(database, now_ms)
        with translated(), database.database.pipeline():
            written = database.ask(_TELL, now_ms, json.dumps(told), CHANNEL) if told else None
            database.database.execute("COMMIT")
        if written is not None and (row := written.fetchone()) is not None:
            self._cursor, self._stamp = row["last"], now_ms
        return outcomes

    def _now_ms(self) -> int:
        """Return the instant, not before the last commit's unless some hub's clock is far off."""
        now = self._clock.now_ms()
        return max(now, self._stamp) if self._stamp - now < _AHEAD_MS else now

    def _prune(self, database: PostgresConnection, now_ms: int) -> None:
        """Drop old news now and then."""
        now = self._clock.seconds()
        if now - self._pruned_at < PRUNED_SECONDS:
            return
        self._pruned_at = now
        # The newest stays, so that nobody takes an empty table for a loss.
        database.run(
            "WITH old AS (DELETE FROM news WHERE at_ms < ? AND id < (SELECT max(id) FROM news) RETURNING id)"
            " UPDATE news_dropped SET id = newest FROM (SELECT max(id) AS newest FROM old) AS gone"
            " WHERE newest IS NOT NULL",
            now_ms - KEPT_MS,
        )

    def _roll_back(self, database: PostgresConnection) -> None:
        try:
            database.run("ROLLBACK")
        except TroubleError:
            self._disconnect()
