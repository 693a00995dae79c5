"""By what the terminal at hand calls an agent who looks elsewhere."""

from collections.abc import Mapping

from agent_console.config.attention import AttentionSettings
from agent_console.ui import terminal_notice
from agent_console.ui.beacon import Means
from agent_console.ui.terminal_notice import Protocol


def means(settings: AttentionSettings, environment: Mapping[str, str]) -> Means:
    """Return what the settings want and the terminal is known to take.

    Within tmux a notification needs the setting that lets it through: tmux itself shows none.
    """
    chosen = settings.notification
    protocol = terminal_notice.known(environment) if chosen == "auto" else Protocol(chosen)
    tmux = terminal_notice.within_tmux(environment)
    return Means(
        bell=settings.bell,
        protocol=Protocol.NONE if tmux and not settings.tmux_passthrough else protocol,
        through_tmux=tmux,
        names=settings.names,
        title=settings.title and terminal_notice.titled(environment),
    )
