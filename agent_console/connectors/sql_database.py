"""A company's database as a worker thread reads it; imports SQLAlchemy, which takes a while."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import timedelta

import sqlalchemy

from agent_console.config.database import checked, sqlite_file
from agent_console.connectors.failure import LookUpError
from agent_console.connectors.sql_dialect import Dialect
from agent_console.connectors.sql_other import OtherDatabase
from agent_console.connectors.sql_postgresql import PostgreSql
from agent_console.connectors.sql_reading import Question, Reading, Row, StoppedError
from agent_console.connectors.sql_sqlite import Sqlite
from agent_console.texts import _


class Database:
    """One database; safe to use from several threads."""

    def __init__(self, dialect: Dialect) -> None:
        """Raises LookUpError when there is no driver for it."""
        self._dialect = dialect
        self._engine = _opened(dialect)

    @property
    def place(self) -> str:
        """What people call it: its host or file."""
        return self._dialect.place

    def close(self) -> None:
        """Close the connections; nothing may be reading."""
        self._engine.dispose()

    def read(self, reading: Reading, question: Question) -> Sequence[Sequence[Row]]:
        """Return the rows for each of the question's values, as the database has them.

        Raises LookUpError when they cannot be read, and StoppedError when nobody waits any more.
        """
        try:
            return self._read_again(reading, question)
        except sqlalchemy.exc.DBAPIError as error:
            if reading.stopped:
                raise StoppedError from error
            raise LookUpError(self._dialect.complaint(error)) from None
        except sqlalchemy.exc.SQLAlchemyError as error:
            raise LookUpError(
                _("{place} cannot be read ({name})").format(
                    place=self._dialect.place, name=type(error).__name__
                )
            ) from None

    def _read_again(self, reading: Reading, question: Question) -> Sequence[Sequence[Row]]:
        """Read, once more where the server has ended a connection meanwhile, as after a night."""
        try:
            return self._read(reading, question)
        except sqlalchemy.exc.DBAPIError as error:
            if reading.stopped or not error.connection_invalidated:
                raise
        return self._read(reading, question)

    def _read(self, reading: Reading, question: Question) -> Sequence[Sequence[Row]]:
        with self._engine.connect() as connection:
            try:
                with reading.on(self._dialect.line(connection, reading)):
                    self._dialect.begin(connection)
                    return list(self._select(connection, question))
            finally:
                if reading.stopped:
                    # The order to end the query may still be on its way, and must not meet the next one.
                    connection.invalidate()

    def _select(self, connection: sqlalchemy.Connection, question: Question) -> Iterator[Sequence[Row]]:
        for values in question.values:
            text = question.query.text
            with self._dialect.execute(connection, text, values, question.most) as result:
                names = _distinct(tuple(result.keys()))
                yield [dict(zip(names, row, strict=True)) for row in result.fetchmany(question.most)]


def database(url: str, password: str, limit: timedelta, environment: Mapping[str, str]) -> Database:
    """Return the database at an address; raise LookUpError, which quotes nothing of it."""
    try:
        address = sqlalchemy.make_url(checked(url))
    except (ValueError, sqlalchemy.exc.ArgumentError):
        raise LookUpError(_("what `url` says is no address of a database")) from None
    if password:
        address = address.set(password=password)
    return Database(_dialect(address, url, limit, environment))


def _dialect(address: sqlalchemy.URL, url: str, limit: timedelta, environment: Mapping[str, str]) -> Dialect:
    if file := sqlite_file(url):
        return Sqlite(file, limit)
    if address.get_backend_name() in ("postgresql", "postgres"):
        return PostgreSql(address, limit, environment)
    return OtherDatabase(address, limit)


def _opened(dialect: Dialect) -> sqlalchemy.Engine:
    try:
        return dialect.open()
    except (ImportError, sqlalchemy.exc.ArgumentError) as error:
        name = error.name if isinstance(error, ImportError) else None
        words = (
            _("the driver `{name}` for {place} is not installed")
            if name
            else _("the driver for {place} is not installed")
        )
        raise LookUpError(words.format(name=name, place=dialect.place)) from None


def _distinct(names: Sequence[str]) -> Sequence[str]:
    twice = [name for name, count in Counter(names).items() if count > 1]
    if twice:
        raise LookUpError(
            _("the query has two columns called `{twice}`; name one of them with AS").format(twice=twice[0])
        )
    return names
