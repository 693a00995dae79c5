"""Token buckets: how much one customer may send."""

from dataclasses import dataclass, field

PRUNE_AT = 10_000
"""From this many buckets on, the full ones are forgotten; a full one equals a new one."""


@dataclass(slots=True)
class Buckets:
    """One bucket a key; what is sent takes tokens, and tokens come back at a steady rate."""

    rate: float
    """Tokens a second."""
    burst: int
    """Tokens in a full bucket."""
    _levels: dict[str, tuple[float, float]] = field(default_factory=dict)
    """Tokens left, and the monotonic instant at which that was so."""
    _enough: int = 0
    """Buckets from which on it is worth looking for full ones again."""

    def take(self, key: str, now: float) -> float:
        """Take a token; returns 0, or the seconds until there is one again."""
        level = self._level(key, now)
        if level < 1:
            return (1 - level) / self.rate
        self._put(key, level - 1, now)
        return 0.0

    def owe(self, key: str, now: float, amount: int) -> float:
        """Take tokens, there or not; returns the seconds until none are owed any more, 0 if none are."""
        level = self._level(key, now) - amount
        self._put(key, level, now)
        return max(0.0, -level / self.rate)

    def _level(self, key: str, now: float) -> float:
        level, since = self._levels.get(key, (float(self.burst), now))
        return min(float(self.burst), level + (now - since) * self.rate)

    def _put(self, key: str, level: float, now: float) -> None:
        if len(self._levels) >= max(PRUNE_AT, self._enough):
            self._prune(now)
        self._levels[key] = (level, now)

    def _prune(self, now: float) -> None:
        used = {key: entry for key, entry in self._levels.items() if self._level(key, now) < self.burst}
        self._levels, self._enough = used, 2 * len(used)
