"""How the desk looks and behaves: waits, panes, colours."""

from typing import Annotated, Literal, Self

from pydantic import Field, model_validator

from agent_console.config.setting import Duration, Setting
from agent_console.config.wait import HoldingSettings, PromiseSettings, SilenceSettings, patience
from agent_console.domain.panes import MOST_PANES
from agent_console.domain.patience import Patience
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
    holding: HoldingSettings = HoldingSettings()
    """The line that tells everybody who waits that they are not forgotten."""
    promises: PromiseSettings = PromiseSettings()
    """What becomes of a reply that says when you will be back."""
    silence: SilenceSettings = SilenceSettings()
    """What is suggested where a customer does not answer any more."""

    @model_validator(mode="after")
    def _ascending(self) -> Self:
        if not self.amber < self.red < self.critical:
            raise ValueError("must rise: amber before red, red before critical")
        return self

    @property
    def thresholds(self) -> Thresholds:
        """The same as a value of the domain."""
        return Thresholds(self.amber, self.red, self.critical)

    @property
    def patience(self) -> Patience:
        """How the console helps with waits, as a value of the domain."""
        return patience(self.holding, self.promises, self.silence)


class PaneSettings(Setting):
    """How many conversations stand side by side, and how they come."""

    most: Annotated[int, Field(ge=1, le=MOST_PANES)] = MOST_PANES
    """The most panes on screen; fewer when the terminal is small."""
    fill: Flag = False
    """Let waiting customers come to free panes by themselves while you accept new ones."""
    remember: Flag = True
    """Have the next start find the columns, rows, sizes and places of the last one, by terminal size."""


class ThemeSettings(Setting):
    """Colours and signs."""

    name: Literal[
        "auto",
        "dark",
        "light",
        "high-contrast",
        "high-contrast-light",
        "colour-blind",
        "colour-blind-light",
        "terminal",
    ] = "auto"
    """`auto` is `terminal` where there are only 16 colours, light where the terminal says so, else dark."""
    glyphs: Literal["auto", "wide", "narrow", "ascii"] = "auto"
    """Which signs are drawn; `narrow` where some would take two cells, `ascii` where the font lacks them."""
    linear: Flag = False
    """One conversation at a time and nothing beside it, for whoever has the terminal read aloud."""
