"""What the keys do about waits: one line to everybody, timers of promises, and customers who fall silent."""

from textual.content import Content

from agent_console.domain.chat import ConversationId, Mode
from agent_console.domain.silence import Reminder
from agent_console.services.holding_line import Line
from agent_console.services.workspace import Workspace
from agent_console.texts import N_, _
from agent_console.ui.fact_line import promise_words
from agent_console.ui.format import clock, filled
from agent_console.ui.inquiry.holding import Addressee, HoldingInquiry
from agent_console.ui.inquiry.inquiry import NOTHING
from agent_console.ui.keys import KeyMap
from agent_console.ui.recipient import recipient
from agent_console.ui.screens.errand import Errands
from agent_console.ui.screens.overlay import Overlays
from agent_console.ui.screens.pane_screen import PaneScreen
from agent_console.ui.symbol import TIER_GLYPH

_ASKS = {
    Reminder.NUDGE: N_("silent: {key} asks if still there"),
    Reminder.CLOSE: N_("still silent: {key} says goodbye"),
}


class Attendance:
    """Offers quietly, in the foot of a pane; nothing is sent but by a key that is not Enter."""

    def __init__(
        self, screen: PaneScreen, overlays: Overlays, workspace: Workspace, keys: KeyMap, errands: Errands
    ) -> None:
        self._screen = screen
        self._overlays = overlays
        self._workspace = workspace
        self._waits = workspace.waits
        self._keys = keys
        self._errands = errands

    # Actions of the key table

    def hold_everybody(self) -> None:
        """Show what everybody who waits would get, and ask whether to send it."""
        lines = self._waits.holding_lines
        after = clock(lines.after)
        addressees = [self._addressee(one) for one in lines.lines()]
        if not addressees:
            self._screen.notice(Content(_("nobody has waited for {time} or longer").format(time=after)))
            return
        title = Content(_("holding line to everybody who has waited for {time} or longer").format(time=after))
        key, now = self._keys.label("chat.steps"), self._workspace.clock.monotonic()
        width = self._overlays.page_width
        self._overlays.ask(HoldingInquiry(title, addressees, key, lines.send, now, width), None)

    async def remind(self) -> None:
        """Insert the question for a silent customer, or the goodbye; the agent sends it, or not."""
        conversation = self._errands.chosen()
        if conversation is None:
            return
        suggestion = self._waits.reminders.suggestion(conversation)
        if suggestion is None:
            self._screen.notice(Content(_("this customer has not been silent for long")))
        elif not self._workspace.desk.draft(conversation, Mode.REPLY).empty:
            self._screen.notice(Content(_("a reply is begun here: send it, or empty it first")))
        else:
            self._workspace.drafts.switch(conversation, Mode.REPLY)
            await self._screen.bring(conversation)
            self._screen.insert_reply(conversation, suggestion.snippet)

    # What a pane offers

    def offer(self, conversation: ConversationId) -> Content:
        """Return what may be done about a held conversation's wait, and the key for it; or nothing."""
        promises, reminders = self._waits.promises, self._waits.reminders
        if (promise := promises.offered(conversation)) is not None:
            when = promise_words(promise, self._workspace.clock.now())
            key = Content.styled(self._keys.label("chat.steps"), "bold")
            return filled(_("{key} timer: {when}"), key=key, when=when)
        if promises.kept(conversation):
            return self._way(_("answered: {key} ends the promise"), "chat.end-hold")
        if reminders.owes_no_reply(conversation):
            return self._way(_("only thanks? {key}: no reply owed"), "chat.excuse")
        suggestion = reminders.suggestion(conversation)
        if suggestion is None or not self._workspace.desk.draft(conversation).empty:
            return NOTHING
        return self._way(_(_ASKS[suggestion.reminder]), "chat.remind")

    def take(self, conversation: ConversationId) -> bool:
        """Start the timer that a conversation's pane offers; whether it offers one."""
        promise = self._waits.promises.offered(conversation)
        if promise is None:
            return False
        when = promise_words(promise, self._workspace.clock.now())
        done = filled(_("timer started: {when}"), when=when)
        self._errands.run(self._waits.promises.keep(conversation), "timer", done)
        return True

    def _way(self, words: str, command: str) -> Content:
        return Content(words.format(key=self._keys.label(command)))

    def _addressee(self, line: Line) -> Addressee:
        desk, now = self._workspace.desk, self._workspace.clock.monotonic()
        draft = not desk.draft(line.conversation, Mode.REPLY).empty
        tier = TIER_GLYPH[desk.tier(line.conversation, now)]
        return Addressee(line, recipient(desk, line.conversation).content(), tier, draft)
