"""What makes waits workable: promises with timers, one line to everybody who waits, and reminders."""

from dataclasses import dataclass

from agent_console.domain.patience import Patience
from agent_console.services.actions import Actions
from agent_console.services.checkpoint import Checkpoint
from agent_console.services.holding_line import HoldingLines
from agent_console.services.library import Library
from agent_console.services.outgoing import Surroundings
from agent_console.services.promises import Promises
from agent_console.services.reminders import Reminders
from agent_console.services.replies import Replies


@dataclass(frozen=True, slots=True)
class Waits:
    """The three of them."""

    promises: Promises
    holding_lines: HoldingLines
    reminders: Reminders

    @classmethod
    def among(
        cls,
        at: Surroundings,
        library: Library,
        checkpoint: Checkpoint,
        replies: Replies,
        actions: Actions,
        patience: Patience,
    ) -> "Waits":
        """Return them at work: timers start and end beside the session."""
        promises = Promises(at.desk, at.clock, actions, at.changes, at.crew, patience)
        at.crew.start(promises.tend)
        lines = HoldingLines(at.desk, at.clock, library, checkpoint, replies, promises, patience)
        return cls(promises, lines, Reminders(at.desk, at.clock, library, at.crew, patience))
