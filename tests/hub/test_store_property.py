"""Whatever is asked for in whatever order: what must always hold of a hub's conversations."""

import asyncio
import sqlite3
from collections.abc import Sequence
from contextlib import closing
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agent_console.domain.action import (
    Action,
    AddTag,
    Ask,
    Block,
    DeleteMessage,
    EditMessage,
    EndHold,
    HandOver,
    HoldUntil,
    MarkRead,
    SetPriority,
    Unblock,
)
from agent_console.domain.chat import AgentId, Mode, Presence, Priority, Status
from agent_console.hub.command import (
    Accept,
    Appear,
    Command,
    Depart,
    End,
    FallSilent,
    Lapse,
    Opine,
    Perform,
    Post,
    Resume,
    See,
    TakeOver,
)
from agent_console.hub.database.address import Place
from agent_console.hub.outcome import Joined, Moved, Posted
from agent_console.hub.store import FeedMove, Holding
from tests.hub.ledger_case import StoreCase, new_place, opened

CUSTOMERS = 2
Step = tuple[str, int, int, int]
"""What happens, to which conversation, by which agent, and a number for whatever it needs one for."""

NAMES = (
    *("say", "reply", "note", "take", "take_next", "end", "resume", "accept", "lapse"),
    *("depart", "appear", "silent", "see", "rate", "tag", "priority", "hold", "unhold"),
    *("hand_over", "give_back", "ask", "block", "unblock", "edit", "delete", "read"),
)
STEPS = st.lists(
    st.tuples(
        st.sampled_from(NAMES),
        st.integers(0, CUSTOMERS - 1),
        st.integers(0, 1),
        st.integers(0, 6),
    ),
    max_size=40,
)


@settings(max_examples=30, deadline=None)
@given(STEPS)
def test_what_always_holds(steps: Sequence[Step]) -> None:
    hold("sqlite", steps)


@pytest.mark.needs("postgres")
@settings(max_examples=8, deadline=None)
@given(STEPS)
def test_what_always_holds_on_postgresql(steps: Sequence[Step]) -> None:
    hold("postgres", steps)


def hold(kind: str, steps: Sequence[Step]) -> None:
    """Carry steps out on a database of that kind, and see that all is well after each."""
    with TemporaryDirectory() as folder, new_place(kind, Path(folder)) as place:
        asyncio.run(history_of(place, steps))


async def history_of(place: Place, steps: Sequence[Step]) -> None:
    async with opened(place) as case:
        await Witness(case, [await case.join(number) for number in range(CUSTOMERS)]).watch(steps)
        if isinstance(place, Path):  # PostgreSQL checks always
            with closing(sqlite3.connect(place)) as database:
                assert database.execute("PRAGMA foreign_key_check").fetchall() == []


