"""The rows about what the customer has come for, and how the conversation stands."""

from collections.abc import Iterator

from agent_console.domain.chat import Conversation, Presence, Priority
from agent_console.texts import N_, _
from agent_console.ui.format import date, time_of_day
from agent_console.ui.pane_title import USUAL_CHANNEL
from agent_console.ui.panel.row import Look, Row, web_link
from agent_console.ui.symbol import PRIORITY_GLYPH
from agent_console.ui.word import channel_word


def concern_rows(held: Conversation) -> Iterator[Row]:
    """Yield what the customer said before the chat, where they came from, and what was done since."""
    # Translators: labels beside values, best at most 10 characters: why the customer has come
    yield from _field(N_("concern"), held.concern)
    # Translators: label beside the number of an order
    yield from _field(N_("order"), held.customer.order_number)
    # Translators: label beside a value, best at most 10 characters: a page on the web
    yield from _field(N_("page"), held.page_title or held.page, held.page)
    if held.page_title:
        yield from _field(N_("address"), held.page, held.page)
    # Translators: label beside the web page where the customer found the shop
    yield from _field(N_("came from"), held.referrer, held.referrer)
    # Translators: label beside the name of the queue in which the customer waited
    yield from _field(N_("queue"), held.queue)
    if held.channel != USUAL_CHANNEL:
        # Translators: label beside a value: by chat, e-mail or form
        yield from _field(N_("channel"), channel_word(held.channel))
    if held.callback_at is not None:
        # Translators: label beside a time: when to call the customer
        yield from _field(N_("call back at"), f"{date(held.callback_at)} {time_of_day(held.callback_at)}")
    yield from _standing(held)


def _standing(held: Conversation) -> Iterator[Row]:
    if held.tags:
        yield from _field(N_("tags"), " ".join(f"#{tag}" for tag in held.tags))
    if held.priority is not Priority.NORMAL:
        word = _(held.priority.value)
        yield from _field(N_("priority"), f"{PRIORITY_GLYPH[held.priority]} {word}")
    if held.promise is not None:
        until = f"{date(held.promise.until)} {time_of_day(held.promise.until)}"
        # Translators: label beside a time: when the agent said to be back
        yield from _field(N_("back by"), f"{until} {held.promise.text}".strip())
    if held.presence is not Presence.UNKNOWN:
        here = held.presence is Presence.HERE
        words = _("the customer is here") if here else _("the customer has left")
        yield Row("now:presence", Look.WORDS, shown=words)
    if held.blocked:
        words = _("blocked: nothing more comes from this customer")
        yield Row("now:blocked", Look.ALERT, shown=words)


def _field(label: str, value: str, address: str = "") -> Iterator[Row]:
    if value.strip():
        yield Row(f"now:{label}", label=_(label), value=value, link=web_link(address))
