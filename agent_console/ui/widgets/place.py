"""One fixed place of the grid: a conversation, or what to press to fill it."""

from typing import ClassVar

from textual.content import Content
from textual.widget import Widget

from agent_console.domain.chat import ConversationId
from agent_console.texts import _
from agent_console.ui.format import filled, joined
from agent_console.ui.keys import KeyMap
from agent_console.ui.widgets.chat_pane import ChatPane


class Place(Widget):
    """Holds one pane, or says that it is free."""

    ALLOW_SELECT: ClassVar[bool] = False

    def __init__(self, keys: KeyMap) -> None:
        super().__init__(classes="-free")
        self.pane: ChatPane | None = None
        self._keys = keys

    @property
    def conversation(self) -> ConversationId | None:
        """Who stands here."""
        return None if self.pane is None else self.pane.conversation

    def show(self, shown: bool) -> None:
        """Be on screen, with what has happened meanwhile, or not."""
        if shown is self.display:
            return
        self.display = shown
        if shown and self.pane is not None:
            self.pane.show()
            self.pane.show_draft()

    def render(self) -> Content:
        """Say what fills a free place."""
        if self.pane is not None:
            return Content()
        key = Content.styled(self._keys.label("desk.take"), "bold")
        takes = filled(_("{key} takes the next customer"), "$quiet", key=key)
        return joined((f"{_('free place')}\n\n", "$quiet"), takes)

    def seat(self, pane: ChatPane | None) -> None:
        """Show another pane, or none; the one before is removed, and must not have the focus."""
        if self.pane is not None:
            # Not awaited: awaiting the removal of an editor from a screen's handler breaks Textual's
            # compositor. Hidden at once, so that the two never share the place.
            self.pane.display = False
            self.pane.remove()
        self.pane = pane
        self.set_class(pane is None, "-free")
        if pane is not None:
            self.mount(pane)
        self.refresh()
