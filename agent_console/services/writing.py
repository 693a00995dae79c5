"""What looks over the agent's shoulder: spelling, tone, other words, and marks in what customers write."""

from dataclasses import dataclass, field
from typing import Self

from agent_console.assist.cue.rule import Rule
from agent_console.services.cues import CueBook, Cues
from agent_console.services.library import Library
from agent_console.services.outgoing import Surroundings
from agent_console.services.record_shelf import RecordShelf
from agent_console.services.replies import Replies
from agent_console.services.rewording import Rewording, RewordingAid
from agent_console.services.spelling import Spelling, SpellingAid
from agent_console.services.tone import Tone


@dataclass(frozen=True, slots=True)
class WritingAid:
    """What the settings say about it."""

    spelling: SpellingAid = field(default_factory=SpellingAid)
    rules: tuple[Rule, ...] = ()
    """For marks and tone; without any, nothing is marked."""
    tone: bool = False
    """Whether it is told how a draft reads."""
    rewording: RewordingAid = field(default_factory=RewordingAid)
    """Who translates and rewrites."""


@dataclass(frozen=True, slots=True)
class Writing:
    """It marks and suggests; nothing of it holds a reply back, or changes one by itself."""

    spelling: Spelling
    cues: Cues
    tone: Tone
    rewording: Rewording

    @classmethod
    def among(
        cls, at: Surroundings, library: Library, records: RecordShelf, replies: Replies, aid: WritingAid
    ) -> Self:
        """Return it, with its work begun beside the session."""
        spelling = Spelling(at.desk, at.drafts, replies, library, records, at.changes, aid.spelling)
        at.crew.start(spelling.lookup.tend)
        book = CueBook(aid.rules)
        rewording = Rewording(at.desk, at.drafts, replies, at.changes, aid.rewording)
        return cls(spelling, Cues(at.desk, book), Tone(at.desk, book, aid.tone), rewording)
