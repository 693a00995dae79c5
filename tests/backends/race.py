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
    """How a race ended; every figure but `chats`, `reasons` and `unsure` is to be nothing."""

    chats: int
    reasons: dict[str, int]
    """How often each reason was given to those who were not told to have the chat."""
    unsure: int
    """Chats that nobody was told to have, but somebody got no answer about: it may have been theirs."""
    owners_of_none: int
    """Chats that nobody was told to have, although everybody got an answer."""
    several_owners: int
    """Chats that more than one agent was told to have, or saw open in a pane."""
    opened_for_losers: int
    """Panes that opened for somebody who was told that another has the chat."""
    unopened_for_winners: int


async def race(world: World, desks: Desks, agents: int, chats: int) -> Outcome:
    """Let customers come one after the other, and all agents take each at once."""
    consoles = [await desks.open(f"Agent {number}") for number in range(1, agents + 1)]
    answered: dict[ConversationId, list[ConversationId | Declined]] = {}
    for number in range(1, chats + 1):
        chat = await world.customer_says(f"Customer {number}", "hello")
        answered[chat] = await asyncio.gather(*(console.backend.take(chat) for console in consoles))
    for chat, answers in answered.items():
        for console, answer in zip(consoles, answers, strict=True):
            if answer == chat:
                await console.holds(chat)
    return _outcome(consoles, answered)


def _outcome(
    consoles: list[Console], answered: dict[ConversationId, list[ConversationId | Declined]]
) -> Outcome:
    opened = {
        (place, event.conversation.id)
        for place, console in enumerate(consoles)
        for event in console.seen
        if isinstance(event, ConversationOpened)
    }
    each = [(place, chat, answer) for chat, all_of in answered.items() for place, answer in enumerate(all_of)]
    told = {(place, chat) for place, chat, answer in each if answer == chat}
    lost = {(place, chat) for place, chat, answer in each if _is(answer, "taken")}
    silent = {chat for _place, chat, answer in each if _is(answer, "offline")}
    unowned = set(answered) - {chat for _place, chat in told}
    owners = Counter(chat for _place, chat in told | opened)
    return Outcome(
        chats=len(answered),
        reasons=dict(Counter(answer.code for *_, answer in each if isinstance(answer, Declined))),
        unsure=len(unowned & silent),
        owners_of_none=len(unowned - silent),
        several_owners=sum(count > 1 for count in owners.values()),
        opened_for_losers=len(opened & lost),
        unopened_for_winners=len(told - opened),
    )


def _is(answer: ConversationId | Declined, code: str) -> bool:
    return isinstance(answer, Declined) and answer.code == code
