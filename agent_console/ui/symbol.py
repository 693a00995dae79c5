"""Glyphs, each one cell wide, so that nothing is told by colour alone."""

from agent_console.assist.catch_up import Topic
from agent_console.domain.chat import Delivery, Priority
from agent_console.domain.events import Link
from agent_console.domain.wait import Tier

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

DELIVERY_GLYPH = {
    Delivery.DELAYED: COUNTDOWN_GLYPH,
    Delivery.SAVING: "⋯",
    Delivery.SENDING: "⋯",
    Delivery.SENT: "✓",
    Delivery.DELIVERED: "✓✓",
    Delivery.READ: "✓✓",
}
SPOKEN_GLYPH = "·"
"""What stands there in its place for whoever has the terminal read aloud."""

LINK_GLYPHS = {
    Link.CONNECTING: "◌",
    Link.ONLINE: "◉",
    Link.OFFLINE: "◌",
    Link.REFUSED: FAILED_GLYPH,
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
