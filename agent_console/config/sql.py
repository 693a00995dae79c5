"""Orders and past cases from a company's own database: where it is, and what is read from it."""

from functools import partial
from pathlib import Path
from typing import Annotated, Self, TypeAlias

from pydantic import AfterValidator, model_validator

from agent_console.config.connector import ConnectorSettings
from agent_console.config.database import DatabaseAddress
from agent_console.config.field_map import CaseFields, OrderFields
from agent_console.config.placeholder import LOOKUP, PLACEHOLDERS
from agent_console.config.secret import Secret, secret
from agent_console.config.setting import FilePath, Name, Setting
from agent_console.config.sql_statement import Statement, statement

LONGEST_QUERY = 64_000
"""Characters in a file; what is longer is no query."""

_customers_statement = partial(statement, known=PLACEHOLDERS)


def _query(text: str) -> str:
    return _customers_statement(text).text


def _items_query(text: str) -> str:
    return statement(text).text


def _query_file(file: Path) -> Path:
    _query(_read(file))
    return file


def _items_query_file(file: Path) -> Path:
    _items_query(_read(file))
    return file


def _read(file: Path) -> str:
    """Return the text of a file with a query; raise ValueError when it cannot be one."""
    try:
        with file.open(encoding="utf-8") as stream:
            text = stream.read(LONGEST_QUERY + 1)
    except OSError as error:
        raise ValueError(f"names {file}, which cannot be read: {error.strerror}") from None
    except UnicodeDecodeError:
        raise ValueError(f"names {file}, which is not UTF-8 text") from None
    if len(text) > LONGEST_QUERY:
        raise ValueError(f"names {file}, which is longer than {LONGEST_QUERY:,} characters")
    return text


Query: TypeAlias = Annotated[str, AfterValidator(_query)]
QueryFile: TypeAlias = Annotated[FilePath, AfterValidator(_query_file)]
ItemsQuery: TypeAlias = Annotated[str, AfterValidator(_items_query)]
ItemsQueryFile: TypeAlias = Annotated[FilePath, AfterValidator(_items_query_file)]


class SqlSettings(Setting):
    """A database and the query that reads one customer's rows; nothing is ever written."""

    url: DatabaseAddress | None = None
    """Its address, without a password: `postgresql://console@db.example.com/shop`, `sqlite:///shop.db`.

    A file is relative to this file. PostgreSQL on another machine is asked encrypted, unless the address
    says otherwise with `?sslmode=`.
    """
    url_env: Name | None = None
    """The environment variable that holds its address, with the password if it needs one."""
    url_file: FilePath | None = None
    """The file that holds its address, with the password if it needs one; relative to this file."""
    password_env: Name | None = None
    """The environment variable that holds the password for `url`."""
    password_file: FilePath | None = None
    """The file that holds the password for `url`; relative to this file."""
    query: Query | None = None
    """One SELECT; it binds `:email`, `:customer_id`, `:phone`, `:account`, `:order_number` without quotes."""
    query_file: QueryFile | None = None
    """The file that holds the query; relative to this file."""
    items_query: ItemsQuery | None = None
    """One SELECT for what belongs to a row, such as an order's lines; it binds columns of that row, `:id`.

    What it finds is in the row as `items`.
    """
    items_query_file: ItemsQueryFile | None = None
    """The file that holds the items' query; relative to this file."""
    json_columns: tuple[Name, ...] = ()
    """Columns whose text is JSON, in databases that have no type for it."""

    @model_validator(mode="after")
    def _one_of_each(self) -> Self:
        if sum(map(bool, (self.url, self.url_env, self.url_file))) != 1:
            raise ValueError("needs exactly one of `url`, `url_env`, `url_file`, which say where it is")
        if bool(self.query) == bool(self.query_file):
            raise ValueError("needs either `query` or `query_file`")
        if self.items_query and self.items_query_file:
            raise ValueError("needs either `items_query` or `items_query_file`")
        if not self.url and (self.password_env or self.password_file):
            raise ValueError("has a password beside an address that may hold it; put it in there")
        _ = self.address, self.password
        return self

    @property
    def address(self) -> Secret | None:
        """Where its address is; None when that is `url`."""
        return None if self.url else secret(self.url_env, self.url_file, "url")

    @property
    def password(self) -> Secret | None:
        """Where the password is; None when it needs none, or its address holds it."""
        if self.password_env or self.password_file:
            return secret(self.password_env, self.password_file, "password")
        return None

    @property
    def statement(self) -> Statement:
        """The query; raises ValueError when its file has changed for the worse."""
        return _customers_statement(self.query or _read(self.query_file or Path()))

    @property
    def items_statement(self) -> Statement | None:
        """The items' query; raises ValueError when its file has changed for the worse."""
        if self.items_query_file:
            return statement(_read(self.items_query_file))
        return statement(self.items_query) if self.items_query else None


class SqlConnector(ConnectorSettings):
    """A company's own database, read by one query."""

    sql: SqlSettings
    """Where it is, and what is read."""

    @model_validator(mode="after")
    def _owned_by_the_customer(self) -> Self:
        if self.owner_is.startswith(LOOKUP):
            raise ValueError(
                "has an `owner_is` that is looked up, which is for systems that are asked over HTTP"
            )
        return self


class SqlOrders(SqlConnector):
    """Orders from a database."""

    fields: OrderFields
    """How one row is read: names of columns are expressions."""


class SqlCases(SqlConnector):
    """Past cases from a database."""

    fields: CaseFields
    """How one row is read: names of columns are expressions."""
