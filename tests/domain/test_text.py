"""Shown text is harmless whatever it was, and honest text is shown as it is."""

import json
import re
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.domain.character import BIDI_CONTROLS
from agent_console.domain.text import hidden_count, one_line, sanitize, without_controls

SAMPLE = Path(__file__).parent.parent / "hostile_sample.jsonl"
HOSTILE: list[str] = [json.loads(line)["text"] for line in SAMPLE.read_text(encoding="utf-8").splitlines()]
HARMFUL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff" + "".join(map(chr, BIDI_CONTROLS)) + "]")

ZWJ, ZWNJ, VS15, VS16 = "\u200d", "\u200c", "\ufe0e", "\ufe0f"
SCOTLAND = "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f"

# What decides about its neighbours, or is decided about by them, much more often than by chance.
TRICKY = st.sampled_from(
    [
        *(ZWJ, ZWNJ, VS15, VS16, SCOTLAND, "\U000e0067", "\U000e007f", "🏴", "👩", "❤", "1", "\u20e3", "🇩"),
        *("e", "u", "ǘ", "\u0301", "\u0323", "\u0308", "\u0304", "\u0338", "\u20d7", "א", "\u05bc", "ه"),
        *("क", "\u093c", "\u094d", "\u0dd9", "\u0dca", "\u0dcf", "ಕ", "\u0cc6", "\u0cc2", "\u1820"),
        *("\U0001d15e", "\U0001d165", "\u302e", "\u1100", "\u1161", "\u11a8", "가", "\u1160", "\u180b"),
        *("\N{KELVIN SIGN}", "\N{ANGSTROM SIGN}", "\N{GREEK SMALL LETTER ALPHA WITH OXIA}", "⫝̸"),
        *("\u200b", "\u00ad", "\x1b", "\x9b", "\u202e", "\u2069", "\ud800", "\udfff", "\r", "\n", "\t", "\v"),
    ]
)
ANY_TEXT = st.text(st.characters(exclude_categories=[])) | st.lists(TRICKY).map("".join)

SCRIPTS = [
    "The quick brown fox – “jumps” over 13 lazy dogs… ¿Qué? ½ € §",
    "Größe, Straße, Ærø, smørbrød, çà et là, żółć, ğüş, ħelwa, Tiếng Việt ở đây",
    "Здравствуйте, ёлка, Київ, београд, Ѫ",
    "Καλημέρα, ἄνθρωπος",
    "שָׁלוֹם עוֹלָם",
    "مرحبا بالعالم، السَّلَامُ عَلَيْكُمْ",
    f"می{ZWNJ}خواهم، پیاده{ZWNJ}روی",
    "ܫܠܡܐ",
    "नमस्ते, क्षत्रिय, हिन्दी",
    f"क्{ZWJ}ष क्{ZWNJ}ष र्{ZWJ} क्{ZWNJ}",
    "বাংলা ভাষা",
    "ਪੰਜਾਬੀ",
    "ગુજરાતી",
    "ଓଡ଼ିଆ".replace("ଡ଼", "ଡ\u0b3c"),
    "தமிழ் நிலம்",
    "తెలుగు",
    "ಕನ್ನಡ",
    "മലയാളം",
    f"සිංහල ශ්{ZWJ}රී",
    "ภาษาไทย ที่นี่",
    "ພາສາລາວ",
    "བོད་ཡིག བསྒྲུབས",
    "မြန်မာစာ ကြွေး",
    "ქართული",
    "Հայերեն",
    "አማርኛ",
    "ភាសាខ្មែរ",
    "ᠮᠣᠩᠭᠣᠯ ᠴᠠᠭᠠ\u180eᠠᠨ ᠭ\u180b",
    "你好，世界！繁體字",
    "こんにちは、カタカナ、ガ",
    "안녕하세요",
    "ᏣᎳᎩ",
]

EMOJI = [
    "🙂 😀 🥲 🫠 👍 🎉",
    f"❤{VS16} ☎{VS15} ©{VS16} ‼{VS16} ▶{VS16}",
    f"1{VS16}\u20e3 #{VS16}\u20e3 *{VS16}\u20e3",
    "👍🏽 🤝🏿",
    f"👨{ZWJ}👩{ZWJ}👧{ZWJ}👦 👩🏽{ZWJ}🚀 🏳{VS16}{ZWJ}🌈 🧑{ZWJ}⚕{VS16} ❤{VS16}{ZWJ}🔥",
    f"👁{VS16}{ZWJ}🗨{VS16} 🙂{ZWJ}↔{VS16}",
    "🇩🇪🇳🇴 🇨🇳",
    SCOTLAND,
    "\U0001fae8\U0001fa77",  # newer than the oldest Unicode that a supported Python knows
]


@pytest.mark.parametrize("text", SCRIPTS + EMOJI)
def test_honest_text_is_shown_as_it_is(text: str) -> None:
    composed = unicodedata.normalize("NFC", text)
    assert sanitize(text) == composed
    assert hidden_count(text) == 0


@given(ANY_TEXT)
def test_nothing_harmful_is_ever_shown(text: str) -> None:
    assert not HARMFUL.search(sanitize(text))
    assert not HARMFUL.search(one_line(text))


@given(ANY_TEXT, st.integers(1, 50) | st.just(20_000))
def test_sanitising_twice_changes_nothing_more(text: str, characters: int) -> None:
    once = sanitize(text, characters)
    assert sanitize(once, characters) == once
    assert len(once) <= characters


