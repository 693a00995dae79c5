"""What came of learning from the console's own sends, in words and as an object for programs."""

from collections.abc import Iterator
from typing import Any

from agent_console.guard.learning.retraining import (
    ALARMS,
    FEWEST_CONVERSATIONS,
    FEWEST_SENDS,
    RESAMPLES,
    SURE,
    Ranking,
    Retraining,
    Shortage,
)


def document(found: Retraining | Shortage) -> dict[str, Any]:
    """Return all figures as an object that JSON can hold."""
    if isinstance(found, Shortage):
        return {
            "better": False,
            "enough": False,
            "sends": found.sends,
            "conversations": found.conversations,
            "fewest_sends": FEWEST_SENDS,
            "fewest_conversations": FEWEST_CONVERSATIONS,
        }
    return {
        "better": found.better,
        "enough": True,
        "sends": found.right,
        "wrong": found.wrong,
        "conversations": found.conversations,
        "before": _figures(found.before),
        "after": _figures(found.after),
        "sureness": found.sureness,
    }


def words(found: Retraining | Shortage) -> Iterator[str]:
    """Yield what a person should know, a line each."""
    if isinstance(found, Shortage):
        yield f"Too little to learn from yet: {_count(found.sends, found.conversations)}."
        yield f"It takes {_count(FEWEST_SENDS, FEWEST_CONVERSATIONS)}, scored while several chats were open."
        yield "Nothing was changed; go on working, and try again later."
        return
    yield f"Learnt from {_count(found.right, found.conversations)},"
    yield "each judged by weights that have not seen its conversation:"
    yield f"  wrong sends ranked above right ones: {_change(found.before.area, found.after.area)}"
    caught = _change(found.before.caught, found.after.caught)
    yield f"  wrong sends caught at {1000 * ALARMS:.0f} alarms in 1,000: {caught}"
    yield f"  better in {found.sureness:.1%} of {RESAMPLES:,} resamples of those conversations"
    if found.better:
        yield "That is better: the console uses the new weights from its next start."
        yield "The way back: agent-console guard train --back"
    elif found.sureness >= SURE:
        yield "It would catch fewer than before: nothing was changed."
    else:
        yield f"That may be chance, {SURE:.0%} is asked for: nothing was changed."


def _count(sends: int, conversations: int) -> str:
    return f"{sends:,} right sends in {conversations:,} conversations"


def _change(before: float, after: float) -> str:
    return f"{before:.1%} before, {after:.1%} now"


def _figures(ranking: Ranking) -> dict[str, float]:
    return {"area": ranking.area, "caught": ranking.caught}
