"""Words and glyphs, each one cell wide, so that nothing is told by colour alone."""

from agent_console.domain.chat import Delivery, Priority
from agent_console.domain.events import Link
from agent_console.domain.wait import Tier

TIER_WORD = {
    Tier.NONE: "answered",
    Tier.CALM: "calm",
    Tier.AMBER: "amber",
    Tier.RED: "red",
    Tier.CRITICAL: "critical",
}
TIER_GLYPH = {Tier.NONE: "✓", Tier.CALM: "◔", Tier.AMBER: "◕", Tier.RED: "!", Tier.CRITICAL: "!!"}
TIER_STYLE = {
    Tier.NONE: "$quiet",
    Tier.CALM: "$wait-calm",
    Tier.AMBER: "$wait-amber bold",
    Tier.RED: "$wait-red bold",
    Tier.CRITICAL: "$wait-critical bold",
}
TIER_RULE = {Tier.NONE: "─", Tier.CALM: "─", Tier.AMBER: "━", Tier.RED: "═", Tier.CRITICAL: "▀"}
"""What the top border of a pane is made of; the same weights are in the style sheet."""

COUNTDOWN_GLYPH = "⧗"

DELIVERY_MARK = {
    Delivery.DELAYED: f"{COUNTDOWN_GLYPH} held back",
    Delivery.SAVING: "⋯ saving",
    Delivery.SENDING: "⋯ sending",
    Delivery.SENT: "✓",
    Delivery.DELIVERED: "✓✓",
    Delivery.READ: "✓✓ read",
    Delivery.FAILED: "",
    Delivery.RECALLED: "",
}
"""What follows an agent's message; a failed one and a deleted one say so in words of their own."""

LINK_WORDS = {
    Link.CONNECTING: "◌ connecting",
    Link.ONLINE: "◉ online",
    Link.OFFLINE: "◌ offline",
    Link.REFUSED: "✗ refused",
}

NOTE_GLYPH = "✎"
HANDED_OVER_GLYPH = "⇄"
FILE_GLYPH, PICTURE_GLYPH = "▤", "▣"
MACRO_GLYPH = "»"

PRIORITY_GLYPH = {Priority.LOW: "↓", Priority.NORMAL: "", Priority.HIGH: "!", Priority.URGENT: "!!"}

CHANNEL_WORD = {"chat": "chat", "email": "e-mail", "form": "form", "callback": "call-back"}
"""The channels that the hub knows; any other is named as the chat system names it."""
