"""A PostgreSQL for the tests of several hubs, and a database of it for each of them."""

import uuid
from collections.abc import Iterator

import pytest

from agent_console.hub.database.address import PostgresAddress
from tests.postgres import PASSWORD, Postgres, running


@pytest.fixture(scope="module")
def postgres() -> Iterator[Postgres]:
    with running() as server:
        yield server


@pytest.fixture
def address(postgres: Postgres) -> Iterator[PostgresAddress]:
    with postgres.database(uuid.uuid4().hex) as name:
        yield PostgresAddress(postgres.address(name), PASSWORD)
