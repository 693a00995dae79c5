"""What the keys do about misspelt words: each method is the action of a command in the key table."""

from collections.abc import Awaitable

from textual.content import Content

from agent_console.domain.chat import ConversationId
from agent_console.domain.spelling import Fault
from agent_console.services.spelling import Spelling
from agent_console.services.workspace import Workspace
from agent_console.texts import _
from agent_console.ui.format import filled, line
from agent_console.ui.inquiry.spelling import SpellingInquiry
from agent_console.ui.screens.errand import Errands
from agent_console.ui.screens.overlay import Overlays
from agent_console.ui.screens.pane_screen import PaneScreen


class Proofreading:
    """Corrects the word at the cursor, or the last one before it, in the attended draft."""

    def __init__(
        self, screen: PaneScreen, overlays: Overlays, workspace: Workspace, errands: Errands
    ) -> None:
        self._screen = screen
        self._overlays = overlays
        self._workspace = workspace
        self._errands = errands

    def correct_word(self) -> None:
        """Offer what may have been meant."""
        conversation, fault = self._fault()
        if conversation is None or fault is None:
            return
        mode = self._workspace.desk.mode(conversation)

        def correct(meant: str) -> None:
            self._say(self._spelling.correct(conversation, mode, fault, meant))

        title = filled(_("what did you mean by {word}?"), word=line(fault.word, 40))
        inquiry = SpellingInquiry(title, fault.word, correct, lambda: self._learn(fault))
        self._overlays.ask(inquiry, conversation)

        async def look_up() -> None:
            inquiry.told(await self._spelling.corrections(conversation, mode, fault))
            self._overlays.refresh_inquiry(inquiry)

        self._work(look_up())

    def learn_word(self) -> None:
        """Take the word as right from now on."""
        _conversation, fault = self._fault()
        if fault is not None:
            self._learn(fault)

    @property
    def _spelling(self) -> Spelling:
        return self._workspace.writing.spelling

    def _fault(self) -> tuple[ConversationId | None, Fault | None]:
        """Return the attended conversation and the misspelt word meant; says so where there is none."""
        conversation = self._errands.chosen()
        if conversation is None:
            return None, None
        mode = self._workspace.desk.mode(conversation)
        fault = self._spelling.at_cursor(conversation, mode)
        if fault is None:
            why = self._spelling.why_silent(conversation, mode)
            self._screen.notice(line(why or _("no misspelt word here")))
        return conversation, fault

    def _learn(self, fault: Fault) -> None:
        async def learn() -> None:
            why_not = await self._spelling.learn(fault.word)
            learned = filled(_("{word} is right from now on"), word=line(fault.word, 40))
            self._screen.notice(line(why_not) if why_not else learned)

        self._work(learn())

    def _work(self, work: Awaitable[None]) -> None:
        """Have something done beside the keys."""
        self._screen.run_worker(work, name="spelling", group="orders", description="spelling")

    def _say(self, why_not: str) -> None:
        if why_not:
            self._screen.notice(Content(why_not))
