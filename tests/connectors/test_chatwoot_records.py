"""Chatwoot as a source of records: its contact's conversations and orders, and nobody else's."""

from pathlib import Path

from agent_console import config
from agent_console.connectors.system_records import SystemRecords
from agent_console.domain.customer import Customer, CustomerId
from agent_console.domain.record import Contact, Freshness, Record
from tests.backends.chatwoot.office import INCOMING, OUTGOING
from tests.backends.chatwoot.world import ChatwootWorld, chatwoot_world
from tests.fakes import FrozenClock

KAREN = "Karen Doe"


async def record(world: ChatwootWorld, folder: Path, name: str, email: str) -> Record:
    """Look somebody up in both."""
    token = world.user("Ann").token
    auth = "auth: {header: {name: api_access_token, value_env: TOKEN}}"
    sources = "".join(
        f"  {kind}:\n    preset: {preset}\n    url: {world.url}/api/v1/accounts/1\n    {auth}\n"
        for kind, preset in (("cases", "chatwoot"), ("orders", "chatwoot-shopify"))
    )
    file = folder / "config.yaml"
    file.write_text(f"records:\n{sources}", encoding="utf-8")
    async with SystemRecords(config.load(file).records, FrozenClock(), {"TOKEN": token}) as records:
        return await records.look_up(Customer(id=CustomerId("7"), name=name, email=email))


async def test_a_contacts_conversations_and_orders_are_found(tmp_path: Path) -> None:
    async with chatwoot_world(tmp_path) as world:
        for name in (KAREN, "Mira Holm"):
            await world.customer_says(name, f"this is {name}")
        room, ann = world.room(KAREN), world.user("Ann")
        world.office.add(room, OUTGOING, "it comes on Monday", sender=ann)
        world.office.add(room, OUTGOING, "she is cross", private=True, sender=ann)
        world.office.set_labels(room, ["late"], ann)
        world.office.set_status(room, "resolved", ann)
        contact = world.office.contact(KAREN)
        row = {
            "id": 4501,
            "email": "karen.doe@example.com",
            "created_at": "2026-09-01T10:00:00Z",
            "total_price": "30.80",
            "currency": "EUR",
            "fulfillment_status": "fulfilled",
            "financial_status": "paid",
            "admin_url": "https://shop.example.com/admin/orders/4501",
        }
        world.office.orders[contact.id] = [row, row | {"id": 4502, "email": "mira.holm@example.com"}]
        found = await record(world, tmp_path, KAREN, "karen.doe@example.com")
    assert (found.freshness, found.failure) == (Freshness.FRESH, "")
    [case] = found.cases
    assert (case.subject, case.status, case.tags) == (f"this is {KAREN}", "resolved", ("late",))
    assert (case.contact, case.last_line) == (Contact.CHAT, "it comes on Monday")
    assert [(line.author, line.text) for line in case.lines] == [
        (KAREN, f"this is {KAREN}"),
        ("Ann", "it comes on Monday"),
    ]
    assert case.opened_at is not None
    assert case.closed_at is not None
    [order] = found.orders
    assert (order.number, order.status, order.payment) == ("4501", "fulfilled", "paid")
    assert order.total is not None
    assert (str(order.total.amount), order.total.currency) == ("30.80", "EUR")


async def test_a_stranger_has_nothing_there(tmp_path: Path) -> None:
    async with chatwoot_world(tmp_path) as world:
        world.office.write(world.office.contact(KAREN), "hello")
        assert world.room(KAREN).lines[0].kind == INCOMING
        found = await record(world, tmp_path, "Jonas Berg", "jonas.berg@example.com")
    assert (found.freshness, found.cases, found.orders) == (Freshness.FRESH, (), ())
