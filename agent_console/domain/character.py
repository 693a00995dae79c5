"""What becomes of a single character on its way to the screen, whatever stands around it."""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"

BIDI_CONTROLS: Final = {
    0x061C: "ALM",
    0x200E: "LRM",
    0x200F: "RLM",
    0x202A: "LRE",
    0x202B: "RLE",
    0x202C: "PDF",
    0x202D: "LRO",
    0x202E: "RLO",
    0x2066: "LRI",
    0x2067: "RLI",
    0x2068: "FSI",
    0x2069: "PDI",
}
"""The characters that turn the writing direction, with the names Unicode gives them for short."""

JOINERS: Final = "\N{ZERO WIDTH NON-JOINER}\N{ZERO WIDTH JOINER}"
EMOJI_SELECTORS: Final = "\N{VARIATION SELECTOR-15}\N{VARIATION SELECTOR-16}"
MONGOLIAN_SELECTORS: Final = "\u180b\u180c\u180d\u180e\u180f"
TAGS: Final = "".join(map(chr, range(0xE0020, 0xE0080)))
"""The letters that only flags are spelled with."""
CONTEXTUAL: Final = frozenset(JOINERS + EMOJI_SELECTORS + MONGOLIAN_SELECTORS + TAGS)
"""What stays or goes depending on its neighbours."""


class _Ranges:
    """A set of code points, kept as sorted, disjoint, inclusive ranges."""

    def __init__(self, *ranges: tuple[int, int]) -> None:
        self._starts = [start for start, _ in ranges]
        self._ends = [end for _, end in ranges]

    def __contains__(self, code: int) -> bool:
        place = bisect_right(self._starts, code) - 1
        return place >= 0 and code <= self._ends[place]

    def __iter__(self) -> Iterator[int]:
        for start, end in zip(self._starts, self._ends, strict=True):
            yield from range(start, end + 1)


# Drawn as nothing, so that they hide text or tell two equal-looking texts apart.
_INVISIBLE = _Ranges(
    (0x00AD, 0x00AD),  # soft hyphen
    (0x034F, 0x034F),  # combining grapheme joiner
    (0x115F, 0x1160),  # Hangul fillers
    (0x17B4, 0x17B5),  # Khmer inherent vowels
    (0x200B, 0x200B),  # zero width space
    (0x2060, 0x206F),  # word joiner, invisible operators, deprecated format characters
    (0x3164, 0x3164),  # Hangul filler
    (0xFE00, 0xFE0D),  # variation selectors 1 to 14
    (0xFEFF, 0xFEFF),  # byte order mark
    (0xFFA0, 0xFFA0),  # half width Hangul filler
    (0xFFF0, 0xFFFB),  # interlinear annotation
    (0x1BCA0, 0x1BCA3),  # shorthand format controls
    (0x1D173, 0x1D17A),  # musical format controls
    (0xE0000, 0xE001F),  # language tag
    (0xE0080, 0xE0FFF),  # variation selectors 17 to 256
)

UNSEEN: Final = CONTEXTUAL | {chr(code) for code in _INVISIBLE}
"""What is not always shown although Python counts much of it as printable."""

# Format characters that are drawn: number and verse signs, hieroglyph layout.
_VISIBLE_FORMAT = _Ranges(
    (0x0600, 0x0605),
    (0x06DD, 0x06DD),
    (0x070F, 0x070F),
    (0x0890, 0x0891),
    (0x08E2, 0x08E2),
    (0x110BD, 0x110BD),
    (0x110CD, 0x110CD),
    (0x13430, 0x1345F),
)

# Blocks set aside for pictographs: newer emoji than this Python knows are shown as they are.
_PICTOGRAPH_BLOCKS = _Ranges((0x1F000, 0x1FAFF))

