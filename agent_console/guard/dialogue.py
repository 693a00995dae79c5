"""What was said in one conversation, as the guard's model reads it: turn by turn, never all over again."""

from dataclasses import dataclass, field
from functools import lru_cache

from agent_console.domain.chat import Author
from agent_console.guard.text.term import pairs, terms


@dataclass(frozen=True, slots=True)
class Turn:
    """One message, taken apart."""

    author: Author
    text: str
    terms: tuple[str, ...]
    pairs: tuple[str, ...]
    distinct: frozenset[str]

    @classmethod
    @lru_cache(maxsize=4096)
    def of(cls, author: Author, text: str) -> "Turn":
        """Take a message apart."""
        found = terms(text)
        return cls(author, text, found, pairs(found), frozenset(found))


@dataclass(slots=True)
class Dialogue:
    """The turns so far, oldest first, and where each term was last said by whom."""

    turns: list[Turn] = field(default_factory=list)
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
        said.update(dict.fromkeys(turn.terms, place))
        said.update(dict.fromkeys(turn.pairs, place))
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
