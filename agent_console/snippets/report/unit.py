"""Files that are used together, and checked together."""

from collections import defaultdict
from collections.abc import Iterable
from pathlib import PurePath

from agent_console.snippets.file import SnippetFile

MANIFEST = "_manifest.yml"
"""What a folder is recognised by that is a package of espanso's."""


def units(files: Iterable[SnippetFile]) -> list[tuple[SnippetFile, ...]]:
    """Return each package of espanso's by itself, and all other files together.

    Nobody uses all packages of a hub at once. The order is that of the first file of each.
    """
    known = tuple(files)
    packages = {PurePath(file.name).parent for file in known if PurePath(file.name).name == MANIFEST}
    found: dict[PurePath | None, list[SnippetFile]] = defaultdict(list)
    for file in known:
        above = (folder for folder in PurePath(file.name).parents if folder in packages)
        found[next(above, None)].append(file)
    return [tuple(unit) for unit in found.values()]
