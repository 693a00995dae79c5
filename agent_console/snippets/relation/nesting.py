"""Replies inside replies, by variables of the type `match`: how deep they go, and which go in a circle."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from agent_console.snippets.permission import NAMED, reached
from agent_console.snippets.relation.graph import order
from agent_console.snippets.snippet import Snippet
from agent_console.yaml_source import Problem

DEEPEST = 16
"""Replies inside each other."""


def first_by_trigger(snippets: Iterable[Snippet]) -> Mapping[str, Snippet]:
    """Return the first reply with exactly each trigger."""
    found: dict[str, Snippet] = {}
    for snippet in snippets:
        for text in snippet.entry.typed:
            found.setdefault(text, snippet)
    return found


def faults(snippets: Sequence[Snippet]) -> Iterator[tuple[Snippet, Problem]]:
    """Yield the replies that can never be filled in because of what they nest, and why."""
    candidates = {one.id: one for one in snippets if _may_nest(one)}
    triggers = {name: tuple(_triggers(one)) for name, one in candidates.items()}
    wanted = frozenset(chain.from_iterable(triggers.values()))
    # Of thousands of replies only a few are named by others.
    by_trigger = first_by_trigger(one for one in snippets if not wanted.isdisjoint(one.entry.typed))
    nested = {
        name: tuple(by_trigger[text].id for text in texts if text in by_trigger)
        for name, texts in triggers.items()
    }
    names, circles = order(candidates, lambda name: (one for one in nested[name] if one in candidates))
    for circle in circles:
        members = [candidates[name] for name in circle]
        problem = _circular(members)
        yield from ((member, problem) for member in members[1:])
    depths: dict[str, int] = {}
    for name in names:
        depths[name] = 1 + max((depths.get(inner, 1) for inner in nested[name]), default=0)
        if depths[name] > DEEPEST:
            message = f"nests replies more than {DEEPEST} deep"
            yield candidates[name], _problem(candidates[name], message, "nested-too-deep")


def _may_nest(snippet: Snippet) -> bool:
    shared = snippet.frame.global_vars
    if "vars" not in snippet.entry.keys and not (shared and any(one.type == "match" for one in shared)):
        return False
    # Without a reference in the body no variable is evaluated.
    return any(NAMED.search(one.text) for one in snippet.wordings)


def _triggers(snippet: Snippet) -> Iterator[str]:
    """Yield the triggers of the replies that a reply nests."""
    for variable in reached(snippet.match, snippet.frame.global_vars):
        params = variable.params if isinstance(variable.params, dict) else {}
        if variable.type == "match":
            yield str(params.get("trigger", ""))


def _circular(circle: Sequence[Snippet]) -> Problem:
    chain = " -> ".join(f"{one.id} ({one.file}:{one.line})" for one in circle)
    return _problem(circle[0], f"nests itself: {chain}", "nested-circle")


def _problem(snippet: Snippet, message: str, code: str) -> Problem:
    sheet = snippet.frame.sheet
    node = sheet.node(snippet.entry)
    place = node.get("vars") or node
    return sheet.source.problem(place.line, place.column, message, "", code)
