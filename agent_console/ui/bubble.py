"""How one message of a transcript is set in rows."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TypeAlias

from textual.content import Content

from agent_console.domain.chat import Author, Delivery, Message, Mode
from agent_console.texts import _, pgettext
from agent_console.ui.attachment import attachment_rows
from agent_console.ui.format import block, date, filled, joined, line, time_of_day
from agent_console.ui.link_mark import linked
from agent_console.ui.symbol import (
    FAILED_GLYPH,
    HANDED_OVER_GLYPH,
    NOTE_EDGE,
    NOTE_GLYPH,
    OWN_EDGE,
    RULE,
)
from agent_console.ui.word import delivery_mark

_MARGIN = f"    {OWN_EDGE} "
"""What the agent's side begins with; the customer's begins with one space."""
_NOTE_MARGIN = f"  {NOTE_EDGE} "
"""What a note begins with: it stands between the two sides, and is no part of what they say."""
_PAUSE = timedelta(minutes=5)
"""After so long a silence the time is shown again, even if the same person goes on."""
_NARROWEST = 8

Spans: TypeAlias = Sequence[tuple[int, int]]
"""Parts of a text, by where they begin and end."""


def rows(
    message: Message, previous: Message | None, width: int, cued: Spans = (), spoken: bool = False
) -> list[Content]:
    """Return the rows of a message below `previous`, each at most `width` cells wide.

    An amendment has none of its own: its words stand in the message that it amends. What is `cued` is
    underlined, as places in the message's text. How far it has come is `spoken` in words, or else a sign.
    """
    if message.amends:
        return []
    if _goes_on(message, previous):
        return _body(message, width, cued, spoken)
    gap = [Content()] if previous is not None else []
    heading = [] if message.author is Author.SYSTEM else _headed(message, width)
    return [*gap, *_day_line(message, previous, width), *heading, *_body(message, width, cued, spoken)]


def without_margin(row: str) -> str:
    """Return what a row says, for copying."""
    return row.removeprefix(_MARGIN).removeprefix(_NOTE_MARGIN).removeprefix(" ")


def _goes_on(message: Message, previous: Message | None) -> bool:
    """Whether a message continues what the same person wrote just before."""
    if previous is None or message.handed_over or previous.handed_over:
        return False
    if message.sent_at.astimezone().date() != previous.sent_at.astimezone().date():
        return False
    same = (message.author, message.name, message.mode) == (previous.author, previous.name, previous.mode)
    return same and message.sent_at - previous.sent_at < _PAUSE


def _day_line(message: Message, previous: Message | None, width: int) -> list[Content]:
    day = message.sent_at.astimezone().date()
    if previous is None or previous.sent_at.astimezone().date() == day:
        return []
    return [Content.styled(f"{RULE * 2} {date(message.sent_at)} {RULE * 2}".center(width).rstrip(), "$quiet")]


def _headed(message: Message, width: int) -> list[Content]:
    margin = _margin(message)
    return [joined(margin, row) for row in _wrapped(_heading(message), width - margin.cell_length)]


def _heading(message: Message) -> Content:
    at = (f" {time_of_day(message.sent_at)}", "$quiet")
    name = line(message.name, 40)
    if message.handed_over:
        # Translators: above what a colleague wrote when handing a chat over
        heading = filled(_("from {name}, handed over:"), "bold", name=name.stylize("bold"))
        return joined((f"{HANDED_OVER_GLYPH} ", "bold"), heading, at)
    if message.mode is Mode.NOTE:
        note = pgettext("noun", "note")
        return joined((f"{NOTE_GLYPH} {note}", "bold"), (" · ", "$quiet"), name.stylize("$quiet bold"), at)
    return joined(name.stylize("$quiet bold"), at)


def _body(message: Message, width: int, cued: Spans, spoken: bool) -> list[Content]:
    margin = _margin(message)
    room = width - margin.cell_length
    body = [row for part in _parts(message, cued) for row in _wrapped(part, room)]
    body = [*_marked(body, _marks(message, spoken), room), *_failure(message, room)]
    return [joined(margin, row) for row in body]


def _margin(message: Message) -> Content:
    if message.mode is Mode.NOTE:
        return Content.styled(_NOTE_MARGIN, "bold")
    if message.author in (Author.CUSTOMER, Author.SYSTEM):
        return Content(" ")
    return Content.styled(_MARGIN, "$quiet")


def _parts(message: Message, cued: Spans) -> list[Content]:
    """Return what a message consists of, unwrapped: its words and its file."""
    file = [] if message.attachment is None else attachment_rows(message.attachment)
    words = [_words(message, cued)] if message.text or not file else []
    return [*words, *file]


def _words(message: Message, cued: Spans) -> Content:
    if message.delivery is Delivery.RECALLED:
        words = (
            pgettext("message", "deleted")
            if message.mode is Mode.NOTE
            else _("deleted: the customer sees that a message was deleted")
        )
        return Content.styled(f"{FAILED_GLYPH} {words}", "$quiet italic")
    text = block(message.text)
    for start, end in cued:
        text = text.stylize("bold underline", start, end)
    if message.author is Author.SYSTEM:
        return text.stylize("$quiet italic")
    return linked(text.stylize("italic") if message.mode is Mode.NOTE else text)


def _marks(message: Message, spoken: bool) -> str:
    """Return what is told behind a message: that it was edited, and how far it has come."""
    edited = message.edited and message.delivery is not Delivery.RECALLED
    theirs = message.author in (Author.CUSTOMER, Author.SYSTEM)
    kept = message.mode is Mode.NOTE and message.delivery is Delivery.SENT
    reached = "" if theirs or kept else delivery_mark(message.delivery, spoken)
    marks = (pgettext("message", "edited") if edited else "", reached)
    return "  ".join(mark for mark in marks if mark)


def _marked(body: list[Content], marks: str, room: int) -> list[Content]:
    """Return the rows with the marks behind them, whole: on the last row, or below if it has no room."""
    if not marks:
        return body
    *before, last = body
    behind = joined(last, (f"  {marks}", "$quiet"))
    if behind.cell_length <= room:
        return [*before, behind]
    return [*body, *_wrapped(Content.styled(marks, "$quiet"), room)]


def _failure(message: Message, room: int) -> list[Content]:
    if message.delivery is not Delivery.FAILED:
        return []
    reason = joined(
        (f"{FAILED_GLYPH} {_('not sent:')} ", "bold reverse"), line(message.failure).stylize("bold")
    )
    return _wrapped(reason, room)


def _wrapped(text: Content, width: int) -> list[Content]:
    return text.wrap(max(_NARROWEST, width)) if text else [Content()]
