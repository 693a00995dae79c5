"""What the user chose about the console's looks and keys."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from agent_console.domain.origin import Origin
from agent_console.domain.panes import MOST_PANES
from agent_console.ports import Browser, LocalFiles
from agent_console.ui.beacon import Means
from agent_console.ui.look.glyph import GlyphSet


@dataclass(frozen=True, slots=True)
class ConsoleOptions:
    """Settings of the console that are not about the chat system."""

    theme: str = "dark"
    """A name in `ui.look.theme.THEMES`."""
    glyphs: str = GlyphSet.WIDE
    """The set of signs to draw with."""
    keys: Mapping[str, str] = field(default_factory=dict)
    """New keys by command id; see `ui.keys`."""
    key_origins: Mapping[str, Origin] = field(default_factory=dict)
    """Where they are written."""
    modal: bool = False
    """Whether Esc leaves the writing, and letters then steer."""
    most_panes: int = MOST_PANES
    """The most panes on screen; fewer in a small terminal."""
    linear: bool = False
    """Whether the terminal is read aloud: words instead of lines and signs, and no clock of seconds."""
    panel: bool = True
    """Whether the customer's record is shown from the start where there is room beside the panes."""
    ghost: bool = True
    """Whether the best matching canned reply is shown dimly while one types."""
    files: LocalFiles | None = None
    """The agent's own files; without them none can be sent."""
    means: Means = field(default_factory=Means)
    """By what an agent is called who looks elsewhere."""
    browser: Browser | None = None
    """Opens pages about orders; without it their addresses are copied."""
    notices: tuple[str, ...] = ()
    """Lines for the first screen, such as problems found while loading."""
