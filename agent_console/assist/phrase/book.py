"""All that is known of what is often said: learnt reply by reply, and asked moment by moment."""

from collections.abc import Sequence

from agent_console.assist.phrase.context import Turn, context
from agent_console.assist.phrase.corpus import Corpus
from agent_console.assist.phrase.moment import Moment
from agent_console.assist.phrase.person import Person
from agent_console.assist.phrase.token import tokens
from agent_console.assist.phrase.vocabulary import Vocabulary
from agent_console.domain.phrase import KeptPhrases, LearntReply, Lesson

MOST_REPLIES = 12_000
"""How many of the newest replies are kept; older ones have had their time."""


class PhraseBook:
    """Keeps the languages apart, and offers nothing that was not said to several customers."""

    def __init__(self, kept: KeptPhrases) -> None:
        """Begin with what is kept."""
        self._vocabulary = Vocabulary(kept.salt)
        self._corpora: dict[str, Corpus] = {}
        self._messages: set[int] = set()
        self._vocabulary.load(kept.words)
        self._vocabulary.block(kept.names)
        for reply in kept.replies:
            self._add(reply)

    def __contains__(self, message: str) -> bool:
        """Whether a message has been learnt."""
        return self._vocabulary.key(message) in self._messages

    def learn(
        self, message: str, customer: str, language: str, person: Person, turns: Sequence[Turn], text: str
    ) -> Lesson:
        """Learn a sent reply behind these messages, and return what is to be kept of it.

        `message` and `customer` tell it and its reader from all others; `language` is a language tag.
        """
        key = self._vocabulary.key
        masked = [person.masked(token) for token in tokens(text)]
        reply = LearntReply(
            key(message),
            key(customer),
            primary(language),
            tuple(map(key, masked)),
            tuple(sorted(map(key, context(_anonymous(turns, person))))),
        )
        names = frozenset(key(name.casefold()) for name in person.names)
        self._vocabulary.block(names)
        self._add(reply)
        return Lesson(reply, self._shown(masked), names)

    def moment(self, language: str, person: Person, turns: Sequence[Turn]) -> Moment:
        """Return what is known for the next reply behind these messages."""
        corpus = self._corpora.setdefault(primary(language), Corpus(self._vocabulary))
        keys = map(self._vocabulary.key, context(_anonymous(turns, person)))
        return Moment(corpus, keys, person, [turn.text for turn in turns])

    def _add(self, reply: LearntReply) -> None:
        self._messages.add(reply.message)
        self._corpora.setdefault(reply.language, Corpus(self._vocabulary)).add(reply)
        vocabulary = self._vocabulary
        for word in reply.words:
            vocabulary.said(vocabulary.number(word), reply.customer)

    def _shown(self, masked: Sequence[str]) -> dict[int, str]:
        """Show the words that have just become common, and return them by their keys."""
        shown = {}
        for token in masked:
            word = self._vocabulary.key(token)
            number = self._vocabulary.number(word)
            if self._vocabulary.common(number):
                self._vocabulary.show(number, token)
                shown[word] = token
        return shown


def primary(language: str) -> str:
    """Return the primary part of a language tag, such as `pt` of `pt-BR`."""
    return language.replace("_", "-").partition("-")[0].lower()


def _anonymous(turns: Sequence[Turn], person: Person) -> list[Turn]:
    """Return messages without what identifies their customer: nothing is to be found by a name."""
    return [
        Turn(turn.by_agent, "".join(person.masked(token) for token in tokens(turn.text))) for turn in turns
    ]
