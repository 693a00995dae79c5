"""The top line of a pane: who it is on the left, how long they have waited on the right."""

from dataclasses import dataclass

from textual.content import Content

from agent_console.domain.chat import Conversation, ConversationId
from agent_console.domain.desk import Desk
from agent_console.domain.system import system_of
from agent_console.domain.wait import Tier
from agent_console.services.workspace import Workspace
from agent_console.texts import _
from agent_console.ui.due_clock import NOT_DUE, DueClock, due_clock
from agent_console.ui.format import clock, joined, line
from agent_console.ui.recipient import Recipient
from agent_console.ui.symbol import PIN_GLYPH, TIER_GLYPH, TIER_RULE
from agent_console.ui.word import channel_word, tier_word

_CORNERS = 6
"""Cells of the top border that are not the title's: a corner, a rule and a space on each side."""

USUAL_CHANNEL = "chat"
"""Named only where the whole name leaves room for it; any other channel is always named."""
_ROOM_FOR_WORDS = 40
"""Cells of number and name from which it is also said in words that a pane is zoomed."""
_LEAST_IDENTITY = 18
"""Where less is left for number and name, the tier's word goes, then the promise; glyph and border stay."""


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
    due: DueClock = NOT_DUE
    """When the agent is to be back."""
    pinned: bool = False
    """Whether it stays on screen whoever else is brought there."""
    zoomed: bool = False
    """Whether it has the whole grid, and others stand behind it."""
    system: str = ""
    """The chat system's name, where there are several."""

    def content(self, width: int) -> Content:
        """Return the title for a pane of that many columns; the name gives way to the clock."""
        width -= _CORNERS
        ways = (
            self._waiting(tier_word(self.tier)),
            self._waiting("", due=self.due.overdue or not self.wait),
            self._waiting("", due=self.due.overdue),
        )
        right = next((way for way in ways if width - way.cell_length >= _LEAST_IDENTITY), ways[-1])
        left = self._identity(width - right.cell_length - 2)
        gap = width - left.cell_length - right.cell_length - 2
        title = joined(left, " ", TIER_RULE[self.tier] * max(0, gap), " ", right)
        return title.truncate(max(0, width), ellipsis=True)

    def _identity(self, room: int) -> Content:
        number = (f" {self.number} ", "reverse bold" if self.attended else "bold")
        pin = PIN_GLYPH if self.pinned else ""
        room -= len(number[0]) + len(pin) + 1
        channel = joined(" · ", way_in(self.channel, self.system))
        zoom = f" · {_('zoomed')}" if self.zoomed and room > _ROOM_FOR_WORDS else ""
        room -= len(zoom)
        whole = self.who.content(room).cell_length + channel.cell_length
        if whole > room and (self.system or self.channel == USUAL_CHANNEL):
            channel = joined(" · ", line(self.system, 20)) if self.system else Content()
        who = self.who.content(room - channel.cell_length)
        return joined(number, pin, " ", who.stylize("bold"), channel, zoom)

    def _waiting(self, word: str, due: bool = True) -> Content:
        """Return promise and wait; without `due` the promise is left to the line below."""
        words = f"{TIER_GLYPH[self.tier]} {word}".rstrip()
        waiting = joined((self.wait, "bold"), " ", words) if self.wait else joined(words)
        return joined(self.due.content, " ", waiting) if due and self.due.words else waiting


def pane_title(
    workspace: Workspace, conversation: ConversationId, who: Recipient, now: float, attended: bool
) -> PaneTitle:
    """Return the title of a held conversation's pane at the monotonic instant `now`."""
    desk, panes = workspace.desk, workspace.panes
    held = desk[conversation]
    return PaneTitle(
        number=panes.number(conversation),
        who=who,
        channel=held.channel,
        system=shown_system(desk, conversation),
        tier=desk.tier(conversation, now),
        wait=waiting_words(held, now),
        attended=attended,
        due=due_clock(held.promise, workspace.clock.now()),
        pinned=conversation in panes.pinned,
        zoomed=panes.zoomed == conversation,
    )


def shown_system(desk: Desk, conversation: ConversationId) -> str:
    """Return the name of a conversation's chat system; empty where there is only one."""
    return system_of(conversation) if desk.several else ""


def way_in(channel: str, system: str) -> Content:
    """Return how a customer comes, for people: the channel, and the chat system where there are several."""
    return joined(channel_name(channel), f" · {system}") if system else channel_name(channel)


def channel_name(channel: str) -> Content:
    """Return what a way in is called, for people."""
    return line(channel_word(channel), 20)


def waiting_words(conversation: Conversation, now: float) -> str:
    """Return the wait clock and the nudges, such as `1:07 +2`; empty when nobody waits."""
    wait = conversation.waiting
    elapsed = wait.elapsed(now)
    if elapsed is None:
        return ""
    return clock(elapsed) + (f" +{wait.nudges}" if wait.nudges else "")
