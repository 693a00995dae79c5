"""Many agents who want the same customers at the same instant, on any chat system."""

import asyncio
from collections import Counter
from dataclasses import dataclass

from agent_console.domain.chat import ConversationId
from agent_console.domain.events import ConversationOpened
from agent_console.ports import Declined
from tests.backends.console import Console
from tests.backends.world import Desks, World


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a race ended; every figure but `chats` and `reasons` is to be nothing."""

    chats: int
    reasons: dict[str, int]
    """How often each reason was given to those who lost."""
    owners_of_none: int
    """Chats that nobody was told to have."""
    several_owners: int
    """Chats that more than one agent was told to have."""
    opened_for_losers: int
    """Panes that opened for somebody who was not told to have the chat."""
    unopened_for_winners: int


async def race(world: World, desks: Desks, agents: int, chats: int) -> Outcome:
    """Let customers come one after the other, and all agents take each at once."""
    consoles = [await desks.open(f"Agent {number}") for number in range(1, agents + 1)]
    won: dict[ConversationId, list[int]] = {}
    reasons = Counter[str]()
    for number in range(1, chats + 1):
        chat = await world.customer_says(f"Customer {number}", "hello")
        answers = await asyncio.gather(*(console.backend.take(chat) for console in consoles))
        won[chat] = [place for place, answer in enumerate(answers) if answer == chat]
        reasons.update(answer.code for answer in answers if isinstance(answer, Declined))
    for chat, winners in won.items():
        for place in winners:
            await consoles[place].holds(chat)
    return _outcome(consoles, won, reasons)


def _outcome(consoles: list[Console], won: dict[ConversationId, list[int]], reasons: Counter[str]) -> Outcome:
    opened = {
        (place, event.conversation.id)
        for place, console in enumerate(consoles)
        for event in console.seen
        if isinstance(event, ConversationOpened)
    }
    told = {(place, chat) for chat, winners in won.items() for place in winners}
    return Outcome(
        chats=len(won),
        reasons=dict(reasons),
        owners_of_none=sum(not winners for winners in won.values()),
        several_owners=sum(len(winners) > 1 for winners in won.values()),
        opened_for_losers=len(opened - told),
        unopened_for_winners=len(told - opened),
    )
