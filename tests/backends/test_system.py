"""Which chat systems the contract suite is asked of."""

import pytest

from agent_console.backends import memory
from tests.backends.system import OTHERS, SYSTEMS, Feature, System, systems
from tests.backends.world import memory_world

THEIRS = System("theirs", memory_world, memory.CAPABILITIES)


def test_ours_are_asked_when_no_others_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(OTHERS, raising=False)
    assert systems() == SYSTEMS


def test_other_packages_systems_take_the_place_of_ours(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(OTHERS, f"{__name__}:THEIRS")
    assert systems() == (THEIRS,)


def test_every_ability_that_is_no_action_is_a_feature_of_the_suite() -> None:
    named = {feature.value for feature in Feature} | {"preview", "deeds", "claim"}
    assert named == set(memory.CAPABILITIES.__slots__)
