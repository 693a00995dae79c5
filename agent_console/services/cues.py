"""What rules mark in a customer's messages; each message is read once, when it is first asked about."""

from collections.abc import Iterator, Sequence
from typing import Final

from agent_console.assist.cue.reader import CueReader
from agent_console.assist.cue.rule import Rule
from agent_console.domain.chat import Author, Conversation, ConversationId, Message
from agent_console.domain.cue import Cue, Side
from agent_console.domain.desk import Desk
from agent_console.guard.language.recognition import language_of
from agent_console.services.tongue import Tongue

_MOST_MESSAGES: Final = 200
"""Of a long conversation, how many of the newest messages count."""
_WRITTEN_AS: Final = {"no": "nb", "nn": "nb"}
"""One set of rules serves all of Norway."""
_OTHER: Final = ""
"""Every language that has no rules: what customers call theirs must not make a reader for each."""


class CueBook:
    """The rules, ready for the languages that come up."""

    def __init__(self, rules: Sequence[Rule]) -> None:
        self._rules = rules
        self._languages = frozenset(rule.language for rule in rules if rule.language)
        self._readers: dict[tuple[Side, frozenset[str]], CueReader] = {}

    def cues(self, text: str, side: Side, language: str) -> tuple[Cue, ...]:
        """Return what is marked in a text; `language` is what its conversation is written in, if known."""
        if not self._rules:
            return ()
        told = (language_of(text), language.replace("_", "-").partition("-")[0].lower())
        written = (_WRITTEN_AS.get(code, code) for code in told if code)
        codes = frozenset(code if code in self._languages else _OTHER for code in written)
        reader = self._readers.get((side, codes))
        if reader is None:
            reader = self._readers[side, codes] = CueReader(self._rules, side, codes)
        return reader.cues(text)


class Cues:
    """The marks of the conversations on the desk."""

    def __init__(self, desk: Desk, book: CueBook) -> None:
        self._desk = desk
        self._book = book
        self._tongue = Tongue(desk)
        self._read: dict[tuple[ConversationId, int], tuple[str, tuple[Cue, ...]]] = {}
        self._shown: dict[ConversationId, tuple[Conversation, tuple[str, ...], Cue | None]] = {}

    def marks(self, conversation: ConversationId) -> tuple[str, ...]:
        """Return what a held conversation is marked as, the newest first, each once."""
        return self._of(conversation)[0]

    def suggestion(self, conversation: ConversationId) -> Cue | None:
        """Return the newest mark that suggests something, while nobody has answered it."""
        return self._of(conversation)[1]

    def in_message(self, conversation: ConversationId, message: Message) -> tuple[Cue, ...]:
        """Return what is marked in one message; nothing in what others than the customer wrote."""
        if message.author is not Author.CUSTOMER or conversation not in self._desk:
            return ()
        key = (conversation, message.sequence)
        known = self._read.get(key)
        # An edited message keeps its sequence.
        if known is None or known[0] != message.text:
            language = self._tongue.of(conversation)
            known = self._read[key] = (message.text, self._book.cues(message.text, Side.CUSTOMER, language))
        return known[1]

    def spans(self, conversation: ConversationId, message: Message) -> tuple[tuple[int, int], ...]:
        """Return the parts of a message's text that are marked."""
        return tuple((cue.start, cue.end) for cue in self.in_message(conversation, message))

    def _of(self, conversation: ConversationId) -> tuple[tuple[str, ...], Cue | None]:
        held = self._desk[conversation]
        shown = self._shown.get(conversation)
        if shown is None or shown[0].messages is not held.messages:
            self._forget_the_gone()
            marks = tuple(dict.fromkeys(cue.mark for cue in self._newest_first(held)))
            shown = self._shown[conversation] = (held, marks, self._suggested(held))
        return shown[1], shown[2]

    def _newest_first(self, held: Conversation) -> Iterator[Cue]:
        for message in reversed(held.messages[-_MOST_MESSAGES:]):
            yield from self.in_message(held.id, message)

    def _suggested(self, held: Conversation) -> Cue | None:
        for message in reversed(held.messages[-_MOST_MESSAGES:]):
            if message.answers:
                return None
            helping = [one for one in self.in_message(held.id, message) if one.reply or one.priority]
            if helping:
                return helping[-1]
        return None

    def _forget_the_gone(self) -> None:
        for gone in [one for one in self._shown if one not in self._desk]:
            del self._shown[gone]
            for key in [key for key in self._read if key[0] == gone]:
                del self._read[key]
