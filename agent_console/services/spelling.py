"""Spelling as the agent types: finished words are looked up beside the session, and marked when wrong."""

from asyncio import to_thread
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Self

from agent_console.assist.spelling.correction import ranked
from agent_console.assist.spelling.script import written_in
from agent_console.assist.spelling.word import Word, finished, plain, words
from agent_console.domain import spelling
from agent_console.domain.change import Change, Part
from agent_console.domain.chat import ConversationId, Mode
from agent_console.domain.desk import Desk
from agent_console.domain.draft import Draft
from agent_console.domain.draft_shelf import Slot
from agent_console.domain.spelling import Fault
from agent_console.domain.verdict import Ruling
from agent_console.ports import JournalError, PersonalWords, Speller
from agent_console.services.changes import Changes
from agent_console.services.drafts import Drafts
from agent_console.services.known_names import KnownNames
from agent_console.services.library import Library
from agent_console.services.lookup import Lookup
from agent_console.services.record_shelf import RecordShelf
from agent_console.services.replies import Replies
from agent_console.services.tongue import Tongue
from agent_console.services.usual_words import UsualWords
from agent_console.texts import N_, _

_NO_LANGUAGE = {
    Mode.NOTE: N_("the settings name no language for notes"),
    Mode.REPLY: N_("the customer's language is not known"),
}
_LONGEST_DRAFT = 10_000
"""Characters; a longer draft was pasted, and is not checked."""


@dataclass(frozen=True, slots=True)
class SpellingAid:
    """What spelling is checked with."""

    speller: Speller | None = None
    """Without it, nothing is checked."""
    words: PersonalWords | None = None
    """The agent's own words and the company's."""
    also: tuple[str, ...] = ()
    """Languages whose words are right in every conversation."""
    notes: str = ""
    """The language of notes; without one they are not checked."""


@dataclass(frozen=True, slots=True)
class _Reading:
    """A draft's words as they were read once."""

    text: str
    words: tuple[Word, ...]
    place: int
    """Where a word is being typed; -1 for nowhere."""

    @classmethod
    def of(cls, draft: Draft) -> Self:
        """Read a draft that has just been typed in."""
        found = words(draft.text) if len(draft.text) <= _LONGEST_DRAFT else ()
        return cls(draft.text, found, draft.cursor)

    def at(self, cursor: int) -> "_Reading":
        """Return the same for a cursor, which has left the word that was typed if it is elsewhere."""
        return self if cursor == self.place else replace(self, place=-1)


