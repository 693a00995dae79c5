"""What the keys do that look at another customer's messages; what is typed goes on into the own draft."""

from collections.abc import Iterator
from typing import Final

from textual.content import Content
from textual.geometry import Region

from agent_console.domain.chat import ConversationId
from agent_console.domain.grid import LEAST_WIDTH, Direction
from agent_console.domain.pressing import pressing
from agent_console.services.workspace import Workspace
from agent_console.texts import _
from agent_console.ui.keys import KeyMap
from agent_console.ui.screens.pane_screen import PaneScreen
from agent_console.ui.widgets.composer import Composer
from agent_console.ui.widgets.key_line import NOTICE_SECONDS
from agent_console.ui.widgets.peek_pane import PeekPane

_NEXT: Final = frozenset({"n", "apostrophe"})
"""Keys that look at whoever else is the most pressing, and then at the next one."""
_SCROLLS: Final = {"transcript.up": -1, "transcript.down": 1, "transcript.start": -2, "transcript.end": 2}
"""Commands of a reply that scroll what is looked at, for as long as it is open."""
_BESIDE: Final = (Direction.RIGHT, Direction.LEFT, Direction.DOWN, Direction.UP)
"""Where the messages are shown, the best place first."""


class Peeking:
    """Chooses whom to look at, and where; the focus stays where it is."""

    def __init__(self, screen: PaneScreen, workspace: Workspace, keys: KeyMap, linear: bool = False) -> None:
        """Where the screen is `linear`, what is looked at stands over the messages and not beside them."""
        self.pane = PeekPane(workspace, keys, self._go, linear)
        self._linear = linear
        self._screen = screen
        self._workspace = workspace
        self._keys = keys
        self._asked_until = float("-inf")
        """The monotonic second up to which the next key says whom to look at: for as long as it is asked."""
        self._beside: ConversationId | None = None
        """Who had the keys when it was opened."""

    def peek(self) -> None:
        """Wait for one more key, which says whom to look at."""
        self._asked_until = self._workspace.clock.monotonic() + NOTICE_SECONDS
        words = _("peek at whom? 1…0 a number · n next best · {key} nobody")
        self._screen.notice(Content(words.format(key=self._keys.label("list.leave"))))

    def take(self, key: str, covered: bool) -> bool:
        """Take a key that says whom to look at, scrolls there, or ends it; whether it is one.

        Where it is `covered` by the leader key's menu, only the first.
        """
        if self._workspace.clock.monotonic() <= self._asked_until:
            self._ask_no_more()
            self._choose(key)
            return True
        writing = self._screen.focused is None or isinstance(self._screen.focused, Composer)
        if self.pane.conversation is None or covered or not writing:
            return False
        command = self._keys.writing.get(key)
        step = None if command is None else _SCROLLS.get(command.id)
        if self._keys.means(key, "list.leave"):
            self.pane.close()
        elif step is not None:
            self.pane.scroll(step)
        else:
            return False
        return True

    def attended(self, conversation: ConversationId | None) -> None:
        """Ask no more once the keys move; and end it when they go to another conversation, to look there."""
        self._ask_no_more()
        if conversation not in (None, self._beside):
            self.pane.close()

    def follow(self) -> None:
        """Stand where the panes are now; end it when the conversation has left."""
        conversation = self.pane.conversation
        if conversation is None:
            return
        if conversation not in self._workspace.desk:
            self.pane.close()
        elif (region := self._region(conversation)).area:
            self.pane.stand(region)

    def _ask_no_more(self) -> None:
        self._asked_until = float("-inf")

    def _go(self, conversation: ConversationId) -> None:
        self.pane.close()
        self._screen.attend(conversation)

    def _choose(self, key: str) -> None:
        digit = key.removeprefix("alt+")
        if digit.isdecimal():
            number = int(digit) or 10
            conversation = self._workspace.panes.numbered(number)
            if conversation is None:
                self._screen.notice(Content(_("nobody has number {number}").format(number=number)))
                return
        elif key in _NEXT or self._keys.means(key, "desk.next"):
            conversation = self._next_best()
            if conversation is None:
                self._screen.notice(Content(_("nobody else waits for a reply")))
                return
        else:
            leaves = self._keys.means(key, "list.leave")
            # Translators: the answer to "peek at whom?"
            self._screen.notice(Content(_("nobody") if leaves else _("that key does nothing here")))
            return
        self._open(conversation)

    def _open(self, conversation: ConversationId) -> None:
        if conversation == self._screen.attended:
            self._screen.notice(Content(_("you are there: that is whom you write to")))
            return
        self._beside = self._screen.attended
        self.pane.open(conversation, self._region(conversation))
        self._screen.notice(Content(_("you go on writing where you were")))

    def _next_best(self) -> ConversationId | None:
        """Return who else is the most pressing; behind the one that is looked at, the next one."""
        clock = self._workspace.clock
        owed = pressing(self._workspace.desk, clock.monotonic(), clock.now())
        waiting = [c for c in owed if c != self._screen.attended]
        if self.pane.conversation in waiting:
            at = waiting.index(self.pane.conversation)
            waiting = [*waiting[at + 1 :], *waiting[:at]]
        return next(iter(waiting), None)

    def _region(self, conversation: ConversationId) -> Region:
        """Return where a conversation is looked at: over its own pane, else beside the one with the keys."""
        pane = self._screen.pane_of(conversation)
        if pane is not None:
            return pane.region
        return next(self._neighbours(), None) or self._over_own()

    def _neighbours(self) -> Iterator[Region]:
        slots = self._workspace.panes.slots
        if self._beside not in slots:
            yield self._screen.place_region(0)
            return
        here = slots.index(self._beside)
        for towards in _BESIDE:
            place = self._workspace.layouts.grid.neighbour(here, towards)
            if place is not None:
                yield self._screen.place_region(place)

    def _over_own(self) -> Region:
        """Return a part of the only pane, below its title: half of its width, if that is enough."""
        pane = self._screen.pane_of(self._beside)
        if pane is None:
            return Region()
        region = pane.region_above_reply.shrink((1, 0, 0, 0))
        half = 0 if self._linear else region.width // 2
        return region.split_vertical(-half)[1] if half >= LEAST_WIDTH else region
