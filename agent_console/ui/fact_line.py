"""What stands under a pane's title: whatever is out of the ordinary about a conversation."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from textual.content import Content

from agent_console.domain.chat import Conversation, Presence, Priority, Promise
from agent_console.ui.format import date, joined, line, time_of_day
from agent_console.ui.symbol import CUE_GLYPH, FAILED_GLYPH, PRIORITY_GLYPH

_MOST_TAGS = 8
_MOST_MARKS = 3
_MINUTE = timedelta(minutes=1)
_HOURS_COUNTED = 48
"""From so many hours on it is days that are told."""
_WEEK = 7


def fact_line(
    held: Conversation, silent: timedelta | None, now: datetime, marks: Sequence[str] = ()
) -> Content:
    """Return the facts, the most pressing first; empty when there are none.

    `silent` is for how long the customer has not answered; None when that is no long time. `marks` is
    what rules found in what the customer wrote.
    """
    facts = [
        *_marks(marks),
        *_pressing(held, now),
        *_presence(held, silent),
        *_call_back(held, now),
        *_tags(held),
    ]
    return Content(" · ").join(facts)


def promise_words(promise: Promise, now: datetime) -> Content:
    """Return when the agent said to be back, and how long that is from `now`, or how long ago it was."""
    left = promise.until - now
    until = point_in_time(promise.until, now)
    if left > timedelta():
        return Content(f"back by {until}, {_minutes(-(-left // _MINUTE) * _MINUTE)} left")
    return Content.styled(f"OVERDUE by {_minutes(-left)}: back by {until}", "bold reverse")


def point_in_time(at: datetime, now: datetime) -> str:
    """Return the local time, with the day where that is not today; of the next days, that of the week."""
    ahead = (at.astimezone().date() - now.astimezone().date()).days
    if not ahead:
        return time_of_day(at)
    return f"{f'{at.astimezone():%a}' if 0 < ahead < _WEEK else date(at)} {time_of_day(at)}"


def _marks(marks: Sequence[str]) -> Iterator[Content]:
    if marks:
        named = Content(", ").join(line(mark, 12) for mark in marks[:_MOST_MARKS])
        yield joined(f"{CUE_GLYPH} ", named, ", …" if len(marks) > _MOST_MARKS else "").stylize("bold")


def _pressing(held: Conversation, now: datetime) -> Iterator[Content]:
    if held.blocked:
        yield Content.styled(f"{FAILED_GLYPH} blocked", "bold")
    if held.priority is not Priority.NORMAL:
        glyph = PRIORITY_GLYPH[held.priority]
        yield Content.styled(
            f"{glyph} {held.priority.value}", "" if held.priority is Priority.LOW else "bold"
        )
    if held.promise is not None:
        yield promise_words(held.promise, now)


def _presence(held: Conversation, silent: timedelta | None) -> Iterator[Content]:
    if held.presence is Presence.LEFT:
        yield Content.styled("has left", "bold")
    elif silent is not None:
        yield Content(f"silent for {_minutes(silent)}")


def _call_back(held: Conversation, now: datetime) -> Iterator[Content]:
    if held.channel == "callback":
        at = f" at {point_in_time(held.callback_at, now)}" if held.callback_at else ", any time"
        yield joined("call ", line(held.customer.phone, 24, "bold"), at)


def _tags(held: Conversation) -> Iterator[Content]:
    if held.tags:
        tags = [joined("#", line(tag, 24)) for tag in held.tags[:_MOST_TAGS]]
        more = f" and {len(held.tags) - _MOST_TAGS} more" if len(held.tags) > _MOST_TAGS else ""
        yield joined(Content(" ").join(tags), more)


def _minutes(span: timedelta) -> str:
    hours, minutes = divmod(span // _MINUTE, 60)
    if hours >= _HOURS_COUNTED:
        days, hours = divmod(hours, 24)
        return f"{days} d {hours} h" if hours else f"{days} d"
    words = [f"{hours} h"] if hours else []
    return " ".join([*words, f"{minutes} min"] if minutes or not hours else words)
