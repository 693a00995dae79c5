"""What a console's own sends teach: the features of right ones, and of ones in the wrong pane."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from agent_console.domain.audit import CAME_BACK, LEFT, AuditLine
from agent_console.domain.chat import ConversationId
from agent_console.guard.learning.balance import Story, stories


@dataclass(frozen=True, slots=True)
class Example:
    """A reply in a pane, and whether that was the wrong one."""

    features: tuple[float, ...]
    """The figures of each open conversation one after the other, those of its own first."""
    wrong: bool
    conversation: ConversationId
    at: datetime


def examples(lines: Iterable[AuditLine], basis: str) -> list[Example]:
    """Return what can be learnt from lines whose features mean the same as those of `basis`, oldest first."""
    found = [example for story in stories(lines) for example in _told(story)]
    comparable = (example for model, example in found if basis_of(model) == basis and example.features)
    return sorted(comparable, key=lambda example: example.at)


def basis_of(model: str) -> str:
    """Return the part of a model's version that says what its features mean; empty for no model."""
    return model.partition("-")[0]


def scored(lines: Iterable[AuditLine], model: str) -> list[AuditLine]:
    """Return the lines whose scores can be compared with those that a model gives, in their order."""
    return [line for line in lines if line.features and basis_of(line.model) == basis_of(model)]


def _told(story: Story) -> Iterator[tuple[str, Example]]:
    """Yield what one reply teaches, each with the model that made the features."""
    first = story.lines[0]
    if story.misdirected:
        yield first.model, Example(first.features, True, first.conversation, first.at)
        elsewhere = tuple(line for line in story.lines if line.conversation != first.conversation)
        if elsewhere:
            yield from _told(Story(elsewhere))
        return
    if not story.left or not story.outcomes.isdisjoint(CAME_BACK):
        return
    # What was sent in the end counts: an earlier line may be about a text that was changed after a hold.
    sent = next(line for line in reversed(story.lines) if line.outcome in LEFT)
    yield sent.model, Example(sent.features, False, sent.conversation, sent.at)
