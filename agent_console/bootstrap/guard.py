"""The guard put together: its settings, its model, and whose sends it learns from."""

import os
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from agent_console.bootstrap import backend
from agent_console.config import Config
from agent_console.guard.learning.history import basis_of
from agent_console.guard.learning.quantile import Budget
from agent_console.services.scrutiny import Caution
from agent_console.storage import guard_weights
from agent_console.storage.paths import ProfilePaths, profile

if TYPE_CHECKING:
    from agent_console.guard.learning.adaptation import Adaptation
    from agent_console.guard.learning.retraining import Retraining
    from agent_console.guard.model.model import Model

# numpy reads this when it is imported, which is later. The model's products are small: a second thread
# would spend more time waiting for the first than computing, and takes memory of its own.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")


def profile_of(config: Config, name: str | None) -> ProfilePaths:
    """Return the named profile, by default the one of the configured chat system, or of several.

    Each system has a profile of its own by default, so that what was written for one never goes to
    another; several have one together. Raises ValueError when there is neither a name nor a system, or the
    name is none.
    """
    if name is None and not config.systems:
        raise ValueError("the settings name no chat system, so say whose sends: --profile NAME")
    return profile(name or _profile_name(config))


def _profile_name(config: Config) -> str:
    if config.backends:
        return "desk"
    (place,) = map(backend.place_of, config.systems.values())
    return (urlsplit(place).netloc or place).replace(":", "-").replace(" ", "-").lower()


def budget(config: Config) -> Budget:
    """Return which shares of right replies the settings let the guard act on for their score alone."""
    settings = config.guard
    return Budget(settings.stopped_per_thousand / 1000, settings.delayed_per_thousand / 1000)


def caution(config: Config, profile: ProfilePaths) -> Caution:
    """Return how careful the settings want the guard to be; its model is not loaded yet."""
    guard = config.guard
    return Caution(
        enabled=guard.enabled,
        budget=budget(config),
        countdown=guard.countdown,
        haste=guard.haste,
        recall=guard.recall,
        load=partial(model, profile),
    )


def model(profile: ProfilePaths) -> "Model":
    """Return the model that comes with the program, with what was learnt from the profile's sends.

    Raises WeightsError, EncoderError, AdaptationError or OSError when a file of it is no good.
    """
    found, learnt = shipped(), adaptation(profile)
    # What was learnt for other figures says nothing about these.
    fitting = learnt is not None and learnt.basis == basis_of(found.version)
    if learnt is None or not fitting:
        return found
    return found.refitted(learnt.judgement, learnt.scores, learnt.until)


def shipped() -> "Model":
    """Return the model that comes with the program; raises WeightsError or EncoderError."""
    # numpy and the weights are not for the start of the program, when the first screen is waited for.
    from agent_console.guard.model.model import Model

    return Model.load()


def adaptation(profile: ProfilePaths) -> "Adaptation | None":
    """Return what was learnt from a profile's sends; None when nothing was.

    Raises AdaptationError or OSError.
    """
    from agent_console.guard.learning.adaptation import AdaptationError, read

    try:
        text = guard_weights.kept(profile)
        return None if text is None else read(text)
    except (AdaptationError, UnicodeDecodeError) as error:
        advice = "`agent-console guard train --back` returns to the weights that came with the program"
        raise AdaptationError(f"{profile.guard} {error}; {advice}") from error


def keep(profile: ProfilePaths, fitted: "Model", found: "Retraining") -> None:
    """Keep what was learnt for a model, for the next start of the console; raises OSError."""
    from agent_console.guard.learning.adaptation import Adaptation

    basis = basis_of(fitted.version)
    learnt = Adaptation(basis, found.judgement, found.scores, found.until, datetime.now(UTC))
    guard_weights.keep(profile, learnt.text)
