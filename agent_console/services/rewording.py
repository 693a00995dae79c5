"""A machine's other words for a text, or another language: asked for, previewed, never sent by itself."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, dropwhile, takewhile

from agent_console.assist.rewording.answer import LONGEST_TEXT
from agent_console.assist.rewording.mask import Mask, Place, Restored
from agent_console.domain.change import Change, Part
from agent_console.domain.chat import Author, Conversation, ConversationId, Mode
from agent_console.domain.desk import Desk
from agent_console.domain.draft import Draft
from agent_console.domain.stop import Stop
from agent_console.domain.verdict import Ruling
from agent_console.guard.language.recognition import language_of
from agent_console.ports import Declined, Rewriter, Translator
from agent_console.services.changes import Changes
from agent_console.services.drafts import Drafts
from agent_console.services.hidden_places import filled_in, identifying
from agent_console.services.replies import Replies
from agent_console.services.tongue import Tongue
from agent_console.texts import _

_MOST_MESSAGES = 10
"""Messages of a customer that are translated at once, the newest."""


@dataclass(frozen=True, slots=True)
class RewordingAid:
    """Who rewords texts; by default nobody, and nothing leaves this machine."""

    translator: Translator | None = None
    rewriter: Rewriter | None = None
    language: str = "en"
    """The agent's own, as a BCP 47 tag."""
    wishes: Mapping[str, str] = field(default_factory=dict)
    """What can be wished for, with what the machine is told."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a machine made of a text; no more than something to read until the agent takes it."""

    original: str
    restored: Restored
    mask: Mask
    draft: Draft | None = None
    """Whose other words they are; None for words of a customer, which nothing is done with."""

    @property
    def text(self) -> str:
        """The new text, which has been cleaned but may say anything."""
        return self.restored.text


class Rewording:
    """Sends what was asked for and nothing else, with placeholders for what identifies somebody."""

    def __init__(
        self, desk: Desk, drafts: Drafts, replies: Replies, changes: Changes, aid: RewordingAid
    ) -> None:
        self.aid = aid
        self._desk = desk
        self._drafts = drafts
        self._replies = replies
        self._changes = changes
        self._tongue = Tongue(desk)

    def target(self, conversation: ConversationId) -> str:
        """Return the tag of a customer's language; empty where it is not known, or is the agent's own."""
        language = self._tongue.of(conversation)
        return "" if _alone(language) == _alone(self.aid.language) else language

    async def translate(self, draft: Draft, target: str) -> Proposal | Declined:
        """Return a draft in another language; `target` is a BCP 47 tag."""
        translator = self.aid.translator
        if translator is None:
            return Declined(no_translator())
        source = language_of(draft.text) or self.aid.language
        return await self._of_draft(draft, lambda text: translator.translate(text, source, target))

    async def rewrite(self, draft: Draft, wish: str) -> Proposal | Declined:
        """Return a draft in other words; `wish` is what the machine is told."""
        rewriter = self.aid.rewriter
        if rewriter is None:
            return Declined(no_rewriter())
        return await self._of_draft(draft, lambda text: rewriter.rewrite(text, wish))

    async def read(self, conversation: ConversationId) -> Proposal | Declined:
        """Return what a held customer wrote last, up to an answer, in the agent's language."""
        translator, held = self.aid.translator, self._desk[conversation]
        if translator is None:
            return Declined(no_translator())
        source, text = self.target(conversation), "\n".join(_last_words(held))
        own, places = self.aid.language, identifying(text, held.customer)
        return await _proposed(text, places, None, lambda masked: translator.translate(masked, source, own))

    def take(self, proposal: Proposal) -> str:
        """Put new words in place of the draft that they were made of; return why not, or an empty text."""
        before = proposal.draft
        if before is None or before.conversation not in self._desk:
            return _("the conversation has left the desk: nothing was put in")
        if self._awaits_answer(before):
            return _("a reply is held here: answer first")
        now = self._desk.draft(before.conversation, before.mode)
        if (now.id, now.text) != (before.id, before.text):
            return _("the draft is another one by now, and stays as it is")
        self._drafts.adopt(_reworded(now, proposal))
        self._changes.announce(Change(Part.DRAFT, before.conversation))
        return ""

    async def _of_draft(
        self, draft: Draft, ask: Callable[[str], Awaitable[str | Declined]]
    ) -> Proposal | Declined:
        customer = self._desk[draft.conversation].customer
        places = chain(filled_in(draft), identifying(draft.text, customer))
        return await _proposed(draft.text, places, draft, ask)

    def _awaits_answer(self, draft: Draft) -> bool:
        hold = self._replies.held(draft.conversation)
        return draft.mode is Mode.REPLY and hold is not None and hold.verdict.ruling is Ruling.ASK


def no_translator() -> str:
    """Return how translations are switched on."""
    return _("translations are off; the settings name a service under `assist: translation:`")


def no_rewriter() -> str:
    """Return how rewriting is switched on."""
    return _("rewriting is off; the settings name a service under `assist: rewriting:`")


async def _proposed(
    text: str,
    hidden: Iterable[Place],
    draft: Draft | None,
    ask: Callable[[str], Awaitable[str | Declined]],
) -> Proposal | Declined:
    if len(text) > LONGEST_TEXT:
        most = f"{LONGEST_TEXT:,}"
        return Declined(_("a text of more than {most} characters is not sent").format(most=most))
    mask = Mask.over(text, hidden)
    if not mask.says_something:
        return Declined(_("there are no words to send"))
    answer = await ask(mask.text)
    if isinstance(answer, Declined):
        return answer
    return Proposal(text, mask.restored(answer), mask, draft)


def _reworded(draft: Draft, proposal: Proposal) -> Draft:
    """Return the draft with its new words, the fields that came back where they stand now."""
    text = proposal.text
    stops = tuple(moved for stop in draft.stops if (moved := _moved(stop, proposal)) is not None)
    return replace(draft, text=text, cursor=len(text), stops=stops, at=-1)


def _moved(stop: Stop, proposal: Proposal) -> Stop | None:
    """Return a field where it stands now; None where it did not come back."""
    for (start, end), place in zip(proposal.mask.hidden, proposal.restored.places, strict=True):
        if start <= stop.start and stop.end <= end:
            return None if place is None else stop.moved(place[0] - start)
    return None


def _last_words(held: Conversation) -> Sequence[str]:
    """Return what the customer wrote last without being interrupted, oldest first."""
    said = (one for one in reversed(held.shown) if one.text and one.mode is Mode.REPLY)
    theirs = dropwhile(lambda one: one.author is not Author.CUSTOMER, said)
    last = [one.text for one in takewhile(lambda one: one.author is Author.CUSTOMER, theirs)]
    return last[:_MOST_MESSAGES][::-1]


def _alone(tag: str) -> str:
    """Return a tag's language without region and script, Norwegian's two as one."""
    alone = tag.replace("_", "-").partition("-")[0].casefold()
    return "no" if alone in ("nb", "nn") else alone
