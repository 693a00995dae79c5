"""One conversation's messages in one widget that scrolls by itself; a new message lays nothing out anew."""

from dataclasses import dataclass

from textual import events
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.selection import Selection
from textual.strip import Strip
from textual.widget import Widget

from agent_console.domain.chat import Author, Conversation
from agent_console.texts import _, ngettext
from agent_console.ui.bubble import without_margin
from agent_console.ui.format import joined, line
from agent_console.ui.link_mark import link_at
from agent_console.ui.roll import Cued, Find, Mark, Roll, uncued
from agent_console.ui.symbol import MORE_BELOW_GLYPH, QUOTE_GLYPH

_WHEEL = 3
_LEAST_QUOTE = 8
_FARTHEST = 5_000
"""Rows that one jump to the beginning sets at most; pressing again goes further."""


class Transcript(Widget):
    """Draws the rows in view; follows the end unless the reader has scrolled up.

    The last line of the widget is kept free: it tells what is new below, or what the customer is writing,
    and quotes the customer's last line, so that it always stands right above the composer.
    """

    @dataclass
    class LinkClicked(Message):
        """A link was clicked; nothing has been done with it."""

        transcript: "Transcript"
        shown: str
        """The link as it stands there, sanitised."""

        @property
        def control(self) -> "Transcript":
            """The transcript that the link stands in."""
            return self.transcript

    def __init__(self) -> None:
        super().__init__()
        self.end_key = ""
        """The key that goes to the newest message, as people write it."""
        self.cued: Cued = uncued  # set before anything is shown
        self.spoken = False  # so is this: whether words stand in place of signs
        self._conversation: Conversation | None = None
        self._roll = Roll(0)
        self._outdated = False
        self._below = 0
        self._unread = 0
        self._aside = Content()
        self._mark: Mark | None = None
        self._find: Find | None = None
        self._covered = 0
        """How many rows something lies over; the first ones can be read below it."""

    @property
    def following(self) -> bool:
        """Whether the newest message is in view."""
        return self._below == 0

    @property
    def unread(self) -> int:
        """How many messages have come since the reader scrolled up."""
        return self._unread

    def show(self, conversation: Conversation) -> None:
        """Show a conversation as it is now; what is new is set when the next frame is drawn."""
        before = self._conversation
        if before is not None and not self.following:
            self._unread += sum(1 for message in conversation.since(before.head) if not message.amends)
        self._conversation, self._outdated = conversation, True
        self.refresh()

    def say_below(self, words: Content) -> None:
        """Say what goes on now, such as that the customer writes, below the messages; nothing ends it."""
        if not words.is_same(self._aside):
            self._aside = words
            self.refresh(Region(0, self._view, self.size.width, 1))

    def follow(self) -> None:
        """Go to the newest message."""
        self.scroll_rows(-self._below)

    def scroll_rows(self, up: int) -> None:
        """Scroll up by so many rows, or down if negative."""
        self._scroll(up)

    def _scroll(self, up: int) -> None:
        self._settle()
        wanted = max(0, self._below + up)
        self._roll.reach(min(wanted, self._below + _FARTHEST) + self._view)
        self._below = min(wanted, max(0, len(self._roll) + self._covered - self._view))
        self._unread = self._unread if self._below else 0
        self.refresh()

    def scroll_page(self, pages: int) -> None:
        """Scroll by pages; positive is down."""
        self.scroll_rows(-pages * max(1, self._view - 2))

    def jump(self, step: int) -> None:
        """Scroll by a page, or with 2 and -2 to the end or the beginning."""
        if step == -2:
            self.scroll_to_start()
        elif step == 2:
            self.follow()
        else:
            self.scroll_page(step)

    def scroll_to_start(self) -> None:
        """Go to the first message; in a very long history some thousand rows up."""
        self.scroll_rows(_FARTHEST)

    def on_click(self, event: events.Click) -> None:
        """Tell of a link that was clicked; the end of a selection is no click on what is below it."""
        shown = link_at(event.style)
        if shown and self.text_selection is None:
            self.post_message(self.LinkClicked(self, shown))

    def on_mouse_scroll_up(self, event: events.MouseScrollUp) -> None:
        """Scroll with the wheel."""
        event.stop()
        self.scroll_rows(_WHEEL)

    def on_mouse_scroll_down(self, event: events.MouseScrollDown) -> None:
        """Scroll with the wheel."""
        event.stop()
        self.scroll_rows(-_WHEEL)

    def on_resize(self) -> None:
        """Wrap anew for the new width; a reader's place is kept as far as rows allow."""
        if self._roll.width != self.size.width:
            self._roll = Roll(self.size.width, self._mark, self._find, self.cued, self.spoken)
        self._outdated = True
        self._settle()
        self._keep_place()

    def render_lines(self, crop: Region) -> list[Strip]:
        """Set what is new, once a frame, then draw."""
        self._settle()
        return super().render_lines(crop)

    def render_line(self, y: int) -> Strip:
        """Draw one row."""
        if y == self._view:
            return self._strip(self._footer())
        index = len(self._roll) - self._below - self._view + y
        if not 0 <= index < len(self._roll):
            return Strip.blank(self.size.width, self.rich_style)
        number = self._roll.origin + index
        return self._strip(self._selected(self._roll[index], number)).apply_offsets(0, number)

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the selected text without the margins, for copying."""
        selected: list[str] = []
        for index in range(len(self._roll)):
            span = selection.get_span(self._roll.origin + index)
            if span is not None:
                plain = self._roll[index].plain
                start, end = span
                part = plain[start : len(plain) if end == -1 else end]
                selected.append(part if start else without_margin(part))
        return "\n".join(selected), "\n"

    @property
    def _view(self) -> int:
        """How many rows of messages are in view."""
        return max(0, self.size.height - 1)

    def _keep_place(self) -> None:
        """Stay where the reader is, as far as rows allow, now that the size has changed."""
        self._scroll(0)

    def _settle(self) -> None:
        conversation = self._conversation
        if not self._outdated or conversation is None or not self._roll.width:
            return
        self._outdated = False
        grown = self._roll.update(conversation, self.following)
        if not self.following:
            self._below = max(0, self._below + grown)
        self._roll.reach(self._below + self._view)

    def _selected(self, row: Content, number: int) -> Content:
        selection = self.text_selection
        span = None if selection is None else selection.get_span(number)
        if span is None:
            return row
        start, end = span
        return row.stylize(
            self.screen.get_visual_style("screen--selection"), start, None if end == -1 else end
        )

    def _strip(self, row: Content) -> Strip:
        strip = Strip(row.render_segments(self.visual_style), row.cell_length)
        return strip.adjust_cell_length(self.size.width, self.rich_style)

    def _footer(self) -> Content:
        if not self.following:
            new = ngettext("{count} new below", "{count} new below", self._unread).format(count=self._unread)
            below = new if self._unread else _("more below")
            more = joined((f" {MORE_BELOW_GLYPH} {below} ", "reverse"), (f" {self.end_key}", "$quiet"))
            return joined(more, self._last_line(self.size.width - more.cell_length))
        if self._aside:
            return joined(" ", self._aside).truncate(self.size.width, ellipsis=True)
        held = self._conversation
        newest = None if held is None else next((m for m in reversed(held.messages) if not m.amends), None)
        if held is None or (not held.echoes and newest is held.last_from(Author.CUSTOMER)):
            return Content()
        return self._last_line(self.size.width)

    def _last_line(self, width: int) -> Content:
        """Quote what the customer wrote last, where there is room for it."""
        last = None if self._conversation is None else self._conversation.last_from(Author.CUSTOMER)
        if last is None or width < _LEAST_QUOTE:
            return Content()
        lead = f" {_('customer wrote:') if self.spoken else QUOTE_GLYPH} "
        return joined((lead, "$quiet"), line(last.text, width - len(lead) - 1, "$quiet italic"))
