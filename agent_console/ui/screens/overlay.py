"""What opens over the panes, and where the focus goes when it closes; none of it stops anything else."""

from functools import partial

from textual.content import Content
from textual.geometry import Region
from textual.widget import Widget

from agent_console.domain.article import Passage
from agent_console.domain.chat import ConversationId
from agent_console.ports import Declined
from agent_console.services.workspace import Workspace
from agent_console.texts import _
from agent_console.ui.berth import LINES_BELOW
from agent_console.ui.format import filled, line
from agent_console.ui.inquiry.inquiry import Inquiry, Order
from agent_console.ui.key.readiness import Readiness
from agent_console.ui.keys import KeyMap
from agent_console.ui.recipient import about, recipient
from agent_console.ui.screens.errand import Errands
from agent_console.ui.screens.pane_screen import PaneScreen
from agent_console.ui.widgets.chat_pane import ChatPane
from agent_console.ui.widgets.inquiry_box import InquiryBox
from agent_console.ui.widgets.key_help import KeyHelp
from agent_console.ui.widgets.leader_menu import LeaderMenu
from agent_console.ui.widgets.picker import Picker

_WIDEST, _HIGHEST = 96, 32
"""What a question that belongs to no pane takes of the screen at most."""
_FRAME = 5
"""Columns of a question's box that are not for text: border, padding and scroll bar."""


