"""How somebody whom nobody has taken is told: how long they have waited, and what is out of the ordinary."""

from datetime import timedelta

from textual.content import Content

from agent_console.domain.chat import Priority
from agent_console.domain.desk import Desk
from agent_console.domain.events import Waiting
from agent_console.domain.surroundings import Queued
from agent_console.texts import _
from agent_console.ui.format import clock, joined, line
from agent_console.ui.pane_title import USUAL_CHANNEL, channel_name
from agent_console.ui.spoken_title import spoken_span
from agent_console.ui.symbol import PRIORITY_GLYPH, TIER_GLYPH, TIER_STYLE
from agent_console.ui.word import tier_word


def waited(desk: Desk, queued: Queued, now: float) -> Content:
    """Return how long somebody has waited at the monotonic instant `now`, with the sign of that wait."""
    elapsed = timedelta(seconds=max(0.0, now - queued.since))
    tier = desk.thresholds.tier(elapsed)
    return Content.styled(f"{clock(elapsed)} {TIER_GLYPH[tier]}", TIER_STYLE[tier])


def waited_in_words(desk: Desk, queued: Queued, now: float) -> Content:
    """Return the same in words that change once a minute, for whoever has them read aloud."""
    elapsed = timedelta(seconds=max(0.0, now - queued.since))
    return Content(f"{spoken_span(elapsed)}, {tier_word(desk.thresholds.tier(elapsed))},")


def kind(waiting: Waiting, width: int = 40, system: str = "") -> Content:
    """Return what is out of the ordinary about somebody, and the concern in at most `width` characters.

    `system` is the chat system's name, where there are several.
    """
    facts = []
    if waiting.priority is not Priority.NORMAL:
        words = f"{PRIORITY_GLYPH[waiting.priority]} {_(waiting.priority.value)}"
        facts.append(Content.styled(words, "bold"))
    if waiting.channel != USUAL_CHANNEL:
        facts.append(channel_name(waiting.channel))
    if system:
        facts.append(line(system, 20))
    if waiting.concern:
        facts.append(line(waiting.concern, width))
    return Content("").join(joined(" · ", fact) for fact in facts)
