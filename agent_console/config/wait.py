"""Help with waits: holding lines, promises to be back, and customers who fall silent."""

from datetime import timedelta

from agent_console.config.setting import Duration, Name, Setting
from agent_console.domain.patience import Patience
from agent_console.yaml_source import Flag

DEFAULTS = Patience()


class HoldingSettings(Setting):
    """The line that tells everybody who waits that they are not forgotten."""

    after: Duration | None = None
    """From what wait on a customer gets it; null: from amber on."""
    reply: Name = DEFAULTS.holding_reply
    """The id of the canned response that it is."""


class PromiseSettings(Setting):
    """What becomes of a reply that says when you will be back."""

    automatic: Flag = False
    """Start the timer without a key; otherwise the pane offers it."""
    soon: Duration = DEFAULTS.soon
    """How long it may take where you only say that you will be back soon."""


class SilenceSettings(Setting):
    """What is suggested where a customer does not answer any more; nothing is ever sent by itself."""

    nudge: Duration | None = timedelta(minutes=10)
    """How long after your last reply you may ask whether they are there; null: never."""
    nudge_reply: Name = DEFAULTS.nudge_reply
    """The id of the canned response that asks."""
    close: Duration | None = timedelta(minutes=10)
    """How long after that question you may say goodbye; null: never."""
    close_reply: Name = DEFAULTS.close_reply
    """The id of the canned response that says goodbye, and closes the chat as its step."""


def patience(holding: HoldingSettings, promises: PromiseSettings, silence: SilenceSettings) -> Patience:
    """Return the settings as a value of the domain."""
    return Patience(
        holding_after=holding.after,
        holding_reply=holding.reply,
        automatic=promises.automatic,
        soon=promises.soon,
        nudge_after=silence.nudge,
        nudge_reply=silence.nudge_reply,
        close_after=silence.close,
        close_reply=silence.close_reply,
    )