class Witness:
    """Carries steps out and looks at the hub after each."""

    def __init__(self, case: StoreCase, customers: Sequence[Joined]) -> None:
        self._case = case
        self._customers = customers
        self._agents = (case.ann, case.ben)
        self._numbers = 0
        self._fences = [0] * len(customers)
        self._moves: Sequence[FeedMove] = []

    async def watch(self, steps: Sequence[Step]) -> None:
        """Carry all steps out."""
        for step in steps:
            name, which, who, number = step
            joined = self._customers[which]
            before = await self._case.holding(joined)
            command = self._command(name, joined, self._agents[who], number, before)
            outcome = await self._case.store.commit(command)
            if isinstance(outcome, Moved) and outcome.conversation == joined.conversation:
                after = await self._case.holding(joined)
                assert (outcome.before, outcome.after) == (before.owner, after.owner)
            if isinstance(outcome, Posted) and isinstance(command, Post) and command.claim is not None:
                claimed = (command.writer, command.claim.fence)
                assert command.mode is Mode.NOTE or claimed == (before.owner, before.facts.fence)
            await self._look()

    async def _look(self) -> None:
        for place, joined in enumerate(self._customers):
            holding = await self._case.holding(joined)
            await self._look_at_messages(joined, holding)
            assert (holding.owner is not None) == (holding.facts.status is Status.OPEN)
            assert holding.facts.fence >= self._fences[place]
            assert 0 <= holding.seen <= holding.heard
            assert 0 <= holding.facts.read <= holding.head
            self._fences[place] = holding.facts.fence
        await self._look_at_ownership()
        moves = await self._case.store.moves_after(0, 10_000)
        assert moves[: len(self._moves)] == self._moves
        self._moves = moves

    async def _look_at_messages(self, joined: Joined, holding: Holding) -> None:
        log = await self._case.store.history(joined.conversation, 0, 10_000)
        told = await self._case.store.heard(joined.conversation, 0, 10_000)
        assert [message.sequence for message in log] == list(range(1, holding.head + 1))
        assert [message.heard for message in told] == list(range(1, holding.heard + 1))
        assert told == [message for message in log if message.mode is Mode.REPLY]
        originals = {message.sequence: message for message in log if not message.amends}
        for amendment in (message for message in log if message.amends):
            amended = originals[amendment.amends]
            assert (amended.writer, amended.mode) == (amendment.writer, amendment.mode)
            assert amendment.amends_heard == amended.heard

    async def _look_at_ownership(self) -> None:
        held = [await self._case.store.held_by(agent) for agent in self._agents]
        waiting = [holding.facts.id for holding in await self._case.store.queue(99)]
        everything = [*held[0], *held[1], *waiting]
        assert len(everything) == len(set(everything))
        assert set(await self._case.store.places()) == set(waiting)

    def _command(self, name: str, joined: Joined, agent: AgentId, number: int, holding: Holding) -> Command:
        chat, fence = joined.conversation, holding.facts.fence - (number == 0)
        commands: dict[str, Command] = {
            "take": TakeOver(agent, chat),
            "take_next": TakeOver(agent),
            "end": End(agent, chat, fence, holding.head - (number == 1)),
            "resume": Resume(agent, chat),
            "accept": Accept(agent, number > 2),
            "lapse": Lapse(agent),
            "depart": Depart(joined.customer, chat),
            "appear": Appear(chat, list(Presence)[number % 3]),
            "silent": FallSilent(chat),
            "see": See(joined.customer, chat, number),
            "rate": Opine(joined.customer, chat, number, ""),
        }
        if name in commands:
            return commands[name]
        if name in ("say", "reply", "note"):
            return self._post(name, joined, agent, fence)
        return Perform(agent, chat, fence, self._action(name, agent, number))

    def _post(self, name: str, joined: Joined, agent: AgentId, fence: int) -> Post:
        self._numbers += 1
        if name == "say":
            return self._uncounted(self._case.said(joined, "hello", self._numbers))
        if name == "note":
            return self._uncounted(self._case.noted(joined, "hm", self._numbers, agent))
        return self._uncounted(self._case.reply(joined, "hi", self._numbers, fence, agent))

    def _uncounted(self, post: Post) -> Post:
        return replace(post, device="")

    def _action(self, name: str, agent: AgentId, number: int) -> Action:
        other = self._agents[agent == self._agents[0]]
        actions: dict[str, Action] = {
            "tag": AddTag(f"tag {number}"),
            "priority": SetPriority(list(Priority)[number % 4]),
            "hold": HoldUntil(datetime.now(UTC) + timedelta(hours=number), "call"),
            "unhold": EndHold(),
            "hand_over": HandOver(other, comment="yours" * (number % 2)),
            "give_back": HandOver(queue="billing", comment="not mine" * (number % 2)),
            "ask": Ask(other, "hm?"),
            "block": Block(),
            "unblock": Unblock(),
            "edit": EditMessage(number, f"words {number % 2}"),
            "delete": DeleteMessage(number),
            "read": MarkRead(number),
        }
        return actions[name]
