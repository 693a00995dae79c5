"""What was said in one conversation, as the guard's model reads it: turn by turn, never all over again."""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from typing import Final, NamedTuple, overload

from agent_console.domain.chat import Author
from agent_console.guard.text.term import pairs, terms

REMEMBERED: Final = 60
"""How many turns are kept whole; a model looks at no older ones, but for the customer's last."""
LANES: Final = REMEMBERED + 1
"""How many of them there are for a moment while a new one is added; as bits they fit into a whole number."""
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


class Trace(NamedTuple):
    """Where a dialogue has a term, or a pair of terms; all in whole numbers."""

    customer: int = -1
    """The place of the customer's last turn with it; -1 for none."""
    agent: int = -1
    """The same of everybody else."""
    fact: int = 0
    """1 when the company's systems say it: in the profile, an order, or what was looked up; else 0."""
    turns: int = 0
    """The newest turns that have the term, a bit for each: see `lane`; none for a pair."""

    @property
    def last(self) -> int:
        """When it was said last."""
        return max(self.customer, self.agent)


NOWHERE: Final = Trace()
CELLS: Final = len(NOWHERE)
_CUSTOMER, _AGENT, _FACT, _TURNS = range(CELLS)


def lane(place: int) -> int:
    """Return the bit that stands for a turn as long as it is one of the newest."""
    return place % LANES


class Traces:
    """The traces of terms and pairs, each in a row of numbers, which a model reads all at once."""

    def __init__(self) -> None:
        self.rows: dict[str, int] = {}
        """Where each of them is in `cells`."""
        self.cells = array("q", NOWHERE)
        """Row after row, each a `Trace`; the first is of what is nowhere, the others are in their order."""

    def __contains__(self, term: object) -> bool:
        """Whether there is one of a term."""
        return term in self.rows

    def __len__(self) -> int:
        """Return how many there are."""
        return len(self.rows)

    def __getitem__(self, term: str) -> Trace:
        """Return the one of a term; raises KeyError without one."""
        return self._at(self.rows[term])

    def __eq__(self, other: object) -> bool:
        """Whether the same terms have the same traces, in whatever order they came up."""
        if not isinstance(other, Traces):
            return NotImplemented
        return dict(self._items()) == dict(other._items())

    def __hash__(self) -> int:
        """Refuse: they grow."""
        raise TypeError("traces are not hashable")

    def said(self, term: str, author: Author, place: int) -> int:
        """Note who says a term in which turn; return the row."""
        row = self._row(term)
        self.cells[row * CELLS + (_CUSTOMER if author is Author.CUSTOMER else _AGENT)] = place
        return row

    def said_alone(self, term: str, author: Author, place: int) -> None:
        """Note that of a term which is no pair."""
        self.cells[self.said(term, author, place) * CELLS + _TURNS] |= 1 << lane(place)

    def known(self, term: str) -> None:
        """Note that the company's systems say a term."""
        self.cells[self._row(term) * CELLS + _FACT] = 1

    def forget(self, term: str, place: int) -> None:
        """Note that a turn with a term is none of the newest any more."""
        row = self.rows.get(term)
        if row is not None:
            self.cells[row * CELLS + _TURNS] &= ~(1 << lane(place))

    def shrink(self) -> None:
        """Forget the quarter of what was said that was said longest ago; what is known stays."""
        kept = dict(self._items())
        said = sorted(
            (term for term, trace in kept.items() if not trace.fact), key=lambda term: kept[term].last
        )
        for term in said[: len(said) // 4]:
            del kept[term]
        self.rows = {term: row for row, term in enumerate(kept, 1)}
        self.cells = array("q", chain(NOWHERE, *kept.values()))

    def _row(self, term: str) -> int:
        row = self.rows.get(term)
        if row is None:
            row = self.rows[term] = len(self.rows) + 1
            self.cells.extend(NOWHERE)
        return row

    def _at(self, row: int) -> Trace:
        return Trace(*self.cells[row * CELLS : (row + 1) * CELLS])

    def _items(self) -> Iterator[tuple[str, Trace]]:
        return ((term, self._at(row)) for term, row in self.rows.items())


@dataclass(slots=True)
class Dialogue:
    """The turns so far, oldest first, and where each term was said by whom."""

    turns: Turns = field(default_factory=Turns)
    traces: Traces = field(default_factory=Traces)
    """Terms and pairs that were said or are known."""
    last_customer: int = -1
    """The place of the customer's last turn; -1 before the first."""
    last_agent: int = -1
    made: object | None = None
    """What a model has made of all that so far; gone with the next turn."""

    def hear(self, author: Author, text: str) -> None:
        """Add one more turn."""
        turn, place = Turn.of(author, text), len(self.turns)
        self.made = None
        if author is Author.CUSTOMER:
            self.last_customer = place
        else:
            self.last_agent = place
        for term in turn.distinct:
            self.traces.said_alone(term, author, place)
        for pair in turn.pairs:
            self.traces.said(pair, author, place)
        forgotten = self.turns.append(turn)
        for term in forgotten.distinct if forgotten else ():
            self.traces.forget(term, place - REMEMBERED)
        if len(self.traces) > MOST_SAID:
            self.traces.shrink()

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
        self.made = None
        for term in (*found, *pairs(found)):
            self.traces.known(term)
