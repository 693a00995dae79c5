"""Finds a canned reply while its text, filled in for the customer, is in view."""

from collections.abc import Callable
from functools import partial
from typing import Protocol

from textual import events, work
from textual.app import ComposeResult
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from agent_console.domain.chat import ConversationId
from agent_console.services.catalogue import MOST_OFFERS, Language, Offer, Preview
from agent_console.services.workspace import Workspace
from agent_console.ui.backlog import worked_off
from agent_console.ui.format import joined, line
from agent_console.ui.keys import pretty_keys
from agent_console.ui.preview_page import preview_page
from agent_console.ui.symbol import MACRO_GLYPH

LOWEST = 12
WIDEST = 124
TWO_COLUMNS = 84
"""From this width on the text stands beside the list, and below it otherwise."""
_TRIGGER_WIDTH = 13
"""Behind it the labels begin, whatever is listed, so that they do not jump."""
_SEARCH = "search"


class Host(Protocol):
    """What is around the picker; told in the same tick, because the next key may be there already."""

    def insert(self, conversation: ConversationId, snippet: str, locale: str = "") -> None:
        """Insert a canned reply for the conversation that the picker was opened for, and close it."""
        ...

    def close_picker(self) -> None:
        """Close the picker without a choice."""
        ...


class Picker(Vertical):
    """Bound at opening to one conversation, for which it looks up, previews and inserts.

    Enter and Esc move the focus, so the screen gives them to the picker itself, not to its line.
    """

    def __init__(self, workspace: Workspace, host: Host) -> None:
        super().__init__()
        self.query_line = Input(
            placeholder="type to find a reply; / looks into the texts", select_on_focus=False, compact=True
        )
        self.query_line.cursor_blink = False
        self.conversation: ConversationId | None = None
        self._workspace = workspace
        self._catalogue = workspace.catalogue
        self._host = host
        self._options = OptionList(markup=False, compact=True)
        self._options.can_focus = False
        self._preview = Static(markup=False)
        self._page = VerticalScroll(self._preview, can_focus=False)
        self._offers: list[Offer] = []
        self._among: tuple[str, ...] = ()
        self._listed: str | None = None
        self._languages: tuple[Language, ...] = ()
        self._locale = ""
        self.display = False

    def compose(self) -> ComposeResult:
        """Put the query over the list and the preview."""
        yield self.query_line
        yield Container(self._options, self._page)

    def open(
        self,
        conversation: ConversationId,
        recipient: Content,
        over: Region,
        query: str = "",
        among: tuple[str, ...] = (),
    ) -> None:
        """Show the replies for a conversation, over its messages; the caller moves the focus here.

        `query` is what is looked for first. With `among` only those are shown, in their order.
        """
        self.conversation = conversation
        self._among = among
        self.stand(over)
        self._listed = None
        self.border_title = joined("which one for " if among else "canned replies for ", recipient)
        self.query_line.value = query
        self.query_line.cursor_position = len(query)
        self.display = True
        self._look_up(ready=True)

    def stand(self, over: Region) -> None:
        """Stand over that region of the screen; where that is narrow, over its neighbours' messages too.

        Their titles, which say how long they wait, stay in sight, and the last messages beside a choice
        among a few.
        """
        screen = self.screen.size
        width = min(screen.width, max(over.width, WIDEST))
        wide = width >= TWO_COLUMNS
        top = max(over.y, over.bottom - LOWEST) if self._among and wide else over.y + (width > over.width)
        self.styles.offset = (max(0, min(over.x, screen.width - width)), top)
        self.styles.width, self.styles.height = width, max(LOWEST, over.bottom - top)
        self.set_class(wide, "-wide")

    def close(self) -> None:
        """Disappear and forget the conversation."""
        self.workers.cancel_group(self, _SEARCH)
        self.conversation = None
        self.display = False

    # Keys

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
        if key == "enter":
            await self._catch_up()
        if self.conversation is not None:
            meaning()
        return True

    async def on_key(self, event: events.Key) -> None:
        """Move in the list or the text, or go to another language."""
        moves: dict[str, Callable[[], None]] = {
            "up": self._options.action_cursor_up,
            "down": self._options.action_cursor_down,
            "pageup": self._options.action_page_up,
            "pagedown": self._options.action_page_down,
            "shift+up": self._page.action_scroll_up,
            "shift+down": self._page.action_scroll_down,
            "tab": partial(self._go_to_language, 1),
            "shift+tab": partial(self._go_to_language, -1),
        }
        move = moves.get(event.key)
        if move is not None:
            event.stop()
            event.prevent_default()
            await self._catch_up()
            move()

    def on_input_changed(self, event: Input.Changed) -> None:
        """Look up what is typed."""
        event.stop()
        self._look_up()

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Choose what was clicked."""
        event.stop()
        self._choose()

    def on_option_list_option_highlighted(self, event: OptionList.OptionHighlighted) -> None:
        """Show the text of what is highlighted."""
        event.stop()
        self._show_preview()

    # Looking up

    @work(name=_SEARCH, group=_SEARCH, description=_SEARCH, exclusive=True)
    async def _look_up(self, ready: bool = False) -> None:
        """Search beside everything else; the next key takes the place of a search that is not done."""
        await self._list()
        if ready:
            await self._catalogue.make_ready()

    async def _catch_up(self) -> None:
        """List what is typed by now, if that is not listed yet."""
        if self._listed != self.query_line.value:
            self.workers.cancel_group(self, _SEARCH)
            await self._list()

    async def _list(self) -> None:
        conversation, query = self.conversation, self.query_line.value
        if conversation is None:
            return
        offers = await self._found(conversation, query)
        if self.conversation != conversation:
            return
        self._listed, self._offers = query, offers
        self.border_subtitle = _key_line(offers)
        self._options.clear_options()
        self._options.add_options([Option(_offer_line(offer)) for offer in offers])
        self._options.highlighted = 0 if offers else None
        self._show_preview()

    async def _found(self, conversation: ConversationId, query: str) -> list[Offer]:
        if not self._among:
            return await self._catalogue.offers(conversation, query)
        return _named(self._catalogue.listed(conversation, self._among), query)

    # Showing

    def _show_preview(self) -> None:
        self._locale = ""
        self._draw_preview()

    def _draw_preview(self) -> None:
        offer = self._highlighted()
        if offer is None or self.conversation is None:
            self._languages = ()
            self._preview.update(Content.styled("nothing found", "$quiet"))
            return
        preview = self._catalogue.preview(self.conversation, offer.id, self._locale)
        self._languages = preview.languages
        self._preview.update(self._page_of(offer, preview))
        self._page.scroll_home(animate=False)

    def _page_of(self, offer: Offer, preview: Preview) -> Content:
        desk, now = self._workspace.desk, self._workspace.clock.now()
        return preview_page(offer, preview, self._catalogue.origin(offer.id), desk, now)

    def _go_to_language(self, step: int) -> None:
        """Show the text in the language after the one that is shown, or before it."""
        offer = self._highlighted()
        if offer is None or self.conversation is None or not self._languages:
            return
        tags = [language.tag for language in self._languages]
        shown = self._catalogue.preview(self.conversation, offer.id, self._locale).language
        here = tags.index(shown) if shown in tags else (-1 if step > 0 else 0)
        self._locale = tags[(here + step) % len(tags)]
        self._draw_preview()

    def _highlighted(self) -> Offer | None:
        index = self._options.highlighted
        return self._offers[index] if index is not None and index < len(self._offers) else None

    def _choose(self) -> None:
        offer = self._highlighted()
        if offer is not None and self.conversation is not None and not offer.blocked:
            self._host.insert(self.conversation, offer.id, self._locale)


def _named(offers: list[Offer], query: str) -> list[Offer]:
    """Return those whose trigger or label has every word of a query."""
    words = query.casefold().split()
    return [one for one in offers if all(word in f"{one.trigger} {one.label}".casefold() for word in words)]


def _key_line(offers: list[Offer]) -> Content:
    """Return what the keys do, and whether the list has been cut."""
    cut = f"the first {MOST_OFFERS}: type to narrow · " if len(offers) >= MOST_OFFERS else ""
    return Content(f"{cut}Enter inserts · Tab language · Esc closes")


def _offer_line(offer: Offer) -> Content:
    style = "$quiet" if offer.blocked else ""
    trigger = line(offer.trigger, 24)
    trigger = trigger.extend_right(max(1, _TRIGGER_WIDTH - trigger.cell_length))
    label = joined(line(offer.label, 60).stylize(style), f" {MACRO_GLYPH}" if offer.acts else "")
    key = joined("  ", line(pretty_keys(offer.shortcut), 24, "$quiet")) if offer.shortcut else ""
    return joined(trigger.stylize(style or "bold"), label, key)
