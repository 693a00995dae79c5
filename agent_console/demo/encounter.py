"""One person's visit to the chat: what the script decides goes to the hub, what agents say comes back."""

import asyncio
from datetime import UTC, datetime
from typing import Protocol

from agent_console.customer.client import HubCustomer
from agent_console.customer.identity import Identity
from agent_console.demo.behaviour import Cue, Visit
from agent_console.demo.fact import Facts
from agent_console.demo.pace import Pace
from agent_console.demo.person import MEMBERSHIP, Person
from agent_console.domain.outbox import Refused

_SEEN_TYPING = 4.0
"""Town seconds for which an agent sees a person type before the line comes."""

_BLOCKED = "blocked"
"""The code of the refusal by which customers learn that an agent has blocked them: that ends a visit, too."""


class TurnedAwayError(Exception):
    """The hub does not take what a scripted customer says; the message says why."""


class Witness(Protocol):
    """Sees how a visit goes, as it happens."""

    def said(self) -> None:
        """The customer has written a line."""

    def heard(self, reply: str) -> None:
        """The customer has read a reply."""

    def left(self, content: bool) -> object:
        """The customer goes with the line just written, content or not."""


async def encounter(
    hub: str,
    person: Person,
    facts: Facts,
    pace: Pace,
    identity: Identity | None = None,
    witness: Witness | None = None,
) -> None:
    """Play a visit to its end; raises `TurnedAwayError`.

    `identity` makes it a visit of somebody whom the hub knows already.
    """
    begun = datetime.now(UTC)
    customer = HubCustomer(
        hub,
        name=person.name,
        email=person.email,
        phone=person.phone,
        language=person.language,
        account=person.account,
        order_number=person.order_number if person.names_order else "",
        concern=person.concern,
        page=person.page,
        page_title=person.page_title,
        referrer=person.referrer,
        timezone=person.timezone,
        company=person.company,
        custom=((MEMBERSHIP, person.membership),) if person.membership else (),
        identity=identity,
    )
    replies: asyncio.Queue[str] = asyncio.Queue()
    async with customer, asyncio.TaskGroup() as group:
        listening = group.create_task(_listen(customer, replies, begun))
        await _converse(customer, Visit.begin(person, facts, pace.now()), replies, pace, witness)
        listening.cancel()


async def _listen(customer: HubCustomer, replies: asyncio.Queue[str], begun: datetime) -> None:
    """Hear what agents say in this visit; the hub, on this machine, tells earlier ones once more."""
    async for message in customer.messages():
        if message.answers and message.sent_at >= begun:
            replies.put_nowait(message.text)
    raise TurnedAwayError(customer.refusal or "the hub ended the conversation")


async def _converse(
    customer: HubCustomer, visit: Visit, replies: asyncio.Queue[str], pace: Pace, witness: Witness | None
) -> None:
    while (cue := visit.next) is not None:
        reply = await _reply_before(customer, cue, replies, pace)
        if reply is not None:
            visit = visit.heard(reply, pace.now())
            if witness is not None:
                witness.heard(reply)
            continue
        result = await customer.send(cue.text)
        if isinstance(result, Refused) and result.code == _BLOCKED:
            return
        if isinstance(result, Refused):
            raise TurnedAwayError(result.reason)
        visit = visit.said(pace.now())
        if witness is not None:
            _tell(witness, visit)
    if declined := await customer.leave():
        raise TurnedAwayError(declined.reason)


def _tell(witness: Witness, visit: Visit) -> None:
    witness.said()
    if visit.gone:
        witness.left(visit.content)


async def _reply_before(
    customer: HubCustomer, cue: Cue, replies: asyncio.Queue[str], pace: Pace
) -> str | None:
    """Wait for a reply and read it; None when none comes before the cue, which is typed meanwhile."""
    for moment in (cue.at - _SEEN_TYPING, cue.at):
        try:
            async with asyncio.timeout(pace.outside(moment - pace.now())):
                reply = await replies.get()
        except TimeoutError:
            if moment < cue.at:
                await customer.typing()
        else:
            await customer.seen()
            return reply
    return None
