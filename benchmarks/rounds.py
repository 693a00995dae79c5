"""Rounds of a long benchmark: kept in a file as they end, read again to go on, and added up."""

import json
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

Kind = TypeVar("Kind", bound="DataclassInstance")


def kept(path: Path | None, kind: type[Kind]) -> list[Kind]:
    """Return the rounds that a file holds; none without a file."""
    if path is None or not path.exists():
        return []
    return [kind(**json.loads(line)) for line in path.read_text(encoding="utf-8").splitlines()]


def keep(path: Path | None, one: "DataclassInstance") -> None:
    """Add a round to a file, if there is one."""
    if path is not None:
        with path.open("a", encoding="utf-8") as file:
            file.write(f"{json.dumps(asdict(one))}\n")


def totals(rounds: "Sequence[DataclassInstance]") -> dict[str, object]:
    """Return the sums of all rounds' numbers, and of their numbers by name."""
    sums: defaultdict[str, float] = defaultdict(int)
    parts: dict[str, Counter[str]] = {}
    for one in rounds:
        for name, value in asdict(one).items():
            if isinstance(value, int | float):
                sums[name] += value
            elif isinstance(value, dict):
                parts.setdefault(name, Counter()).update(value)
    rounded = {name: round(value, 1) for name, value in sums.items()}
    return {**rounded, **{name: dict(part) for name, part in parts.items()}, "rounds": len(rounds)}
