"""Asks each configured system for one customer's records and keeps how its answer is read, for the doctor."""

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Final, TypeVar

from agent_console.bootstrap.console import SystemClock
from agent_console.config import CaseSource, HttpConnector, OrderSource, RecordSettings, preset
from agent_console.config.database import sqlite_file
from agent_console.config.secret import MissingSecretError, Secret
from agent_console.config.sql import SqlSettings
from agent_console.connectors.connector import Connector
from agent_console.connectors.failure import LookUpError
from agent_console.connectors.inspection import Trace, case_traces, keys, order_traces
from agent_console.connectors.system_records import SystemRecords
from agent_console.domain.customer import Customer, CustomerId

T = TypeVar("T")

_NUMBERS: Final = ("number", "id")
"""The field that a record is known by, of an order and of a case."""


@dataclass(frozen=True, slots=True)
class Examined:
    """What one system told of the customer."""

    name: str
    """What people call it."""
    standing: str
    """How far its preset can be trusted; empty when the settings are the user's own."""
    records: Sequence[Sequence[Trace]] = ()
    """Of each row that is the customer's its fields, newest first."""
    others: int = 0
    """How many rows of other customers it sent, which were left out."""
    note: str = ""
    """What it keeps back."""
    failure: str = ""
    """Why nothing can be shown, for a person, without secrets."""


def somebody(known_by: str) -> Customer:
    """Return a customer of whom only one value is known: an e-mail address, else an id, phone or account."""
    if "@" in known_by:
        return Customer(CustomerId(known_by), "", email=known_by)
    return Customer(CustomerId(known_by), "", phone=known_by, account=known_by)


def standing(settings: OrderSource | CaseSource) -> str:
    """Return how far the preset of a connector can be trusted; empty when it has none."""
    if isinstance(settings, HttpConnector) and settings.preset:
        return preset.find(settings.preset).standing
    return ""


def introduced(settings: OrderSource | CaseSource) -> str:
    """Return what a system is called, where it is, and how far its preset can be trusted."""
    place = settings.url if isinstance(settings, HttpConnector) else _database(settings.sql)
    known = f"{settings.name} at {place}" if settings.name else place
    trust = standing(settings)
    return f"{known}; preset for {trust}" if trust else known


def missing(settings: OrderSource | CaseSource, environment: Mapping[str, str]) -> str:
    """Return what a system cannot be asked without and is not there: a secret, a file; else nothing."""
    try:
        for secret in _secrets(settings):
            secret.reveal(environment)
    except MissingSecretError as error:
        return str(error)
    file = None if isinstance(settings, HttpConnector) else sqlite_file(settings.sql.url or "")
    return f"there is no file {file}" if file and not file.is_file() else ""


def _secrets(settings: OrderSource | CaseSource) -> list[Secret]:
    if isinstance(settings, HttpConnector):
        return [settings.auth.proof] if settings.auth else []
    return [secret for secret in (settings.sql.address, settings.sql.password) if secret]


def _database(settings: SqlSettings) -> str:
    """Return where a database is, as far as that is no secret."""
    if settings.url:
        return settings.url
    holder = f"the environment variable {settings.url_env}" if settings.url_env else f"{settings.url_file}"
    return f"the database whose address {holder} holds"


async def examined(settings: RecordSettings, customer: Customer) -> list[Examined]:
    """Return what each system tells of a customer, orders first; one after the other."""
    found = []
    async with SystemRecords(settings, SystemClock(), os.environ) as records:
        for orders, shop in zip(records.orders, settings.order_sources, strict=True):
            found.append(await _examined(orders, shop, customer, partial(order_traces, shop)))
        for cases, desk in zip(records.cases, settings.case_sources, strict=True):
            found.append(await _examined(cases, desk, customer, partial(case_traces, desk)))
    return found


async def _examined(
    connector: Connector[T],
    settings: OrderSource | CaseSource,
    customer: Customer,
    traces: Callable[[object], Sequence[Trace]],
) -> Examined:
    try:
        reading = await connector.examine(customer)
    except LookUpError as error:
        return Examined(connector.name, standing(settings), failure=str(error))
    records = [traces(row) for row in reading.rows]
    failure = _unnumbered(reading.rows, records)
    note = "; ".join(filter(None, (settings.note, reading.note)))
    return Examined(connector.name, standing(settings), records, reading.others, note, failure)


def _unnumbered(rows: Sequence[object], records: Sequence[Sequence[Trace]]) -> str:
    """Return what is wrong when no row has the value without which it is not shown; else nothing."""
    if not rows or any(_number(record).shown for record in records):
        return ""
    number, known = _number(records[0]), ", ".join(keys(rows[0]))
    where = f"no row has one where `fields.{number.field}` says: `{number.expression}`"
    return f"{where}; the row's keys are: {known}" if known else f"{where}; the row is no mapping"


def _number(record: Sequence[Trace]) -> Trace:
    return next(trace for trace in record if trace.field in _NUMBERS)
