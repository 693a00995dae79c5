"""What the settings make of the guard."""

from datetime import timedelta
from pathlib import Path

import pytest

from agent_console.bootstrap import guard
from agent_console.config import Config, GuardSettings, HubAccess
from agent_console.guard.learning.adaptation import AdaptationError
from agent_console.storage.paths import ProfilePaths, profile

HUB = Config(backend=HubAccess(kind="hub", url="wss://hub.example.com:8443", token_env="TOKEN"))


def test_the_settings_say_how_careful_it_is(tmp_path: Path) -> None:
    settings = GuardSettings(
        enabled=False,
        delayed_per_thousand=8,
        stopped_per_thousand=2,
        countdown=timedelta(seconds=3),
        haste=False,
        recall=timedelta(seconds=30),
    )
    caution = guard.caution(Config(guard=settings), ProfilePaths(tmp_path))
    assert not caution.enabled
    assert (caution.budget.delay, caution.budget.stop) == (0.008, 0.002)
    assert (caution.countdown, caution.haste, caution.recall) == (
        timedelta(seconds=3),
        False,
        timedelta(seconds=30),
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"countdown": timedelta(seconds=7)},
        {"countdown": timedelta(seconds=1)},
        {"delayed_per_thousand": 11},
        {"delayed_per_thousand": 1, "stopped_per_thousand": 2},
    ],
)
def test_budgets_and_countdowns_have_bounds(wrong: dict[str, object]) -> None:
    with pytest.raises(ValueError, match=r"must be from 2s to 6s|less than or equal|has more in"):
        GuardSettings.model_validate(wrong)


def test_each_hub_has_a_profile_of_its_own() -> None:
    assert guard.profile_of(HUB, None) == profile("hub.example.com-8443")
    assert guard.profile_of(HUB, "kim") == profile("kim")


def test_the_model_is_not_read_before_it_is_asked_for(tmp_path: Path) -> None:
    kim = ProfilePaths(tmp_path / "kim")
    kim.directory.mkdir()
    kim.guard.write_text("damaged", encoding="utf-8")
    caution = guard.caution(Config(), kim)
    assert caution.load is not None
    with pytest.raises(AdaptationError, match=r"guard\.json is damaged"):
        caution.load()
