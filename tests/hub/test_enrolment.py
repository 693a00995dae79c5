"""Tokens: given out, listed, and taken back."""

from pathlib import Path

import pytest

from agent_console.hub.database.enrolment import Enrolled, add_agent, agents, revoke
from agent_console.hub.secret import digest
from agent_console.hub.store import Account, Role, StoreError
from tests.hub.ledger_case import StoreCase


async def test_a_revoked_token_counts_no_more_at_once(case: StoreCase) -> None:
    token = add_agent(case.place, "Cleo", queues=["billing"])
    account = await case.store.account(digest(token))
    assert account is not None
    assert account == Account(account.id, "Cleo", True, Role.AGENT, ("billing",))
    assert revoke(case.place, "Cleo")
    assert await case.store.account(digest(token)) is None
    assert not revoke(case.place, "Cleo")
    assert not revoke(case.place, "Nobody")


async def test_a_new_token_brings_somebody_back_as_they_are_now(case: StoreCase) -> None:
    before = await case.store.account(digest(add_agent(case.place, "Cleo", queues=["billing"])))
    revoke(case.place, "Cleo")
    after = await case.store.account(digest(add_agent(case.place, "Cleo", "service")))
    assert before is not None
    assert after == Account(before.id, "Cleo", True, Role.SERVICE, ())


def test_everybody_is_listed(tmp_path: Path) -> None:
    database = tmp_path / "hub.db"
    add_agent(database, "Robot", "service")
    add_agent(database, "Cleo", queues=["returns", "billing"])
    revoke(database, "Robot")
    assert agents(database) == [
        Enrolled("Cleo", Role.AGENT, ("returns", "billing"), False),
        Enrolled("Robot", Role.SERVICE, (), True),
    ]


def test_a_role_that_there_is_not_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="'admin' is not a valid Role"):
        add_agent(tmp_path / "hub.db", "Eve", "admin")
    assert agents(tmp_path / "hub.db") == []


def test_a_database_that_cannot_be_used_is_said(tmp_path: Path) -> None:
    path = tmp_path / "hub.db"
    path.write_bytes(b"this is no database" * 100)
    for ask in (agents, lambda path: revoke(path, "Ann")):
        with pytest.raises(StoreError, match="move the file away"):
            ask(path)
