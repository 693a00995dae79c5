"""What was said in one conversation, as the guard's model reads it: turn by turn, never all over again."""

from dataclasses import dataclass, field

from agent_console.domain.chat import Author


@dataclass(slots=True)
class Dialogue:
    """The turns so far, oldest first."""

    turns: list[tuple[Author, str]] = field(default_factory=list)

    def hear(self, author: Author, text: str) -> None:
        """Add one more turn."""
        self.turns.append((author, text))
