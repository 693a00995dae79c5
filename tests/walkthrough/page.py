"""The page that tells the walk-through with its pictures; a test holds it against the steps."""

from collections.abc import Iterator

from tests.ui.console import LARGE, MIDDLE, SMALL
from tests.walkthrough.story import TOLD

SIZES = (SMALL, MIDDLE, LARGE)
LOOKS = ("dark", "light", "no-color")
_SHOWN = (MIDDLE, "dark")
"""What the page itself shows; it links to the other pictures."""

_TOP = """\
# The first ten minutes

A new user and eight customers, from the first screen to the next start; every step is done by the keys that
are named. [A test](test_walkthrough.py) plays all of it at 80x24, 120x40 and 200x60, dark, light and with
`NO_COLOR`, and fails where the console shows anything else than what is kept here.
`python -m pytest tests/walkthrough --snapshot-update` renews it.

The words alone, screen after screen: {words}. They are the same in all colours, and without any. What a
screen reader meets with `theme: {{linear: true}}`: [read aloud]({aloud})."""


def size_name(size: tuple[int, int]) -> str:
    """Return a size as people write it."""
    return "{}x{}".format(*size)


def picture_name(number: int, name: str) -> str:
    """Return the file of a step's picture."""
    return f"{number:02}-{name.replace(' ', '-')}.svg"


def page() -> str:
    """Return the page as Markdown."""
    words = " · ".join(f"[{size_name(size)}](recordings/{size_name(size)}.txt)" for size in SIZES)
    return "\n\n".join((_TOP.format(words=words, aloud="recordings/read-aloud.txt"), *_sections())) + "\n"


def _sections() -> Iterator[str]:
    for number, (name, told) in enumerate(TOLD.items()):
        file = picture_name(number, name)
        shown = _folder(*_SHOWN)
        others = " · ".join(f"{size_name(size)} {_looks(size, file)}" for size in SIZES)
        yield f"## {name[0].upper()}{name[1:]}\n\n{told}\n\n![{name}]({shown}/{file})\n\n{others}"


def _looks(size: tuple[int, int], file: str) -> str:
    return ", ".join(f"[{look}]({_folder(size, look)}/{file})" for look in LOOKS)


def _folder(size: tuple[int, int], look: str) -> str:
    return f"recordings/{size_name(size)}-{look}"
