"""What is open in one conversation; it grows with every message and is never read anew from the start."""

from collections import deque
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field, replace

from agent_console.assist import enquiry, pledge, reference
from agent_console.assist.catch_up import CatchUp, Feeling, Pledge
from agent_console.assist.enquiry import Weight
from agent_console.assist.language.pattern import (
    ANYTHING_ELSE,
    FULFILMENT,
    OUTCOME,
    RETURN_QUESTION,
    Speech,
)
from agent_console.assist.mood import Mood, mood
from agent_console.assist.pledge import Kind
from agent_console.assist.quote import FULL_WIDTH, Quote
from agent_console.assist.sentence import Sentence, sentences
from agent_console.domain.chat import Author, Conversation, Message

MOST_MESSAGES = 60
"""How many messages are read at once, the newest: who comes back reads no more either."""
MOST_CHARACTERS = 2_000
"""How much of one message is read."""
_MOST_KEPT = 30
_PRESSING = 3
"""So many messages in a row without an answer are impatient, whatever they say."""
_FEWEST_WORDS = 3
_FEWEST_IDEOGRAPHS = 5
_TELLING = 40
"""Characters from which an agent's message says something of its own."""


@dataclass(frozen=True, slots=True)
class _Ask:
    quote: Quote
    weight: Weight
    turn: int


@dataclass(frozen=True, slots=True)
class _Open:
    pledge: Pledge
    kind: Kind


@dataclass(slots=True)
class _Turns:
    """Whose turn it is."""

    number: int = 0
    """Counts the customer's turns."""
    customers: bool = False
    """Whether the customer spoke last."""
    unanswered: int = 0
    """How many messages the customer wrote in this turn."""
    settled: bool = True
    """Whether the agent's last turn leaves nothing of what was asked before open."""
    ended: bool = False
    """Whether the customer said in this turn that nothing more is wanted."""


