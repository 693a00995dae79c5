"""Help articles in the picker."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from textual.content import Content

from agent_console.domain.article import Passage
from agent_console.domain.chat import ConversationId
from agent_console.services.articles import Help
from agent_console.texts import _
from agent_console.ui.format import block, date, filled, joined, line
from agent_console.ui.keys import KeyMap
from agent_console.ui.picking.section import Host, Place
from agent_console.ui.symbol import WITHIN_GLYPH

_MOST_PROBLEMS = 3


class Articles:
    """Implements `Section`; what the customer asked decides what comes first."""

    def __init__(self, help_articles: Help, host: Host, keys: KeyMap) -> None:
        self._help = help_articles
        self._host = host
        self._keys = keys
        self._conversation: ConversationId | None = None
        self._query = ""
        self._passages: Sequence[Passage] = ()

    def titled(self, recipient: Content) -> Content:
        """Return that help articles are found."""
        return filled(_("help articles for {customer}"), customer=recipient)

    async def find(self, conversation: ConversationId, query: str) -> bool:
        """Find the passages that answer; False when a later query has overtaken this one."""
        found = await self._help.search(conversation, query)
        if found is None:
            return False
        self._conversation, self._query, self._passages = conversation, query, found
        return True

    async def make_ready(self) -> None:
        """Do nothing: the index is always ready."""

    @property
    def lines(self) -> Sequence[Content]:
        """The titles, with the headings below which the passages stand."""
        return [_passage_line(passage) for passage in self._passages]

    @property
    def key_line(self) -> Content:
        """What the keys do."""
        # Translators: keys and what they do: the words in braces stay as they are
        words = _(
            "{list.choose} inserts · {article.link} link · {article.missing} missing"
            " · {chat.replies} replies · {list.leave} closes"
        )
        return Content(self._keys.spelled(words))

    def page(self, place: Place) -> Content:
        """Return a passage as it would be inserted, and where it is from."""
        passage = self._passage(place)
        if passage is not None:
            return _page_of(passage)
        words = _("no article answers this: {article.missing} notes that one is missing")
        nothing = Content.styled(self._keys.spelled(words), "$quiet")
        problems = [line(problem, 400) for problem in self._help.problems[:_MOST_PROBLEMS]]
        return Content("\n\n").join([nothing, *problems])

    def turned(self, place: Place, step: int) -> Content | None:
        """Return nothing: an article in another language is another article."""
        return None

    @property
    def choices(self) -> Mapping[str, Callable[[Place], None]]:
        """Insert the passage or its link, or note that there is no article."""
        return {
            "list.choose": lambda place: self._insert(place, linked=False),
            "article.link": lambda place: self._insert(place, linked=True),
            "article.missing": lambda _place: self._note_missing(),
        }

    def _insert(self, place: Place, linked: bool) -> None:
        passage = self._passage(place)
        if passage is not None and self._conversation is not None:
            self._host.insert_passage(self._conversation, passage, linked)

    def _note_missing(self) -> None:
        if self._conversation is not None:
            self._host.note_missing(self._conversation, self._query)

    def _passage(self, place: Place) -> Passage | None:
        return self._passages[place] if place is not None and place < len(self._passages) else None


def _passage_line(passage: Passage) -> Content:
    heading = joined(f" {WITHIN_GLYPH} ", line(passage.heading, 60)) if passage.heading else ""
    return joined(line(passage.title, 60, "bold"), heading, "  ", line(passage.language, 8, "$quiet"))


def _page_of(passage: Passage) -> Content:
    return Content("\n\n").join([block(passage.text), Content("\n").join(_facts(passage))])


def _facts(passage: Passage) -> Iterator[Content]:
    heading = joined(f" {WITHIN_GLYPH} ", line(passage.heading, 200)) if passage.heading else ""
    yield joined(filled(_("from: {article}"), "$quiet", article=line(passage.title, 200)), heading)
    if passage.url:
        yield filled(_("link: {address}"), "$quiet", address=line(passage.url, 400))
    else:
        yield Content.styled(_("no link: customers cannot read it themselves"), "$quiet")
    if passage.updated_at is not None:
        yield filled(_("changed: {date}"), "$quiet", date=date(passage.updated_at))
