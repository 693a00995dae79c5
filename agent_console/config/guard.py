"""How careful the console is that no reply goes to the wrong customer."""

from datetime import timedelta
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from agent_console.config.setting import Duration, Setting
from agent_console.yaml_source import Flag

SHORTEST_COUNTDOWN = timedelta(seconds=2)
LONGEST_COUNTDOWN = timedelta(seconds=6)


def _countdown(length: timedelta) -> timedelta:
    if not SHORTEST_COUNTDOWN <= length <= LONGEST_COUNTDOWN:
        raise ValueError("must be from 2s to 6s: less is too short to read why, more keeps customers waiting")
    return length


class GuardSettings(Setting):
    """The check of each reply against the other open conversations."""

    enabled: Flag = True
    """Compare each reply with the other open conversations before it leaves."""
    delayed_per_thousand: Annotated[float, Field(ge=0, le=10)] = 5.0
    """How many of 1,000 right replies may be delayed, or stopped, only because they read oddly here."""
    stopped_per_thousand: Annotated[float, Field(ge=0, le=5)] = 1.0
    """How many of 1,000 right replies may be stopped for that; others' names and numbers always stop one."""
    countdown: Annotated[Duration, AfterValidator(_countdown)] = timedelta(seconds=5)
    """How long a delayed reply can be taken back before it leaves by itself, 2s to 6s."""
    haste: Flag = True
    """Delay a reply by two seconds that is sent within a second of coming to its pane."""
    recall: Duration = timedelta(seconds=60)
    """For how long a reply that has left can be taken back, where the chat system can delete it."""

    @model_validator(mode="after")
    def _nested(self) -> Self:
        if self.stopped_per_thousand > self.delayed_per_thousand:
            raise ValueError("has more in `stopped_per_thousand` than in `delayed_per_thousand`")
        return self
