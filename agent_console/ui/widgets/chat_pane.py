"""One conversation on screen: who it is, how long they wait, what was said, and the reply being written."""

import asyncio
from functools import partial
from typing import ClassVar, Protocol

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Region
from textual.widget import Widget

from agent_console.domain.chat import ConversationId, Mode
from agent_console.domain.desk import Desk
from agent_console.domain.verdict import Ruling, Verdict
from agent_console.domain.wait import Tier
from agent_console.services.call import Obstacle
from agent_console.services.relocation import Move
from agent_console.services.workspace import Workspace
from agent_console.ui.key_gate import KeyGate
from agent_console.ui.keys import KeyMap
from agent_console.ui.option import ConsoleOptions
from agent_console.ui.pane_foot import pane_foot, unknown_trigger
from agent_console.ui.pane_title import PaneTitle, pane_title
from agent_console.ui.recipient import Recipient, recipient
from agent_console.ui.spoken_title import SpokenTitle, spoken_title
from agent_console.ui.typing_line import typing_line
from agent_console.ui.widgets.composer import Composer
from agent_console.ui.widgets.countdown_bar import CountdownBar
from agent_console.ui.widgets.fact_bar import FactBar
from agent_console.ui.widgets.hold_bar import HoldBar
from agent_console.ui.widgets.kept_transcript import KeptTranscript

_NOTICE_SECONDS = 4.0


class Surroundings(Protocol):
    """The screen around a pane."""

    def went(self, move: Move) -> None:
        """Go where a draft has gone."""
        ...

    def came_back(self, conversation: ConversationId) -> None:
        """Go where a draft has come back to."""
        ...

    def choose_target(self, conversation: ConversationId) -> None:
        """Ask where a conversation's draft is to go, and move it there."""
        ...

    def ask(self, conversation: ConversationId, obstacle: Obstacle) -> None:
        """Ask for what a canned reply needs, and have the composer insert it."""
        ...

    def offer(self, conversation: ConversationId) -> Content:
        """Return which steps a reply that was inserted would take, and the key for them; or nothing."""
        ...


