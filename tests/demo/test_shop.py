"""The sample shop, asked as a connector asks it."""

import secrets
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta

import httpx
import pytest

from agent_console.demo.cast import CAST
from agent_console.demo.cast.elsewhere import TOM
from agent_console.demo.cast.english import KAREN
from agent_console.demo.person import Person
from agent_console.demo.shop import shop

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
TOKEN = secrets.token_urlsafe(16)


async def orders(client: httpx.AsyncClient, person: Person) -> httpx.Response:
    """Ask for somebody's orders, twice where the shop fails first."""
    answer = await client.get("/api/orders", params={"email": person.email})
    if not person.shop_fails_first:
        return answer
    assert answer.status_code == 503
    return await client.get("/api/orders", params={"email": person.email})


@pytest.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    transport = httpx.ASGITransport(shop(CAST, TOKEN, now=lambda: NOW))
    headers = {"Authorization": f"Bearer {TOKEN}"}
    async with httpx.AsyncClient(
        transport=transport, base_url="http://shop.example.com", headers=headers
    ) as client:
        yield client


async def test_everyone_in_the_cast_has_orders(client: httpx.AsyncClient) -> None:
    for person in CAST:
        answer = await orders(client, person)
        rows = answer.json()["data"]["results"]
        assert [row["reference"] for row in rows] == [bought.number for bought in person.purchases]
        assert {row["customer"]["email"] for row in rows} == {person.email}


async def test_an_order_is_complete_and_its_money_is_in_minor_units(client: httpx.AsyncClient) -> None:
    answer = await client.get("/api/orders", params={"email": "jonas.lindqvist@example.com"})
    order = answer.json()["data"]["results"][0]
    assert order["total_cents"] == 6450 + 2 * 695
    assert order["lines"][1] == {"title": "Descaler", "sku": "DSC-1", "qty": 2, "total_cents": 1390}
    [parcel] = order["delivery"]["parcels"]
    assert parcel["tracking"]["number"] == "SP5550127"
    assert (order["payment"], order["delivery"]["recipient"]) == ("wallet, paid", "Jonas Lindqvist")
    assert datetime.fromisoformat(order["created_at"]) == NOW - timedelta(days=6)
    assert datetime.fromisoformat(parcel["expected_at"]) == NOW + timedelta(days=1)


async def test_past_cases_say_how_they_ended(client: httpx.AsyncClient) -> None:
    answer = await client.get("/api/cases", params={"email": "karen.whitfield@example.com"})
    cases = answer.json()["data"]["results"]
    assert [(case["key"], case["state"], case["stars"]) for case in cases] == [
        ("C-1190", "solved", 2),
        ("C-1302", "solved", 3),
    ]


async def test_a_case_tells_what_was_said(client: httpx.AsyncClient) -> None:
    answer = await client.get("/api/cases", params={"email": "jonas.lindqvist@example.com"})
    [case] = answer.json()["data"]["results"]
    said = [(comment["author"], comment["body"]) for comment in case["comments"]]
    assert said == [
        ("Jonas Lindqvist", "Mugs: two arrived chipped"),
        ("Support", "We have sent two new mugs today."),
        ("Jonas Lindqvist", "Wow, that was fast. Thank you!"),
    ]
    times = [comment["at"] for comment in case["comments"]]
    assert times == sorted(times)


async def test_an_order_may_travel_in_parcels_and_to_somebody_else(client: httpx.AsyncClient) -> None:
    [table, _cushions] = (await orders(client, KAREN)).json()["data"]["results"]
    carriers = [parcel["carrier"] for parcel in table["delivery"]["parcels"]]
    assert carriers == ["Sample Freight", "Sample Post"]
    [glasses] = (await orders(client, TOM)).json()["data"]["results"]
    assert glasses["delivery"]["recipient"] == "Maeve O'Brien"


async def test_a_stranger_has_nothing(client: httpx.AsyncClient) -> None:
    answer = await client.get("/api/orders", params={"email": "nobody@example.com"})
    assert answer.json() == {"data": {"results": []}}


@pytest.mark.parametrize(
    "header", ["", "Bearer wrong", "Bearer smørbrød", pytest.param(TOKEN, id="the token alone")]
)
async def test_without_the_token_nothing_is_told(client: httpx.AsyncClient, header: str) -> None:
    for path in ("/api/orders", "/api/cases"):
        answer = await client.get(
            path,
            params={"email": "karen.whitfield@example.com"},
            headers={b"Authorization": header.encode()},
        )
        assert answer.status_code == 401
        assert "Karen" not in answer.text
