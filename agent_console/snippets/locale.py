"""Which language variant of a reply a customer gets."""

from collections.abc import Collection

_ALIASES = {"no": "nb"}
"""Norwegian without saying which is taken for Bokmål."""


def chain(tag: str) -> tuple[str, ...]:
    """Return the tags to try for a language, nearest first: `pt-BR` gives `pt-br` and `pt`."""
    parts = tag.lower().replace("_", "-").split("-")
    parts[0] = _ALIASES.get(parts[0], parts[0])
    return tuple("-".join(parts[:length]) for length in range(len(parts), 0, -1))


def pick(tag: str, available: Collection[str]) -> str | None:
    """Return which of the available tags serves a language; None when none does."""
    known = {chain(one)[0]: one for one in available}
    return next((known[candidate] for candidate in chain(tag) if candidate in known), None)
