"""The guard put together: its settings, its model, and whose sends it learns from."""

from urllib.parse import urlsplit

from agent_console.config import Config
from agent_console.guard.quantile import Budget
from agent_console.services.scrutiny import Caution
from agent_console.storage.paths import ProfilePaths, profile


def profile_of(config: Config, name: str | None) -> ProfilePaths:
    """Return the named profile, by default the one of the configured hub.

    Each hub has a profile of its own by default, so that what was written for one never goes to
    another. Raises ValueError when there is neither a name nor a hub, or the name is none.
    """
    backend = config.backend
    if name is None and (backend is None or backend.kind != "hub"):
        raise ValueError("the settings name no hub, so say whose sends: --profile NAME")
    host = urlsplit(backend.url).netloc.replace(":", "-").lower() if backend else ""
    return profile(name or host)


def budget(config: Config) -> Budget:
    """Return which shares of right replies the settings let the guard act on for their score alone."""
    settings = config.guard
    return Budget(settings.stopped_per_thousand / 1000, settings.delayed_per_thousand / 1000)


def caution(config: Config) -> Caution:
    """Return how careful the settings want the guard to be."""
    return Caution(config.guard.enabled, budget(config), config.guard.countdown)
