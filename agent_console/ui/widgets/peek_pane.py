"""Another customer's messages over a place, to be read there; nothing can be written in it."""

from collections.abc import Callable
from functools import partial

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.geometry import Region
from textual.widget import Widget

from agent_console.domain.chat import Conversation, ConversationId
from agent_console.services.workspace import Workspace
from agent_console.texts import _
from agent_console.ui.format import joined
from agent_console.ui.keys import KeyMap
from agent_console.ui.pane_title import pane_title
from agent_console.ui.recipient import recipient
from agent_console.ui.spoken_title import spoken_title
from agent_console.ui.widgets.transcript import Transcript


class PeekPane(Widget):
    """Draws a conversation that the agent looks at while writing to another one.

    What is read here counts as unread: the agent has not gone there.
    """

    def __init__(
        self, workspace: Workspace, keys: KeyMap, go: Callable[[ConversationId], None], spoken: bool = False
    ) -> None:
        """`go` goes to a conversation that is shown, when it is clicked; `spoken` is for reading aloud."""
        super().__init__()
        self.conversation: ConversationId | None = None
        """Whose messages are shown; None while it is closed."""
        self._workspace = workspace
        self._keys = keys
        self._go = go
        self._spoken = spoken
        self._transcript = Transcript()
        self._drawn: Conversation | None = None
        self.display = False

    def compose(self) -> ComposeResult:
        """Hold the messages."""
        yield self._transcript

    def open(self, conversation: ConversationId, over: Region) -> None:
        """Show a conversation's newest messages over that region of the screen."""
        if conversation != self.conversation:
            # A transcript goes on from what it showed before, so another customer gets another one.
            self._transcript.remove()
            self._transcript, self._drawn = Transcript(), None
            self._transcript.spoken = self._spoken
            self._transcript.cued = partial(self._workspace.writing.cues.spans, conversation)
            self.mount(self._transcript)
        self.conversation = conversation
        self.stand(over)
        self.display = True
        self.tick(self._workspace.clock.monotonic())

    def close(self) -> None:
        """Show what is below."""
        self.conversation = None
        self.display = False

    def stand(self, over: Region) -> None:
        """Stand over that region of the screen."""
        self.styles.offset = over.offset
        self.styles.width, self.styles.height = over.size

    def scroll(self, step: int) -> None:
        """Scroll by a page, or with 2 and -2 to the end or the beginning."""
        self._transcript.jump(step)

    def tick(self, now: float) -> None:
        """Show the conversation as it is at the monotonic instant `now`."""
        conversation, desk = self.conversation, self._workspace.desk
        if conversation is None or conversation not in desk:
            return
        held = desk[conversation]
        if held is not self._drawn:
            self._drawn = held
            self._transcript.show(held)
        title = self._title(conversation, now)
        if self._border_title is None or not title.is_same(self._border_title):
            self.border_title = title
        self.border_subtitle = self._hint()

    def on_resize(self) -> None:
        """Set the title for the new width."""
        self.tick(self._workspace.clock.monotonic())

    def on_click(self, event: events.Click) -> None:
        """Go there, unless something was selected with the mouse."""
        event.stop()
        if self.conversation is not None and not self.screen.get_selected_text():
            self._go(self.conversation)

    def _title(self, conversation: ConversationId, now: float) -> Content:
        who = recipient(self._workspace.desk, conversation)
        make = spoken_title if self._spoken else pane_title
        title = make(self._workspace, conversation, who, now, attended=False)
        # Translators: before the title of a pane that another chat is looked at in; short
        mark = Content.styled(f" {_('PEEK')} ", "reverse bold")
        return joined(mark, title.content(self.outer_size.width - mark.cell_length))

    def _hint(self) -> Content:
        # Translators: what keys do, as is "{key} ends"
        scroll = _("{up} {down} scroll").format(
            up=self._keys.label("transcript.up"), down=self._keys.label("transcript.down")
        )
        ends = _("{key} ends").format(key=self._keys.label("list.leave"))
        return Content(f"{scroll} · {ends}")
