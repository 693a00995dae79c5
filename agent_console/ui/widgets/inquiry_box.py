"""A question over one pane: a field, what can be chosen, and what there is to read about it."""

from collections.abc import Sequence
from typing import Protocol

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.widgets import OptionList, Static, TextArea

from agent_console.domain.chat import ConversationId
from agent_console.ports import Declined
from agent_console.texts import _
from agent_console.ui.backlog import worked_off
from agent_console.ui.berth import LEAST_HEIGHT, berth
from agent_console.ui.format import joined, line
from agent_console.ui.inquiry.inquiry import Amiss, Choice, Fill, Inquiry, Next, Order
from agent_console.ui.keys import KeyMap
from agent_console.ui.widgets.answer_field import AnswerField
from agent_console.ui.widgets.choice_list import ChoiceList

_PAGE = 5
"""Rows of the page, and of the list at least; the other one has the rest."""
_REST = 4
"""Rows that are neither the list's nor the page's: the border, the field, and the rule above the page."""


class Host(Protocol):
    """What is around the box."""

    def carry_out(self, order: Order) -> None:
        """Have the chat system do something."""
        ...

    def leave_inquiry(self) -> None:
        """Close the box, and return to the reply."""
        ...

    def drop_those_of_the_gone(self) -> None:
        """Close the box if it is about a conversation that has left, and say so."""
        ...


