"""The rows about what the customer has come for, and how the conversation stands."""

from collections.abc import Iterator

from agent_console.domain.chat import Conversation, Presence, Priority
from agent_console.ui.format import date, time_of_day
from agent_console.ui.pane_title import USUAL_CHANNEL
from agent_console.ui.panel.row import Look, Row, web_link
from agent_console.ui.symbol import CHANNEL_WORD, PRIORITY_GLYPH


def concern_rows(held: Conversation) -> Iterator[Row]:
    """Yield what the customer said before the chat, where they came from, and what was done since."""
    yield from _field("concern", held.concern)
    yield from _field("order", held.customer.order_number)
    yield from _field("page", held.page_title or held.page, held.page)
    if held.page_title:
        yield from _field("address", held.page, held.page)
    yield from _field("came from", held.referrer, held.referrer)
    yield from _field("queue", held.queue)
    if held.channel != USUAL_CHANNEL:
        yield from _field("channel", CHANNEL_WORD.get(held.channel, held.channel))
    if held.callback_at is not None:
        yield from _field("call back at", f"{date(held.callback_at)} {time_of_day(held.callback_at)}")
    yield from _standing(held)


def _standing(held: Conversation) -> Iterator[Row]:
    if held.tags:
        yield from _field("tags", " ".join(f"#{tag}" for tag in held.tags))
    if held.priority is not Priority.NORMAL:
        yield from _field("priority", f"{PRIORITY_GLYPH[held.priority]} {held.priority.value}")
    if held.promise is not None:
        until = f"{date(held.promise.until)} {time_of_day(held.promise.until)}"
        yield from _field("back by", f"{until} {held.promise.text}".strip())
    if held.presence is not Presence.UNKNOWN:
        there = "is here" if held.presence is Presence.HERE else "has left"
        yield Row("now:presence", Look.WORDS, shown=f"the customer {there}")
    if held.blocked:
        yield Row("now:blocked", Look.ALERT, shown="blocked: nothing more comes from this customer")


def _field(label: str, value: str, address: str = "") -> Iterator[Row]:
    if value.strip():
        yield Row(f"now:{label}", label=label, value=value, link=web_link(address))
