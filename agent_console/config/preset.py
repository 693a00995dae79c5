"""Presets: connectors for well-known systems, written down once; a user's own keys win over theirs."""

from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any, Literal, TypeAlias

from agent_console.config.setting import Name, Setting
from agent_console.yaml_source import Flag, Source, parse, validate

_FOLDER = resources.files("agent_console.config") / "presets"
_ENDING = ".yaml"


Kind: TypeAlias = Literal["orders", "cases"]
"""What a connector reads."""


class Preset(Setting):
    """One system that the console knows how to ask."""

    system: Name
    """Its name, and for which versions this was written."""
    kind: Kind
    """What is read from it."""
    tried: Flag
    """Whether it is tested against the running system; otherwise it follows published documents alone."""
    settings: dict[str, Any]
    """The settings of a connector, without `url` and secrets."""

    @property
    def standing(self) -> str:
        """How far it can be trusted, for a person."""
        return f"{self.system}" if self.tried else f"{self.system}; from published documents, not run live"


def known(kind: Kind) -> tuple[str, ...]:
    """Return the names of the presets of a kind."""
    names = sorted(
        file.name.removesuffix(_ENDING) for file in _FOLDER.iterdir() if file.name.endswith(_ENDING)
    )
    return tuple(name for name in names if find(name).kind == kind)


@cache
def find(name: str) -> Preset:
    """Return a preset; raise LookupError when there is none of that name."""
    file = _FOLDER / f"{name}{_ENDING}"
    if not name.replace("-", "").isalnum() or not file.is_file():
        raise LookupError(name)
    source = Source(file.name, file.read_text(encoding="utf-8"))
    return validate(parse(source.text, source.name), Preset, source)


def completed(value: object, kind: Kind) -> object:
    """Return raw settings with what their `preset` says where they say nothing themselves.

    Raises ValueError when there is no such preset for that kind of thing.
    """
    if not isinstance(value, Mapping) or not isinstance(name := value.get("preset"), str):
        return value
    if name not in known(kind):
        raise ValueError(f"has no preset `{name[:40]}` to take; there are {', '.join(known(kind))}")
    return _merged(find(name).settings, value)


def _merged(preset: Mapping[str, object], own: Mapping[str, object]) -> dict[str, object]:
    """Return both; what both say is merged further inside mappings, and is the user's elsewhere."""
    merged = {**preset, **own}
    for key, value in own.items():
        below = preset.get(key)
        if isinstance(value, Mapping) and isinstance(below, Mapping):
            merged[key] = _merged(below, value)
    return merged
