"""Finds a canned reply while its text, filled in for the customer, is in view."""

from collections.abc import Callable
from typing import Protocol

from textual import events
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.geometry import Region
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from agent_console.domain.chat import ConversationId
from agent_console.services.catalogue import Catalogue, Offer, Preview
from agent_console.ui.backlog import worked_off
from agent_console.ui.format import block, joined, line

_LOWEST = 10
_TRIGGER_WIDTH = 11


class Host(Protocol):
    """What is around the picker; told in the same tick, because the next key may be there already."""

    def insert(self, conversation: ConversationId, snippet: str) -> None:
        """Insert a canned reply for the conversation that the picker was opened for, and close it."""
        ...

    def close_picker(self) -> None:
        """Close the picker without a choice."""
        ...


class Picker(Vertical):
    """Bound at opening to one conversation, for which it looks up, previews and inserts.

    Enter and Esc move the focus, so the screen gives them to the picker itself, not to its line.
    """

    def __init__(self, catalogue: Catalogue, host: Host) -> None:
        super().__init__()
        self.query_line = Input(placeholder="type to find a reply", select_on_focus=False, compact=True)
        self.query_line.cursor_blink = False
        self.conversation: ConversationId | None = None
        self._catalogue = catalogue
        self._host = host
        self._options = OptionList(markup=False, compact=True)
        self._options.can_focus = False
        self._preview = Static(markup=False)
        self._offers: list[Offer] = []
        self.display = False

    def compose(self) -> ComposeResult:
        """Stack query, list and preview."""
        yield self.query_line
        yield self._options
        yield self._preview

    def open(self, conversation: ConversationId, recipient: Content, over: Region) -> None:
        """Show the replies for a conversation, over its messages; the caller moves the focus here."""
        self.stand(over)
        self.conversation = conversation
        self.border_title = joined("canned replies for ", recipient)
        self.border_subtitle = joined("Enter inserts · Esc closes")
        self.query_line.value = ""
        self.display = True
        self._list()

    def stand(self, over: Region) -> None:
        """Take that region of the screen."""
        self.styles.offset = over.offset
        self.styles.width = over.width
        self.styles.height = max(_LOWEST, over.height)

    def close(self) -> None:
        """Disappear and forget the conversation."""
        self.conversation = None
        self.display = False

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look up what is typed."""
        event.stop()
        self._list()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Choose what was clicked."""
        event.stop()
        self._choose()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the text of what is highlighted."""
        event.stop()
        self._show_preview()

    async def take(self, key: str) -> bool:
        """Insert or close, if the key means that; what was typed before it counts first."""
        meanings: dict[str, Callable[[], None]] = {
            "enter": self._choose,
            "escape": self._host.close_picker,
        }
        meaning = meanings.get(key)
        if meaning is None:
            return False
        await worked_off(self.query_line, self)
        if self.conversation is not None:
            meaning()
        return True

    def on_key(self, event: events.Key) -> None:
        """Move in the list."""
        moves: dict[str, Callable[[], None]] = {
            "up": self._options.action_cursor_up,
            "down": self._options.action_cursor_down,
            "pageup": self._options.action_page_up,
            "pagedown": self._options.action_page_down,
        }
        move = moves.get(event.key)
        if move is not None:
            event.stop()
            event.prevent_default()
            move()

    def _list(self) -> None:
        if self.conversation is None:
            return
        self._offers = self._catalogue.offers(self.conversation, self.query_line.value)
        self._options.clear_options()
        self._options.add_options([Option(_offer_line(offer)) for offer in self._offers])
        self._options.highlighted = 0 if self._offers else None
        self._show_preview()

    def _show_preview(self) -> None:
        offer = self._highlighted()
        if offer is None or self.conversation is None:
            self._preview.update(Content.styled("nothing found", "$quiet"))
            return
        preview = self._catalogue.preview(self.conversation, offer.id)
        self._preview.update(_preview_page(offer, preview))

    def _highlighted(self) -> Offer | None:
        index = self._options.highlighted
        return self._offers[index] if index is not None and index < len(self._offers) else None

    def _choose(self) -> None:
        offer = self._highlighted()
        if offer is not None and self.conversation is not None and not offer.blocked:
            self._host.insert(self.conversation, offer.id)


def _offer_line(offer: Offer) -> Content:
    style = "$quiet" if offer.blocked else ""
    trigger = line(offer.trigger, 24)
    trigger = trigger.extend_right(max(1, _TRIGGER_WIDTH - trigger.cell_length))
    return joined(trigger.stylize(style or "bold"), line(offer.label, 60).stylize(style))


def _preview_page(offer: Offer, preview: Preview) -> Content:
    if offer.blocked or preview.error:
        return joined(("cannot be used here: ", "bold"), line(offer.blocked or preview.error))
    if preview.holes:
        missing = joined(("to fill in: ", "bold"), line(", ".join(preview.holes)))
        return Content("\n").join([block(preview.text), missing])
    return block(preview.text)
