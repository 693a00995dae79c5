"""The editor's undo: what a key changes elsewhere in the draft is undone with that key."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

from textual.document._edit import Edit
from textual.document._history import EditHistory


class DraftHistory(EditHistory):
    """Keeps the changes that follow from one, such as those of a field's mirrors, in the same step."""

    _following = False

    @classmethod
    def like(cls, other: EditHistory) -> Self:
        """Return an empty history with the limits of another one."""
        return cls(other.max_checkpoints, other.checkpoint_timer, other.checkpoint_max_characters)

    @contextmanager
    def following(self) -> Iterator[None]:
        """Take what is recorded in the block as part of the last step."""
        self._following = True
        try:
            yield
        finally:
            self._following = False

    def record(self, edit: Edit) -> None:
        """Take an edit into the last step, or begin a new one."""
        # The property gives a copy of the stack, but the steps themselves.
        steps = self.undo_stack
        if self._following and steps:
            steps[-1].append(edit)
        else:
            super().record(edit)
