"""The guard's model: what learnt weights make of a draft, beside the rules."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from agent_console.domain.chat import Author
from agent_console.guard import weights
from agent_console.guard.affinity import Cues, dialogue_cues, places, reply_cues
from agent_console.guard.assessment import Opinion
from agent_console.guard.dialogue import Dialogue, Turn
from agent_console.guard.explanation import reason
from agent_console.guard.feature import features
from agent_console.guard.fitting import Line
from agent_console.guard.lexicon import Lexicon
from agent_console.guard.sign import signs
from agent_console.guard.subject import Subject
from agent_console.guard.weights import Weights

Array = NDArray[np.float64]


class Model:
    """Says how suspicious a draft is in its conversation, compared with the others that are open."""

    def __init__(self, learnt: Weights) -> None:
        self._learnt = learnt
        self._lexicon = Lexicon(learnt.rarity)

    @classmethod
    def load(cls, content: bytes | None = None) -> "Model":
        """Read the weights that ship with the program, or the content of another such file.

        Raises WeightsError.
        """
        return cls(weights.read(weights.shipped() if content is None else content))

    @property
    def version(self) -> str:
        """Which weights these are; the part before the `-` says what an opinion's features mean."""
        return self._learnt.version

    @property
    def content(self) -> bytes:
        """The file that `load` reads this model from."""
        return self._learnt.dump()

    @property
    def line(self) -> Line:
        """How the features of an opinion make its score."""
        return self._learnt.suspicion

    def score(self, features: Sequence[float]) -> float:
        """Return the score of an opinion with these features."""
        return float(self.line.score(np.array(features)))

    def refitted(self, line: Line) -> "Model":
        """Return the model that makes its score of the same features by another line."""
        learnt = self._learnt
        return Model(Weights(learnt.rarity, learnt.pairs, learnt.step, learnt.choice, line))

    def prepare(self, subject: Subject) -> None:
        """Make of a conversation what the next opinion needs, so that there is less to do at Enter."""
        self._cues(subject.dialogue)

    def opinion(self, text: str, target: Subject, others: Sequence[Subject]) -> Opinion:
        """Return how suspicious a draft is in its target, and which conversation it fits best."""
        rivals = [other for other in others if other.conversation != target.conversation]
        if not rivals:
            return Opinion(0.0, target.conversation)
        subjects = [target, *rivals]
        draft = Turn.of(Author.AGENT, text)
        rows = self.rows(draft, [subject.dialogue for subject in subjects])
        fits = rows @ self._learnt.choice
        found = signs(rows, fits, 0)
        best = subjects[int(fits.argmax())]
        rival = rivals[int(fits[1:].argmax())]
        return Opinion(
            float(self.line.score(found)),
            best.conversation,
            reason(draft, target, rival, self._lexicon),
            features=tuple(found.tolist()),
        )

    def rows(self, draft: Turn, dialogues: Sequence[Dialogue]) -> Array:
        """Return one row of FEATURES for each dialogue."""
        cues = reply_cues(draft.text)
        found = features(draft, dialogues, self._lexicon)
        for row, dialogue in zip(found, dialogues, strict=True):
            row.append(self._affinity(cues, self._cues(dialogue)))
        return np.array(found)

    def _cues(self, dialogue: Dialogue) -> Cues:
        made = dialogue.made
        if not isinstance(made, np.ndarray):
            made = dialogue.made = dialogue_cues(dialogue)
        return made

    def _affinity(self, reply: Cues, dialogue: Cues) -> float:
        met = places(reply, dialogue)
        total = int(self._learnt.pairs[met].sum(dtype=np.int64))
        return total * self._learnt.step / float(np.sqrt(len(met)))
