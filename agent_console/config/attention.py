"""How an agent is called who looks elsewhere."""

from typing import Annotated, Literal

from pydantic import BeforeValidator

from agent_console.config.setting import Duration, Setting
from agent_console.domain.alarm import Vigilance
from agent_console.domain.alert import Occasion
from agent_console.domain.quiet_hours import QuietHours
from agent_console.yaml_source import Flag

DEFAULTS = Vigilance()


def _hours(value: object) -> object:
    return QuietHours.parse(value) if isinstance(value, str) else value


Hours = Annotated[QuietHours, BeforeValidator(_hours)]


class AttentionSettings(Setting):
    """How you are called while the terminal is behind another window, or you have not touched a key."""

    events: tuple[Occasion, ...] = tuple(Occasion)
    """What for, once each: critical, red, failed, promise, question, message, customer, connection."""
    bell: Flag = True
    """Ring the terminal's bell."""
    notification: Literal["auto", "off", "osc9", "osc777", "osc99"] = "auto"
    """Show a notification; `auto` only where the terminal is known to take one, and in which way."""
    tmux_passthrough: Flag = False
    """Send it through tmux to the terminal around it, which `allow-passthrough` in tmux must let out."""
    names: Flag = False
    """Name customers in notifications; they may be seen by others on a shared screen."""
    title: Flag = True
    """Show in the terminal's title how many customers wait."""
    idle: Duration | None = DEFAULTS.idle
    """Without a key for this long you count as away even where the terminal is in front; null: never."""
    repeat: Duration | None = DEFAULTS.repeat
    """Call again after this until you look; null: once."""
    apart: Duration = DEFAULTS.apart
    """At least this long between two calls; what happens meanwhile comes with the next one."""
    silence: Duration = DEFAULTS.silence
    """For how long the key silences calls."""
    quiet: tuple[Hours, ...] = ()
    """Local hours without calls, such as `22:00-07:00` or `Sat,Sun 00:00-24:00`."""

    @property
    def vigilance(self) -> Vigilance:
        """What is to be called for, and how often, as a value of the domain."""
        return Vigilance(frozenset(self.events), self.idle, self.repeat, self.apart, self.silence, self.quiet)