class Spelling:
    """Knows which words of each draft are wrong, as far as they have been looked up by now."""

    def __init__(
        self,
        desk: Desk,
        drafts: Drafts,
        replies: Replies,
        library: Library,
        records: RecordShelf,
        changes: Changes,
        aid: SpellingAid,
    ) -> None:
        self._usual = UsualWords(desk, library)
        self.lookup = Lookup(aid.speller, self._show_again, self._usual.prepare)
        self._desk = desk
        self._drafts = drafts
        self._replies = replies
        self._library = library
        self._changes = changes
        self._aid = aid
        self._names = KnownNames(desk, records)
        self._tongue = Tongue(desk, aid.notes)
        self._read: dict[Slot, _Reading] = {}
        """Each draft as it was read last."""

    def faults(self, conversation: ConversationId, mode: Mode) -> tuple[Fault, ...]:
        """Return the words of a draft that are known to be misspelt, in its order."""
        draft, language = self._desk.draft(conversation, mode), self._language(conversation, mode)
        return tuple(
            Fault(word.start, word.end, word.text)
            for word in self._doubtful(draft, language, lambda word: self._wrong(language, word))
        )

    def read(self, conversation: ConversationId, mode: Mode) -> None:
        """Have the finished words of a draft looked up that nobody knows yet; returns at once."""
        draft, language = self._desk.draft(conversation, mode), self._language(conversation, mode)
        if (conversation, mode) not in self._read:
            self._forget_the_gone()
        self._read[conversation, mode] = self._reading(draft).at(draft.cursor)
        new = self._doubtful(draft, language, lambda word: self._new(language, word))
        doubtful = {word.text for word in new}
        for each in self._counting(language):
            self.lookup.want(each, doubtful)

    def at_cursor(self, conversation: ConversationId, mode: Mode) -> Fault | None:
        """Return the misspelt word that a key means now."""
        cursor = self._desk.draft(conversation, mode).cursor
        return spelling.at(self.faults(conversation, mode), cursor)

    def why_silent(self, conversation: ConversationId, mode: Mode) -> str:
        """Return why no word is marked in a draft although some might be wrong; empty when all is checked."""
        language = self._language(conversation, mode)
        if not self.lookup.enabled:
            return _("spelling is off in the settings")
        if not language:
            return _(_NO_LANGUAGE[mode])
        if not self.lookup.has(language):
            words = _("there is no dictionary for {language}: see agent-console doctor")
            return words.format(language=language)
        if len(self._desk.draft(conversation, mode).text) > _LONGEST_DRAFT:
            words = _("a text of more than {most} characters is not checked")
            return words.format(most=f"{_LONGEST_DRAFT:,}")
        return self.lookup.trouble

    async def corrections(self, conversation: ConversationId, mode: Mode, fault: Fault) -> tuple[str, ...]:
        """Return what may have been meant, the likeliest first; nothing when it cannot be told."""
        language = self._language(conversation, mode)
        usual = self._usual.of(conversation, language)
        return ranked(await self.lookup.candidates(language, fault.word), usual)

    def correct(self, conversation: ConversationId, mode: Mode, fault: Fault, meant: str) -> str:
        """Put what was meant where a fault is; return why not, for a person, or an empty text."""
        if conversation not in self._desk:
            return _("the conversation has left the desk: nothing was corrected")
        if self._awaits_answer(conversation, mode):
            return _("a reply is held here: answer first")
        draft = self._desk.draft(conversation, mode)
        if plain(draft.text[fault.start : fault.end]) != fault.word:
            return _("the word is not there any more")
        self._drafts.adopt(_exchanged(draft, fault, meant))
        self._changes.announce(Change(Part.DRAFT, conversation))
        return ""

    async def learn(self, word: str) -> str:
        """Take a word as right from now on; return why it is not kept, for a person, or an empty text."""
        if self._aid.words is None:
            return _("this console keeps no words of your own")
        try:
            await to_thread(self._aid.words.add, word)
        except JournalError as error:
            return str(error)
        self._show_again()
        return ""

    def _language(self, conversation: ConversationId, mode: Mode) -> str:
        return self._tongue.of(conversation, mode) if conversation in self._desk else ""

    def _wrong(self, language: str, word: str) -> bool:
        """Whether every dictionary that counts here has answered, and neither they nor replies have it."""
        counting = self._counting(language)
        if not counting or any(self.lookup.right(each, word) is not False for each in counting):
            return False
        return word.casefold() not in self._usual.canned(language)

    def _new(self, language: str, word: str) -> bool:
        """Whether some dictionary that counts here has not been asked for a word yet."""
        return any(self.lookup.right(each, word) is None for each in self._counting(language))

    def _counting(self, language: str) -> list[str]:
        return [each for each in (language, *self._aid.also) if self.lookup.has(each)]

    def _doubtful(self, draft: Draft, language: str, concerned: Callable[[str], bool]) -> Iterator[Word]:
        """Yield the finished words of a draft that only a dictionary can tell about.

        `concerned` says of which words that is asked: of few, because the rest takes longer.
        """
        if not self.lookup.has(language) or not language:
            return
        reading = self._reading(draft)
        concerning = [word for word in finished(reading.words, reading.place) if concerned(word.text)]
        if not concerning:
            return
        code, names = language.partition("-")[0].lower(), self._names.of(draft.conversation)
        own = self._aid.words.words if self._aid.words is not None else frozenset()
        for word in concerning:
            known = word.text.casefold() in own or word.text in names
            if not known and written_in(word.text, code) and not self._is_trigger(draft.text, word):
                yield word

    def _reading(self, draft: Draft) -> _Reading:
        read = self._read.get((draft.conversation, draft.mode))
        return read if read is not None and read.text == draft.text else _Reading.of(draft)

    def _is_trigger(self, text: str, word: Word) -> bool:
        return self._library.book.trigger_before(text, word.end) is not None

    def _awaits_answer(self, conversation: ConversationId, mode: Mode) -> bool:
        hold = self._replies.held(conversation)
        return mode is Mode.REPLY and hold is not None and hold.verdict.ruling is Ruling.ASK

    def _forget_the_gone(self) -> None:
        for slot in [slot for slot in self._read if slot[0] not in self._desk]:
            del self._read[slot]

    def _show_again(self) -> None:
        for conversation in {conversation for conversation, _mode in self._desk.drafts}:
            self._changes.announce(Change(Part.DRAFT, conversation))


def _exchanged(draft: Draft, fault: Fault, meant: str) -> Draft:
    """Return the draft with what was meant, the cursor where it was in the rest."""
    changed = draft.replaced(fault.start, fault.end, meant)
    shift = len(changed.text) - len(draft.text)
    behind = draft.cursor >= fault.end
    return replace(changed, cursor=draft.cursor + shift) if behind else changed