@dataclass(slots=True)
class Thread:
    """Follows one conversation."""

    _heard: int = 0
    _turns: _Turns = field(default_factory=_Turns)
    _concern: Quote | None = None
    _asks: deque[_Ask] = field(default_factory=lambda: deque(maxlen=_MOST_KEPT))
    _open: deque[_Open] = field(default_factory=lambda: deque(maxlen=_MOST_KEPT))
    _known: frozenset[str] = frozenset()
    _numbers: dict[str, Quote] = field(default_factory=dict)
    _names: dict[str, Quote] = field(default_factory=dict)
    _feelings: deque[Feeling] = field(default_factory=lambda: deque(maxlen=_MOST_KEPT))

    def follow(
        self, conversation: Conversation, known: Collection[str] = (), most: int = MOST_MESSAGES
    ) -> bool:
        """Take in at most so many messages that came since, and return whether that was all of them.

        `known` are the numbers of the customer's orders. Of many that come at once only the newest
        `MOST_MESSAGES` are read.
        """
        theirs = frozenset(known)
        if theirs != self._known:
            self._learn(conversation, theirs)
        if not self._heard and conversation.messages:
            self._begin(conversation.messages)
        self._heard = max(self._heard, conversation.head - MOST_MESSAGES)
        for message in conversation.since(self._heard)[:most]:
            self._heard = message.sequence
            if message.amends:
                self._forget(message.amends)
            elif message.text:
                self._hear(message)
        return self._heard >= conversation.head

    def catch_up(self, conversation: Conversation) -> CatchUp:
        """Return where the conversation stands, as far as it was followed."""
        stated = conversation.concern
        concern = Quote(0, 0, len(stated), stated) if stated else self._concern
        own = reference.key(conversation.customer.name)
        return CatchUp(
            concern,
            self._question(),
            tuple(promise.pledge for promise in reversed(self._open)),
            conversation.promise.until if conversation.promise else None,
            self._newest_numbers(),
            tuple(name for key, name in self._names.items() if key not in own),
            tuple(self._feelings),
        )

    def _newest_numbers(self) -> tuple[Quote, ...]:
        """Return the numbers, the newest first, those of the customer's own orders before all others."""
        own = set(map(reference.key, self._known))
        newest = reversed(self._numbers.items())
        return tuple(quote for _, quote in sorted(newest, key=lambda item: item[0] not in own))

    def _learn(self, conversation: Conversation, known: frozenset[str]) -> None:
        """Look for the customer's own numbers also in what was heard before they were known."""
        self._known = known
        heard = conversation.since(max(0, self._heard - MOST_MESSAGES))[: min(self._heard, MOST_MESSAGES)]
        for message in heard:
            for place in reference.known(message.text[:MOST_CHARACTERS], known):
                _keep(self._numbers, _quote(message, *place))

    def _begin(self, messages: Sequence[Message]) -> None:
        """Read what it is all about, which in a long chat is far above what is read."""
        for message in messages[:MOST_MESSAGES]:
            if message.author is Author.CUSTOMER and message.text and self._concern is None:
                self._concern = _gist(message)

    def _forget(self, sequence: int) -> None:
        """Drop what a message said that was changed or deleted; what stands there now was not promised."""
        self._asks = deque((a for a in self._asks if a.quote.sequence != sequence), _MOST_KEPT)
        self._open = deque((o for o in self._open if o.pledge.quote.sequence != sequence), _MOST_KEPT)
        self._numbers = {k: q for k, q in self._numbers.items() if q.sequence != sequence}
        self._names = {k: q for k, q in self._names.items() if q.sequence != sequence}

    def _hear(self, message: Message) -> None:
        text = message.text[:MOST_CHARACTERS]
        speech = Speech(text)
        if message.author is Author.CUSTOMER:
            self._hear_customer(message)
            self._feel(mood(text, speech), message.sequence)
        elif message.answers:
            self._hear_agent(message, speech)
        else:
            return
        for place in reference.numbers(text, speech, self._known):
            _keep(self._numbers, _quote(message, *place))
        for place in reference.names(text, speech):
            _keep(self._names, _quote(message, *place))

    # The customer

    def _hear_customer(self, message: Message) -> None:
        turns = self._turns
        if not turns.customers:
            if turns.settled:
                self._asks.clear()
            self._turns = turns = _Turns(turns.number + 1, customers=True)
        turns.unanswered += 1
        read = [(s, enquiry.read(s.words)) for s in _sentences(message)]
        turns.ended = any(reading.ends or reading.thanks for _, reading in read)
        asked = [(s, reading) for s, reading in read if reading.weight is not Weight.NOTHING]
        if asked:
            self._asks.append(self._chosen(message, read, asked))

    def _chosen(
        self,
        message: Message,
        read: Sequence[tuple[Sentence, enquiry.Reading]],
        asked: Sequence[tuple[Sentence, enquiry.Reading]],
    ) -> _Ask:
        """Return what a message asks last; for one that is hollow, what was said right before it."""
        for sentence, reading in reversed(asked):
            if reading.weight is Weight.ASKS:
                return _Ask(_said(message, sentence, reading.key), Weight.ASKS, self._turns.number)
        sentence, _ = asked[-1]
        telling = [s for s, other in read if other.weight is Weight.NOTHING and _tells(s)]
        before = [s for s in telling if s.start < sentence.start]
        if telling and (before or self._turns.number == 1):
            said = before[-1] if before else telling[0]
            return _Ask(_said(message, said), Weight.ASKS, self._turns.number)
        return _Ask(_said(message, sentence), Weight.HOLLOW, self._turns.number)

    def _feel(self, now: Mood, sequence: int) -> None:
        if now is Mood.CALM and self._turns.unanswered >= _PRESSING:
            now = Mood.IMPATIENT
        if not self._feelings or self._feelings[-1].mood is not now:
            self._feelings.append(Feeling(now, sequence))

    def _question(self) -> Quote | None:
        """Return what was asked last: in this turn, else before it where the agent left it open."""
        turns = self._turns
        if not turns.customers and turns.settled:
            return None
        now = [ask for ask in self._asks if ask.turn == turns.number]
        for asks in (now, () if now == [] and turns.ended and turns.customers else self._asks):
            for ask in reversed(asks):
                if ask.weight is Weight.ASKS:
                    return ask.quote
        return now[-1].quote if now else None

    # The agent

    def _hear_agent(self, message: Message, speech: Speech) -> None:
        if self._turns.customers:
            self._turns = replace(self._turns, customers=False, settled=True)
        read = [(sentence, Speech(sentence.words)) for sentence in _sentences(message)]
        asks = any(map(_asks_back, (words for _, words in read)))
        promised = [(s, reading) for s, words in read if (reading := pledge.read(words)) is not None]
        searching = any(reading.kind is Kind.SEARCH for _, reading in promised)
        self._turns.settled &= not (asks or searching)
        self._keep_promises(speech, silent=asks or searching)
        for sentence, reading in _binding(promised):
            self._open.append(_Open(_pledge(message, sentence, reading), reading.kind))

    def _keep_promises(self, speech: Speech, silent: bool) -> None:
        """Close what a message shows to be kept; a `silent` one tells no outcome by itself."""
        done = speech.says(FULFILMENT)
        told = done or speech.says(OUTCOME) or (not silent and len(speech.words) >= _TELLING)
        kept = {Kind.SEARCH: told, Kind.DEED: done, Kind.DATED: False}
        self._open = deque((promise for promise in self._open if not kept[promise.kind]), _MOST_KEPT)


