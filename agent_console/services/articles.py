"""Help articles for one held conversation at a time: found for what the customer asked, and inserted."""

import hashlib
import re
from collections.abc import Callable, Sequence

from agent_console.domain.article import MissingArticle, Passage
from agent_console.domain.chat import Author, Conversation, ConversationId, Mode
from agent_console.domain.customer import Customer
from agent_console.domain.desk import Desk
from agent_console.domain.draft import Draft, Insertion
from agent_console.domain.text import one_line
from agent_console.guard.language.recognition import language_of
from agent_console.ports import Articles, Clock, JournalError
from agent_console.services.drafts import Drafts
from agent_console.services.library import Library
from agent_console.texts import _

ORIGIN = "article:"
"""What begins the name of an inserted passage among a draft's insertions."""
LONGEST_NOTE = 400
"""Characters of a question that is noted."""

Question = Callable[[Conversation], str]
"""What a conversation's customer asks now, in their words; empty when they have not said anything."""

_PERSONAL = re.compile(r"\S*@\S*|\S*\d\S*|\S*://\S*")
"""Addresses and numbers: what may say whose a question is."""


def asked(held: Conversation) -> str:
    """Return the customer's messages that are not answered; when all are, the last one."""
    theirs = [message for message in held.shown if message.author is Author.CUSTOMER]
    answer = max((message.sequence for message in held.shown if message.answers), default=0)
    unanswered = [message for message in theirs if message.sequence > answer]
    return "\n".join(message.text for message in unanswered or theirs[-1:])


class Help:
    """Searches beside everything else, and puts what was found into the draft that it was found for."""

    def __init__(
        self,
        desk: Desk,
        drafts: Drafts,
        library: Library,
        clock: Clock,
        articles: Articles | None,
        question: Question = asked,
    ) -> None:
        self._desk = desk
        self._drafts = drafts
        self._library = library
        self._clock = clock
        self._articles = articles
        self._question = question
        self._generation = 0

    @property
    def offered(self) -> bool:
        """Whether there are help articles at all."""
        return self._articles is not None

    @property
    def problems(self) -> Sequence[str]:
        """What is wrong with the articles now: raw lines for a person."""
        return () if self._articles is None else self._articles.problems

    async def search(self, conversation: ConversationId, typed: str = "") -> Sequence[Passage] | None:
        """Return the passages that answer best what the customer asks, with `typed` only those that fit it.

        None when another search has begun meanwhile, whose answer counts.
        """
        self._generation += 1
        mine = self._generation
        held = self._desk.conversations.get(conversation)
        if self._articles is None or held is None:
            return ()
        question = self._question(held)
        found = await self._articles.search(question, _language(held.customer, question), typed=typed)
        return found if mine == self._generation else None

    def insert(
        self, conversation: ConversationId, passage: Passage, linked: bool = False, mode: Mode = Mode.REPLY
    ) -> Draft | None:
        """Put a passage, or with `linked` its address, at the cursor; None when it has no address.

        What was typed of a trigger there gives way to it.
        """
        text = passage.url if linked else passage.text
        if not text or conversation not in self._desk:
            return None
        draft = self._drafts.begun(conversation, mode)
        start = draft.cursor - len(self._library.sought(draft))
        apart = " " if start and not draft.text[start - 1].isspace() else ""
        source = Insertion(
            snippet=f"{ORIGIN}{passage.article}",
            values=(),
            customer=self._desk[conversation].customer.id,
            version=_digest(passage.text),
            text=text,
        )
        return self._drafts.adopt(draft.inserted(start, draft.cursor, apart + text, (), source))

    async def note_missing(self, conversation: ConversationId, typed: str = "") -> str:
        """Note that no article answers the customer, or what the agent typed; return why not, or nothing.

        What is kept names no conversation and no customer, and has no address and no number.
        """
        held = self._desk.conversations.get(conversation)
        if self._articles is None or held is None:
            return _("there are no help articles")
        question = _impersonal(typed or self._question(held), held.customer)
        if not question:
            return _("there is no question to note: type one")
        missing = MissingArticle(question, self._clock.now(), self._desk.agent_name)
        try:
            await self._articles.note_missing(missing)
        except JournalError as error:
            return str(error)
        return ""


def _language(customer: Customer, question: str) -> str:
    """Return the language to answer in: the question's if it is long enough to tell, else the profile's."""
    return language_of(question) or customer.language


def _impersonal(question: str, customer: Customer) -> str:
    names = {part.casefold() for part in customer.name.split()}
    words = (word for word in _PERSONAL.sub(" ", question).split() if _bare(word) not in names)
    return one_line(" ".join(words), LONGEST_NOTE)


def _bare(word: str) -> str:
    return word.strip(".,;:!?()\"'…").casefold()


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode(errors="backslashreplace"), digest_size=8).hexdigest()
