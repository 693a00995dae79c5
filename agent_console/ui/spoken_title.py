"""The top line of a pane for whoever has it read aloud: number, customer and wait, in words."""

from dataclasses import dataclass
from datetime import timedelta

from textual.content import Content

from agent_console.domain.chat import Conversation, ConversationId
from agent_console.domain.wait import Tier
from agent_console.services.workspace import Workspace
from agent_console.texts import _, ngettext
from agent_console.ui.format import joined
from agent_console.ui.pane_title import shown_system, way_in
from agent_console.ui.recipient import Recipient
from agent_console.ui.word import tier_word

_CORNERS = 6
"""Cells of the top border that are not the title's."""
_MINUTE = timedelta(minutes=1)


@dataclass(frozen=True, slots=True)
class SpokenTitle:
    """What is read; two equal titles read the same. A promise has words of its own in the line below."""

    number: int
    who: Recipient
    channel: str
    """Raw."""
    wait: str
    attended: bool
    pinned: bool
    system: str = ""
    """The chat system's name, where there are several."""

    def content(self, width: int) -> Content:
        """Return the title for a pane of that many columns; the end gives way."""
        number = (f" {self.number} ", "reverse bold" if self.attended else "bold")
        facts = [
            self.who.content().stylize("bold"),
            Content(self.wait),
            *([Content(_("pinned"))] if self.pinned else []),
            way_in(self.channel, self.system),
            *([] if self.attended else [Content(_("the keys are elsewhere"))]),
        ]
        title = joined(number, " ", Content(", ").join(facts))
        return title.truncate(max(0, width - _CORNERS), ellipsis=True)


def spoken_title(
    workspace: Workspace, conversation: ConversationId, who: Recipient, now: float, attended: bool
) -> SpokenTitle:
    """Return the title of a held conversation's pane at the monotonic instant `now`."""
    desk, panes = workspace.desk, workspace.panes
    held = desk[conversation]
    return SpokenTitle(
        number=panes.number(conversation),
        who=who,
        channel=held.channel,
        system=shown_system(desk, conversation),
        wait=spoken_wait(held, desk.tier(conversation, now), now),
        attended=attended,
        pinned=conversation in panes.pinned,
    )


def spoken_wait(held: Conversation, tier: Tier, now: float) -> str:
    """Return the wait in words, such as `waits 2 min, wrote 1 more, red`; `answered` when nobody waits.

    Minutes, because a clock that changes every second would be read out every second.
    """
    elapsed = held.waiting.elapsed(now)
    if elapsed is None:
        return tier_word(tier)
    nudges = held.waiting.nudges
    words = (
        # Translators: how long a customer has waited, how many messages came meanwhile, and how serious
        # that is, such as: waits 2 min, wrote 1 more, red
        ngettext(
            "waits {span}, wrote {count} more, {tier}", "waits {span}, wrote {count} more, {tier}", nudges
        )
        if nudges
        else _("waits {span}, {tier}")
    )
    return words.format(span=spoken_span(elapsed), count=nudges, tier=tier_word(tier))


def spoken_span(elapsed: timedelta) -> str:
    """Return a duration in words that change once a minute."""
    hours, minutes = divmod(elapsed // _MINUTE, 60)
    words = []
    if hours:
        # Translators: a number of hours, read aloud; {hours} is the abbreviated one
        words.append(ngettext("{count} h", "{count} h", hours).format(count=hours))
    if minutes:
        # Translators: a number of minutes, read aloud; {minutes} is the abbreviated one
        words.append(ngettext("{count} min", "{count} min", minutes).format(count=minutes))
    return " ".join(words) or _("under a minute")
