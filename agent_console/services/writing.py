"""What looks over the agent's shoulder while they write: spelling."""

from dataclasses import dataclass, field
from typing import Self

from agent_console.services.library import Library
from agent_console.services.outgoing import Surroundings
from agent_console.services.record_shelf import RecordShelf
from agent_console.services.replies import Replies
from agent_console.services.spelling import Spelling, SpellingAid


@dataclass(frozen=True, slots=True)
class WritingAid:
    """What the settings say about it."""

    spelling: SpellingAid = field(default_factory=SpellingAid)


@dataclass(frozen=True, slots=True)
class Writing:
    """It marks and suggests; nothing of it holds a reply back."""

    spelling: Spelling

    @classmethod
    def among(
        cls, at: Surroundings, library: Library, records: RecordShelf, replies: Replies, aid: WritingAid
    ) -> Self:
        """Return it, with its work begun beside the session."""
        spelling = Spelling(at.desk, at.drafts, replies, library, records, at.changes, aid.spelling)
        at.crew.start(spelling.lookup.tend)
        return cls(spelling)
