"""What the keys do about translations and other words: each method is an action of the key table."""

from collections.abc import Awaitable, Callable
from functools import partial

from textual.content import Content

from agent_console.domain.chat import ConversationId, Mode
from agent_console.domain.draft import Draft
from agent_console.ports import Declined
from agent_console.services.rewording import Proposal, Rewording, no_rewriter, no_translator
from agent_console.services.workspace import Workspace
from agent_console.texts import _
from agent_console.ui.format import filled, line
from agent_console.ui.inquiry.rewording import LanguageWish, Preview, Wish
from agent_console.ui.panel.profile import language_name
from agent_console.ui.recipient import recipient
from agent_console.ui.screens.errand import Errands
from agent_console.ui.screens.overlay import Overlays
from agent_console.ui.screens.pane_screen import PaneScreen

_OFFERED = ("en", "de", "fr", "es", "it", "nl", "pt", "nb", "sv", "da", "fi", "pl", "cs", "uk", "ru", "tr")
_OFFERED_TOO = ("ar", "he", "hi", "el", "hu", "ro", "zh", "ja", "ko")
"""Languages that are listed where a customer's is not known; any other can be typed."""


class Redrafting:
    """Asks beside the keys; what comes back is shown in the preview that was opened for it, or nowhere."""

    def __init__(
        self, screen: PaneScreen, overlays: Overlays, workspace: Workspace, errands: Errands
    ) -> None:
        self._screen = screen
        self._overlays = overlays
        self._workspace = workspace
        self._errands = errands

    def translate_draft(self) -> None:
        """Translate the attended draft into its customer's language; one that is not known is asked for."""
        draft = self._draft(no_translator() if self._rewording.aid.translator is None else "")
        if draft is None:
            return
        target = "" if draft.mode is Mode.NOTE else self._rewording.target(draft.conversation)
        ask = partial(self._translation, draft)
        if target:
            self._overlays.ask(ask(target), draft.conversation)
        else:
            title = self._overlays.about(_("for {who}, into which language?"), draft.conversation)
            names = {tag: language_name(tag) for tag in (*_OFFERED, *_OFFERED_TOO)}
            self._overlays.ask(LanguageWish(title, names, ask), draft.conversation)

    def rewrite_draft(self) -> None:
        """Ask what the attended draft is to be like, and have it rewritten."""
        draft = self._draft(no_rewriter() if self._rewording.aid.rewriter is None else "")
        if draft is not None:
            title = self._overlays.about(_("other words for {who}"), draft.conversation)
            ask = partial(self._rewriting, draft)
            self._overlays.ask(Wish(title, self._rewording.aid.wishes, ask), draft.conversation)

    def read_translated(self) -> None:
        """Show in the agent's language what the attended customer wrote last."""
        conversation, translator = self._errands.chosen(), self._rewording.aid.translator
        if conversation is None:
            return
        if translator is None:
            self._screen.notice(Content(no_translator()))
            return
        title = self._overlays.about(_("what {who} wrote last"), conversation)
        preview = Preview(title, translator.host)
        self._begin(preview, lambda: self._rewording.read(conversation), conversation)
        self._overlays.ask(preview, conversation)

    @property
    def _rewording(self) -> Rewording:
        return self._workspace.writing.rewording

    def _draft(self, off: str) -> Draft | None:
        """Return the attended draft; says so where there is none, or why nothing can be asked."""
        conversation = self._errands.chosen()
        if conversation is None:
            return None
        draft = self._workspace.desk.draft(conversation)
        why_not = off or (_("nothing is written here") if draft.empty else "")
        if why_not:
            self._screen.notice(Content(why_not))
        return None if why_not else draft

    def _translation(self, draft: Draft, target: str) -> Preview:
        translator = self._rewording.aid.translator
        language = line(language_name(target), 40)
        title = self._overlays.about(_("for {who} in {language}"), draft.conversation, language=language)
        preview = Preview(title, translator.host if translator else "", self._rewording.take)
        self._begin(preview, lambda: self._rewording.translate(draft, target), draft.conversation)
        return preview

    def _rewriting(self, draft: Draft, wish: str) -> Preview:
        rewriter = self._rewording.aid.rewriter
        title = self._overlays.about(_("other words for {who}"), draft.conversation)
        preview = Preview(title, rewriter.host if rewriter else "", self._rewording.take)
        self._begin(preview, lambda: self._rewording.rewrite(draft, wish), draft.conversation)
        return preview

    def _begin(
        self,
        preview: Preview,
        machine: Callable[[], Awaitable[Proposal | Declined]],
        conversation: ConversationId,
    ) -> None:
        """Have a machine asked beside the keys, until the preview is left."""

        async def ask() -> None:
            preview.told(await machine())
            self._came(preview, conversation)

        worker = self._screen.run_worker(ask(), name="rewording", group="orders", description="rewording")
        preview.left = worker.cancel

    def _came(self, preview: Preview, conversation: ConversationId) -> None:
        """Show what came if its preview is still open; else it is dropped, and said so."""
        desk = self._workspace.desk
        if self._overlays.box.inquiry is preview:
            self._overlays.refresh_inquiry(preview)
        elif conversation in desk:
            who = recipient(desk, conversation).content()
            words = _("the new words for {who} came when their preview was closed: nothing was done")
            self._screen.notice(filled(words, who=who))
