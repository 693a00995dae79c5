"""How the desk looks and behaves: waits, panes, colours."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from agent_console.config.setting import Duration, Setting
from agent_console.domain.panes import MOST_PANES
from agent_console.domain.wait import Thresholds
from agent_console.yaml_source import Flag

DEFAULTS = Thresholds()


class WaitSettings(Setting):
    """When a waiting customer's pane changes its colour, glyph and word."""

    amber: Duration = DEFAULTS.amber
    """From here on the customer should be seen to."""
    red: Duration = DEFAULTS.red
    """From here on the customer waits too long."""
    critical: Duration = DEFAULTS.critical
    """From here on the customer is about to leave."""

    @model_validator(mode="after")
    def _ascending(self) -> Self:
        if not self.amber < self.red < self.critical:
            raise ValueError("must rise: amber before red, red before critical")
        return self

    @property
    def thresholds(self) -> Thresholds:
        """The same as a value of the domain."""
        return Thresholds(self.amber, self.red, self.critical)


class PaneSettings(Setting):
    """How many conversations stand side by side, and how they come."""

    most: Annotated[int, Field(ge=1, le=MOST_PANES)] = MOST_PANES
    """The most panes on screen; fewer when the terminal is small."""
    fill: Flag = False
    """Let waiting customers come to free panes by themselves while you accept new ones."""


class ThemeSettings(Setting):
    """Colours."""

    name: Literal["auto", "dark", "light"] = "auto"
    """`auto` is light where the terminal says so in the variable COLORFGBG, and dark elsewhere."""
