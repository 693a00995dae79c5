"""One practice as it is kept, and what it says in one figure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import takewhile

from pydantic import TypeAdapter, ValidationError

from agent_console.demo.practice.score import Score


@dataclass(frozen=True, slots=True)
class Session:
    """What came of one practice."""

    at: datetime
    """When it ended (aware)."""
    scores: tuple[Score, ...]
    """By size of crowd, smallest first."""
    saves: int = 0
    """Replies that the guard kept from going to the wrong customer."""
    whole: bool = True
    """Whether every stage was played to its end."""

    def span(self, limit: float) -> int:
        """Return how many customers at once were served well; 0 for none.

        That is the largest crowd of which, as of every smaller one, nine of ten waits were under `limit`
        seconds, nobody was left waiting, and nothing went astray.
        """
        well = takewhile(lambda score: _served_well(score, limit), self.scores)
        return max((score.crowd for score in well), default=0)

    @property
    def together(self) -> Score:
        """All crowds in one score."""
        return Score(
            crowd=max((score.crowd for score in self.scores), default=0),
            customers=sum(score.customers for score in self.scores),
            replies=sum(score.replies for score in self.scores),
            waits=tuple(sorted(wait for score in self.scores for wait in score.waits)),
            unanswered=sum(score.unanswered for score in self.scores),
            astray=sum(score.astray for score in self.scores),
            promises=sum(score.promises for score in self.scores),
            kept=sum(score.kept for score in self.scores),
            ratings=tuple(rating for score in self.scores for rating in score.ratings),
        )


def encoded(session: Session) -> str:
    """Return a session as one line of JSON."""
    return _LINE.dump_json(session).decode()


def sessions(lines: Sequence[str]) -> Sequence[Session]:
    """Return the sessions of a file, oldest first; raises ValueError that names a line which is none."""
    found = []
    for number, line in enumerate(lines, 1):
        try:
            found.append(_LINE.validate_json(line))
        except ValidationError as error:
            raise ValueError(f"line {number} tells of no practice") from error
    return found


_LINE = TypeAdapter(Session)


def _served_well(score: Score, limit: float) -> bool:
    return bool(score.waits) and score.slow < limit and not score.unanswered and not score.astray
