"""Where a setting stands in the user's files."""

from typing import NamedTuple


class Origin(NamedTuple):
    """The places of a setting's name and of its value."""

    file: str
    name: str
    """Line and column, as in `12:3`."""
    value: str
    """Line and column."""
