"""What programs tell of customers and read of their chats, by REST."""

import pytest

from agent_console.domain.chat import ConversationId
from agent_console.hub.rest.cursor import cursor
from tests.hub.rest.host import RestHost
from tests.hub.rest.test_conversation import ok
from tests.hub.rest.test_door import problem


async def customer_of(host: RestHost, chat: ConversationId) -> str:
    """Return the path of a conversation's customer."""
    told = await ok(await host.program().get(f"/v1/conversations/{chat}"))
    return f"/v1/customers/{told['customer']['id']}"


async def test_a_program_describes_a_customer_piece_by_piece(host: RestHost) -> None:
    path, client = await customer_of(host, await host.customer()), host.program()
    told = {"timezone": "Europe/Oslo", "company": "Holm Boats", "custom": {"Plan": "gold", "Boat": "Tern"}}
    described = await ok(await client.patch(path, json=told))
    assert {name: described[name] for name in told} == told
    assert await ok(await client.get(path)) == described

    described = await ok(await client.patch(path, json={"custom": {"Plan": "", "Debt": "none"}}))
    assert described["custom"] == {"Boat": "Tern", "Debt": "none"}
    assert (described["timezone"], described["company"]) == ("Europe/Oslo", "Holm Boats")
    described = await ok(await client.patch(path, json={"timezone": "", "company": ""}))
    assert (described["timezone"], described["company"]) == ("", "")


@pytest.mark.parametrize(
    "body",
    [
        {"timezone": "Europe/Atlantis"},
        {"timezone": "../../etc/passwd"},
        {"company": "x" * 501},
        {"custom": {" ": "blank"}},
        {"custom": {"x" * 51: "long"}},
        {"custom": {"Plan": "x" * 501}},
        {"custom": {str(number): "x" for number in range(21)}},
        {"name": "Mallory"},
    ],
)
async def test_what_cannot_be_known_of_a_customer_is_refused(host: RestHost, body: dict[str, object]) -> None:
    path = await customer_of(host, await host.customer())
    assert problem(await host.program().patch(path, json=body)) == (422, "invalid")


async def test_a_customer_has_so_many_details_and_no_more(host: RestHost) -> None:
    path, client = await customer_of(host, await host.customer()), host.program()
    await ok(await client.patch(path, json={"custom": {str(number): "x" for number in range(20)}}))
    assert problem(await client.patch(path, json={"custom": {"one": "more"}})) == (409, "too_many")
    assert problem(await client.patch("/v1/customers/nobody", json={})) == (404, "unknown")


async def test_the_chats_of_a_customer_come_page_by_page(host: RestHost) -> None:
    chat = await host.customer("Mira Holm", "one", concern="Delivery")
    path, client = await customer_of(host, chat), host.client(host.token("Sam Rivera"))
    await ok(await client.post(f"/v1/conversations/{chat}/take"))
    for outcome in ("solved", "refunded"):
        await ok(await client.post(f"/v1/conversations/{chat}/close", json={"outcome": outcome}))
        await ok(await client.post(f"/v1/conversations/{chat}/reopen"))
    page = await ok(await client.get(f"{path}/chats", params={"limit": 2}))
    present, second = page["items"]
    assert (present["status"], present["closed_ms"], present["conversation"]) == ("open", 0, chat)
    assert (second["status"], second["outcome"], second["subject"]) == ("closed", "refunded", "Delivery")
    rest = await ok(await client.get(f"{path}/chats", params={"limit": 2, "cursor": page["next"]}))
    [first] = rest["items"]
    assert (first["outcome"], first["first"], first["last"], first["last_line"]) == ("solved", 1, 1, "one")
    assert rest["next"] is None


async def test_chats_are_nobodys_and_cursors_nothing_else(host: RestHost) -> None:
    path, client = await customer_of(host, await host.customer()), host.program()
    assert problem(await client.get("/v1/customers/nobody/chats")) == (404, "unknown")
    foreign = {"cursor": cursor("customers", 1)}
    assert problem(await client.get(f"{path}/chats", params=foreign)) == (400, "cursor")
