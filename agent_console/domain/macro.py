"""What a macro does with a conversation, filled in for it: actions, a note, and how it ends."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum

from agent_console.domain.action import AddTag, Deed, HandOver, HoldUntil, RemoveTag, SetPriority


@dataclass(frozen=True, slots=True)
class WriteNote:
    """Write something for colleagues only."""

    text: str


@dataclass(frozen=True, slots=True)
class Close:
    """End the conversation."""

    outcome: str = ""
    """How it ended, in a word or two."""


Step = AddTag | RemoveTag | SetPriority | HoldUntil | HandOver | WriteNote | Close


class StepName(StrEnum):
    """The name of each step in a file; those of actions are the actions' own."""

    ADD_TAG = Deed.ADD_TAG.value
    REMOVE_TAG = Deed.REMOVE_TAG.value
    SET_PRIORITY = Deed.SET_PRIORITY.value
    HOLD_UNTIL = Deed.HOLD_UNTIL.value
    HAND_OVER = Deed.HAND_OVER.value
    NOTE = "note"
    CLOSE = "close"


STEPS: Mapping[StepName, type[Step]] = {
    StepName.ADD_TAG: AddTag,
    StepName.REMOVE_TAG: RemoveTag,
    StepName.SET_PRIORITY: SetPriority,
    StepName.HOLD_UNTIL: HoldUntil,
    StepName.HAND_OVER: HandOver,
    StepName.NOTE: WriteNote,
    StepName.CLOSE: Close,
}
_NAMES = {kind: name for name, kind in STEPS.items()}


def ends(step: Step) -> bool:
    """Return whether the agent no longer has the conversation afterwards."""
    return isinstance(step, (HandOver, Close))


def described(step: Step) -> str:
    """Return a step in a few raw words; a time is given in the zone that it carries."""
    match step:
        case AddTag(tag):
            return f"tag {tag}"
        case RemoveTag(tag):
            return f"take off tag {tag}"
        case SetPriority(priority):
            return f"priority {priority.value}"
        case HoldUntil(until, promise):
            return f"promise to be back by {until:%Y-%m-%d %H:%M}" + (f": {promise}" if promise else "")
        case HandOver(agent, queue, comment):
            to = f"queue {queue}" if queue else agent
            return f"hand over to {to}" + (f": {comment}" if comment else "")
        case WriteNote(text):
            return f"note: {text}"
        case Close(outcome):
            return f"close: {outcome}" if outcome else "close"


def plain(step: Step) -> dict[str, str]:
    """Return a step as files and programs write it, under `type` its name; a time is in ISO 8601."""
    fields = {name: _plain(value) for name, value in asdict(step).items()}
    return {"type": _NAMES[type(step)].value, **fields}


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
