"""The links of a transcript: which one, where it really leads, and what is to be done with it."""

from collections.abc import Callable, Iterator, Sequence
from datetime import datetime

from textual.content import Content

from agent_console.services.link_inspection import Inspection, inspect
from agent_console.services.links import Mention
from agent_console.texts import N_, _
from agent_console.ui.fact_line import point_in_time
from agent_console.ui.format import block, filled, joined, line
from agent_console.ui.inquiry.inquiry import Amiss, Choice, Inquiry, Next, Outcome, matching
from agent_console.ui.symbol import FILE_GLYPH, NOTE_GLYPH

CAUTION_GLYPH = "!"
_LISTED = 400
"""Characters of an address in the list; it stands in full below."""

Use = Callable[[str], None]
"""Does something with an address that is not to be altered any more."""


class LinkInquiry(Inquiry):
    """Which link, newest first; each is shown in full, with what about it could mislead."""

    hint = N_("type to narrow down")
    wide_page = True
    keys = N_("{list.choose} on · {chat.copy} copy · {list.leave} close")

    def __init__(
        self, title: Content, mentions: Sequence[Mention], now: datetime, follow: Callable[[Mention], Inquiry]
    ) -> None:
        super().__init__(title)
        self._mentions = {str(place): mention for place, mention in enumerate(mentions)}
        self._inspections = {place: inspect(mention.link) for place, mention in self._mentions.items()}
        self._now = now
        self._follow = follow
        self._choices = [self._choice(place) for place in self._mentions]

    def choices(self, typed: str) -> Sequence[Choice]:
        """Return the links that have every word that is typed."""
        return matching(self._choices, typed)

    def page_of(self, choice: Choice | None) -> Content:
        """Return where the link that is highlighted leads; made only for that one, because it may be long."""
        if choice is None:
            return self.page
        return link_page(self._mentions[choice.value], self._inspections[choice.value], self._now)

    def copied(self, choice: Choice | None) -> str:
        """Return the address that is highlighted."""
        return "" if choice is None else self._inspections[choice.value].address

    def answer(self, typed: str, choice: Choice | None) -> Outcome:
        """Ask what is to be done with the link."""
        if choice is None:
            return Amiss(Content(_("there is no such link")))
        return Next(self._follow(self._mentions[choice.value]))

    def _choice(self, place: str) -> Choice:
        mention, inspection = self._mentions[place], self._inspections[place]
        at = point_in_time(mention.at, self._now)
        marks = f"{CAUTION_GLYPH} " if inspection.cautions else ""
        file = joined(f"{FILE_GLYPH} ", line(mention.file, 40), " ") if mention.file else ""
        label = joined((f"{at} ", "$quiet"), (marks, "bold"), file, line(mention.link.written, _LISTED))
        return Choice(place, label)


class LinkUse(Inquiry):
    """What is to be done with one link; an Enter that comes too early copies it, and opens nothing."""

    # Translators: "open" is what the text "open the page at …" begins with
    hint = N_("type open, or choose with ↑ and ↓")
    wide_page = True

    def __init__(self, title: Content, inspection: Inspection, page: Content, copy: Use, browse: Use) -> None:
        """`browse` opens an address of a web page."""
        super().__init__(title)
        self.page = page
        self._inspection = inspection
        self._uses = {"copy": copy} if inspection.refusal else {"copy": copy, "open": browse}

    def choices(self, typed: str) -> Sequence[Choice]:
        """Return what can be done."""
        site = line(self._inspection.site, 100, "bold")
        labels = {
            "copy": Content(_("copy the address")),
            "open": filled(_("open the page at {site}"), site=site),
        }
        return matching([Choice(use, labels[use]) for use in self._uses], typed)

    def copied(self, choice: Choice | None) -> str:
        """Return the address."""
        return self._inspection.address

    def answer(self, typed: str, choice: Choice | None) -> Outcome:
        """Do it."""
        if choice is None:
            return Amiss(Content(_("nothing else can be done with it")))
        self._uses[choice.value](self._inspection.address)
        return None


def link_page(mention: Mention, inspection: Inspection, now: datetime) -> Content:
    """Return where a link leads, what could mislead, and the whole of it: it may be very long."""
    return Content("\n").join(_rows(mention, inspection, now))


def _rows(mention: Mention, inspection: Inspection, now: datetime) -> Iterator[Content]:
    if inspection.site:
        spelled = joined(" · ", line(inspection.spelled, 260)) if inspection.spelled else ""
        site = line(inspection.site, 260, "bold")
        yield joined(filled(_("leads to {site}"), "$quiet", site=site), spelled)
    for caution in inspection.cautions:
        yield joined((f"{CAUTION_GLYPH} ", "bold"), line(caution, 400, "bold"))
    yield block(mention.link.written)
    if inspection.address != mention.link.written:
        yield filled(_("as it is sent: {address}"), "$quiet", address=block(inspection.address))
    if inspection.refusal:
        yield line(inspection.refusal, 200, "italic")
    note = f"{NOTE_GLYPH} " if mention.note else ""
    source = _("in a note by {author}, {time}") if mention.note else _("from {author}, {time}")
    at = point_in_time(mention.at, now)
    yield joined(note, filled(source, author=line(mention.author, 40), time=at)).stylize("$quiet")
