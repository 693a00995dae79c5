"""The top line of a pane: who it is on the left, how long they have waited on the right."""

from dataclasses import dataclass

from textual.content import Content

from agent_console.domain.chat import Conversation
from agent_console.domain.wait import Tier
from agent_console.ui.format import clock, joined, line
from agent_console.ui.recipient import Recipient
from agent_console.ui.symbol import CHANNEL_WORD, TIER_GLYPH, TIER_RULE, TIER_WORD

_CORNERS = 6
"""Cells of the top border that are not the title's: a corner, a rule and a space on each side."""

USUAL_CHANNEL = "chat"
"""Named only where the whole name leaves room for it; any other channel is always named."""
_LEAST_IDENTITY = 18
"""Where less is left for number and name, the tier's word goes; its glyph and border stay."""


@dataclass(frozen=True, slots=True)
class PaneTitle:
    """What the title says; two equal titles look the same."""

    number: int
    who: Recipient
    channel: str
    """Raw."""
    tier: Tier
    wait: str
    """Clock and nudges; empty when nobody waits."""
    attended: bool

    def content(self, width: int) -> Content:
        """Return the title for a pane of that many columns; the name gives way to the clock."""
        width -= _CORNERS
        right = self._waiting(TIER_WORD[self.tier])
        if width - right.cell_length < _LEAST_IDENTITY:
            right = self._waiting("")
        left = self._identity(width - right.cell_length - 2)
        gap = width - left.cell_length - right.cell_length - 2
        title = joined(left, " ", TIER_RULE[self.tier] * max(0, gap), " ", right)
        return title.truncate(max(0, width), ellipsis=True)

    def _identity(self, room: int) -> Content:
        number = (f" {self.number} ", "reverse bold" if self.attended else "bold")
        room -= len(number[0]) + 1
        channel = joined(" · ", channel_name(self.channel))
        whole = self.who.content(room).cell_length + channel.cell_length
        if self.channel == USUAL_CHANNEL and whole > room:
            channel = Content()
        who = self.who.content(room - channel.cell_length)
        return joined(number, " ", who.stylize("bold"), channel)

    def _waiting(self, word: str) -> Content:
        words = f"{TIER_GLYPH[self.tier]} {word}".rstrip()
        return joined((self.wait, "bold"), " ", words) if self.wait else joined(words)


def channel_name(channel: str) -> Content:
    """Return what a way in is called, for people."""
    return line(CHANNEL_WORD.get(channel, channel), 20)


def waiting_words(conversation: Conversation, now: float) -> str:
    """Return the wait clock and the nudges, such as `1:07 +2`; empty when nobody waits."""
    wait = conversation.waiting
    elapsed = wait.elapsed(now)
    if elapsed is None:
        return ""
    return clock(elapsed) + (f" +{wait.nudges}" if wait.nudges else "")
