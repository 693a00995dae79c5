"""What was said in one conversation, as the guard's model reads it: turn by turn, never all over again."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final, overload

from agent_console.domain.chat import Author
from agent_console.guard.text.term import pairs, terms

REMEMBERED: Final = 60
"""How many turns are kept whole; a model looks at no older ones, but for the customer's last."""
MOST_SAID: Final = 20_000
"""How many terms and pairs are kept, those that were said last: some hundred messages' worth."""


@dataclass(frozen=True, slots=True)
class Turn:
    """One message, taken apart."""

    author: Author
    text: str
    terms: tuple[str, ...]
    pairs: tuple[str, ...]
    distinct: frozenset[str]

    @classmethod
    @lru_cache(maxsize=512)
    def of(cls, author: Author, text: str) -> "Turn":
        """Take a message apart."""
        found = terms(text)
        return cls(author, text, found, pairs(found), frozenset(found))


class Turns(Sequence[Turn]):
    """All turns by their places, of which only the newest, and the customer's last, are still known."""

    def __init__(self) -> None:
        self._newest: dict[int, Turn] = {}
        self._length = 0
        self._customer: tuple[int, Turn] | None = None

    def append(self, turn: Turn) -> Turn | None:
        """Add the newest one; return the one that is forgotten for it."""
        if turn.author is Author.CUSTOMER:
            self._customer = self._length, turn
        self._newest[self._length] = turn
        self._length += 1
        return self._newest.pop(self._length - 1 - REMEMBERED, None)

    @property
    def newest(self) -> Mapping[int, Turn]:
        """Those that are known for being the newest, by their places, oldest first."""
        return self._newest

    def __len__(self) -> int:
        """Return how many there have ever been."""
        return self._length

    def __iter__(self) -> Iterator[Turn]:
        """Yield the newest ones, oldest first."""
        yield from self._newest.values()

    def __eq__(self, other: object) -> bool:
        """Whether as many have been, and what is known of them is the same."""
        if not isinstance(other, Turns):
            return NotImplemented
        return self._known() == other._known()

    def __hash__(self) -> int:
        """Refuse: it grows."""
        raise TypeError("turns are not hashable")

    @overload
    def __getitem__(self, place: int) -> Turn: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Turn]: ...

    def __getitem__(self, place: int | slice) -> Turn | Sequence[Turn]:
        """Return one by its place, or those of a part; raises IndexError for one that is forgotten."""
        if isinstance(place, slice):
            return tuple(map(self._at, range(self._length)[place]))
        return self._at(range(self._length)[place])

    def _known(self) -> tuple[object, ...]:
        return self._length, self._customer, self._newest

    def _at(self, place: int) -> Turn:
        if self._customer is not None and place == self._customer[0]:
            return self._customer[1]
        if place not in self._newest:
            raise IndexError(place)
        return self._newest[place]


@dataclass(slots=True)
class Trace:
    """Where a dialogue has a term, or a pair of terms."""

    customer: int = -1
    """The place of the customer's last turn with it; -1 for none."""
    agent: int = -1
    """The same of everybody else."""
    fact: bool = False
    """Whether the company's systems say it: in the profile, an order, or what was looked up."""
    turns: tuple[int, ...] = ()
    """The places of the newest turns that have the term, oldest first; none for a pair."""

    @property
    def last(self) -> int:
        """When it was said last."""
        return max(self.customer, self.agent)


@dataclass(slots=True)
class Dialogue:
    """The turns so far, oldest first, and where each term was said by whom."""

    turns: Turns = field(default_factory=Turns)
    traces: dict[str, Trace] = field(default_factory=dict)
    """Terms and pairs that were said or are known."""
    last_customer: int = -1
    """The place of the customer's last turn; -1 before the first."""
    last_agent: int = -1
    made: object | None = None
    """What a model has made of the turns so far; gone with the next turn."""

    def hear(self, author: Author, text: str) -> None:
        """Add one more turn."""
        turn, place = Turn.of(author, text), len(self.turns)
        self.made = None
        if author is Author.CUSTOMER:
            self.last_customer = place
        else:
            self.last_agent = place
        for term in turn.distinct:
            self._said(term, author, place).turns += (place,)
        for pair in turn.pairs:
            self._said(pair, author, place)
        forgotten = self.turns.append(turn)
        if forgotten is not None:
            self._forget(forgotten)
        self._shrink()

    def __contains__(self, term: object) -> bool:
        """Whether a term or pair was said by anybody, or is known."""
        return term in self.traces

    @property
    def answered(self) -> bool:
        """Whether the customer did not speak last."""
        return self.last_customer < len(self.turns) - 1 or not self.turns

    def know(self, text: str) -> None:
        """Add what the company's systems say."""
        found = terms(text)
        for term in (*found, *pairs(found)):
            self.traces.setdefault(term, Trace()).fact = True

    def _said(self, term: str, author: Author, place: int) -> Trace:
        trace = self.traces.get(term)
        if trace is None:
            trace = self.traces[term] = Trace()
        if author is Author.CUSTOMER:
            trace.customer = place
        else:
            trace.agent = place
        return trace

    def _forget(self, turn: Turn) -> None:
        for term in turn.distinct:
            trace = self.traces.get(term)
            if trace is not None:
                trace.turns = trace.turns[1:]

    def _shrink(self) -> None:
        """Forget a quarter of what was said when that is too much; what is known stays."""
        if len(self.traces) <= MOST_SAID:
            return
        said = sorted((term for term, trace in self.traces.items() if not trace.fact), key=self._when)
        for term in said[: len(said) // 4]:
            del self.traces[term]

    def _when(self, term: str) -> int:
        return self.traces[term].last
