"""The types of variable, by their names."""

from collections.abc import Callable, Mapping
from typing import TypeAlias

from agent_console.snippets.variable.address import http
from agent_console.snippets.variable.nested import match
from agent_console.snippets.variable.outside import clipboard, script, shell
from agent_console.snippets.variable.plain import date, echo, random
from agent_console.snippets.variable.question import choice, form
from agent_console.snippets.variable.scope import Params, Scope, Value

Kind: TypeAlias = Callable[[Scope, Params], Value]
GLOBAL = "global"
"""A local variable that only says when the global one of its name gets its value."""
PLAIN: Mapping[str, Kind] = {
    "echo": echo,
    "dummy": echo,
    "date": date,
    "choice": choice,
    "random": random,
    "form": form,
    "match": match,
    "clipboard": clipboard,
    "shell": shell,
    "script": script,
}
"""What espanso has."""
NATIVE: Mapping[str, Kind] = {**PLAIN, "http": http}
