"""The kinds of value that settings are made of."""

import re
from datetime import timedelta
from pathlib import Path
from typing import Annotated, NamedTuple, TypeAlias

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, ValidationInfo

DURATION = re.compile(r"(?P<count>[0-9]+(\.[0-9]+)?) ?(?P<unit>ms|s|m|h)")
UNITS = {
    "ms": timedelta(milliseconds=1),
    "s": timedelta(seconds=1),
    "m": timedelta(minutes=1),
    "h": timedelta(hours=1),
}
RATE = re.compile(r"(?P<count>[1-9][0-9]{0,4}) ?/ ?(?P<unit>[smh])")
LONGEST_DURATION = timedelta(days=30)


class Rate(NamedTuple):
    """How often something may be done."""

    times: int
    per: timedelta


class Setting(BaseModel):
    """A group of settings: immutable, and a key that it does not know is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


def duration(value: object) -> object:
    """Return "500ms", "40s", "2m" or "1.5h" as a timedelta; raise ValueError for other text."""
    if not isinstance(value, str):
        return value
    match = DURATION.fullmatch(value.strip())
    if match is None or len(value) > 20:
        raise ValueError(f"must be a duration such as 500ms, 40s, 2m or 1h (got '{value[:40]}')")
    length = float(match["count"]) * UNITS[match["unit"]]
    if not timedelta() < length <= LONGEST_DURATION:
        raise ValueError(f"must be more than nothing and at most 30 days (got '{value}')")
    return length


def rate(value: object) -> object:
    """Return "5/s", "100/m" or "1000/h" as a Rate; raise ValueError for other text."""
    if not isinstance(value, str):
        return value
    match = RATE.fullmatch(value.strip())
    if match is None:
        raise ValueError(f"must be a rate such as 5/s, 100/m or 1000/h (got '{value[:40]}')")
    return Rate(int(match["count"]), UNITS[match["unit"]])


def placed(path: Path, info: ValidationInfo) -> Path:
    """Return a path with `~` expanded, and relative to the file that it is written in."""
    folder = (info.context or {}).get("folder", Path())
    try:
        return Path(folder) / path.expanduser()
    except RuntimeError:
        raise ValueError(f"begins with ~, but no home folder is known for it (got '{path}')") from None


Frequency: TypeAlias = Annotated[Rate, BeforeValidator(rate)]
Duration: TypeAlias = Annotated[timedelta, BeforeValidator(duration)]
FilePath: TypeAlias = Annotated[Path, AfterValidator(placed)]
Name: TypeAlias = Annotated[str, Field(min_length=1)]
"""Text that is not empty."""
