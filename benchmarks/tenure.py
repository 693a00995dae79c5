"""Judges who owned which conversation when, and what became of every line that an agent sent."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

GAINED = frozenset({"taken", "reopened"})
"""The moves with which an agent becomes the owner."""
LOST = frozenset({"lapsed", "closed", "blocked"})
"""The moves with which a conversation loses its owner."""


@dataclass(frozen=True, slots=True)
class Move:
    """One line of a hub's history."""

    conversation: str
    kind: str
    agent: str
    fence: int
    """As it is after the move."""


@dataclass(frozen=True, slots=True)
class Reply:
    """An agent's message as the hub committed it; within a conversation, in its order."""

    conversation: str
    writer: str
    id: str
    text: str


@dataclass(frozen=True, slots=True)
class Submission:
    """What an agent sent, and for which conversation under which fence; `accepted` once it showed so."""

    id: str
    conversation: str
    fence: int
    text: str
    accepted: bool = True


@dataclass(slots=True)
class Judgement:
    """What went wrong; all zeros is what is promised."""

    two_owners: int = 0
    """A conversation was given to an agent while another one had it."""
    fence_regressions: int = 0
    """A move did not raise the fence, or a reply came after one of a later owner."""
    from_strangers: int = 0
    """Replies of somebody who did not own the conversation under the fence that the reply was sent with."""
    lost: int = 0
    """Lines that showed as accepted, and are neither committed nor back in a draft."""
    doubled: int = 0
    """Lines that are there more than once, so that the customer reads or would read them twice."""
    misplaced: int = 0
    """Lines that went to another conversation than the one they were written in."""
    reordered: int = 0
    """Replies of one agent under one fence that were committed in another order than they were sent in."""

    @property
    def clean(self) -> bool:
        """Whether nothing went wrong."""
        return not any(getattr(self, name) for name in self.__slots__)


@dataclass(frozen=True, slots=True)
class Evidence:
    """All that is left when a race is over."""

    moves: Sequence[Move]
    replies: Sequence[Reply]
    submissions: Sequence[Submission]
    """In the order in which each agent made them."""
    drafts: Sequence[str] = field(default_factory=tuple)
    """Texts that came back to agents, or never left them."""


def judge(evidence: Evidence) -> Judgement:
    """Return what went wrong."""
    judgement = Judgement()
    owners = _owners(evidence.moves, judgement)
    _judge_replies(evidence, owners, judgement)
    _judge_lines(evidence, judgement)
    return judgement


def returned(evidence: Evidence) -> int:
    """Count the replies that showed as accepted, were refused, and came back."""
    committed = {reply.id for reply in evidence.replies}
    texts = [*evidence.drafts, *(reply.text for reply in evidence.replies)]
    there = {line for text in texts for line in text.splitlines()}
    refused = [s for s in evidence.submissions if s.accepted and s.id not in committed]
    return sum(there.issuperset(submission.text.splitlines()) for submission in refused)


def _owners(moves: Sequence[Move], judgement: Judgement) -> Mapping[tuple[str, int], str]:
    """Follow each conversation from owner to owner; return who owned it under which fence."""
    owners: dict[tuple[str, int], str] = {}
    owner: defaultdict[str, str] = defaultdict(str)
    fence: defaultdict[str, int] = defaultdict(int)
    for move in moves:
        if move.kind in GAINED:
            judgement.two_owners += bool(owner[move.conversation])
            judgement.fence_regressions += move.fence <= fence[move.conversation]
            owner[move.conversation] = owners[move.conversation, move.fence] = move.agent
        elif move.kind in LOST:
            owner[move.conversation] = ""
        fence[move.conversation] = max(fence[move.conversation], move.fence)
    return owners


def _judge_replies(evidence: Evidence, owners: Mapping[tuple[str, int], str], judgement: Judgement) -> None:
    """Hold every committed reply against the fence that it was sent with."""
    sent = {submission.id: (place, submission) for place, submission in enumerate(evidence.submissions)}
    newest: defaultdict[str, int] = defaultdict(int)
    latest: defaultdict[tuple[str, int], int] = defaultdict(lambda: -1)
    for reply in evidence.replies:
        place, submission = sent.get(reply.id, (-1, Submission(reply.id, "", 0, "")))
        tenure = (reply.conversation, submission.fence)
        if owners.get(tenure) != reply.writer:
            judgement.from_strangers += 1
            continue
        judgement.fence_regressions += submission.fence < newest[reply.conversation]
        newest[reply.conversation] = max(newest[reply.conversation], submission.fence)
        judgement.reordered += place < latest[tenure]
        latest[tenure] = max(latest[tenure], place)


def _judge_lines(evidence: Evidence, judgement: Judgement) -> None:
    """Find every line again, wherever it went: a reply that came back may leave once more within another."""
    home = {line: s.conversation for s in evidence.submissions for line in s.text.splitlines()}
    accepted = {line for s in evidence.submissions if s.accepted for line in s.text.splitlines()}
    places = Counter(line for reply in evidence.replies for line in reply.text.splitlines())
    places.update(line for draft in evidence.drafts for line in draft.splitlines())
    judgement.lost += sum(not places[line] for line in accepted)
    judgement.doubled += sum(places[line] > 1 for line in home)
    judgement.misplaced += sum(
        home.get(line, reply.conversation) != reply.conversation
        for reply in evidence.replies
        for line in reply.text.splitlines()
    )
