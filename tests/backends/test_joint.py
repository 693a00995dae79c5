"""Several chat systems on one desk: whose is whose, and each goes on without the others."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest

from agent_console.backends.joint import JointBackend
from agent_console.domain.action import AddTag, Deed, HandOver
from agent_console.domain.chat import ConversationId
from agent_console.domain.events import Event, Link
from agent_console.domain.outbox import Acknowledged, Refused, Unreachable
from agent_console.domain.system import ONLY, SystemName, qualified, system_of, within
from agent_console.ports import ChatBackend, Declined
from tests.backends.console import Console
from tests.backends.joint_world import NAMES, JointWorld

SHOP, CLUB = NAMES


@pytest.fixture
def world() -> JointWorld:
    return JointWorld()


@pytest.fixture
async def ann(world: JointWorld) -> AsyncIterator[Console]:
    console = Console(world.backend("Ann"))
    await console.online()
    yield console
    await console.close()


async def both(world: JointWorld, ann: Console) -> tuple[ConversationId, ConversationId]:
    """Have the agent serve a customer of each system."""
    chats = []
    for name in ("Karen Doe", "Mira Holm"):
        chat = await world.customer_says(name, "hello")
        assert await ann.backend.take(chat) == chat
        await ann.holds(chat)
        chats.append(chat)
    return chats[0], chats[1]


def test_an_id_says_whose_it_is_and_is_as_it_was_for_its_system() -> None:
    for own in ("c1", "!room:example.com", "5", "a|b", "shop|5", "line\nbreak", "|"):
        told = qualified(SHOP, ConversationId(own))
        assert (system_of(told), within(told)) == (SHOP, own)


def test_the_only_systems_ids_stay_as_they_are() -> None:
    for own in ("c1", "!room:example.com", "5", "!a|b", "|"):
        assert qualified(ONLY, ConversationId(own)) == own
        assert (system_of(own), within(ConversationId(own))) == (ONLY, own)


async def test_the_same_ids_in_two_systems_are_two_conversations(world: JointWorld, ann: Console) -> None:
    karen, mira = await both(world, ann)
    assert within(karen) == within(mira)
    assert ann.desk[karen].customer.name == "Karen Doe"
    assert ann.desk[mira].customer.name == "Mira Holm"
    assert isinstance(await ann.backend.send(ann.intent(karen, "for Karen", 1)), Acknowledged)
    assert isinstance(await ann.backend.send(ann.intent(mira, "for Mira", 1)), Acknowledged)
    assert await world.heard("Karen Doe", 2) == ["hello", "for Karen"]
    assert await world.heard("Mira Holm", 2) == ["hello", "for Mira"]


async def test_one_system_gone_leaves_the_other_at_work(world: JointWorld, ann: Console) -> None:
    karen, mira = await both(world, ann)
    await world.systems[SHOP].cut()
    await ann.until(lambda: not ann.desk.online(karen))
    assert ann.desk.online(mira)
    assert isinstance(await ann.backend.send(ann.intent(karen, "waits", 1)), Unreachable)
    assert isinstance(await ann.backend.send(ann.intent(mira, "goes", 1)), Acknowledged)
    jonas = await world.customer_says("Jonas Berg", "hello")
    assert system_of(jonas) == SHOP
    ben = await world.customer_says("Ben Aker", "hello")
    assert await ann.backend.take() == ben
    await world.systems[SHOP].restore()
    await ann.until(lambda: ann.desk.online(karen))
    assert isinstance(await ann.backend.send(ann.intent(karen, "waits", 1)), Acknowledged)
    assert {karen, mira, ben} == set(ann.desk.conversations)


async def test_signing_in_to_one_again_takes_nothing_of_the_other_away(
    world: JointWorld, ann: Console
) -> None:
    karen, mira = await both(world, ann)
    await world.systems[SHOP].cut()
    shop = await world.systems[SHOP].customer_says("Karen Doe", "still there?")
    await world.systems[SHOP].restore()
    await ann.reads(karen, 2)
    assert within(karen) == shop
    assert mira in ann.desk


async def test_the_queue_is_one_by_wait(world: JointWorld, ann: Console) -> None:
    names = ["Karen Doe", "Mira Holm", "Jonas Berg", "Ben Aker"]
    chats = []
    for name in names:
        chats.append(await world.customer_says(name, "hello"))
        await asyncio.sleep(0.002)  # their waits must differ
    await ann.until(lambda: len(ann.desk.queue) == len(names))
    assert [queued.facts.name for queued in ann.desk.queue] == names
    assert [await ann.backend.take() for _ in names] == chats


async def test_nobody_is_handed_to_a_colleague_of_the_other_system(world: JointWorld, ann: Console) -> None:
    bob = Console(world.backend("Bob"))
    await bob.online()
    karen, _ = await both(world, ann)
    await ann.until(lambda: bool(ann.desk.connections[CLUB].others))
    (stranger,) = ann.desk.connections[CLUB].others
    declined = await ann.backend.perform(karen, ann.desk[karen].fence, HandOver(agent=stranger.id))
    assert declined is not None
    assert declined.code == "unknown"
    await bob.close()


async def test_what_only_one_can_do_is_offered_there_only(
    world: JointWorld, monkeypatch: pytest.MonkeyPatch
) -> None:
    full, plain = (one.backend("Ann") for one in world.systems.values())
    less = replace(full.capabilities, notes=False, deeds=frozenset({Deed.ADD_TAG}))
    monkeypatch.setattr(
        type(plain), "capabilities_of", lambda self, _: less if self is plain else full.capabilities
    )
    joint = JointBackend({SHOP: full, CLUB: plain})
    assert joint.capabilities_of(ConversationId("shop|c1")).notes
    assert not joint.capabilities_of(ConversationId("club|c1")).notes
    assert joint.capabilities.notes
    assert not joint.capabilities_of(ConversationId("gone|c1")).deeds
    await joint.aclose()


async def test_a_chat_of_a_system_that_is_named_no_more_is_refused_by_name(
    world: JointWorld, ann: Console
) -> None:
    karen, _ = await both(world, ann)
    lost = replace(ann.intent(karen, "hi", 1), conversation=qualified(SystemName("gone"), within(karen)))
    answer = await ann.backend.send(lost)
    assert isinstance(answer, Refused)
    assert "gone" in answer.reason
    declined = await ann.backend.perform(lost.conversation, 1, AddTag("x"))
    assert isinstance(declined, Declined)
    assert "gone" in declined.reason


async def test_a_bug_in_one_of_them_surfaces(world: JointWorld) -> None:
    joint: ChatBackend = JointBackend({SHOP: world.systems[SHOP].backend("Ann"), CLUB: _broken(world)})
    with pytest.raises(ZeroDivisionError):
        async for _ in joint.events():
            pass


def _broken(world: JointWorld) -> ChatBackend:
    backend = world.systems[CLUB].backend("Ann")

    async def events() -> AsyncIterator[Event]:
        raise ZeroDivisionError
        yield

    backend.events = events  # type: ignore[method-assign]
    return backend


async def test_a_refused_system_leaves_the_other_open(world: JointWorld, ann: Console) -> None:
    karen, mira = await both(world, ann)
    world.systems[SHOP].refuse("the token was revoked")
    await ann.until(lambda: ann.desk.connections[SHOP].link is Link.REFUSED)
    assert isinstance(await ann.backend.send(ann.intent(mira, "goes on", 1)), Acknowledged)
    assert karen in ann.desk
