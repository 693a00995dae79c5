"""What customers say of themselves and their page at the hub's sockets, and what of it reaches agents."""

from dataclasses import replace
from pathlib import Path

import pytest

from agent_console.config.widget import MOST_DETAILS
from agent_console.hub.live import allowance
from agent_console.wire.frame import (
    Ack,
    AgentHello,
    Changed,
    CustomerHello,
    CustomerWelcome,
    Detail,
    Profile,
    Topic,
    Visit,
)
from tests.hub.host import HubHost
from tests.hub.raw_client import customer_hello, dialled, say
from tests.hub.scene import agent, hub_with, visitor

SHOP = "https://shop.example.com"


def hello_with(profile: Profile, topic: Topic | None = None) -> CustomerHello:
    """Return a new customer's hello."""
    return replace(customer_hello(), profile=profile, topic=topic or Topic())


async def test_the_agent_sees_who_it_is_and_where(tmp_path: Path) -> None:
    profile = Profile(
        "Karen Doe", timezone="Europe/Oslo", company="Doe Ltd", custom=(Detail("Boat", "Tern"),)
    )
    topic = Topic(
        page=f"{SHOP}/boots?token=x", page_title=" Rain\nboots ", referrer="https://u:p@example.com/#a"
    )
    async with (
        hub_with(tmp_path, details=("Boat",)) as host,
        visitor(host, hello=hello_with(profile, topic)) as karen,
        agent(host) as ann,
    ):
        await karen.write()
        facts = await ann.take(karen.conversation)
        assert facts.profile == profile
        seen = facts.topic
        assert (seen.page, seen.page_title, seen.referrer) == (
            *(f"{SHOP}/boots", "Rain boots", "https://example.com/"),
        )


@pytest.mark.parametrize("zone", ["Europe/Atlantis", "../../etc/passwd", "/etc/passwd", "x" * 2000, "\x00"])
async def test_a_time_zone_that_there_is_not_is_none(host: HubHost, zone: str) -> None:
    async with (
        visitor(host, hello=hello_with(Profile("Karen Doe", timezone=zone))) as karen,
        agent(host) as ann,
    ):
        await karen.write()
        assert (await ann.take(karen.conversation)).profile.timezone == ""


async def test_a_label_that_the_company_does_not_ask_for_is_not_the_customers_to_fill(tmp_path: Path) -> None:
    custom = (Detail("Verified", "yes"), Detail("Boat", "Tern"), Detail("Harbour", " "))
    async with (
        hub_with(tmp_path, details=("Boat", "Harbour")) as host,
        visitor(host, hello=hello_with(Profile("Karen Doe", custom=custom))) as karen,
        agent(host) as ann,
    ):
        await karen.write()
        assert (await ann.take(karen.conversation)).profile.custom == (Detail("Boat", "Tern"),)


@pytest.mark.parametrize(
    ("custom", "reason"),
    [
        ((Detail("Boat", "x" * 2001),), "2000 characters"),
        (tuple(Detail(str(number), "x") for number in range(MOST_DETAILS + 1)), "at most 10 fields"),
    ],
)
async def test_too_much_is_not_let_in(host: HubHost, custom: tuple[Detail, ...], reason: str) -> None:
    async with dialled(host.url, hello_with(Profile("Karen Doe", custom=custom))) as stranger:
        code, said = await stranger.closed()
    assert code == 4400
    assert reason in said


async def test_a_page_that_was_opened_before_the_hub_was_renewed_goes_on(host: HubHost) -> None:
    old = '{"type":"customer_hello","customer":"%s","secret":"%s","device":"phone","protocol":2,"profile":%s}'
    profile = '{"name":"Karen Doe","email":"","phone":"","language":"en","account":"","order_number":""}'
    async with dialled(host.url, old % ("a" * 32, "s" * 43, profile), say(1)) as karen:
        await karen.hear(CustomerWelcome)
        assert (await karen.hear(Ack)).sequence == 1


@pytest.mark.parametrize("protocol", [1, 4])
async def test_other_protocols_of_customers_are_not_let_in(host: HubHost, protocol: int) -> None:
    async with dialled(host.url, replace(customer_hello(), protocol=protocol)) as stranger:
        assert (await stranger.closed())[0] == 4400


async def test_an_agents_console_of_another_protocol_is_not_let_in(host: HubHost) -> None:
    async with dialled(host.url, AgentHello(host.token("Ann"), "console", protocol=2)) as console:
        code, reason = await console.closed()
    assert (code, reason) == (4400, "this hub speaks protocol 3, the client 2")


async def test_the_agent_is_told_where_the_customer_goes(host: HubHost) -> None:
    async with visitor(host) as karen, agent(host) as ann:
        await karen.write()
        await ann.take(karen.conversation)
        await karen.client.say(Visit(f"{SHOP}/boots?sid=1", "Boots", f"{SHOP}/"))
        seen = (await ann.client.hear(Changed)).facts.topic
        assert (seen.page, seen.page_title, seen.referrer) == (f"{SHOP}/boots", "Boots", f"{SHOP}/")


async def test_of_what_comes_too_fast_the_last_page_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(allowance, "VISITS_A_SECOND", 5.0)
    seen: list[str] = []
    async with hub_with(tmp_path) as host, visitor(host) as karen, agent(host) as ann:
        await karen.write()
        await ann.take(karen.conversation)
        for number in range(100):
            await karen.client.say(Visit(f"{SHOP}/{number}"))
        while f"{SHOP}/99" not in seen:
            seen.append((await ann.client.hear(Changed)).facts.topic.page)
    assert len(seen) < 50
