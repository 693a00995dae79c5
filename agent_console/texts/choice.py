"""Which language suits an agent, where the settings leave it open."""

from collections.abc import Iterator, Mapping
from typing import Final

from agent_console.texts.catalogue import ENGLISH, LANGUAGES

AUTO: Final = "auto"
"""The setting that leaves it open."""
_NORWEGIAN: Final = {"no": "nb", "nn": "nb"}
"""Other codes of languages whose readers read one that there is."""


def language_for(setting: str, environ: Mapping[str, str]) -> str:
    """Return one of `LANGUAGES`: the setting, or what the locale says first of those that there are."""
    if setting != AUTO:
        return setting
    known = (code for code in _wanted(environ) if code in LANGUAGES)
    return next(known, ENGLISH)


def _wanted(environ: Mapping[str, str]) -> Iterator[str]:
    """Yield codes of languages, in the order of GNU gettext: a list of them counts before the locale.

    In the locale `C`, which is that of programs that read the output, it counts for nothing.
    """
    locale = environ.get("LC_ALL") or environ.get("LC_MESSAGES") or environ.get("LANG") or "C"
    plain = locale.partition(".")[0] in ("C", "POSIX")
    names = [] if plain else [*environ.get("LANGUAGE", "").split(":"), locale]
    for name in names:
        code = name.replace("-", "_").partition("_")[0].partition(".")[0].casefold()
        yield _NORWEGIAN.get(code, code)
