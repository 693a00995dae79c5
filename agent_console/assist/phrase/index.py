"""Where things stand, by key: most keys have one place only, and take no more room than that."""

from array import array
from collections.abc import Sequence


class Index:
    """Places by key, in the order in which they came."""

    def __init__(self) -> None:
        # An array for each key would be walked through by every full collection of garbage.
        self._one: dict[int, int] = {}
        self._more: dict[int, array[int]] = {}

    def add(self, key: int, place: int) -> None:
        """Note one more place of a key."""
        if key in self._more:
            self._more[key].append(place)
        elif key in self._one:
            self._more[key] = array("I", (self._one.pop(key), place))
        else:
            self._one[key] = place

    def count(self, key: int) -> int:
        """Return how many places a key has."""
        return len(self._more.get(key, ())) or int(key in self._one)

    def newest(self, key: int, most: int) -> Sequence[int]:
        """Return the last places of a key, the newest last."""
        places = self._more.get(key)
        if places is not None:
            return places[-most:]
        return (self._one[key],) if key in self._one else ()
