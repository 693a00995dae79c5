"""The same surroundings as in the tests of the console, so that recordings are the same everywhere."""

from tests.ui.conftest import surroundings

__all__ = ["surroundings"]
