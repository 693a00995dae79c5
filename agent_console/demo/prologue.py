"""What was before the demonstration: each of its people has had a chat with the colleague already."""

import asyncio
from collections.abc import Iterable, Mapping

from agent_console.customer.client import HubCustomer
from agent_console.customer.identity import Identity
from agent_console.demo.desk import Desk
from agent_console.demo.encounter import TurnedAwayError
from agent_console.demo.person import PastChat, Person
from agent_console.domain.outbox import Refused

Identities = Mapping[str, Identity]
"""Who the people are to the hub, by e-mail address."""

AT_ONCE = 4
"""People who are served at the same time."""


async def prologue(hub: str, token: str, people: Iterable[Person], identities: Identities) -> None:
    """Play every past chat through the hub, which can then be asked for them as for any other.

    `token` is the colleague's. Raises `TurnedAwayError`, in a group when a chat fails.
    """
    slots = asyncio.Semaphore(AT_ONCE)

    async def life(person: Person) -> None:
        async with slots:
            for chat in person.chats:
                await _play(hub, desk, person, chat, identities[person.email])

    async with Desk(hub, token) as desk, asyncio.TaskGroup() as group:
        for person in people:
            group.create_task(life(person))


async def _play(hub: str, desk: Desk, person: Person, chat: PastChat, identity: Identity) -> None:
    customer = HubCustomer(
        hub,
        name=person.name,
        email=person.email,
        language=person.language,
        concern=chat.concern,
        identity=identity,
    )
    async with customer:
        for text in chat.says:
            result = await customer.send(text)
            if isinstance(result, Refused):
                raise TurnedAwayError(result.reason)
        await desk.take(customer.conversation)
        read = await desk.reply(customer.conversation, chat.answer)
        for tag in chat.tags:
            await desk.tag(customer.conversation, tag)
        await desk.close(customer.conversation, read, chat.outcome)
        if declined := await customer.rate(chat.rating):
            raise TurnedAwayError(declined.reason)
