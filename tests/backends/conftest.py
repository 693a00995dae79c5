"""Each chat system in turn, for the tests that every one of them must pass."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.backends.system import System, systems
from tests.backends.world import Desks, World


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run a test of the contract against every system that can do what the test needs."""
    if "system" in metafunc.fixturenames:
        needed = [need for mark in metafunc.definition.iter_markers("requires") for need in mark.args]
        played = [system for system in systems() if all(map(system.meets, needed))]
        parameters = [pytest.param(system, id=system.name, marks=_marks(system)) for system in played]
        metafunc.parametrize("system", parameters, scope="function")


def _marks(system: System) -> tuple[pytest.MarkDecorator, ...]:
    return (pytest.mark.needs(system.program),) if system.program else ()


@pytest.fixture
async def world(system: System, tmp_path: Path) -> AsyncIterator[World]:
    """A chat system without customers."""
    async with system.play(tmp_path) as played:
        yield played


@pytest.fixture
async def desks(world: World) -> AsyncIterator[Desks]:
    """The consoles of one test, none open yet."""
    consoles = Desks(world)
    yield consoles
    await consoles.close()
