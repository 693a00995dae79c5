"""What is done with the links of a transcript, for a key or a click: each is shown in full first."""

from functools import partial

from textual.content import Content

from agent_console.domain.chat import ConversationId
from agent_console.domain.text import sanitize
from agent_console.ports import Browser
from agent_console.services.link_inspection import inspect
from agent_console.services.links import Mention, every_mention, mentions
from agent_console.services.workspace import Workspace
from agent_console.texts import _
from agent_console.ui.inquiry.inquiry import Inquiry
from agent_console.ui.inquiry.link import LinkInquiry, LinkUse, link_page
from agent_console.ui.screens.errand import Errands
from agent_console.ui.screens.overlay import Overlays
from agent_console.ui.screens.pane_screen import PaneScreen
from agent_console.ui.screens.value_use import ValueUse


class Linking:
    """Opens nothing but pages on the web, and none that was not confirmed."""

    def __init__(
        self,
        screen: PaneScreen,
        overlays: Overlays,
        workspace: Workspace,
        errands: Errands,
        browser: Browser | None,
    ) -> None:
        self._screen = screen
        self._overlays = overlays
        self._workspace = workspace
        self._errands = errands
        self._use = ValueUse(screen, workspace, browser)

    def list_links(self) -> None:
        """Show the links of the attended conversation."""
        conversation = self._errands.chosen()
        if conversation is not None:
            self._list(conversation)

    def clicked(self, conversation: ConversationId, shown: str) -> None:
        """Ask what is to be done with a link that was clicked, as it is shown; else list them all."""
        desk = self._workspace.desk
        written = every_mention(desk[conversation]) if conversation in desk else ()
        mention = next((one for one in written if sanitize(one.link.written) == shown), None)
        if mention is None:
            self._list(conversation)
        else:
            self._overlays.ask(self._ask(conversation, mention), conversation)

    def _list(self, conversation: ConversationId) -> None:
        desk = self._workspace.desk
        found = mentions(desk[conversation]) if conversation in desk else []
        if not found:
            self._screen.notice(Content(_("nobody has written a link here")))
            return
        title = self._overlays.about(_("links of {who}"), conversation)
        now = self._workspace.clock.now()
        self._overlays.ask(LinkInquiry(title, found, now, partial(self._ask, conversation)), conversation)

    def _ask(self, conversation: ConversationId, mention: Mention) -> Inquiry:
        inspection = inspect(mention.link)
        title = self._overlays.about(_("a link of {who}"), conversation)
        page = link_page(mention, inspection, self._workspace.clock.now())
        copy = partial(self._use.copy, conversation=conversation)
        return LinkUse(title, inspection, page, copy, partial(self._use.open, conversation=conversation))
