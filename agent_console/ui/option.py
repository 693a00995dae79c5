"""What the user chose about the console's looks and keys."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from agent_console.domain.panes import MOST_PANES
from agent_console.ports import Browser, LocalFiles


@dataclass(frozen=True, slots=True)
class ConsoleOptions:
    """Settings of the console that are not about the chat system."""

    theme: str = "dark"
    """`dark` or `light`."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """New keys by command id; see `ui.keys`."""
    most_panes: int = MOST_PANES
    """The most panes on screen; fewer in a small terminal."""
    panel: bool = True
    """Whether the customer's record is shown from the start where there is room beside the panes."""
    ghost: bool = True
    """Whether the best matching canned reply is shown dimly while one types."""
    files: LocalFiles | None = None
    """The agent's own files; without them none can be sent."""
    browser: Browser | None = None
    """Opens pages about orders; without it their addresses are copied."""
    notices: tuple[str, ...] = ()
    """Lines for the first screen, such as problems found while loading."""
