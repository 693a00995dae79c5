"""What a macro does with a conversation, filled in for it: actions, a note, and how it ends."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from enum import StrEnum

from agent_console.domain.action import AddTag, Deed, HandOver, HoldUntil, RemoveTag, SetPriority
from agent_console.texts import _, pgettext


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
            return _("tag {tag}").format(tag=tag)
        case RemoveTag(tag):
            return _("take off tag {tag}").format(tag=tag)
        case SetPriority(priority):
            return _("priority {priority}").format(priority=_(priority.value))
        case HoldUntil(until, promise):
            words = (
                _("promise to be back by {time}: {promise}") if promise else _("promise to be back by {time}")
            )
            return words.format(time=f"{until:%Y-%m-%d %H:%M}", promise=promise)
        case HandOver(agent, queue, comment):
            return _handed_over(agent, queue, comment)
        case WriteNote(text):
            return _("note: {text}").format(text=text)
        case Close(outcome):
            return _closed(outcome)


def _handed_over(agent: str, queue: str, comment: str) -> str:
    if queue:
        to_queue = _("hand over to queue {queue}: {comment}") if comment else _("hand over to queue {queue}")
        return to_queue.format(queue=queue, comment=comment)
    to_agent = _("hand over to {agent}: {comment}") if comment else _("hand over to {agent}")
    return to_agent.format(agent=agent, comment=comment)


def _closed(outcome: str) -> str:
    return (
        _("close: {outcome}").format(outcome=outcome) if outcome else pgettext("what a macro does", "close")
    )


def plain(step: Step) -> dict[str, str]:
    """Return a step as files and programs write it, under `type` its name; a time is in ISO 8601."""
    fields = {name: _plain(value) for name, value in asdict(step).items()}
    return {"type": _NAMES[type(step)].value, **fields}


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)
