"""Words for the states of a chat, a message and the connection, in the language that is spoken."""

from agent_console.domain.chat import Delivery
from agent_console.domain.events import Link
from agent_console.domain.wait import Tier
from agent_console.texts import pgettext
from agent_console.ui.symbol import DELIVERY_GLYPH, LINK_GLYPHS, SPOKEN_GLYPH


def tier_word(tier: Tier) -> str:
    """Return what a wait is called; colours and signs say the same."""
    return {
        # Translators: how long somebody has waited: not at all, because they have been answered
        Tier.NONE: pgettext("wait", "answered"),
        # Translators: how long somebody has waited, from here to "critical"; at most 9 characters
        Tier.CALM: pgettext("wait", "calm"),
        Tier.AMBER: pgettext("wait", "amber"),
        Tier.RED: pgettext("wait", "red"),
        Tier.CRITICAL: pgettext("wait", "critical"),
    }[tier]


def channel_word(channel: str) -> str:
    """Return what a way in is called: those that the hub knows, any other as the chat system names it."""
    known = {
        "chat": pgettext("channel", "chat"),
        "email": pgettext("channel", "e-mail"),
        # Translators: a form on a web page
        "form": pgettext("channel", "form"),
        "callback": pgettext("channel", "call-back"),
    }
    return known.get(channel, channel)


def link_words(link: Link) -> str:
    """Return how the connection to the chat system is, with its sign."""
    words = {
        Link.CONNECTING: pgettext("connection", "connecting"),
        Link.ONLINE: pgettext("connection", "online"),
        Link.OFFLINE: pgettext("connection", "offline"),
        Link.REFUSED: pgettext("connection", "refused"),
    }
    return f"{LINK_GLYPHS[link]} {words[link]}"


def delivery_mark(delivery: Delivery, spoken: bool) -> str:
    """Return what follows an agent's message, with a sign, or `spoken` in words alone.

    A failed message and a deleted one say so in words of their own.
    """
    word = _delivery_word(delivery)
    if not word:
        return ""
    if spoken:
        return f"{SPOKEN_GLYPH} {word}"
    glyph = DELIVERY_GLYPH[delivery]
    return glyph if delivery in (Delivery.SENT, Delivery.DELIVERED) else f"{glyph} {word}"


def _delivery_word(delivery: Delivery) -> str:
    return {
        # Translators: how far an agent's message has come, from here to "read"
        Delivery.DELAYED: pgettext("message", "held back"),
        Delivery.SAVING: pgettext("message", "saving"),
        Delivery.SENDING: pgettext("message", "sending"),
        Delivery.SENT: pgettext("message", "sent"),
        Delivery.DELIVERED: pgettext("message", "delivered"),
        Delivery.READ: pgettext("message", "read"),
    }.get(delivery, "")
