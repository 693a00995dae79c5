"""Customers, agents and queues by REST."""

from tests.hub.rest.host import RestHost
from tests.hub.rest.test_conversation import ok
from tests.hub.rest.test_door import problem


async def test_customers_are_found_by_name_and_address(host: RestHost) -> None:
    for name in ("Mira Holm", "Ola Berg", "Äsa Lund"):
        await host.customer(name)
    client = host.program()

    async def search(text: str) -> list[str]:
        found = await ok(await client.get("/v1/customers", params={"search": text}))
        return sorted(one["name"] for one in found["items"])

    assert await search("") == ["Mira Holm", "Ola Berg", "Äsa Lund"]
    assert await search("mira") == ["Mira Holm"]
    assert await search("OLA@example") == ["Ola Berg"]
    assert await search("äsa") == ["Äsa Lund"]
    assert await search("%") == []


async def test_customers_come_page_by_page_and_each_once(host: RestHost) -> None:
    for number in range(5):
        await host.customer(f"Customer {number}")
    client, names, cursor = host.program(), [], ""
    for _ in range(3):
        page = await ok(await client.get("/v1/customers", params={"limit": 2, "cursor": cursor}))
        names += [one["name"] for one in page["items"]]
        cursor = page["next"]
    assert cursor is None
    assert sorted(names) == [f"Customer {number}" for number in range(5)]


async def test_one_customer_is_told_with_whether_they_are_blocked(host: RestHost) -> None:
    chat = await host.customer()
    client = host.client(host.token("Sam Rivera"))
    customer = (await ok(await client.get(f"/v1/conversations/{chat}")))["customer"]
    assert await ok(await client.get(f"/v1/customers/{customer['id']}")) == customer
    await ok(await client.post(f"/v1/conversations/{chat}/take"))
    await ok(await client.post(f"/v1/conversations/{chat}/actions", json={"type": "block"}))
    assert (await ok(await client.get(f"/v1/customers/{customer['id']}")))["blocked"] is True
    assert problem(await client.get("/v1/customers/nobody")) == (404, "unknown")


async def test_agents_are_told_without_programs(host: RestHost) -> None:
    host.token("Sam Rivera")
    host.token("Noor Aziz")
    told = await ok(await host.program().get("/v1/agents"))
    assert [one["name"] for one in told["items"]] == ["Noor Aziz", "Sam Rivera"]
    assert told["items"][0]["holding"] == 0


async def test_queues_are_those_in_use_and_those_of_the_settings(host: RestHost) -> None:
    await host.customer("Mira Holm", queue="orders")
    assert (await ok(await host.program().get("/v1/queues")))["items"] == ["orders", "returns"]