class Overlays:
    """The leader key's menu, the list of keys, the picker of canned replies, and questions to the agent."""

    def __init__(self, screen: PaneScreen, workspace: Workspace, keys: KeyMap, errands: Errands) -> None:
        self.readiness = Readiness(workspace, lambda: screen.attended)
        self.menu = LeaderMenu(keys, self.readiness)
        self.help_page = KeyHelp(keys)
        self.picker = Picker(workspace, self, keys)
        self.box = InquiryBox(self, keys)
        self._screen = screen
        self._workspace = workspace
        self._keys = keys
        self._errands = errands

    def bound_to(self, widget: Widget | None) -> ConversationId | None:
        """Return the conversation that a line of an overlay is for; None for any other widget."""
        if widget is self.box.field:
            return self.box.conversation
        return self.picker.conversation if widget is self.picker.query_line else None

    def field_over(self, pane: ChatPane) -> Widget | None:
        """Return where the keys for a pane go while something stands over it; None when nothing does."""
        if pane.conversation == self.box.conversation:
            return self.box.field
        return self.picker.query_line if pane.conversation == self.picker.conversation else None

    async def take(self, key: str) -> bool:
        """Give a key to what is open and has the focus; whether the key means something to it."""
        if self._screen.focused is self.box.field:
            return await self.box.take(key)
        return self._screen.focused is self.picker.query_line and await self.picker.take(key)

    # Canned replies and help articles

    def open_picker(self, pane: ChatPane, query: str = "", among: tuple[str, ...] = ()) -> None:
        """Look for a reply for a pane's customer, with `among` only among those."""
        self.leave_inquiry()
        who = recipient(self._workspace.desk, pane.conversation)
        self.picker.open(pane.conversation, who.content(), pane.region_above_reply, query, among)
        self._screen.set_focus(self.picker.query_line)

    def insert(self, conversation: ConversationId, snippet: str, locale: str = "") -> None:
        """Return to the reply that the picker was opened from, and insert there."""
        self.close_picker()
        self._screen.insert_reply(conversation, snippet, locale)

    def insert_passage(self, conversation: ConversationId, passage: Passage, linked: bool) -> None:
        """Return to the reply that the picker was opened from, and insert there."""
        pane = self._screen.pane_of(conversation)
        if linked and not passage.url:
            words = _("this article has no link: {list.choose} inserts the passage")
            self._screen.notice(Content(self._keys.spelled(words)))
            return
        self.close_picker()
        if pane is not None:
            pane.composer.insert_passage(passage, linked)

    def note_missing(self, conversation: ConversationId, typed: str) -> None:
        """Note a question that no help article answers; the picker stays."""
        work = self._noted(conversation, typed)
        self._errands.run(work, "missing", Content(_("noted: an article is missing for this")))

    async def _noted(self, conversation: ConversationId, typed: str) -> Declined | None:
        why_not = await self._workspace.help.note_missing(conversation, typed)
        return Declined(why_not) if why_not else None

    def close_picker(self) -> None:
        """Return to the reply that the picker was opened from."""
        self._focus_reply(self.picker.conversation)
        self.picker.close()

    # Questions to the agent

    def ask(self, inquiry: Inquiry, conversation: ConversationId | None) -> None:
        """Put a question to the agent, over a conversation's pane; without one, in the screen's corner."""
        if self.picker.conversation is not None:
            self.close_picker()
        pane = self._screen.pane_of(conversation)
        self.box.open(inquiry, conversation, self.corner if pane is None else pane.region_above_reply)
        self._screen.set_focus(self.box.field)

    def about(self, template: str, conversation: ConversationId, **parts: Content | str) -> Content:
        """Return a text of the console with whom a question is about as `{who}`, for its title."""
        return about(template, self._workspace.desk, conversation, **parts)

    def refresh_inquiry(self, inquiry: Inquiry) -> None:
        """List anew what a question that has learned something offers, if it is still open."""
        if self.box.inquiry is inquiry:
            self.box.list_choices()

    def carry_out(self, order: Order) -> None:
        """Have the chat system do what an answer orders; a patient question stays open until it is done."""
        inquiry = self.box.inquiry
        if order.patient and inquiry is not None:
            self.box.wait()
            self._errands.run(order.work(), "order", order.done, partial(self._told, inquiry))
        else:
            self.leave_inquiry()
            self._errands.run(order.work(), "order", order.done)

    def leave_inquiry(self) -> None:
        """Close the question; the keys return to the reply, unless they are elsewhere already."""
        if self._screen.focused is self.box.field:
            self._focus_reply(self.box.conversation or self._screen.attended)
        self.box.close()

    @property
    def page_width(self) -> int:
        """How many cells the text of a question that belongs to no pane has."""
        return self.corner.width - _FRAME

    def _told(self, inquiry: Inquiry, declined: Declined | None) -> None:
        if self.box.inquiry is not inquiry:
            return
        if declined is None:
            self.leave_inquiry()
        else:
            self.box.refused(declined)

    @property
    def corner(self) -> Region:
        """Where something stands that belongs to no pane."""
        size = self._screen.size
        return Region(0, 0, min(size.width, _WIDEST), min(size.height - LINES_BELOW, _HIGHEST))

    # Both

    def give_way(self) -> None:
        """Close what is open over a pane; something else takes the keys."""
        self.leave_inquiry()
        if self.picker.conversation is not None:
            self.close_picker()

    def follow_panes(self) -> None:
        """Stand over the panes where they are now; what belongs to one off screen waits out of sight."""
        self.menu.fit()
        if self.box.inquiry is not None and self.box.conversation is None:
            self.box.stand(self.corner)
        for overlay in (self.box, self.picker):
            pane = self._screen.pane_of(overlay.conversation)
            if pane is not None and pane.region:
                overlay.stand(pane.region_above_reply)
            if overlay.conversation is not None:
                overlay.display = pane is not None

    def drop_those_of_the_gone(self) -> None:
        """Close what belongs to a conversation that is no longer held."""
        desk = self._workspace.desk
        if self.picker.conversation is not None and self.picker.conversation not in desk:
            self.close_picker()
            self._screen.notice(Content(_("the conversation has left the desk: nothing was inserted")))
        conversation = self.box.conversation
        if conversation is not None and conversation not in desk:
            waiting = self.box.waiting
            self.leave_inquiry()
            if not waiting:
                why = line(desk.farewell(conversation))
                words = _("the conversation has left the desk: nothing was done {why}")
                self._screen.notice(filled(words, why=why))

    def toggle_help(self) -> None:
        """Show the list of keys, or close it and return to the reply."""
        if self.help_page.display:
            self._focus_reply(self._screen.attended)
            self.help_page.display = False
        else:
            self.help_page.show(self._screen.shortcuts)
            self._screen.set_focus(self.help_page)

    def _focus_reply(self, conversation: ConversationId | None) -> None:
        pane = self._screen.pane_of(conversation)
        self._screen.set_focus(None if pane is None else pane.composer)
