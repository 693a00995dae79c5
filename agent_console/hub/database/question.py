"""Questions between agents: put beside the conversation, answered into it as notes."""

import uuid
from collections.abc import Sequence
from dataclasses import replace

from agent_console.domain.action import Answer, Ask, QuestionId
from agent_console.domain.chat import AgentId, ConversationId
from agent_console.domain.history import Move
from agent_console.hub.database import case as cases
from agent_console.hub.database import chronicle, note
from agent_console.hub.database.case import Case, Errand
from agent_console.hub.database.connection import Connection, Row
from agent_console.hub.database.transaction import Transaction
from agent_console.hub.database.wording import missing
from agent_console.hub.outcome import Inquiry, Outcome, Rejected
from agent_console.hub.store import PutQuestion, Role


def ask(errand: Errand, action: Ask) -> Outcome:
    """Put a question to a colleague; the conversation stays with its owner."""
    if trouble := missing(action.question, "the question"):
        return trouble
    colleague = cases.actor(errand.transaction, action.colleague)
    if colleague is None or colleague.role is not Role.AGENT:
        return Rejected("unknown", "there is no such colleague")
    if colleague.id == errand.actor.id:
        return Rejected("self", "a question goes to somebody else")
    inquiry = Inquiry(QuestionId(uuid.uuid4().hex), errand.actor.id, colleague.id)
    errand.transaction.run(
        "INSERT INTO question (id, conversation, asker, colleague, text, asked_ms) VALUES (?, ?, ?, ?, ?, ?)",
        *(inquiry.question, errand.case.id, inquiry.asker, inquiry.colleague),
        *(action.question, errand.transaction.now_ms),
    )
    noted = note.write(errand, f"@{colleague.name} {action.question}")
    _remember(errand, Move.ASKED, f"{colleague.name}: {action.question}")
    return replace(errand.case.stayed(Move.ASKED, messages=(noted,)), asked=inquiry)


def answer(errand: Errand, action: Answer) -> Outcome:
    """Answer a question that was put to this agent about this conversation."""
    row = errand.transaction.row(
        "SELECT question.*, name FROM question JOIN agent ON agent.id = asker"
        " WHERE question.id = ? AND conversation = ? AND colleague = ?",
        *(action.question, errand.case.id, errand.actor.id),
    )
    if row is None:
        return Rejected("unknown", "nobody has asked you this")
    if row["settled_ms"] is not None:
        return Rejected("settled", "the question needs no answer any more")
    if trouble := missing(action.answer, "the answer"):
        return trouble
    errand.transaction.run(
        "UPDATE question SET settled_ms = ? WHERE id = ?", errand.transaction.now_ms, action.question
    )
    noted = note.write(errand, action.answer)
    _remember(errand, Move.ANSWERED, f"{row['name']}: {action.answer}")
    moved = errand.case.stayed(Move.ANSWERED, messages=(noted,))
    return replace(moved, settled=(_inquiry(row),))


def settle_all(transaction: Transaction, case: Case) -> tuple[Inquiry, ...]:
    """Withdraw the open questions about a conversation, because it is over."""
    rows = transaction.rows(
        "UPDATE question SET settled_ms = ? WHERE conversation = ? AND settled_ms IS NULL RETURNING *",
        *(transaction.now_ms, case.id),
    )
    return tuple(_inquiry(row) for row in rows)


def put_to(reader: Connection, agent: AgentId) -> Sequence[PutQuestion]:
    """Return the questions that wait for an agent's answer, oldest first."""
    rows = reader.rows(
        "SELECT question.*, name FROM question JOIN agent ON agent.id = asker"
        " WHERE colleague = ? AND settled_ms IS NULL ORDER BY asked_ms, question.id",
        agent,
    )
    return [
        PutQuestion(
            QuestionId(row["id"]),
            ConversationId(row["conversation"]),
            AgentId(row["asker"]),
            row["name"],
            row["text"],
            row["asked_ms"],
        )
        for row in rows
    ]


def _inquiry(row: Row) -> Inquiry:
    return Inquiry(QuestionId(row["id"]), AgentId(row["asker"]), AgentId(row["colleague"]))


def _remember(errand: Errand, move: Move, detail: str) -> None:
    chronicle.remember(errand.transaction, move, errand.case, actor=errand.actor, detail=detail)
