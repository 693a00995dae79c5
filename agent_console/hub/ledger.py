"""Commands carried out on the database, one after the other inside one transaction.

Every rule is checked before the first write of its command, so a rejected command leaves nothing behind.
"""

from agent_console.hub import joining, ownership, posting
from agent_console.hub.command import (
    Accept,
    AcceptingChanged,
    Command,
    End,
    Join,
    Outcome,
    Post,
    Rejected,
    Resume,
    TakeOver,
)
from agent_console.hub.transaction import Transaction


def apply(transaction: Transaction, command: Command) -> Outcome:
    """Carry one command out."""
    match command:
        case Post():
            return posting.post(transaction, command)
        case Join():
            return joining.join(transaction, command)
        case TakeOver():
            return ownership.take(transaction, command)
        case End():
            return ownership.end(transaction, command)
        case Resume():
            return ownership.resume(transaction, command)
        case Accept():
            return _accept(transaction, command)
        case _:
            return Rejected("unknown", f"this hub cannot carry out {type(command).__name__} yet")


def _accept(transaction: Transaction, accept: Accept) -> AcceptingChanged:
    transaction.run("UPDATE agent SET accepting = ? WHERE id = ?", int(accept.accepting), accept.agent)
    return AcceptingChanged(accept.agent, accept.accepting)
