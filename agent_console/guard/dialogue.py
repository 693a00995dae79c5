"""What was said in one conversation, as the guard's model reads it: turn by turn, never all over again."""

from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import islice
from typing import Final, overload

from agent_console.domain.chat import Author
from agent_console.guard.text.term import pairs, terms

REMEMBERED: Final = 60
"""How many turns are kept whole; a model looks at no older ones, but for the customer's last."""
MOST_SAID: Final = 10_000
"""How many terms and pairs of one side are kept, those that were said last: some hundred messages' worth."""


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
        self._newest: deque[Turn] = deque(maxlen=REMEMBERED)
        self._length = 0
        self._customer: tuple[int, Turn] | None = None

    def append(self, turn: Turn) -> None:
        """Add the newest one."""
        if turn.author is Author.CUSTOMER:
            self._customer = self._length, turn
        self._newest.append(turn)
        self._length += 1

    def __len__(self) -> int:
        """Return how many there have ever been."""
        return self._length

    def __iter__(self) -> Iterator[Turn]:
        """Yield the newest ones, oldest first."""
        yield from self._newest

    def newest(self, most: int) -> Iterator[Turn]:
        """Return so many of the newest ones that are known, newest first."""
        return islice(reversed(self._newest), most)

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
        return self._length, self._customer, tuple(self._newest)

    def _at(self, place: int) -> Turn:
        if self._customer is not None and place == self._customer[0]:
            return self._customer[1]
        behind = place - (self._length - len(self._newest))
        if behind < 0:
            raise IndexError(place)
        return self._newest[behind]


@dataclass(slots=True)
class Dialogue:
    """The turns so far, oldest first, and where each term was last said by whom."""

    turns: Turns = field(default_factory=Turns)
    customer: dict[str, int] = field(default_factory=dict)
    """Terms and pairs of the customer, each with the place of the last turn that has it."""
    agent: dict[str, int] = field(default_factory=dict)
    """The same of everybody else."""
    facts: set[str] = field(default_factory=set)
    """Terms of what the company's systems know: profile, orders, what was looked up."""
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
            said, self.last_customer = self.customer, place
        else:
            said, self.last_agent = self.agent, place
        _note(said, (*turn.terms, *turn.pairs), place)
        self.turns.append(turn)

    def __contains__(self, term: object) -> bool:
        """Whether a term or pair was said by anybody, or is known."""
        return term in self.customer or term in self.agent or term in self.facts

    @property
    def answered(self) -> bool:
        """Whether the customer did not speak last."""
        return self.last_customer < len(self.turns) - 1 or not self.turns

    def know(self, text: str) -> None:
        """Add what the company's systems say."""
        found = terms(text)
        self.facts.update(found)
        self.facts.update(pairs(found))


def _note(said: dict[str, int], terms: Iterable[str], place: int) -> None:
    """Note where terms were said, and forget a quarter when they are too many."""
    said.update(dict.fromkeys(terms, place))
    if len(said) > MOST_SAID:
        oldest = sorted(said, key=said.__getitem__)[: MOST_SAID // 4]
        for term in oldest:
            del said[term]
