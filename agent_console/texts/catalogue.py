"""The catalogue that is spoken: chosen once, before anything is said."""

from gettext import NullTranslations, translation
from pathlib import Path
from typing import Final

ENGLISH: Final = "en"
LANGUAGES: Final = (ENGLISH, "de", "nb", "ru")
"""ISO 639-1 codes of the languages that the console speaks."""
DOMAIN: Final = "console"
LOCALES: Final = Path(__file__).parent / "locale"


class _Speech:
    """What is spoken, and in which language."""

    def __init__(self) -> None:
        self.language = ENGLISH
        self.catalogue = NullTranslations()


_speech = _Speech()


def speak(language: str) -> None:
    """Say everything in one of `LANGUAGES` from here on; what has been said already stays as it is."""
    _speech.language = language
    _speech.catalogue = (
        NullTranslations() if language == ENGLISH else translation(DOMAIN, LOCALES, languages=[language])
    )


def spoken() -> str:
    """Return which of `LANGUAGES` is spoken; its code is a locale of CLDR as well."""
    return _speech.language


def _(message: str) -> str:
    """Return a text in the language that is spoken; what is empty is so in every language."""
    # In a catalogue the empty text stands for what the file says of itself.
    return _speech.catalogue.gettext(message) if message else ""


def ngettext(one: str, many: str, count: int) -> str:
    """Return the form of a text that goes with a number."""
    return _speech.catalogue.ngettext(one, many, count)


def pgettext(context: str, message: str) -> str:
    """Return a text that means different things in different places; the context says which."""
    return _speech.catalogue.pgettext(context, message)


def N_(message: str) -> str:  # noqa: N802 - gettext's own name for it, which tools know
    """Mark a text of a table for the catalogues, and return it in English; where it is shown, `_` has it."""
    return message
