"""What the keys do that concern one conversation's facts, notes and own messages."""

from collections.abc import Awaitable, Callable
from functools import partial

from textual.content import Content

from agent_console.domain.chat import ConversationId, Message, Mode
from agent_console.domain.local_file import LocalFile
from agent_console.ports import Declined, LocalFiles
from agent_console.services.actions import Actions
from agent_console.services.workspace import Workspace
from agent_console.texts import _
from agent_console.ui.format import block, filled, line
from agent_console.ui.inquiry.confirmation import Confirmation
from agent_console.ui.inquiry.correction import Correction
from agent_console.ui.inquiry.fact import OutcomeInquiry, PriorityInquiry, TagInquiry
from agent_console.ui.inquiry.file import FileInquiry
from agent_console.ui.inquiry.inquiry import Inquiry, Order
from agent_console.ui.inquiry.past import HistoryInquiry, OwnMessageInquiry
from agent_console.ui.inquiry.promise import PromiseInquiry
from agent_console.ui.inquiry.wording import Reason
from agent_console.ui.recipient import recipient
from agent_console.ui.screens.errand import Errands
from agent_console.ui.screens.overlay import Overlays
from agent_console.ui.screens.pane_screen import PaneScreen


class Casework:
    """Its methods are actions of the key table; what it must know, it asks in an overlay."""

    def __init__(
        self,
        screen: PaneScreen,
        overlays: Overlays,
        workspace: Workspace,
        errands: Errands,
        files: LocalFiles | None,
    ) -> None:
        self._screen = screen
        self._overlays = overlays
        self._workspace = workspace
        self._errands = errands
        self._files = files
        self._tags: set[str] = set()
        """Tags seen on this desk."""

    # Replies, notes and files

    def switch_mode(self) -> None:
        """Write a note instead of a reply, or a reply again; what was begun in the other one waits."""
        conversation = self._errands.chosen()
        if conversation is None:
            return
        mode = Mode.REPLY if self._workspace.desk.mode(conversation) is Mode.NOTE else Mode.NOTE
        self._workspace.drafts.switch(conversation, mode)
        pane = self._screen.pane_of(conversation)
        if pane is not None:
            self._screen.set_focus(pane.composer)

    def attach(self) -> None:
        """Send a file to the customer, or in a note to colleagues."""
        held = self._errands.held()
        if held is None:
            return
        if self._files is None:
            self._screen.notice(Content(_("this console has no files to send")))
            return
        note = self._workspace.desk.mode(held.id) is Mode.NOTE
        words = _("file for colleagues only, about {who}") if note else _("send a file to {who}")
        title = self._overlays.about(words, held.id)

        def send(file: LocalFile) -> Awaitable[Declined | None]:
            return self._workspace.attachments.send(held.id, file.name, file.content, file.size)

        self._overlays.ask(FileInquiry(title, self._files, send), held.id)

    def edit_last(self) -> None:
        """Put other words into the newest own message."""
        conversation = self._errands.chosen()
        message = None if conversation is None else self._actions.own_last(conversation)
        if conversation is None or message is None:
            self._screen.notice(Content(_("there is no message of yours to edit here")))
            return
        amend = partial(self._actions.edit_own, conversation, message.sequence)
        title = self._overlays.about(_("edit what you wrote to {who}"), conversation)
        self._overlays.ask(Correction(title, message.text, amend), conversation)

    def delete(self) -> None:
        """Take the words out of an own message, after asking which, and a second time."""
        conversation = self._errands.chosen()
        if conversation is None:
            return
        title = self._overlays.about(_("delete what you wrote to {who}"), conversation)

        def sure(message: Message) -> Inquiry:
            work = partial(self._actions.delete_own, conversation, message.sequence)
            order = Order(work, Content(_("deleted")))
            return Confirmation(title, Content(_("delete it")), order, block(message.text))

        messages = self._actions.own(conversation)
        if messages:
            self._overlays.ask(OwnMessageInquiry(title, messages, sure), conversation)
        else:
            self._screen.notice(Content(_("you have written nothing here")))

    # This conversation

    def tag(self) -> None:
        """Put a tag on, or take it off."""
        held = self._errands.held()
        if held is None:
            return
        self._tags |= {tag for other in self._workspace.desk.conversations.values() for tag in other.tags}
        put, take = partial(self._actions.tag, held.id), partial(self._actions.untag, held.id)
        title = self._overlays.about(_("tags of {who}"), held.id)
        inquiry = TagInquiry(title, held.tags, self._tags, put, take)
        self._overlays.ask(inquiry, held.id)

    def prioritise(self) -> None:
        """Say how soon the conversation must be served."""
        held = self._errands.held()
        if held is not None:
            act = partial(self._actions.prioritise, held.id)
            title = self._overlays.about(_("priority of {who}"), held.id)
            self._overlays.ask(PriorityInquiry(title, held.priority, act), held.id)

    def hold(self) -> None:
        """Promise to be back at a time."""
        held = self._errands.held()
        if held is not None:
            promises = self._workspace.waits.promises
            title = self._overlays.about(_("when will you be back with {who}"), held.id)
            promised, now = partial(promises.make, held.id), self._workspace.clock.now
            self._overlays.ask(PromiseInquiry(title, now, promised, promises.told(held.id)), held.id)

    def end_hold(self) -> None:
        """The promise is kept."""
        held = self._errands.held()
        if held is not None and held.promise is None:
            self._screen.notice(Content(_("nothing is promised here")))
        elif held is not None:
            ended = self._workspace.waits.promises.end(held.id)
            self._errands.run(ended, "end of promise", Content(_("promise ended")))

    def close_with_outcome(self) -> None:
        """Close the conversation, and say how it ended."""
        held = self._errands.held()
        if held is not None:
            act = partial(self._workspace.holdings.close, held.id)
            title = self._overlays.about(_("how did it end with {who}"), held.id)
            self._overlays.ask(OutcomeInquiry(title, act), held.id)

    def block(self) -> None:
        """Block the customer, after asking why, and a second time; or lift the block."""
        held = self._errands.held()
        if held is None:
            return
        if held.blocked:
            work: Callable[[], Awaitable[Declined | None]] = partial(self._actions.unblock, held.id)
            title = self._overlays.about(_("blocked: {who}"), held.id)
            order, yes = Order(work, Content(_("unblocked"))), Content(_("take messages again"))
            self._overlays.ask(Confirmation(title, yes, order, Content()), held.id)
            return
        title = self._overlays.about(_("block {who}"), held.id)
        reason = Reason(title, partial(self._sure_to_block, held.id), hint=_("why? colleagues read it"))
        self._overlays.ask(reason, held.id)

    def history(self) -> None:
        """Show everything that has happened to the conversation."""
        held = self._errands.held()
        if held is None:
            return
        title = self._overlays.about(_("history of {who}"), held.id)
        inquiry = HistoryInquiry(title, self._workspace.clock.now())
        self._overlays.ask(inquiry, held.id)

        async def read() -> None:
            inquiry.told(await self._actions.history(held.id))
            self._overlays.refresh_inquiry(inquiry)

        self._screen.run_worker(read(), name="history", group="orders", description="history")

    def _sure_to_block(self, conversation: ConversationId, reason: str) -> Inquiry:
        who = recipient(self._workspace.desk, conversation).content()
        order = Order(partial(self._actions.block, conversation, reason), filled(_("blocked {who}"), who=who))
        yes = filled(_("block {who} and close the chat"), who=who)
        return Confirmation(self._overlays.about(_("block {who}"), conversation), yes, order, line(reason))

    @property
    def _actions(self) -> Actions:
        return self._workspace.actions
