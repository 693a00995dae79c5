"""The only way from a stranger's text to the screen: what is shown is harmless and honest."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from agent_console.domain import character

CHARACTERS: Final = 20_000
"""How much of one text is shown unless the reader asks for all."""
LINES: Final = 400
MOST_MARKS: Final = 4
"""How many marks may be stacked on one letter; Vietnamese and Hebrew need three."""

_LINE_BREAK = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
_TAGGED_FLAGS = ("gbeng", "gbsct", "gbwls")
"""England, Scotland and Wales: the only flags that are spelled with tags."""
_FLAG = re.compile(
    "(\N{WAVING BLACK FLAG}(?:"
    + "|".join("".join(chr(0xE0000 + ord(letter)) for letter in region) for region in _TAGGED_FLAGS)
    + ")\N{CANCEL TAG})"
)
_CONTEXTUAL = re.compile(f"[{''.join(sorted(character.CONTEXTUAL))}]")
_CONTEXTUAL_TAIL = re.compile(_CONTEXTUAL.pattern + "+$")
_CROWD = re.compile(r"[^\w\s\x00-\x7f]{5}")
"""Marks are no word characters, so fewer than five such in a row cannot be too many marks."""
_STREAM_SAFE_MARKS = 30
"""More marks than this on one letter occur in no language; sorting them would take quadratic time."""

_CONTROL = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff" + "".join(map(chr, character.BIDI_CONTROLS)) + "]"
)


class _Display(dict[int, str]):
    """`character.displayed` as a table for `str.translate`, filled as characters are met."""

    most = 8192
    """Bounds the memory that a stranger can make it take."""

    def __missing__(self, code: int) -> str:
        shown = character.displayed(code)
        if len(self) < self.most:
            self[code] = shown
        return shown


_DISPLAY = _Display()


def sanitize(text: str, characters: int = CHARACTERS, lines: int = LINES) -> str:
    """Return the text as it may be displayed: no control, bidi control or surrogate is left in it.

    Every harmful character is replaced or dropped by itself; escape sequences are not parsed, since
    removing one can join two halves into another. Honest text in any script comes out unchanged, in
    Unicode's composed form. At most `characters` characters and `lines` lines are kept. Total: any
    string is accepted, and sanitising twice changes nothing more. Shown text is no longer the data:
    never send or compare it.
    """
    shown = text[:characters]
    if not _is_plain(shown):
        shown = _disarmed(_LINE_BREAK.sub("\n", shown))
    if not shown.isascii():
        shown = _thinned(_composed(shown), MOST_MARKS)
    return _cut("\n".join(shown.split("\n", lines)[:lines]), characters)


def one_line(text: str, width: int = 200) -> str:
    """Return the text sanitised on one line of at most `width` characters, with `…` where it was cut.

    Each run of white space, line breaks included, becomes one space. `width` is at least 1.
    """
    line = " ".join(sanitize(text, characters=width * 4 + 4).split())
    return line if len(line) <= width else _cut(line, width - 1) + "…"


def hidden_count(text: str) -> int:
    """Count the characters that `sanitize` does not show as they are, among the first 20,000.

    Line breaks and tabs do not count.
    """
    raw = _LINE_BREAK.sub("\n", text[:CHARACTERS]).replace("\t", " ")
    if raw.isascii() and _is_plain(raw):
        return 0
    replaced = sum(_DISPLAY[ord(symbol)] != symbol for symbol in raw)
    disarmed = _disarmed(raw)
    dropped = len(raw.translate(_DISPLAY)) - len(disarmed)
    bounded = _thinned(disarmed, _STREAM_SAFE_MARKS)
    composed = _composed(disarmed)
    crowded = len(disarmed) - len(bounded) + len(composed) - len(_thinned(composed, MOST_MARKS))
    return replaced + dropped + crowded


def without_controls(text: str) -> str:
    """Return pasted text as it may be sent: line breaks unified, tabs kept, controls removed.

    Controls are C0, C1, DEL, lone surrogates and bidi controls; everything else stays as it was.
    """
    return _CONTROL.sub("", _LINE_BREAK.sub("\n", text))


def _is_plain(text: str) -> bool:
    """Whether every character is shown as it is, line feeds included, whatever stands around it."""
    printable = text.replace("\n", "").isprintable()
    return printable and (text.isascii() or character.UNSEEN.isdisjoint(text))


def _disarmed(text: str) -> str:
    """Return the text with each character replaced, kept or dropped; lines end in line feeds."""
    return _in_context(text.translate(_DISPLAY))


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", _thinned(text, _STREAM_SAFE_MARKS))


def _in_context(text: str) -> str:
    """Drop the joiners, selectors and tags that mean nothing where they stand."""
    if not _CONTEXTUAL.search(text):
        return text
    parts = _FLAG.split(text)
    parts[::2] = ["".join(_meaningful(part)) for part in parts[::2]]
    return "".join(parts)


def _meaningful(text: str) -> Iterator[str]:
    cluster = _Cluster()
    for symbol, following in zip(text, text[1:] + " ", strict=False):
        if symbol not in character.CONTEXTUAL or cluster.admits(symbol, following):
            cluster.add(symbol)
            yield symbol


class _Cluster:
    """The letter or picture written last, with what has been attached to it."""

    def __init__(self) -> None:
        self._base = " "
        self._last = " "
        self._has_virama = False
        self._has_vowel = False

    def add(self, symbol: str) -> None:
        """Attach a mark, or begin anew with anything else."""
        self._last = symbol
        if character.is_mark(symbol):
            self._has_virama |= character.is_virama(symbol)
            self._has_vowel |= character.is_vowel_sign(symbol)
        else:
            self._base, self._has_virama, self._has_vowel = symbol, False, False

    def admits(self, symbol: str, following: str) -> bool:
        """Whether a joiner, selector or tag means something here, before `following`."""
        if symbol in character.JOINERS:
            return self._takes_joiner(symbol, following)
        if symbol in character.EMOJI_SELECTORS:
            return character.takes_selector(self._last)
        return symbol in character.MONGOLIAN_SELECTORS and character.is_mongolian_letter(self._last)

    def _takes_joiner(self, joiner: str, following: str) -> bool:
        if character.is_joining_letter(self._base):
            silenced = self._has_virama and not self._has_vowel
            return silenced or character.is_joining_letter(following)
        pictures = character.is_pictograph(self._base) and character.is_pictograph(following)
        return pictures and joiner == "\N{ZERO WIDTH JOINER}"


def _thinned(text: str, most: int) -> str:
    """Keep the first `most` marks on each letter."""
    return "".join(_few_marks(text, most)) if _CROWD.search(text) else text


def _few_marks(text: str, most: int) -> Iterator[str]:
    marks, full = 0, False
    for symbol in text:
        if not _attaches(symbol):
            marks, full = 0, False
        elif character.is_stacking(symbol):
            full = full or marks == most
            marks += 1
        if not full:
            yield symbol


def _attaches(symbol: str) -> bool:
    return symbol in character.JOINERS or character.is_mark(symbol)


def _cut(text: str, characters: int) -> str:
    """Return the first characters, without a joiner, selector or tag whose partner was cut off."""
    return text if len(text) <= characters else _CONTEXTUAL_TAIL.sub("", text[:characters])
