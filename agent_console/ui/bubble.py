"""How one message of a transcript is set in rows."""

from datetime import timedelta

from textual.content import Content

from agent_console.domain.chat import Author, Delivery, Message, Mode
from agent_console.ui.format import block, date, joined, line, time_of_day
from agent_console.ui.symbol import DELIVERY_MARK

_MARGIN = "    ▎ "
"""What the agent's side begins with; the customer's begins with one space."""
_PAUSE = timedelta(minutes=5)
"""After so long a silence the time is shown again, even if the same person goes on."""
_NARROWEST = 8


def rows(message: Message, previous: Message | None, width: int) -> list[Content]:
    """Return the rows of a message below `previous`, each at most `width` cells wide."""
    if _goes_on(message, previous):
        return _body(message, width)
    gap = [Content()] if previous is not None else []
    heading = [] if message.author is Author.SYSTEM else [_margin(message, _heading(message))]
    return [*gap, *_day_line(message, previous, width), *heading, *_body(message, width)]


def without_margin(row: str) -> str:
    """Return what a row says, for copying."""
    return row.removeprefix(_MARGIN).removeprefix(" ")


def _goes_on(message: Message, previous: Message | None) -> bool:
    """Whether a message continues what the same person wrote just before."""
    if previous is None or message.sent_at.astimezone().date() != previous.sent_at.astimezone().date():
        return False
    same = (message.author, message.name, message.mode) == (previous.author, previous.name, previous.mode)
    return same and message.sent_at - previous.sent_at < _PAUSE


def _day_line(message: Message, previous: Message | None, width: int) -> list[Content]:
    day = message.sent_at.astimezone().date()
    if previous is None or previous.sent_at.astimezone().date() == day:
        return []
    return [Content.styled(f"── {date(message.sent_at)} ──".center(width).rstrip(), "$quiet")]


def _heading(message: Message) -> Content:
    name = line(message.name, 40)
    label = joined(name, " · note for colleagues") if message.mode is Mode.NOTE else name
    return joined((label.plain, "$quiet bold"), (f" {time_of_day(message.sent_at)}", "$quiet"))


def _body(message: Message, width: int) -> list[Content]:
    match message.author:
        case Author.CUSTOMER:
            body = _wrapped(block(message.text), width - 1)
        case Author.SYSTEM:
            body = _wrapped(block(message.text).stylize("$quiet italic"), width - 1)
        case _:
            body = [*_wrapped(_own_text(message), width - len(_MARGIN)), *_failure(message, width)]
    return [_margin(message, row) for row in body]


def _margin(message: Message, row: Content) -> Content:
    if message.author in (Author.CUSTOMER, Author.SYSTEM):
        return joined(" ", row)
    return joined((_MARGIN, "$quiet"), row)


def _own_text(message: Message) -> Content:
    mark = DELIVERY_MARK[message.delivery]
    style = "italic" if message.mode is Mode.NOTE else ""
    text = block(message.text)
    return joined(text.stylize(style), (f"  {mark}" if mark else "", "$quiet"))


def _failure(message: Message, width: int) -> list[Content]:
    if message.delivery is not Delivery.FAILED:
        return []
    reason = joined(("✗ not sent: ", "bold reverse"), line(message.failure).stylize("bold"))
    return _wrapped(reason, width - len(_MARGIN))


def _wrapped(text: Content, width: int) -> list[Content]:
    return text.wrap(max(_NARROWEST, width)) if text else [Content()]
