"""Bodies of tools that speak Liquid: their tags stay, under our names; everything else stays text."""

import re
from collections.abc import Iterator

from agent_console.snippets.importer.literal import literal, tidy
from agent_console.snippets.importer.name import PATH, Names
from agent_console.snippets.importer.remark import Remark, changed, undecided
from agent_console.snippets.importer.reply import Body
from agent_console.snippets.liquid import template
from agent_console.snippets.recipe import BodyError
from agent_console.snippets.vocabulary import unknown

_TAG = re.compile(
    r"\{%-?\s*raw\s*-?%\}(?P<raw>(?:(?!\{%).)*)\{%-?\s*endraw\s*-?%\}"
    r"|\{\{(?:(?!\{\{|\}\}).)*\}\}|\{%(?:(?!\{%|%\}).)*%\}",
    re.DOTALL,
)
_QUOTED = re.compile(r"""("[^"]*"|'[^']*')""")
_OR = re.compile(r"\s*\|\|\s*")


def liquid_body(text: str, names: Names) -> Body:
    """Return another tool's Liquid as ours; what is no Liquid that we can read becomes plain text."""
    original = tidy(text)
    renamed = "".join(_pieces(original, names))
    try:
        recipe = template.compiled(renamed)
        _check_filters(recipe.analysis)
    except BodyError as error:
        message = f"its template cannot be read ({error}), so it stands there as plain text; write it anew"
        return Body(literal(original), (undecided(message),))
    return Body(renamed, (*_changes(original, names), *_unknown(recipe.analysis)))


def _pieces(text: str, names: Names) -> Iterator[str]:
    position = 0
    for tag in _TAG.finditer(text):
        yield literal(text[position : tag.start()])
        yield _translated(tag, names)
        position = tag.end()
    yield literal(text[position:])


def _translated(tag: re.Match[str], names: Names) -> str:
    if tag["raw"] is not None:
        return literal(tag["raw"])
    return "".join(
        part if quoted else _renamed(_OR.sub(" | default: ", part), names) for quoted, part in _parts(tag[0])
    )


def _parts(tag: str) -> Iterator[tuple[bool, str]]:
    """Yield what stands in quotes, and what does not."""
    for number, part in enumerate(_QUOTED.split(tag)):
        yield number % 2 == 1, part


def _renamed(code: str, names: Names) -> str:
    return PATH.sub(lambda path: names.ours(path[0]) or path[0], code)


def _check_filters(analysis: template.Analysis) -> None:
    known = template.filter_names()
    for use in analysis.filters:
        if use.name not in known:
            raise BodyError(f"there is no filter `{use.name}`")


def _changes(text: str, names: Names) -> Iterator[Remark]:
    for tag in dict.fromkeys(found[0] for found in _TAG.finditer(text) if found["raw"] is None):
        after = "".join(_pieces(tag, names))
        if after != tag:
            yield changed(f"`{tag}` became `{after}`")


def _unknown(analysis: template.Analysis) -> Iterator[Remark]:
    for path in dict.fromkeys(use.name for use in analysis.paths):
        if unknown(path) is not None:
            message = f"we have no value `{path}`; until you name another it is a gap to fill in by hand"
            yield undecided(message)
