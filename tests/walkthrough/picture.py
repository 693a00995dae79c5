"""A screen as text, and as a picture that is small and the same on every machine."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from html import escape
from itertools import groupby
from typing import NamedTuple

from rich.cells import cell_len
from rich.color import Color, blend_rgb
from rich.color_triplet import ColorTriplet
from rich.style import Style
from rich.terminal_theme import SVG_EXPORT_THEME
from textual.strip import Strip

Screen = Sequence[Strip]

_WIDTH, _HEIGHT, _BASELINE, _FONT_SIZE = 6, 12, 9, 10
"""Of a cell; fonts of fixed width are three fifths as wide as they are high."""
_FONTS = "'DejaVu Sans Mono','Cascadia Mono',Menlo,Consolas,monospace"
_DECORATIONS = {
    "underline": "underline",
    "underline2": "underline double",
    "strike": "line-through",
}


class _Look(NamedTuple):
    """What a style is in a picture."""

    rules: str
    """Of its letters, as CSS."""
    ground: str
    """The colour under them."""


class _Run(NamedTuple):
    """Cells of a row that look the same."""

    column: int
    width: int
    text: str
    look: _Look


def words(screen: Screen) -> str:
    """Return what is on a screen, row by row."""
    return "\n".join(strip.text.rstrip() for strip in screen)


def picture(screen: Screen) -> str:
    """Return a screen as SVG; a row of it stands on one line, so that what differs is easily found."""
    rows = [list(_runs(strip)) for strip in screen]
    ground = _prevailing_ground(rows)
    looks = {run.look.rules: "" for row in rows for run in row if run.text.strip()}
    names = {rules: f"s{number}" for number, rules in enumerate(looks)}
    width, height = screen[0].cell_length * _WIDTH, len(screen) * _HEIGHT
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
            f'width="{width * 3 // 2}" xml:space="preserve">',
            f"<style>text{{font:{_FONT_SIZE}px {_FONTS};white-space:pre}}",
            *(f".{name}{{{rules}}}" for rules, name in names.items()),
            f'</style><rect width="{width}" height="{height}" fill="{ground}"/>',
            *_grounds(rows, ground),
            *filter(None, (_row(row, number, names) for number, row in enumerate(rows))),
            "</svg>\n",
        )
    )


def _runs(strip: Strip) -> Iterator[_Run]:
    column = 0
    drawn = ((segment.text, _look(segment.style or Style())) for segment in strip if not segment.control)
    for look, parts in groupby(drawn, key=lambda part: part[1]):
        text = "".join(part[0] for part in parts)
        width = cell_len(text)
        yield _Run(column, width, text, look)
        column += width


def _prevailing_ground(rows: Iterable[Iterable[_Run]]) -> str:
    cells: Counter[str] = Counter()
    for row in rows:
        for run in row:
            cells[run.look.ground] += run.width
    return cells.most_common(1)[0][0]


def _grounds(rows: Iterable[Iterable[_Run]], prevailing: str) -> Iterator[str]:
    """Draw under the letters where it is not as almost everywhere, one path for each colour."""
    paths: defaultdict[str, str] = defaultdict(str)
    for number, row in enumerate(rows):
        for ground, runs in groupby(row, key=lambda run: run.look.ground):
            if ground != prevailing:
                first, *_, last = (*runs,) * 2
                x, width = first.column * _WIDTH, (last.column + last.width - first.column) * _WIDTH
                paths[ground] += f"M{x} {number * _HEIGHT}h{width}v{_HEIGHT}h-{width}z"
    for colour, path in paths.items():
        yield f'<path fill="{colour}" d="{path}" shape-rendering="crispEdges"/>'


def _row(row: Iterable[_Run], number: int, names: dict[str, str]) -> str:
    spans = "".join(_span(run, names[run.look.rules]) for run in row if run.text.strip())
    return f'<text y="{number * _HEIGHT + _BASELINE}">{spans}</text>' if spans else ""


def _span(run: _Run, name: str) -> str:
    text = run.text.strip(" ")
    column = run.column + len(run.text) - len(run.text.lstrip(" "))
    place = f'x="{column * _WIDTH}" textLength="{cell_len(text) * _WIDTH}"'
    return f'<tspan class="{name}" {place}>{escape(text, quote=False)}</tspan>'


@lru_cache(maxsize=1024)
def _look(style: Style) -> _Look:
    letters, ground = _rgb(style.color, foreground=True), _rgb(style.bgcolor, foreground=False)
    if style.reverse:
        letters, ground = ground, letters
    if style.dim:
        letters = blend_rgb(letters, ground, 0.4)
    rules = [f"fill:{letters.hex}"]
    rules += ["font-weight:bold"] if style.bold else []
    rules += ["font-style:italic"] if style.italic else []
    lines = [line for attribute, line in _DECORATIONS.items() if getattr(style, attribute)]
    rules += [f"text-decoration:{' '.join(lines)}"] if lines else []
    return _Look(";".join(rules), ground.hex)


def _rgb(colour: Color | None, *, foreground: bool) -> ColorTriplet:
    return (colour or Color.default()).get_truecolor(SVG_EXPORT_THEME, foreground)