def _binding(
    promised: Sequence[tuple[Sentence, pledge.Reading]],
) -> Iterator[tuple[Sentence, pledge.Reading]]:
    """Yield what a message promises; `one moment please` beside what is looked up says nothing more."""
    searches = [sentence for sentence, reading in promised if reading.kind is Kind.SEARCH]
    longest = max(searches, key=lambda sentence: len(sentence.words), default=None)
    for sentence, reading in promised:
        if reading.kind is not Kind.SEARCH or sentence is longest:
            yield sentence, reading


def _asks_back(sentence: Speech) -> bool:
    """Whether an agent's sentence asks for something that the customer is to answer."""
    asks = "?" in sentence.words or "？" in sentence.words or sentence.says(RETURN_QUESTION)
    return asks and not sentence.says(ANYTHING_ELSE)


def _sentences(message: Message) -> Iterator[Sentence]:
    return sentences(message.text[:MOST_CHARACTERS])


def _gist(message: Message) -> Quote | None:
    """Return what a message is about: its first sentence that is more than a greeting."""
    found = next(filter(_tells, _sentences(message)), None)
    return None if found is None else _said(message, found)


def _tells(sentence: Sentence) -> bool:
    """Whether a sentence is long enough to say what something is about; no greeting is."""
    wide = sum(1 for symbol in sentence.words if symbol >= FULL_WIDTH)
    return len(sentence.words.split()) > _FEWEST_WORDS or wide > _FEWEST_IDEOGRAPHS


def _said(message: Message, sentence: Sentence, key: int = 0) -> Quote:
    return Quote(message.sequence, sentence.start, sentence.end, sentence.words, message.sent_at, key)


def _quote(message: Message, start: int, end: int) -> Quote:
    return Quote(message.sequence, start, end, message.text[start:end], message.sent_at)


def _pledge(message: Message, sentence: Sentence, reading: pledge.Reading) -> Pledge:
    due = None
    if reading.due is not None:
        due = _quote(message, sentence.start + reading.due[0], sentence.start + reading.due[1])
    return Pledge(_said(message, sentence, reading.key), due)


def _keep(kept: dict[str, Quote], quote: Quote) -> None:
    """Keep a number or a name by where it was mentioned last."""
    name = reference.key(quote.words)
    kept.pop(name, None)
    kept[name] = quote
    if len(kept) > _MOST_KEPT:
        del kept[next(iter(kept))]
