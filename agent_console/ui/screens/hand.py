"""Who carries out what: the objects whose methods are the actions of the key table."""

from collections.abc import Awaitable, Iterator

from textual.actions import parse


class Hands:
    """All of them; each action belongs to the first that has a method of its name."""

    def __init__(self, *hands: object) -> None:
        self._hands = hands

    def __iter__(self) -> Iterator[object]:
        """Yield them in their order."""
        return iter(self._hands)

    async def do(self, action: str) -> None:
        """Carry out an action of the key table, to its end."""
        _, name, arguments = parse(action)
        hand = next(hand for hand in self if hasattr(hand, name))
        done = getattr(hand, name)(*arguments)
        if isinstance(done, Awaitable):
            await done
