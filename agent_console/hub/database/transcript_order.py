"""Customers' wishes to have their chat by e-mail; the history keeps them until the mail has gone."""

import re

from agent_console.domain.history import Move
from agent_console.hub.command import OrderTranscript
from agent_console.hub.database import case as cases
from agent_console.hub.database import chronicle
from agent_console.hub.database.transaction import Transaction
from agent_console.hub.outcome import Outcome, Rejected

MOST = 3
"""Transcripts of one conversation a day: the hub must not be a way to fill somebody's mailbox."""
_DAY_MS = 24 * 60 * 60 * 1000
_LONGEST = 254
_ADDRESS = re.compile(r"[^\s@\x00-\x20\x7f<>,;\"]+@[^\s@\x00-\x20\x7f<>,;\"]+")


def order(transaction: Transaction, command: OrderTranscript) -> Outcome:
    """Write down that the customer wants the conversation by e-mail."""
    case = cases.of_customer(transaction, command.customer, command.conversation)
    if case is None:
        return cases.UNKNOWN
    if len(command.email) > _LONGEST or not _ADDRESS.fullmatch(command.email):
        return Rejected("email", "this is no e-mail address")
    sent = transaction.rows(
        "SELECT id FROM history WHERE conversation = ? AND move = ? AND at_ms > ? LIMIT ?",
        *(case.id, Move.TRANSCRIPT, transaction.now_ms - _DAY_MS, MOST),
    )
    if len(sent) >= MOST:
        return Rejected("rate", f"{MOST} transcripts a day are enough; try again tomorrow")
    chronicle.remember(transaction, Move.TRANSCRIPT, case, by=case.customer_name, detail=command.email)
    return case.stayed(Move.TRANSCRIPT)
