"""Presets against the systems they are for: the right customer's records, all of them, and nobody else's."""

from agent_console.connectors.system_records import SystemRecords
from agent_console.domain.record import Freshness
from tests.fakes import FrozenClock
from tests.real_servers import person
from tests.real_servers.person import customer
from tests.real_servers.server import SECRET, Server


def console(server: Server, secret: str = "") -> SystemRecords:
    """Return what a console that has just been started reads records with."""
    return SystemRecords(server.settings, FrozenClock(), {SECRET: secret or server.password})


async def test_all_records_of_the_customer_are_shown_and_nobody_elses(server: Server) -> None:
    async with console(server) as records:
        for email in person.CUSTOMERS:
            record = await records.look_up(customer(email))
            assert (email, record.failure) == (email, "")
            assert server.shown(record) == server.kept(email)
            assert server.kept(email)


async def test_an_address_in_other_capitals_is_the_same_customer(server: Server) -> None:
    async with console(server) as records:
        record = await records.look_up(customer(person.JONAS.upper()))
    assert server.shown(record) == server.kept(person.JONAS)


async def test_of_a_stranger_nothing_is_shown_however_hostile_the_address(server: Server) -> None:
    async with console(server) as records:
        shown = {email: server.shown(await records.look_up(customer(email))) for email in person.STRANGERS}
    assert {email: found for email, found in shown.items() if found} == {}


async def test_a_wrong_password_is_told_as_such(server: Server) -> None:
    async with console(server, secret="looking-glass") as records:
        record = await records.look_up(customer(person.MIRA))
    assert record.freshness is Freshness.FAILED
    assert "auth" in record.failure
    assert "looking-glass" not in record.failure
