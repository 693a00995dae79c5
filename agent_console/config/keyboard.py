"""The user's own keys, and how the keyboard works."""

from collections.abc import Mapping
from typing import Annotated, Literal, TypeAlias

from pydantic import BeforeValidator

from agent_console.config.setting import Setting
from agent_console.domain.origin import Origin
from agent_console.yaml_source import MappingNode, Node


def keys(value: object) -> object:
    """Return a key, a list of keys, or null for none, as keys that commas separate."""
    match value:
        case None:
            return ""
        case list() if all(isinstance(key, str) for key in value):
            return ", ".join(value)
    return value


Keys: TypeAlias = Annotated[str, BeforeValidator(keys)]
"""Keys for one command; empty for none."""


class KeyboardSettings(Setting):
    """How the keyboard works."""

    mode: Literal["direct", "modal"] = "direct"
    """In `modal`, Esc leaves the writing, and letters then do what they do after the leader key."""


def origins(tree: Node, file: str) -> Mapping[str, Origin]:
    """Return where each of the user's own keys stands in a file, by command id."""
    changes = tree.get("keys") if isinstance(tree, MappingNode) else None
    if not isinstance(changes, MappingNode):
        return {}
    return {
        name.text: Origin(file, f"{name.line}:{name.column}", f"{value.line}:{value.column}")
        for name, value in changes.entries
    }
