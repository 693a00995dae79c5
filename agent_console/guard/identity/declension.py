"""The case endings with which a name is written in a sentence."""

from collections.abc import Iterator
from typing import Final

from agent_console.guard.text.romanisation import is_cyrillic, sound

# The ending in the dictionary's form and what stands in its place in the other cases, without marks: `й` is
# `и`. Of the endings that fit, the longest is taken.
_ENDINGS: Final = {
    "ская": "скои скую",
    "цкая": "цкои цкую",
    "скии": "ского скому ским ском",
    "цкии": "цкого цкому цким цком",
    "ова": "овои ову",
    "ева": "евои еву",
    "ина": "инои ину ины ине",
    "ов": "ова ову овым ове",
    "ев": "ева еву евым еве",
    "ин": "ина ину иным ине ином",
    "ел": "ела елу елом еле ла лу лом ле",
    "ия": "ии ию иеи",
    "ья": "ьи ье ью ьеи",
    "ии": "ия ию ием",
    "еи": "ея ею еем ее",
    "аи": "ая аю аем ае",
    "а": "ы и е у ои ою еи",
    "я": "и е ю еи ею ь",
    "ь": "я ю ем е и",
    "": "а у ом е ем",
}
_LONGEST: Final = max(map(len, _ENDINGS))
_SHORTEST_STEM: Final = 2
_SHORTEST_VOCATIVE: Final = 3


def declined(form: str) -> Iterator[str]:
    """Yield a comparable Cyrillic name in its other cases, the short vocative included; else nothing."""
    if not is_cyrillic(form):
        return
    for length in range(_LONGEST, -1, -1):
        stem, ending = form[: len(form) - length], form[len(form) - length :]
        if ending in _ENDINGS and len(stem) >= _SHORTEST_STEM:
            yield from (stem + other for other in _ENDINGS[ending].split())
            break
    if form.endswith("а") and len(form) > _SHORTEST_VOCATIVE:
        yield form[:-1]


def declined_sounds(heard: str) -> Iterator[str]:
    """Yield how a Latin name sounds in the other Russian cases: `ivana` and `ivanu` for `ivan`."""
    stem, ending = heard[:-1], heard[-1:]
    if ending == "a":
        others = "i e u oi ei"
    elif ending == "i":
        stem, others = heard, "a u e em"
    else:
        stem, others = heard, "a u om e em"
    yield from (sound(stem + other) for other in others.split())