# Pictographs, and signs that a selector turns into pictographs.
_PICTOGRAPHS = _Ranges(
    (0x203C, 0x203C),
    (0x2049, 0x2049),
    (0x2122, 0x2122),
    (0x2139, 0x2139),
    (0x2190, 0x21FF),
    (0x2300, 0x2328),
    (0x232B, 0x23FF),
    (0x24C2, 0x24C2),
    (0x25A0, 0x27BF),
    (0x2934, 0x2935),
    (0x2B00, 0x2BFF),
    (0x3030, 0x3030),
    (0x303D, 0x303D),
    (0x3297, 0x3299),
    (0x1F000, 0x1FAFF),
)

_KEYCAP_BASES = frozenset("#*0123456789©®")

# Scripts whose letters change shape beside each other; elsewhere a joiner shows nothing.
_JOINING_SCRIPTS = _Ranges(
    (0x0590, 0x08FF),  # Hebrew, Arabic, Syriac and their neighbours
    (0x0900, 0x0FFF),  # India, Sri Lanka, Thailand, Laos, Tibet
    (0x1000, 0x109F),  # Myanmar
    (0x1780, 0x18AF),  # Khmer, Mongolian
    (0x1900, 0x1CFF),  # smaller scripts of South-East Asia
    (0xA840, 0xA95F),  # Phags-pa, Saurashtra and others
    (0xA980, 0xAADF),  # Javanese, Cham and others
    (0xFB1D, 0xFDFF),  # Hebrew and Arabic presentation forms
    (0xFE70, 0xFEFC),  # Arabic presentation forms
    (0x10A00, 0x11FFF),  # historic scripts of Asia
)


def displayed(code: int) -> str:
    """Return what stands for one code point on screen: itself, a substitute, or nothing.

    Line breaks other than line feed come out as control pictures: unify them before. Joiners,
    selectors and tags come out as they are: whether they stay depends on their neighbours.
    """
    if code < 0x20:
        return {0x09: "    ", 0x0A: "\n"}.get(code, chr(0x2400 + code))
    if code in BIDI_CONTROLS:
        return f"⟨{BIDI_CONTROLS[code]}⟩"
    if code in _INVISIBLE:
        return ""
    return chr(code) if chr(code) in CONTEXTUAL else _by_category(code)


def _by_category(code: int) -> str:
    match unicodedata.category(chr(code)):
        case "Cc":
            return "\N{SYMBOL FOR DELETE}" if code == 0x7F else REPLACEMENT
        case "Cf":
            return chr(code) if code in _VISIBLE_FORMAT else ""
        case "Cs" | "Co" | "Zl" | "Zp":
            return REPLACEMENT
        case "Cn":
            return chr(code) if code in _PICTOGRAPH_BLOCKS else REPLACEMENT
        case _:
            return chr(code)


def is_mark(character: str) -> bool:
    """Whether it attaches to the character before it."""
    return unicodedata.category(character).startswith("M")


def is_stacking(character: str) -> bool:
    """Whether it is a mark drawn above, below or through its base, taking no room of its own."""
    return unicodedata.category(character) in ("Mn", "Me") or unicodedata.combining(character) != 0


def is_virama(character: str) -> bool:
    """Whether it silences an Indic consonant's vowel, so that a joiner may choose the next form."""
    return unicodedata.combining(character) == 9


def is_vowel_sign(character: str) -> bool:
    """Whether it is a mark with room of its own, as many Indic vowels are; a virama may join into one."""
    return unicodedata.category(character) == "Mc"


def is_pictograph(character: str) -> bool:
    """Whether it is drawn as a picture, or is with an emoji selector behind it."""
    return ord(character) in _PICTOGRAPHS


def takes_selector(character: str) -> bool:
    """Whether an emoji or text selector behind it means something."""
    return character in _KEYCAP_BASES or is_pictograph(character)


def is_joining_letter(character: str) -> bool:
    """Whether it is a letter of a script in which a joiner changes what is drawn."""
    return ord(character) in _JOINING_SCRIPTS and character.isalpha()


def is_mongolian_letter(character: str) -> bool:
    """Whether a Mongolian selector or vowel separator behind it means something."""
    return "\u1820" <= character <= "\u1878" or "\u1880" <= character <= "\u18aa"
