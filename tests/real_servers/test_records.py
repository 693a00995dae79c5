"""Presets against the systems they are for: the right customer's records, all of them, and nobody else's."""

from agent_console.connectors.http_records import HttpRecords
from agent_console.domain.record import Freshness, Record
from tests.fakes import FrozenClock
from tests.real_servers import person
from tests.real_servers.server import SECRET, Server


async def looked_up(server: Server, email: str, secret: str = "") -> Record:
    """Return what a console shows that has just been started."""
    environment = {SECRET: secret or server.password}
    async with HttpRecords(server.settings, FrozenClock(), environment) as records:
        return await records.look_up(person.customer(email))


async def test_all_records_of_the_customer_are_shown_and_nobody_elses(server: Server) -> None:
    for email in person.CUSTOMERS:
        record = await looked_up(server, email)
        assert (email, record.failure) == (email, "")
        assert server.shown(record) == server.kept(email)
        assert server.kept(email)


async def test_an_address_in_other_capitals_is_the_same_customer(server: Server) -> None:
    record = await looked_up(server, person.MIRA.upper())
    assert server.shown(record) == server.kept(person.MIRA)


async def test_of_a_stranger_nothing_is_shown_however_hostile_the_address(server: Server) -> None:
    shown = {email: server.shown(await looked_up(server, email)) for email in person.STRANGERS}
    assert {email: found for email, found in shown.items() if found} == {}


async def test_a_wrong_password_is_told_as_such(server: Server) -> None:
    record = await looked_up(server, person.MIRA, secret="looking-glass")
    assert record.freshness is Freshness.FAILED
    assert "auth" in record.failure
    assert "looking-glass" not in record.failure
