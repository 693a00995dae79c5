"""Words and glyphs, each one cell wide, so that nothing is told by colour alone."""

from agent_console.assist.catch_up import Topic
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
FAILED_GLYPH = "✗"

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

DELIVERY_WORD = {
    Delivery.DELAYED: "· held back",
    Delivery.SAVING: "· saving",
    Delivery.SENDING: "· sending",
    Delivery.SENT: "· sent",
    Delivery.DELIVERED: "· delivered",
    Delivery.READ: "· read",
    Delivery.FAILED: "",
    Delivery.RECALLED: "",
}
"""The same for whoever has the terminal read aloud."""

LINK_WORDS = {
    Link.CONNECTING: "◌ connecting",
    Link.ONLINE: "◉ online",
    Link.OFFLINE: "◌ offline",
    Link.REFUSED: f"{FAILED_GLYPH} refused",
}

CUE_GLYPH = "⚑"
"""The customer wrote what a rule marks."""
NOTE_GLYPH = "✎"
HANDED_OVER_GLYPH = "⇄"
FILE_GLYPH, PICTURE_GLYPH = "▤", "▣"
MACRO_GLYPH = "»"
PIN_GLYPH = "◆"
"""Stays on screen whoever else is brought there."""
QUOTE_GLYPH = "❝"
RATING_GLYPH = "★"
TAGGED_GLYPH = "✓"
LINK_GLYPH = "↗"
LEADS_TO_GLYPH = "→"
WITHIN_GLYPH = "›"
MORE_BELOW_GLYPH = "⇣"
UNFOLDED_GLYPH, FOLDED_GLYPH = "▾", "▸"
CARET_GLYPH = "▏"
LEFT_GLYPH, SPENT_GLYPH = "■", "□"
"""What a countdown consists of."""

OWN_EDGE, NOTE_EDGE, CATCH_UP_EDGE, CATCH_UP_END = "▎", "┊", "▌", "▙▄"
"""What stands along rows of a transcript that no customer has written."""
RULE, DIVIDER = "─", "│"
HELD_MARK = "▚▚"

KEY_GLYPH = {"Enter": "⏎", "Space": "␣"}
"""For keys where there is hardly room for them."""
TOPIC_GLYPH = {
    Topic.CONCERN: "≡",
    Topic.QUESTION: "?",
    Topic.PROMISE: "→",
    Topic.DETAIL: "#",
    Topic.MOOD: "~",
}

PRIORITY_GLYPH = {Priority.LOW: "↓", Priority.NORMAL: "", Priority.HIGH: "!", Priority.URGENT: "!!"}

CHANNEL_WORD = {"chat": "chat", "email": "e-mail", "form": "form", "callback": "call-back"}
"""The channels that the hub knows; any other is named as the chat system names it."""
