"""What stands under a pane's title: whatever is out of the ordinary about a conversation."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta

from textual.content import Content

from agent_console.domain.chat import Conversation, Presence, Priority, Promise
from agent_console.texts import _, ngettext
from agent_console.ui.format import date, filled, joined, line, time_of_day, weekday
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
        span = _minutes(-(-left // _MINUTE) * _MINUTE)
        return Content(_("back by {time}, {span} left").format(time=until, span=span))
    words = _("OVERDUE by {span}: back by {time}").format(span=_minutes(-left), time=until)
    return Content.styled(words, "bold reverse")


def point_in_time(at: datetime, now: datetime) -> str:
    """Return the local time, with the day where that is not today; of the next days, that of the week."""
    ahead = (at.astimezone().date() - now.astimezone().date()).days
    if not ahead:
        return time_of_day(at)
    day = weekday(at) if 0 < ahead < _WEEK else date(at)
    # Translators: a time on another day, such as: Sat 14:00, or: 7 Mar 2026 14:00
    return _("{day} {time}").format(day=day, time=time_of_day(at))


def _marks(marks: Sequence[str]) -> Iterator[Content]:
    if marks:
        named = Content(", ").join(line(mark, 12) for mark in marks[:_MOST_MARKS])
        yield joined(f"{CUE_GLYPH} ", named, ", …" if len(marks) > _MOST_MARKS else "").stylize("bold")


def _pressing(held: Conversation, now: datetime) -> Iterator[Content]:
    if held.blocked:
        yield Content.styled(f"{FAILED_GLYPH} {_('blocked')}", "bold")
    if held.priority is not Priority.NORMAL:
        glyph = PRIORITY_GLYPH[held.priority]
        style = "" if held.priority is Priority.LOW else "bold"
        yield Content.styled(f"{glyph} {_(held.priority.value)}", style)
    if held.promise is not None:
        yield promise_words(held.promise, now)


def _presence(held: Conversation, silent: timedelta | None) -> Iterator[Content]:
    if held.presence is Presence.LEFT:
        yield Content.styled(_("has left"), "bold")
    elif silent is not None:
        yield Content(_("silent for {span}").format(span=_minutes(silent)))


def _call_back(held: Conversation, now: datetime) -> Iterator[Content]:
    if held.channel == "callback":
        phone = line(held.customer.phone, 24, "bold")
        if held.callback_at:
            at = point_in_time(held.callback_at, now)
            # Translators: that the customer wants to be called, under which number and when
            yield filled(_("call {phone} at {time}"), phone=phone, time=at)
        else:
            yield filled(_("call {phone}, any time"), phone=phone)


def _tags(held: Conversation) -> Iterator[Content]:
    if held.tags:
        tags = Content(" ").join(joined("#", line(tag, 24)) for tag in held.tags[:_MOST_TAGS])
        more = len(held.tags) - _MOST_TAGS
        words = ngettext("{tags} and {count} more", "{tags} and {count} more", more)
        yield filled(words, tags=tags, count=str(more)) if more > 0 else tags


def _minutes(span: timedelta) -> str:
    hours, minutes = divmod(span // _MINUTE, 60)
    if hours >= _HOURS_COUNTED:
        days, hours = divmod(hours, 24)
        return " ".join([_in_days(days), _in_hours(hours)] if hours else [_in_days(days)])
    words = [_in_hours(hours)] if hours else []
    return " ".join([*words, _in_minutes(minutes)] if minutes or not hours else words)


def _in_days(days: int) -> str:
    # Translators: a number of days, abbreviated
    return _("{days} d").format(days=days)


def _in_hours(hours: int) -> str:
    # Translators: a number of hours, abbreviated
    return _("{hours} h").format(hours=hours)


def _in_minutes(minutes: int) -> str:
    # Translators: a number of minutes, abbreviated
    return _("{minutes} min").format(minutes=minutes)
