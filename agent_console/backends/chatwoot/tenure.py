"""Whose a conversation has been: the number that a reply must carry to be its owner's."""

import re
from collections.abc import Iterable

from agent_console.backends.chatwoot.record import Entry


class Tenure:
    """The fence of each conversation.

    Chatwoot counts no owners. It tells in an activity message of each change of owner, with the names of
    those concerned, in its own language. So the fence is the id of the newest activity that names another
    agent, or does not name this one: the same on each start of the console as long as nobody else had a
    hand in the conversation. Where it does not grow by itself between two spells, it is raised by one.
    """

    def __init__(self) -> None:
        self._fences: dict[int, int] = {}
        self._witnessed: dict[int, int] = {}
        self._held: set[int] = set()

    def fence(self, conversation: int) -> int:
        """Return the present fence; 0 for what is not held."""
        return self._fences[conversation] if conversation in self._held else 0

    def hold(self, conversation: int, evidence: int) -> int:
        """Note that the agent has a conversation, newly or still after a cut; return its fence.

        `evidence` is the newest activity that others had a hand in.
        """
        before = self._fences.get(conversation, 0)
        still = conversation in self._held and evidence <= self._witnessed.get(conversation, 0)
        if not (still and before):
            self._fences[conversation] = max(evidence, before + 1)
        self._held.add(conversation)
        self.witness(conversation, evidence)
        return self._fences[conversation]

    def witness(self, conversation: int, evidence: int) -> None:
        """Note an activity that came while the agent's ownership was watched."""
        self._witnessed[conversation] = max(evidence, self._witnessed.get(conversation, 0))

    def lose(self, conversation: int) -> None:
        """Note that the agent has it no more."""
        self._held.discard(conversation)


class Names:
    """Tells by their words which activities others had a hand in."""

    def __init__(self, own: str, others: Iterable[str]) -> None:
        self._own = _pattern([own])
        self._others = _pattern(name for name in others if name != own)

    def newest_foreign(self, activities: Iterable[Entry]) -> int:
        """Return the id of the newest activity that names somebody else, or not this agent; else 0."""
        return max((each.id for each in activities if self.foreign(each)), default=0)

    def foreign(self, activity: Entry) -> bool:
        """Whether somebody else may have had a hand in it."""
        named = self._own is not None and self._own.search(activity.text) is not None
        return not named or (self._others is not None and self._others.search(activity.text) is not None)


def _pattern(names: Iterable[str]) -> re.Pattern[str] | None:
    kept = [re.escape(name) for name in names if name]
    return re.compile(rf"(?<!\w)(?:{'|'.join(kept)})(?!\w)") if kept else None
