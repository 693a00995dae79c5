"""What the store learns of customers on the way: their page, and what programs know of them."""

import pytest

from agent_console.domain.action import Block
from agent_console.domain.customer import CustomerId
from agent_console.hub.command import Browse, Describe, End, Join
from agent_console.hub.outcome import Joined, Refreshed, Unchanged
from agent_console.hub.secret import digest
from agent_console.wire.frame import Detail, Profile, Topic, Visit
from tests.hub.ledger_case import StoreCase, code

BOOTS = Visit("https://shop.example.com/boots", "Boots", "https://shop.example.com/")


async def page(case: StoreCase, joined: Joined) -> Visit:
    """Return where the customer is."""
    topic = (await case.holding(joined)).facts.topic
    return Visit(topic.page, topic.page_title, topic.referrer)


async def test_the_newest_page_stands_in_the_conversation(case: StoreCase) -> None:
    joined = await case.taken()
    browse = Browse(joined.customer, joined.conversation, BOOTS)
    told = Refreshed(joined.customer, ((joined.conversation, case.ann),))
    assert await case.store.commit(browse) == told
    assert await page(case, joined) == BOOTS
    assert await case.store.commit(browse) == Unchanged(joined.conversation)


async def test_the_page_of_a_waiting_customer_concerns_nobody_yet(case: StoreCase) -> None:
    joined = await case.waiting()
    browse = Browse(joined.customer, joined.conversation, BOOTS)
    assert await case.store.commit(browse) == Refreshed(joined.customer, ())
    assert await page(case, joined) == BOOTS


async def test_nobody_is_followed_after_the_chat(case: StoreCase) -> None:
    joined = await case.taken()
    await case.moved(End(case.ann, joined.conversation, 1, 1))
    browse = Browse(joined.customer, joined.conversation, BOOTS)
    assert await case.store.commit(browse) == Unchanged(joined.conversation)
    assert await page(case, joined) == Visit("")


async def test_nobody_says_where_another_customer_is(case: StoreCase) -> None:
    karen, mira = await case.taken(1), await case.taken(2)
    assert code(await case.store.commit(Browse(mira.customer, karen.conversation, BOOTS))) == "unknown"
    assert await page(case, karen) == Visit("")


def returning(joined: Joined, profile: Profile) -> Join:
    """Return a customer who comes again."""
    return Join(joined.customer, digest("secret"), profile, Topic())


async def profile(case: StoreCase, joined: Joined) -> Profile:
    """Return what is known of the customer."""
    return (await case.holding(joined)).facts.profile


async def test_what_a_returning_customer_leaves_out_stays(case: StoreCase) -> None:
    joined = await case.join()
    said = Profile("Karen", timezone="Europe/Oslo", company="Doe Ltd", custom=(Detail("Plan", "gold"),))
    await case.store.commit(returning(joined, said))
    assert await profile(case, joined) == said
    more = (Detail("Boat", "Tern"), Detail("Plan", " "))
    await case.store.commit(returning(joined, Profile("Karen", company="Doe & Sons", custom=more)))
    known = await profile(case, joined)
    assert (known.timezone, known.company) == ("Europe/Oslo", "Doe & Sons")
    assert known.custom == (Detail("Plan", "gold"), Detail("Boat", "Tern"))


async def test_a_customer_who_comes_with_it_is_known_so_from_the_start(case: StoreCase) -> None:
    new = Join(CustomerId("e" * 32), digest("secret"), Profile("Mira", company="Roe"), Topic())
    mira = await case.store.commit(new)
    assert isinstance(mira, Joined)
    assert (await profile(case, mira)).company == "Roe"


async def test_what_a_program_knows_reaches_the_owner_of_the_conversation(case: StoreCase) -> None:
    joined = await case.taken()
    told = Describe(joined.customer, "Europe/Oslo", "Doe Ltd", (Detail("Plan", "gold"),))
    assert await case.store.commit(told) == Refreshed(joined.customer, ((joined.conversation, case.ann),))
    assert (await profile(case, joined)).custom == (Detail("Plan", "gold"),)
    await case.store.commit(Describe(joined.customer, custom=(Detail("Plan", ""),)))
    known = await profile(case, joined)
    assert (known.timezone, known.company, known.custom) == ("Europe/Oslo", "Doe Ltd", ())
    await case.store.commit(Describe(joined.customer, timezone="", company=""))
    known = await profile(case, joined)
    assert (known.timezone, known.company) == ("", "")


async def test_a_customer_has_so_many_details(case: StoreCase) -> None:
    joined = await case.join()
    details = tuple(Detail(str(number), "x") for number in range(21))
    assert code(await case.store.commit(Describe(joined.customer, custom=details))) == "too_many"
    assert (await profile(case, joined)).custom == ()


@pytest.mark.parametrize("blocked", [False, True])
async def test_a_closed_conversation_has_nobody_to_tell(case: StoreCase, blocked: bool) -> None:
    joined = await case.taken()
    if blocked:
        await case.perform(joined, Block("spam"))
    else:
        await case.moved(End(case.ann, joined.conversation, 1, 1))
    told = Describe(joined.customer, company="Doe Ltd")
    assert await case.store.commit(told) == Refreshed(joined.customer, ())