class ChatPane(Widget):
    """Draws one held conversation; made for it, and removed with it."""

    ALLOW_SELECT: ClassVar[bool] = False
    """The frame has no text; a drag that begins there moves the border."""

    def __init__(
        self,
        conversation: ConversationId,
        workspace: Workspace,
        keys: KeyMap,
        gate: KeyGate,
        surroundings: Surroundings,
        options: ConsoleOptions,
    ) -> None:
        super().__init__()
        self.conversation = conversation
        self.ready = asyncio.Event()
        """Set once the composer can have the focus, or never will."""
        self.transcript = KeptTranscript(conversation, workspace.catch_ups, workspace.resumption)
        self.transcript.spoken = options.linear
        self.transcript.cued = partial(workspace.writing.cues.spans, conversation)
        self.transcript.end_key = keys.label("transcript.end")
        self.transcript.leave_key = keys.label("composer.leave-fields")
        self.hold_bar = HoldBar(conversation, workspace, keys)
        self._countdown = CountdownBar(conversation, workspace, keys)
        self._composers = {
            mode: Composer(conversation, mode, workspace, keys, gate, self, options.ghost) for mode in Mode
        }
        self._facts = FactBar(conversation, workspace)
        self._workspace = workspace
        self._keys = keys
        self._surroundings = surroundings
        self._title: PaneTitle | SpokenTitle | None = None
        self._make_title = spoken_title if options.linear else pane_title
        self._title_width = 0
        self._tier: Tier | None = None
        self._who: Recipient | None = None
        self._noticed_at = float("-inf")

    @property
    def composer(self) -> Composer:
        """Where the agent writes: the reply's or the note's, as the conversation's mode is."""
        return self._composers[self._desk.mode(self.conversation)]

    @property
    def region_above_reply(self) -> Region:
        """Where something may stand over the messages, on the screen."""
        return Region(self.region.x, self.region.y, self.region.width, self.composer.region.y - self.region.y)

    @property
    def attended(self) -> bool:
        """Whether the keys go to this pane's composer."""
        return self.screen.focused is self.composer

    def compose(self) -> ComposeResult:
        """Stack the parts."""
        yield self._facts
        yield self.transcript
        yield self._countdown
        yield self.hold_bar
        yield from self._composers.values()

    def on_mount(self) -> None:
        """Draw the conversation as it is."""
        for composer in self._composers.values():
            composer.load()
        self.show()
        self.show_draft()
        self.ready.set()

    def on_unmount(self) -> None:
        """Let nobody wait for a pane that has gone."""
        self.ready.set()

    def on_resize(self) -> None:
        """Set the title for the new width."""
        self.tick(self._workspace.clock.monotonic())

    def on_click(self, event: events.Click) -> None:
        """Go to the reply, wherever in the pane the agent clicked."""
        event.stop()
        self.screen.set_focus(self.composer)

    def show(self) -> None:
        """Draw the conversation as the desk has it now."""
        desk = self._desk
        if self.conversation not in desk:
            return
        self.transcript.show(desk[self.conversation])
        self.hold_bar.show()
        self.tick(self._workspace.clock.monotonic())

    def show_draft(self) -> None:
        """Take over the mode, and drafts or a hold that changed other than by typing."""
        for mode, composer in self._composers.items():
            composer.adopt()
            composer.display = mode is self._desk.mode(self.conversation)
        self.show_hint()
        self.hold_bar.show()
        self._composers[Mode.REPLY].show_hold()

    def tick(self, now: float) -> None:
        """Let the clock go on; only what has changed is drawn."""
        desk = self._desk
        if self.conversation not in desk or not self.is_attached:
            return
        self._show_recipient()
        self._show_tier(desk.tier(self.conversation, now))
        self._show_title(now)
        self._facts.tick(now)
        self._countdown.tick(now)
        self.transcript.say_below(typing_line(desk, self.conversation, now))
        self.show_hint()

    def notice(self, words: Content) -> None:
        """Say something about the last key, for a few seconds."""
        self._noticed_at = self._workspace.clock.monotonic()
        self._show_foot(words.stylize("bold"))

    def judged(self, verdict: Verdict) -> None:
        """Show what became of an Enter: the reply's echo, or the hold."""
        if verdict.ruling is Ruling.ALLOW:
            self.transcript.follow()
        self.show_draft()

    def show_hint(self, at_once: bool = False) -> None:
        """Show what there is to know of the cursor's field; a notice keeps the line, unless `at_once`."""
        if at_once:
            self._noticed_at = float("-inf")
        if not self._noticing and self.conversation in self._desk:
            self._show_foot(self._lasting())

    def missed(self, trigger: str) -> None:
        """Say that no canned reply has this trigger, and with which key one is found."""
        self.notice(unknown_trigger(trigger, self._keys))

    def ask(self, obstacle: Obstacle) -> None:
        """Ask for what a canned reply needs."""
        self._surroundings.ask(self.conversation, obstacle)

    def move(self, target: ConversationId | None) -> None:
        """Move the draft to another conversation; without one, ask where to."""
        if target is None:
            self._surroundings.choose_target(self.conversation)
        elif (move := self._workspace.relocation.move(self.conversation, target)) is not None:
            self._surroundings.went(move)

    def came_back(self, source: ConversationId) -> None:
        """Go where the draft that was moved last is again."""
        self._surroundings.came_back(source)

    def scroll_transcript(self, step: int) -> None:
        """Scroll by a page, or with 2 and -2 to the end or the beginning."""
        self.transcript.jump(step)

    @property
    def _desk(self) -> Desk:
        return self._workspace.desk

    @property
    def _noticing(self) -> bool:
        return self._workspace.clock.monotonic() <= self._noticed_at + _NOTICE_SECONDS

    def _lasting(self) -> Content:
        hint = self.composer.hint or self._surroundings.offer(self.conversation)
        return pane_foot(self._workspace, self._keys, self.conversation, hint)

    def _show_recipient(self) -> None:
        """Say at the cursor whom the text goes to; the words depend on who else is on the desk."""
        who = recipient(self._desk, self.conversation)
        if who != self._who:
            self._who = who
            for composer in self._composers.values():
                composer.show_recipient(who.content())

    def _show_tier(self, tier: Tier) -> None:
        if tier is not self._tier:
            self._tier = tier
            self.update_classes({f"-{other.name.lower()}": other is tier for other in Tier})

    def _show_title(self, now: float) -> None:
        width = self.outer_size.width
        who = self._who or recipient(self._desk, self.conversation)
        title = self._make_title(self._workspace, self.conversation, who, now, self.attended)
        if (title, width) != (self._title, self._title_width):
            self._title, self._title_width = title, width
            # The public setter repaints the whole pane every second; only the top row has changed.
            self._border_title = title.content(width)
            self._refresh_row(0)

    def _show_foot(self, words: Content) -> None:
        if self._border_subtitle is None or not words.is_same(self._border_subtitle):
            self._border_subtitle = words
            self._refresh_row(self.outer_size.height - 1)

    def _refresh_row(self, row: int) -> None:
        """Repaint one row, counted with the border."""
        self.refresh(Region(0, row, self.outer_size.width, 1).translate(-self.content_offset))
