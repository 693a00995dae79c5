"""Commands carried out on the database, one after the other inside one transaction.

Every rule is checked before the first write of its command, so a rejected command leaves nothing behind.
"""

from agent_console.domain.chat import Author
from agent_console.hub.command import (
    Accept,
    Advance,
    Appear,
    Browse,
    Command,
    Depart,
    Describe,
    End,
    FallSilent,
    Join,
    Lapse,
    Opine,
    OrderTranscript,
    Perform,
    Post,
    Receive,
    Resume,
    See,
    Subscribe,
    TakeOver,
    Unsubscribe,
    UpdateWebhook,
)
from agent_console.hub.database import case as cases
from agent_console.hub.database import (
    description,
    intake,
    joining,
    ownership,
    performing,
    posting,
    presence,
    rating,
    read_mark,
    reader_position,
    staff,
    subscription,
    transcript_order,
)
from agent_console.hub.database.case import Actor
from agent_console.hub.database.transaction import Transaction
from agent_console.hub.outcome import Outcome, Rejected

Agents = TakeOver | End | Resume | Accept | Perform
"""What somebody with a token asks for."""
Customers = Join | Depart | Opine | See | Browse | OrderTranscript
"""What a customer asks for."""
Hubs = Appear | FallSilent | Lapse | Describe | Advance | Subscribe | Unsubscribe | UpdateWebhook
"""What the hub's own programs ask for, or other programs through them."""

REVOKED = Rejected("revoked", "this token counts no more")


def apply(transaction: Transaction, command: Command) -> Outcome:
    """Carry one command out."""
    match command:
        case Post():
            return _post(transaction, command)
        case Receive():
            return intake.receive(transaction, command)
        case TakeOver() | End() | Resume() | Accept() | Perform():
            actor = cases.actor(transaction, command.agent)
            return REVOKED if actor is None else _for_agent(transaction, command, actor)
        case Join() | Depart() | Opine() | See() | Browse() | OrderTranscript():
            return _for_customer(transaction, command)
        case _:
            return _for_hub(transaction, command)


def _post(transaction: Transaction, command: Post) -> Outcome:
    if command.author is Author.AGENT and cases.actor(transaction, command.writer) is None:
        return REVOKED
    return posting.post(transaction, command)


def _for_agent(transaction: Transaction, command: Agents, actor: Actor) -> Outcome:
    match command:
        case TakeOver():
            return ownership.take(transaction, command, actor)
        case End():
            return ownership.end(transaction, command, actor)
        case Resume():
            return ownership.resume(transaction, command, actor)
        case Accept():
            return staff.accept(transaction, command)
        case Perform():
            return performing.perform(transaction, command, actor)


def _for_customer(transaction: Transaction, command: Customers) -> Outcome:
    match command:
        case Join():
            return joining.join(transaction, command)
        case Depart():
            return presence.depart(transaction, command)
        case Opine():
            return rating.opine(transaction, command)
        case See():
            return read_mark.see(transaction, command)
        case Browse():
            return description.browse(transaction, command)
        case OrderTranscript():
            return transcript_order.order(transaction, command)


def _for_hub(transaction: Transaction, command: Hubs) -> Outcome:
    match command:
        case Appear():
            return presence.appear(transaction, command)
        case FallSilent():
            return presence.fall_silent(transaction, command)
        case Lapse():
            return ownership.lapse(transaction, command)
        case Describe():
            return description.describe(transaction, command)
        case Advance():
            return reader_position.advance(transaction, command)
        case Subscribe() | Unsubscribe() | UpdateWebhook():
            return _for_webhook(transaction, command)


def _for_webhook(transaction: Transaction, command: Subscribe | Unsubscribe | UpdateWebhook) -> Outcome:
    match command:
        case Subscribe():
            return subscription.subscribe(transaction, command)
        case Unsubscribe():
            return subscription.unsubscribe(transaction, command)
        case UpdateWebhook():
            return subscription.update(transaction, command)