class InquiryBox(Vertical):
    """Bound at opening to one conversation, or to none; stops nothing else while it is open."""

    def __init__(self, host: Host, keys: KeyMap) -> None:
        super().__init__()
        self.field = AnswerField(self, keys)
        self.inquiry: Inquiry | None = None
        self.conversation: ConversationId | None = None
        self._host = host
        self._keys = keys
        self._options = ChoiceList(markup=False, compact=True)
        self._options.can_focus = False
        self._text = Static(markup=False)
        self._page = VerticalScroll(self._text, can_focus=False)
        self._choices: Sequence[Choice] = ()
        self._complaint = Content()
        self._listed = ""
        self._height = LEAST_HEIGHT
        self.display = False

    def compose(self) -> ComposeResult:
        """Stack field, list and page."""
        yield self.field
        yield self._options
        yield self._page

    def open(self, inquiry: Inquiry, conversation: ConversationId | None, over: Region) -> None:
        """Ask, in that region of the screen; the caller moves the focus here."""
        self.conversation = conversation
        self.display = True
        self.stand(over)
        self.ask(inquiry)

    def stand(self, over: Region) -> None:
        """Take that region of the screen, or as much more as a question needs."""
        region = berth(over, self.screen.size)
        self.styles.offset = region.offset
        self.styles.width = region.width
        self._height = region.height
        self._share_rows()

    def close(self) -> None:
        """Disappear and forget the question."""
        self.inquiry = self.conversation = None
        self.field.finish()
        self.display = False

    def ask(self, inquiry: Inquiry) -> None:
        """Go on to a step of the question."""
        self.inquiry = inquiry
        self._complaint = Content()
        self.border_title = joined(inquiry.title)
        self.border_subtitle = Content(self._keys.spelled(inquiry.keys))
        self._share_rows()
        self.field.ask(inquiry)
        self.list_choices()

    def _share_rows(self) -> None:
        reading = self.inquiry is not None and (self.inquiry.reading or self.inquiry.wide_page)
        page = max(_PAGE, self._height - _PAGE - _REST) if reading else _PAGE
        self.styles.max_height = self._height
        self._page.styles.max_height = page
        self._options.styles.max_height = max(_PAGE, self._height - page - _REST)

    def list_choices(self) -> None:
        """List what can be chosen now; also to be called when the question has learned something."""
        inquiry = self.inquiry
        if inquiry is None:
            return
        self._listed = self.field.text
        self._choices = inquiry.choices(self._listed)
        highlighted = inquiry.highlighted(self._listed, self._choices)
        self._options.offer((choice.label for choice in self._choices), highlighted)
        self._show_page()

    @property
    def waiting(self) -> bool:
        """Whether an answer is under way to the chat system."""
        return self.inquiry is not None and self.field.read_only

    @property
    def copied(self) -> str:
        """What the key that copies takes from here; empty for nothing."""
        return "" if self.inquiry is None else self.inquiry.copied(self._highlighted())

    def wait(self) -> None:
        """Take no keys until the chat system has answered."""
        self.field.read_only = True
        self._say(Content(_("one moment …")))

    def refused(self, declined: Declined) -> None:
        """Go on after a refusal, with the words still there."""
        inquiry = self.inquiry
        if inquiry is None:
            return
        follow = inquiry.declined(self.field.text, declined)
        if follow is not None:
            self.ask(follow)
        else:
            self.field.read_only = False
            self._say(line(declined.reason))

    # Keys

    async def take(self, key: str) -> bool:
        """Answer or leave, if the key means that; what was typed before it counts first."""
        if self._keys.means(key, "list.choose"):
            meaning = self.submit
        elif self._keys.means(key, "list.leave"):
            meaning = self._leave
        else:
            return False
        await worked_off(self.field)
        meaning()
        return True

    def submit(self) -> None:
        """Take what is typed and chosen as the answer."""
        self._host.drop_those_of_the_gone()  # it may have left a moment ago, and no frame was drawn since
        if self.inquiry is None or self.field.read_only:
            return
        self._catch_up()
        match self.inquiry.answer(self.field.text, self._highlighted()):
            case Next(inquiry):
                self.ask(inquiry)
            case Fill(text):
                self.field.fill(text)
            case Amiss(words):
                self._say(words)
            case Order() as order:
                self._host.carry_out(order)
            case None:
                self._host.leave_inquiry()

    def complete(self) -> None:
        """Complete what is typed."""
        if self.inquiry is not None and not self.field.read_only:
            self._catch_up()
            self.field.fill(self.inquiry.completed(self.field.text, self._highlighted()))

    def move(self, command_id: str) -> bool:
        """Move in the list, or in the page."""
        page = {"list.page-up": self._page.scroll_page_up, "list.page-down": self._page.scroll_page_down}
        if command_id not in page:
            return self._options.step(command_id)
        page[command_id](animate=False)
        return True

    # What its parts tell

    def on_text_area_changed(self, event: TextArea.Changed) -> None:
        """List what fits what is typed now."""
        event.stop()
        self._catch_up()
        if self.inquiry is not None and self.inquiry.decided(self.field.text):
            self.submit()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show what belongs to the choice."""
        event.stop()
        self._show_page()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Choose what was clicked."""
        event.stop()
        self.submit()

    def on_click(self, event: events.Click) -> None:
        """Take the keys again after the agent was elsewhere."""
        event.stop()
        self.screen.set_focus(self.field)

    def _leave(self) -> None:
        if self.inquiry is not None and not self.waiting:
            self.inquiry.left()
        self._host.leave_inquiry()

    def _catch_up(self) -> None:
        """List what fits what is typed by now; Enter may come before the list was drawn for it."""
        if self.field.text != self._listed:
            self._complaint = Content()
            self.list_choices()

    def _highlighted(self) -> Choice | None:
        index = self._options.highlighted
        return self._choices[index] if index is not None and index < len(self._choices) else None

    def _say(self, words: Content) -> None:
        self._complaint = words.stylize("bold reverse")
        self._show_page()

    def _show_page(self) -> None:
        inquiry = self.inquiry
        if inquiry is None:
            return
        parts = [part for part in (self._complaint, inquiry.page_of(self._highlighted())) if part]
        self._page.display = bool(parts)
        self._text.update(Content("\n").join(parts))
        scroll = self._page.scroll_end if inquiry.reading else self._page.scroll_home
        scroll(animate=False)
