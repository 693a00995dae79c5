"""Things that lead to others: what comes first, and which ones go in a circle."""

from collections.abc import Callable, Iterable, Iterator
from itertools import dropwhile
from typing import TypeVar

Node = TypeVar("Node", bound=str)


def order(
    starts: Iterable[Node], after: Callable[[Node], Iterable[Node]]
) -> tuple[list[Node], list[list[Node]]]:
    """Return everything that can be reached, what is led to first, and the circles that were met.

    A circle begins and ends with the same node. Long chains are no trouble: nothing here recurses.
    """
    done: dict[Node, None] = {}
    path: dict[Node, Iterator[Node]] = {}
    circles: list[list[Node]] = []
    for start in starts:
        if start not in done:
            path[start] = iter(after(start))
        while path:
            node, rest = next(reversed(path.items()))
            following = next(rest, None)
            if following is None:
                done[node] = path.popitem() and None
            elif following in path:
                circles.append([*dropwhile(following.__ne__, path), following])
            elif following not in done:
                path[following] = iter(after(following))
    return list(done), circles
