"""Who is gone: customers without a connection, silent ones, and agents whose lease has run out."""

import asyncio
from dataclasses import replace
from pathlib import Path

from agent_console.domain.chat import ConversationId, Presence
from agent_console.domain.history import Move
from agent_console.hub.command import TakeOver
from agent_console.hub.premises import Premises
from agent_console.wire.frame import (
    Ack,
    CustomerPresence,
    History,
    HistoryLine,
    Opened,
    Queue,
    ReadHistory,
    Refusal,
)
from tests.hub.host import HubHost
from tests.hub.raw_client import RawClient
from tests.hub.scene import Agent, agent, hub_with, visitor

SOON = 0.05
"""Seconds: a test waits for what follows, never for this time itself."""
PATIENCE_SECONDS = 20


async def history(watcher: Agent, conversation: ConversationId) -> list[HistoryLine]:
    """Return the moves of a conversation."""
    await watcher.client.say(ReadHistory(1, conversation))
    return list((await watcher.client.hear(History)).lines)


async def moved(watcher: Agent, conversation: ConversationId, move: Move, times: int = 1) -> list[Move]:
    """Wait until a move is so often in the history, and return all of them."""
    async with asyncio.timeout(PATIENCE_SECONDS):
        while True:
            moves = [line.move for line in await history(watcher, conversation)]
            if moves.count(move) >= times:
                return moves
            await asyncio.sleep(0.01)


async def waits(client: RawClient, conversation: ConversationId) -> None:
    """Wait until a conversation is in the queue."""
    while conversation not in [place.conversation for place in (await client.hear(Queue)).waiting]:
        pass


# Customers


async def test_a_customer_without_a_connection_has_left_and_may_come_back(tmp_path: Path) -> None:
    async with hub_with(tmp_path, left_seconds=SOON) as hub, agent(hub) as ann:
        async with visitor(hub) as karen:
            await karen.write()
            await ann.take(karen.conversation)
        gone = await ann.client.hear(CustomerPresence)
        while gone.presence is not Presence.LEFT:
            gone = await ann.client.hear(CustomerPresence)
        async with visitor(hub, hello=karen.hello):
            back = await ann.client.hear(CustomerPresence)
            assert back == CustomerPresence(karen.conversation, Presence.HERE)
        moves = await moved(ann, karen.conversation, Move.RETURNED)
    assert moves[:4] == [Move.QUEUED, Move.TAKEN, Move.LEFT, Move.RETURNED]


async def test_a_short_loss_is_no_absence(tmp_path: Path) -> None:
    async with hub_with(tmp_path, left_seconds=2.0) as hub, agent(hub) as ann:
        async with visitor(hub, "patient") as patient, visitor(hub, "hasty") as hasty:
            for customer in (patient, hasty):
                await customer.write()
                await ann.take(customer.conversation)
        async with visitor(hub, hello=patient.hello):
            # Hasty went at the same time, and comes back no more: by then Patient would count as gone, too.
            await moved(ann, hasty.conversation, Move.LEFT)
            assert Move.LEFT not in [line.move for line in await history(ann, patient.conversation)]


async def test_a_second_tab_keeps_the_customer_here(tmp_path: Path) -> None:
    async with (
        hub_with(tmp_path, left_seconds=SOON) as hub,
        agent(hub) as ann,
        visitor(hub) as karen,
        visitor(hub, "Mira Holm") as mira,
    ):
        async with visitor(hub, hello=karen.hello):
            await karen.write()
            await mira.write()
        await mira.client.socket.close()
        await moved(ann, mira.conversation, Move.LEFT)
        assert Move.LEFT not in [line.move for line in await history(ann, karen.conversation)]


async def test_who_does_not_come_back_after_a_restart_has_left(tmp_path: Path) -> None:
    async with hub_with(tmp_path, left_seconds=SOON) as hub:
        token = hub.token("Ann")
        async with visitor(hub) as karen, agent(hub, token=token) as ann:
            await karen.write()
            await ann.take(karen.conversation)
            await hub.stop()
        await hub.start()
        async with agent(hub, token=token) as ann:
            await moved(ann, karen.conversation, Move.LEFT)


# Silence


async def test_a_customer_who_does_not_answer_is_silent_once_a_reply(tmp_path: Path) -> None:
    async with hub_with(tmp_path, silent_seconds=SOON) as hub, visitor(hub) as karen, agent(hub) as ann:
        await karen.write()
        facts = await ann.take(karen.conversation)
        await ann.send(facts, "are you there?")
        moves = await moved(ann, karen.conversation, Move.SILENT)
        assert moves.count(Move.SILENT) == 1
        await karen.write(2)
        await ann.send(facts, "and now?")
        await moved(ann, karen.conversation, Move.SILENT, times=2)


