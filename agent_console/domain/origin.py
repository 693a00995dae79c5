"""Where a setting stands in the user's files."""

from typing import NamedTuple


class Origin(NamedTuple):
    """The places of a setting's name and of its value, each as `file:line:column`."""

    name: str
    value: str
