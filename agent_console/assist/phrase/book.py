"""All that is known of what is often said: learnt reply by reply, and asked moment by moment."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from agent_console.assist.phrase.context import Turn, context
from agent_console.assist.phrase.corpus import Corpus
from agent_console.assist.phrase.moment import Moment
from agent_console.assist.phrase.person import Person
from agent_console.assist.phrase.token import identifies, tokens
from agent_console.assist.phrase.vocabulary import LEAST_CUSTOMERS, Vocabulary
from agent_console.domain.phrase import KeptPhrases, LearntReply, Lesson

_NONE: Final = "*"
"""The language of those in whose language nothing was ever written: they are offered what is taught."""


class PhraseBook:
    """Keeps the languages apart, and offers nothing that was not said to several customers."""

    def __init__(self, kept: KeptPhrases) -> None:
        """Begin with the words that are kept and what is taught; `load` takes the replies."""
        self._vocabulary = Vocabulary(kept.salt)
        self._vocabulary.load(kept.words)
        self._corpora: dict[str, Corpus] = {}
        self._messages: set[int] = set()
        self._taught = kept.taught

    def __contains__(self, message: str) -> bool:
        """Whether a message has been learnt."""
        return self._vocabulary.key(message) in self._messages

    def ready(self, language: str) -> Iterator[None]:
        """Make a language ready, in which nothing has been learnt yet, in steps of less than a millisecond.

        Without that the first reply in it has to wait until all that is taught is read.
        """
        language = primary(language)
        if language not in self._corpora:
            corpus = Corpus(self._vocabulary)
            for text in self._taught:
                self._teach(corpus, [token for token in tokens(text) if not identifies(token)])
                yield
            self._corpora.setdefault(language, corpus)

    def load(self, replies: Iterable[LearntReply]) -> None:
        """Take replies that were learnt before, oldest first."""
        for reply in replies:
            self._add(reply)

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
            tuple(sorted(map(key, context(turns, person.masked)))),
            tuple(sorted(map(key, person.called))),
        )
        self._add(reply)
        return Lesson(reply, self._shown(masked))

    def moment(self, language: str, person: Person, turns: Sequence[Turn]) -> Moment:
        """Return what is known for the next reply behind these messages."""
        return next(filter(None, self.moments(language, person, turns)))

    def moments(self, language: str, person: Person, turns: Sequence[Turn]) -> Iterator[Moment | None]:
        """Do the same in steps of about a millisecond: yield None behind each, and the moment last."""
        # What customers call their language does not make one: only replies in it do.
        known = primary(language) or self._usual
        known = known if known in self._corpora else _NONE
        for _ in self.ready(known):
            yield None
        corpus, keys = self._corpora[known], list(map(self._vocabulary.key, context(turns, person.masked)))
        yield None
        yield from Moment.prepared(corpus, keys, person, [turn.text for turn in turns])

    @property
    def _usual(self) -> str:
        """The language of most replies: the likeliest where nobody knows in which one the customer writes."""
        written = [language for language in self._corpora if language != _NONE]
        return max(written, key=lambda language: len(self._corpora[language]), default=_NONE)

    def _add(self, reply: LearntReply) -> None:
        self._messages.add(reply.message)
        for _ in self.ready(reply.language):
            pass
        self._corpora[primary(reply.language)].add(reply)
        self._vocabulary.block(reply.names, reply.customer)
        for word in reply.words:
            self._vocabulary.said(self._vocabulary.number(word), reply.customer)

    def _teach(self, corpus: Corpus, phrase: Sequence[str]) -> None:
        words = tuple(map(self._vocabulary.key, phrase))
        for token, word in zip(phrase, words, strict=True):
            self._vocabulary.show(self._vocabulary.number(word), token)
        for nobody in range(LEAST_CUSTOMERS):
            corpus.add(LearntReply(0, nobody, "", words, ()))

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
