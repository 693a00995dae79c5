"""How agents type a time where one is asked for, by language: shorter than in a reply."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Final

from agent_console.assist.due.german import GERMAN
from agent_console.assist.due.norwegian import NORWEGIAN
from agent_console.assist.due.russian import RUSSIAN
from agent_console.assist.due.words import DAY, HOUR, MINUTE, Words


@dataclass(frozen=True, slots=True, eq=False)
class Shorthand:
    """One language; fragments of patterns in lower case, beside the words of its replies."""

    words: Words
    within: str
    """What may stand before a length of time."""
    units: Mapping[str, timedelta]
    """Units with a letter or two."""
    on: str
    """What may stand before a day."""
    today: str
    overmorrow: str
    """The day after tomorrow."""
    weekdays: tuple[str, ...]
    """Days of the week from Monday on, in two or three letters."""
    clocks: tuple[str, ...]
    """Times of day as in `Words`, with what stands before them."""


_UHR = r"(?: (?P<noon>morgens|früh|vormittags|nachmittags|abends))?"
_UM = "(?:um|bis|gegen|ab|vor|spätestens)"
_KL = r"(?:kl\.? ?|klokk(?:a|en) )"
_INNEN = "(?:(?:innen|før|til|rundt|senest|omkring|ved) )"
_DEL = "(?: (?P<noon>om (?:morgenen|ettermiddagen|kvelden)))?"
_V = "(?:в|во|до|к|ко|около|не позднее|не позже)"
_CHAST = "(?P<noon>утра|дня|вечера)"
_CHAS = r"(?:ч\.?|час(?:а|ов|ам)?)"
_MINUT = r"(?P<minute>\d\d)(?: ?мин(?:ут[аы]?|\.)?)?"

SHORTHANDS: Final[Mapping[str, Shorthand]] = {
    "de": Shorthand(
        GERMAN,
        within="in|nach",
        units={r"m|min\.?": MINUTE, r"h|std\.?": HOUR, r"t|tg\.?": DAY},
        on="am|an|ab|bis(?: zum)?",
        today="heute",
        overmorrow="übermorgen",
        weekdays=(r"mo\.?", r"di\.?", r"mi\.?", r"do\.?", r"fr\.?", r"sa\.?", r"so\.?"),
        clocks=(
            rf"(?:{_UM} )?halb (?P<half>){{hour}}",
            rf"(?:{_UM} )?{{hour}} ?uhr ?(?P<minute>\d\d){_UHR}",
            rf"(?:{_UM} )?{{hour}}(?:[:.](?P<minute>\d\d))? ?uhr{_UHR}",
            rf"(?:{_UM} )?{{hour}}[:.](?P<minute>\d\d){_UHR}",
            rf"{_UM} {{hour}}(?![:.]\d)",
        ),
    ),
    "nb": Shorthand(
        NORWEGIAN,
        within="om|i løpet av|innen",
        units={r"m|min\.?": MINUTE, "t|h": HOUR, "d": DAY},
        on="på|til|innen|før",
        today="i ?dag",
        overmorrow="i ?overmorgen",
        weekdays=(r"man\.?", r"tirs?\.?", r"ons\.?", r"tors?\.?", r"fre\.?", r"lør\.?", r"søn\.?"),
        clocks=(
            rf"{_INNEN}?{_KL}?halv (?P<half>){{hour}}{_DEL}",
            rf"{_INNEN}?{_KL}?{{hour}}[:.](?P<minute>\d\d){_DEL}",
            rf"{_INNEN}?{_KL}{{hour}}(?![:.]\d){_DEL}",
        ),
    ),
    "ru": Shorthand(
        RUSSIAN,
        within="через|за|в течение",
        units={r"м|мин\.?": MINUTE, r"ч\.?": HOUR, r"д|дн\.?": DAY},
        on="в|во|к|ко|до",
        today="сегодня",
        overmorrow="послезавтра",
        weekdays=(r"пн\.?", r"вт\.?", r"ср\.?", r"чт\.?", r"пт\.?", r"сб\.?", r"вс\.?"),
        clocks=(
            rf"(?:{_V} )?{{hour}}[:.](?P<minute>\d\d)(?: {_CHAST})?",
            rf"{_V} {{hour}} ?{_CHAS}(?: ?{_MINUT})?(?: {_CHAST})?",
            rf"{{hour}} ?{_CHAS} {_CHAST}",
            rf"(?:{_V} )?{{hour}} {_CHAST}",
            rf"{_V} {{hour}}(?![:.]\d)",
        ),
    ),
}
"""By the languages of the console; English is typed in its own way."""
