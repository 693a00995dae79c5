"""Canned replies in the picker."""

from collections.abc import Callable, Iterable, Mapping, Sequence

from textual.content import Content

from agent_console.domain.chat import ConversationId
from agent_console.services.catalogue import MOST_OFFERS, Language, Offer, Preview
from agent_console.services.workspace import Workspace
from agent_console.texts import _
from agent_console.ui.format import filled, joined, line
from agent_console.ui.keys import KeyMap, pretty_keys
from agent_console.ui.picking.section import Host, Place
from agent_console.ui.preview_page import preview_page
from agent_console.ui.symbol import MACRO_GLYPH

_TRIGGER_WIDTH = 13
"""Behind it the labels begin, whatever is listed, so that they do not jump."""


class Replies:
    """Implements `Section`; with `among` it finds only those, in their order."""

    def __init__(self, workspace: Workspace, host: Host, keys: KeyMap, among: tuple[str, ...] = ()) -> None:
        self._workspace = workspace
        self._catalogue = workspace.catalogue
        self._host = host
        self._keys = keys
        self._among = among
        self._conversation: ConversationId | None = None
        self._offers: Sequence[Offer] = ()
        self._languages: tuple[Language, ...] = ()
        self._locale = ""

    def titled(self, recipient: Content) -> Content:
        """Return whether one of a few is to be chosen, or all canned replies are found."""
        # Translators: which one of several canned replies, in the title of a list
        words = _("which one for {customer}") if self._among else _("canned replies for {customer}")
        return filled(words, customer=recipient)

    async def find(self, conversation: ConversationId, query: str) -> bool:
        """Find the replies that fit a query."""
        if self._among:
            found = _named(self._catalogue.listed(conversation, self._among), query)
        else:
            found = await self._catalogue.offers(conversation, query)
        self._conversation, self._offers = conversation, found
        return True

    async def make_ready(self) -> None:
        """Prepare for the first query."""
        await self._catalogue.make_ready()

    @property
    def lines(self) -> Sequence[Content]:
        """The triggers and labels."""
        return [_offer_line(offer) for offer in self._offers]

    @property
    def key_line(self) -> Content:
        """What the keys do, and whether the list has been cut."""
        cut = [_("the first {count}: type to narrow").format(count=MOST_OFFERS)]
        words = self._keys.spelled(_("{list.choose} inserts · {list.next} language · {list.leave} closes"))
        return Content(" · ".join([*cut, words] if len(self._offers) >= MOST_OFFERS else [words]))

    def page(self, place: Place) -> Content:
        """Return a reply's text as it would be inserted."""
        self._locale = ""
        return self._drawn(place)

    def turned(self, place: Place, step: int) -> Content | None:
        """Return the text in the language after the one that is shown, or before it."""
        offer = self._offer(place)
        if offer is None or self._conversation is None or not self._languages:
            return None
        tags = [language.tag for language in self._languages]
        shown = self._catalogue.preview(self._conversation, offer.id, self._locale).language
        here = tags.index(shown) if shown in tags else (-1 if step > 0 else 0)
        self._locale = tags[(here + step) % len(tags)]
        return self._drawn(place)

    @property
    def choices(self) -> Mapping[str, Callable[[Place], None]]:
        """Choosing inserts."""
        return {"list.choose": self._choose}

    def _choose(self, place: Place) -> None:
        offer = self._offer(place)
        if offer is not None and self._conversation is not None and not offer.blocked:
            self._host.insert(self._conversation, offer.id, self._locale)

    def _drawn(self, place: Place) -> Content:
        offer = self._offer(place)
        if offer is None or self._conversation is None:
            self._languages = ()
            return Content.styled(_("nothing found"), "$quiet")
        preview = self._catalogue.preview(self._conversation, offer.id, self._locale)
        self._languages = preview.languages
        return self._page_of(offer, preview)

    def _page_of(self, offer: Offer, preview: Preview) -> Content:
        desk, now = self._workspace.desk, self._workspace.clock.now()
        origin, turn = self._catalogue.origin(offer.id), self._keys.label("list.next")
        return preview_page(offer, preview, origin, desk, now, turn)

    def _offer(self, place: Place) -> Offer | None:
        return self._offers[place] if place is not None and place < len(self._offers) else None


def _named(offers: Iterable[Offer], query: str) -> list[Offer]:
    """Return those whose trigger or label has every word of a query."""
    words = query.casefold().split()
    return [one for one in offers if all(word in f"{one.trigger} {one.label}".casefold() for word in words)]


def _offer_line(offer: Offer) -> Content:
    style = "$quiet" if offer.blocked else ""
    trigger = line(offer.trigger, 24)
    trigger = trigger.extend_right(max(1, _TRIGGER_WIDTH - trigger.cell_length))
    label = joined(line(offer.label, 60).stylize(style), f" {MACRO_GLYPH}" if offer.acts else "")
    key = joined("  ", line(pretty_keys(offer.shortcut), 24, "$quiet")) if offer.shortcut else ""
    return joined(trigger.stylize(style or "bold"), label, key)
