"""What the customer thinks of the chat, and the copy of it that they want."""

from agent_console.domain.history import Move
from agent_console.hub.command import Opine
from agent_console.hub.database import case as cases
from agent_console.hub.database import chronicle
from agent_console.hub.database.transaction import Transaction
from agent_console.hub.database.wording import too_long
from agent_console.hub.outcome import Outcome, Rejected

SCORES = range(1, 6)


def opine(transaction: Transaction, command: Opine) -> Outcome:
    """Keep a rating; until the conversation begins anew, another one takes its place."""
    case = cases.of_customer(transaction, command.customer, command.conversation)
    if case is None:
        return cases.UNKNOWN
    if command.score not in SCORES:
        return Rejected("score", "a rating is a number from 1 to 5")
    if not case.round:
        return Rejected("empty", "there was no chat yet")
    if trouble := too_long(command.comment):
        return trouble
    transaction.run(
        "INSERT INTO rating (conversation, round, score, comment, rated_ms) VALUES (?, ?, ?, ?, ?)"
        " ON CONFLICT (conversation, round) DO UPDATE"
        " SET score = excluded.score, comment = excluded.comment, rated_ms = excluded.rated_ms",
        *(case.id, case.round, command.score, command.comment, transaction.now_ms),
    )
    detail = f"{command.score} {command.comment}".strip()
    chronicle.remember(transaction, Move.RATED, case, by=case.customer_name, detail=detail)
    return case.stayed(Move.RATED)