async def test_who_answers_is_not_silent(tmp_path: Path) -> None:
    async with (
        hub_with(tmp_path, silent_seconds=2.0) as hub,
        visitor(hub) as karen,
        visitor(hub, "Mira Holm") as mira,
        agent(hub) as ann,
    ):
        for customer in (karen, mira):
            await customer.write()
            await ann.send(await ann.take(customer.conversation), "are you there?")
        await karen.write(2)
        await moved(ann, mira.conversation, Move.SILENT)
        assert Move.SILENT not in [line.move for line in await history(ann, karen.conversation)]


async def test_silence_is_counted_over_a_restart(tmp_path: Path) -> None:
    async with hub_with(tmp_path, silent_seconds=0.2) as hub:
        token = hub.token("Ann")
        async with visitor(hub) as karen, agent(hub, token=token) as ann:
            await karen.write()
            await ann.send(await ann.take(karen.conversation), "are you there?")
            await hub.stop()
        await hub.start()
        async with agent(hub, token=token) as ann:
            await moved(ann, karen.conversation, Move.SILENT)


# Agents


async def test_who_is_away_too_long_loses_the_chat_and_late_replies_are_refused(tmp_path: Path) -> None:
    async with hub_with(tmp_path, lease_seconds=SOON) as hub, visitor(hub) as karen, agent(hub, "Bob") as bob:
        token = hub.token("Ann")
        await karen.write()
        async with agent(hub, token=token) as ann:
            facts = await ann.take(karen.conversation)
        await karen.stands(place=1, agent="")
        await waits(bob.client, karen.conversation)
        async with agent(hub, token=token) as late:
            refused = await late.send(facts, "sorry, I was away")
            assert isinstance(refused, Refusal)
            assert refused.code == "fence"
            taken = await bob.take(karen.conversation)
            assert taken.fence > facts.fence + 1
            assert isinstance(await bob.send(taken, "I am with you now"), Ack)


async def test_a_short_loss_costs_an_agent_nothing_and_a_second_console_keeps_all(tmp_path: Path) -> None:
    async with hub_with(tmp_path, lease_seconds=3.0) as hub, agent(hub, "Bob") as bob:
        tokens = {name: hub.token(name) for name in ("Ann", "Cleo", "Dora")}
        async with agent(hub, token=tokens["Ann"]):
            chats = {name: await taken(hub, name, token) for name, token in tokens.items()}
            async with agent(hub, token=tokens["Cleo"]) as cleo:
                assert (await cleo.client.hear(Opened)).facts.id == chats["Cleo"]
                # Dora went last: by the time her lease has run out, theirs would have, too.
                await moved(bob, chats["Dora"], Move.LAPSED)
                for name in ("Ann", "Cleo"):
                    assert Move.LAPSED not in [line.move for line in await history(bob, chats[name])]


async def taken(hub: HubHost, name: str, token: str) -> ConversationId:
    """Have an agent come, take a customer, and go again."""
    async with visitor(hub, f"{name}'s") as customer, agent(hub, token=token) as holder:
        await customer.write()
        return (await holder.take(customer.conversation)).id


async def test_who_never_comes_back_after_a_restart_loses_the_chat(tmp_path: Path) -> None:
    async with hub_with(tmp_path, lease_seconds=SOON) as hub:
        async with visitor(hub) as karen, agent(hub) as ann:
            await karen.write()
            await ann.take(karen.conversation)
            await hub.stop()
        await hub.start()
        async with agent(hub, "Bob") as bob:
            await moved(bob, karen.conversation, Move.LAPSED)


async def test_a_chat_that_a_program_takes_for_somebody_who_is_not_there_lapses(tmp_path: Path) -> None:
    inside: asyncio.Future[Premises] = asyncio.get_running_loop().create_future()

    async def program(premises: Premises) -> None:
        inside.set_result(premises)

    hub = HubHost(tmp_path)
    hub.settings = replace(hub.settings, lease_seconds=SOON)
    hub.companions = (program,)
    await hub.start()
    hub.token("Ann")
    async with visitor(hub) as karen, agent(hub, "Bob") as bob:
        await karen.write()
        premises = await inside
        [ann, _] = await premises.store.team()
        await premises.store.commit(TakeOver(ann.id, karen.conversation))
        await moved(bob, karen.conversation, Move.LAPSED)
    await hub.close()