@pytest.mark.parametrize(
    "text",
    [
        f"ක\u0dd9\u0dca{ZWNJ}",  # the virama joins into the vowel, so the joiner stands alone
        f"\U0001d15e\u094d{ZWJ}\u0338",  # the note is two characters when composed
        f"\u05bc\u094d{ZWNJ}",  # the marks change places when composed
        f"\N{KELVIN SIGN}{ZWNJ}\N{KELVIN SIGN}",
        "ǘ\u200b\u0323\u0301\u0301\u0301",
    ],
)
def test_composing_afterwards_upsets_no_decision(text: str) -> None:
    assert sanitize(sanitize(text)) == sanitize(text)


@given(ANY_TEXT)
def test_shown_text_hides_nothing(text: str) -> None:
    assert hidden_count(sanitize(text)) == 0


@given(st.text(st.characters(codec="ascii", exclude_categories=["Cc"])))
def test_plain_text_stays(text: str) -> None:
    assert sanitize(text) == text
    assert without_controls(text) == text


@pytest.mark.parametrize("text", HOSTILE, ids=map(str, range(len(HOSTILE))))
def test_the_hostile_sample_is_disarmed(text: str) -> None:
    shown = sanitize(text)
    assert not HARMFUL.search(shown)
    assert sanitize(shown) == shown


@pytest.mark.parametrize(
    ("raw", "shown"),
    [
        ("\x1b]0;owned\x07", "␛]0;owned␇"),
        ("nul\x00 del\x7f", "nul␀ del␡"),
        ("\x9b6n", "\ufffd6n"),
        ("photo\u202egnp.exe", "photo⟨RLO⟩gnp.exe"),
        ("a\u2066b\u2069", "a⟨LRI⟩b⟨PDI⟩"),
        ("pass\u200bwo\u200crd\u200d\ufeff", "password"),
        ("re\u00adfund", "refund"),
        ("a\u3164b\uffa0", "ab"),
        ("lone \ud800", "lone \ufffd"),
        ("\ue000 \ufdd0 \U0010ffff", "\ufffd \ufffd \ufffd"),
        ("a\r\nb\rc\x85d\u2028e\u2029f\vg\fh", "a\nb\nc\nd\ne\nf\ng\nh"),
        ("a\tb", "a    b"),
        ("e\u0301", "é"),
        ("hi\U000e0101\U000e0068", "hi"),
        (f"x{VS16} y{VS15}", "x y"),
        (f"🙂{ZWJ} {ZWNJ}🙂", "🙂 🙂"),
        ("ᠮ\U000e0067 x\u180b", "ᠮ x"),
        (f"🏴\U000e0064{SCOTLAND}", f"🏴{SCOTLAND}"),
    ],
)
def test_each_kind_of_harm_has_its_sign(raw: str, shown: str) -> None:
    assert sanitize(raw) == shown


@pytest.mark.parametrize(
    ("raw", "count"),
    [
        ("plain\ntext\twith breaks\r\n", 0),
        ("\x1b[31m", 1),
        ("a\u200bb\u200bc\u202e", 3),
        (f"pass{ZWJ}word", 1),
        ("Z" + "\u0301" * 10, 5),  # one joins the letter, four stay above it
        ("Z" + "\u0301" * 100, 95),
    ],
)
def test_hidden_characters_are_counted(raw: str, count: int) -> None:
    assert hidden_count(raw) == count


def test_marks_do_not_pile_up() -> None:
    shown = sanitize("q" + "\u0316\u0301" * 500 + " and on")
    assert len(shown) == len("q") + 4 + len(" and on")


def test_an_escape_sequence_cannot_be_joined_from_two_halves() -> None:
    assert "\x1b" not in sanitize("\x1b\x1b[31m[32m")


def test_long_text_is_cut_by_characters_and_by_lines() -> None:
    assert sanitize("x" * 1_000_000) == "x" * 20_000
    assert sanitize("\n" * 50_000).count("\n") == 399
    assert sanitize("ö\n" * 10, characters=8, lines=3) == "ö\nö\nö"


def test_a_cut_leaves_no_joiner_without_its_partner() -> None:
    assert sanitize(f"👩{ZWJ}🚀", characters=2) == "👩"


def test_one_line_folds_white_space_and_says_that_it_was_cut() -> None:
    assert one_line("  Mira\n Holm\t\x1b ") == "Mira Holm ␛"
    assert one_line("abcdef", width=4) == "abc…"
    assert one_line("abcd", width=4) == "abcd"
    assert one_line("\u200b\n ") == ""


@given(ANY_TEXT, st.integers(1, 30))
def test_one_line_is_one_line_of_at_most_that_width(text: str, width: int) -> None:
    line = one_line(text, width)
    assert "\n" not in line
    assert len(line) <= width
    assert one_line(line, width) == line


@given(ANY_TEXT)
def test_pasted_text_loses_its_controls_only(text: str) -> None:
    pasted = without_controls(text)
    assert not HARMFUL.search(pasted.replace("\t", ""))
    assert without_controls(pasted) == pasted


def test_pasted_text_keeps_its_words() -> None:
    pasted = "one\r\ntwo\tthree \x1b[31mred\u202e ⚡ \u200d"
    assert without_controls(pasted) == "one\ntwo\tthree [31mred ⚡ \u200d"
