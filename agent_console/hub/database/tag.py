"""Tags on a conversation."""

from agent_console.domain.action import AddTag, RemoveTag
from agent_console.domain.history import Move
from agent_console.hub.database import chronicle
from agent_console.hub.database.case import Errand
from agent_console.hub.database.wording import label
from agent_console.hub.outcome import Outcome, Rejected, Unchanged

MOST = 20
"""Tags that one conversation can have."""


def add(errand: Errand, action: AddTag) -> Outcome:
    """Put a tag on; one that is there already changes nothing."""
    tag = label(action.tag, "a tag")
    if isinstance(tag, Rejected):
        return tag
    tags = _tags(errand)
    if tag in tags:
        return Unchanged(errand.case.id)
    if len(tags) >= MOST:
        return Rejected("too_many", f"a conversation can have {MOST} tags; take another one off first")
    errand.transaction.run("INSERT INTO tag (conversation, tag) VALUES (?, ?)", errand.case.id, tag)
    return _remember(errand, Move.TAGGED, tag)


def remove(errand: Errand, action: RemoveTag) -> Outcome:
    """Take a tag off; one that is not there changes nothing."""
    tag = action.tag.strip()
    if tag not in _tags(errand):
        return Unchanged(errand.case.id)
    errand.transaction.run("DELETE FROM tag WHERE conversation = ? AND tag = ?", errand.case.id, tag)
    return _remember(errand, Move.UNTAGGED, tag)


def _tags(errand: Errand) -> set[str]:
    rows = errand.transaction.rows("SELECT tag FROM tag WHERE conversation = ?", errand.case.id)
    return {row["tag"] for row in rows}


def _remember(errand: Errand, move: Move, tag: str) -> Outcome:
    chronicle.remember(errand.transaction, move, errand.case, actor=errand.actor, detail=tag)
    return errand.case.stayed(move)
