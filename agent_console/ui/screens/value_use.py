"""What is done with a value of a customer's record: it is inserted, copied, or its page is opened."""

from textual.content import Content

from agent_console.domain.chat import ConversationId
from agent_console.domain.text import without_controls
from agent_console.ports import Browser
from agent_console.services.workspace import Workspace
from agent_console.texts import N_, _
from agent_console.ui.format import filled, line
from agent_console.ui.recipient import recipient
from agent_console.ui.screens.pane_screen import PaneScreen

_SHOWN = 40
"""Characters of a value that are named when something was done with it."""


class ValueUse:
    """Says in the bottom line what it did; the conversation is that of the record the value stands in."""

    def __init__(self, screen: PaneScreen, workspace: Workspace, browser: Browser | None) -> None:
        self._screen = screen
        self._workspace = workspace
        self._browser = browser

    def insert(self, value: str, conversation: ConversationId | None) -> None:
        """Insert a value into what is being written to its customer."""
        if conversation is None or not value:
            return
        objection = self._workspace.excerpts.insert(conversation, value)
        if objection:
            self._screen.notice(line(objection))
        else:
            who = recipient(self._workspace.desk, conversation).content()
            self._screen.notice(filled(_("inserted for {who}: {text}"), who=who, text=line(value, _SHOWN)))

    def copy(self, text: str, conversation: ConversationId | None, words: str = N_("copied: {text}")) -> None:
        """Copy a text, to the terminal's clipboard too; a paste elsewhere remembers whose it is."""
        clean = without_controls(text)
        self._screen.app.copy_to_clipboard(clean)
        self._workspace.clipboard.copied(clean, conversation)
        self._screen.notice(filled(_(words), text=line(clean, _SHOWN)))

    def open(self, link: str, conversation: ConversationId | None) -> None:
        """Open a page; where no browser can be opened from here, copy its address."""
        if not link:
            self._screen.notice(Content(_("there is no page about this")))
        elif self._browser is None:
            self.copy(link, conversation, N_("no browser opens from here; the link is copied: {text}"))
        else:
            opening = self._open(self._browser, link)
            self._screen.run_worker(opening, name="open", group="orders", description="open a page")

    async def _open(self, browser: Browser, link: str) -> None:
        objection = await browser.open(link)
        opened = filled(_("opened: {link}"), link=line(link, _SHOWN))
        self._screen.notice(line(objection) if objection else opened)
