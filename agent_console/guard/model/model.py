"""The guard's model: what learnt weights make of a draft, beside the rules."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import lru_cache
from typing import Final

import numpy as np

from agent_console.domain.chat import Author
from agent_console.guard.assessment import Opinion
from agent_console.guard.dialogue import Dialogue, Turn
from agent_console.guard.encoder.encoder import Context, Encoder
from agent_console.guard.encoder.view import MOST_TURNS
from agent_console.guard.model import weights
from agent_console.guard.model.explanation import reason
from agent_console.guard.model.feature import features
from agent_console.guard.model.figure import Array
from agent_console.guard.model.index import Index
from agent_console.guard.model.judgement import Judgement, table
from agent_console.guard.model.lexicon import Lexicon
from agent_console.guard.model.sign import signs
from agent_console.guard.model.standing import Standings, standing
from agent_console.guard.model.weights import Weights
from agent_console.guard.subject import Subject

MOST_VECTORS: Final = 4096
"""Of how many turns the vectors are kept: those of a full desk of long dialogues."""


@dataclass(frozen=True, slots=True)
class Impression:
    """What is made of a dialogue once for all drafts, until its next turn."""

    encoder: Encoder
    context: Context
    standing: Array
    index: Index


@dataclass(frozen=True, slots=True)
class Past:
    """The sends that a model was fitted to, as models saw them that were fitted without them."""

    scores: tuple[float, ...] = ()
    until: datetime | None = None
    """When the last of them was; None when the model was fitted to no sends of this console."""


NO_PAST: Final = Past()


class Model:
    """Says how suspicious a draft is in its conversation, compared with the others that are open."""

    def __init__(
        self,
        learnt: Weights,
        encoder: Encoder,
        past: Past = NO_PAST,
        most_vectors: int | None = MOST_VECTORS,
    ) -> None:
        """Take weights and the encoder they were learnt with; `most_vectors` limits how many are kept."""
        self.past = past
        """What limits begin with: a model's own scores of what it was fitted to are too good."""
        self._learnt = learnt
        self._version = learnt.version
        self._encoder = encoder
        self._vectors = lru_cache(maxsize=most_vectors)(encoder.turn)
        self._lexicon = Lexicon(learnt.rarity)

    @classmethod
    def load(cls, content: bytes | None = None) -> "Model":
        """Read the weights that ship with the program, or the content of another such file.

        Raises WeightsError and EncoderError.
        """
        learnt = weights.read(weights.shipped() if content is None else content)
        return cls(learnt, Encoder.load(learnt.encoder or None))

    @property
    def version(self) -> str:
        """Which weights these are; the part before the `-` says what an opinion's features mean."""
        return self._version

    @property
    def content(self) -> bytes:
        """The file that `load` reads this model from."""
        return self._learnt.dump()

    @property
    def judgement(self) -> Judgement:
        """How the features of an opinion make its score."""
        return self._learnt.judgement

    def score(self, features: Sequence[float]) -> float:
        """Return the score of an opinion with these features; raises ValueError when they are none."""
        return self.judgement.score(table(features))

    def refitted(
        self, judgement: Judgement, scores: Sequence[float] = (), until: datetime | None = None
    ) -> "Model":
        """Return the model that makes its score of the same features another way.

        `scores` are those of the sends up to `until` that it was fitted to.
        """
        past = Past(tuple(scores), until)
        return Model(replace(self._learnt, judgement=judgement), self._encoder, past)

    def prepare(self, subject: Subject) -> None:
        """Make of a conversation what the next opinion needs, so that there is less to do at Enter."""
        self._impression(subject.dialogue)

    def opinion(self, text: str, target: Subject, others: Sequence[Subject]) -> Opinion:
        """Return how suspicious a draft is in its target, and which conversation it fits best."""
        rivals = [other for other in others if other.conversation != target.conversation]
        if not rivals:
            return Opinion(0.0, target.conversation)
        subjects = [target, *rivals]
        draft = Turn.of(Author.AGENT, text)
        rows = self.rows(draft, [subject.dialogue for subject in subjects])
        fits = self.judgement.choice.fits(rows)
        score = self.judgement.suspicion.score(signs(rows, fits, 0))
        best = subjects[int(fits.argmax())]
        rival = rivals[int(fits[1:].argmax())]
        return Opinion(
            float(score),
            best.conversation,
            rival.conversation,
            reason(draft, target, rival, self._lexicon),
            features=tuple(rows.ravel().tolist()),
        )

    def rows(self, draft: Turn, dialogues: Sequence[Dialogue]) -> Array:
        """Return one row of FEATURES for each dialogue."""
        impressions = list(map(self._impression, dialogues))
        standings = Standings([one.standing for one in impressions])
        reply = self._encoder.reply(draft.text)
        return np.column_stack(
            (
                features(draft, [one.index for one in impressions], standings, self._lexicon),
                self._encoder.similarities(reply, [one.context for one in impressions]),
            )
        )

    def _impression(self, dialogue: Dialogue) -> Impression:
        made = dialogue.made
        if not (isinstance(made, Impression) and made.encoder is self._encoder):
            turns = [self._vectors(turn.author, turn.text) for turn in dialogue.turns[-MOST_TURNS:]]
            context = self._encoder.context(turns)
            index = Index.of(dialogue.traces)
            made = dialogue.made = Impression(self._encoder, context, standing(dialogue), index)
        return made
