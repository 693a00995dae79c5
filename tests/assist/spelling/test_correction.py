"""What was meant by a misspelt word, the likeliest first."""

from collections.abc import Collection

import pytest

from agent_console.assist.spelling.correction import candidates, ranked

ENGLISH = frozenset(["order", "other", "the", "ten", "shipping", "sipping", "a", "lot", "refund", "tomorrow"])
GERMAN = frozenset(["Bestellung", "heute", "heile", "Größe"])
RUSSIAN = frozenset(["заказ", "закат", "здравствуйте"])


def corrected(
    word: str,
    language: str,
    known: Collection[str],
    used: Collection[str] = (),
    suggested: tuple[str, ...] = (),
) -> tuple[str, ...]:
    return ranked(candidates(word, language, known.__contains__, lambda _: suggested), used)


@pytest.mark.parametrize(
    ("word", "language", "meant"),
    [
        ("teh", "en", "the"),
        ("shiping", "en", "shipping"),
        ("refnud", "en", "refund"),
        ("irder", "en", "order"),
        ("orderr", "en", "order"),
        ("Odrer", "en", "Order"),
        ("alot", "en", "a lot"),
        ("Bestelung", "de", "Bestellung"),
        ("bestellung", "de", "Bestellung"),
        ("heuze", "de", "heute"),
        ("Grösse", "de", "Größe"),
        ("закаь", "ru", "закат"),
        ("здраствуйте", "ru", "здравствуйте"),
    ],
)
def test_one_slip_is_undone(word: str, language: str, meant: str) -> None:
    known = {"en": ENGLISH | {"Order"}, "de": GERMAN, "ru": RUSSIAN}[language]
    suggested = ("Größe",) if word == "Grösse" else ("a lot",) if word == "alot" else ()
    assert corrected(word, language, known, suggested=suggested)[0] == meant


def test_a_word_that_is_used_here_goes_before_one_that_is_as_like() -> None:
    assert corrected("закау", "ru", RUSSIAN, used={"закат"})[0] == "закат"
    assert corrected("закау", "ru", RUSSIAN, used={"заказ"})[0] == "заказ"


def test_the_dictionary_is_asked_only_where_one_slip_explains_little() -> None:
    asked = []

    def suggested(word: str) -> list[str]:
        asked.append(word)
        return ["tomorrow"]

    found = candidates("tommorow", "en", ENGLISH.__contains__, suggested)
    assert ranked(found, ()) == ("tomorrow",)
    plenty = {"bat", "bit", "bet", "but"}
    candidates("bqt", "en", plenty.__contains__, suggested)
    assert asked == ["tommorow"]


def test_capitals_are_kept() -> None:
    assert corrected("TOMOROW", "en", {"TOMORROW"})[0] == "TOMORROW"
    assert corrected("Tomorow", "en", {"Tomorrow"})[0] == "Tomorrow"


def test_at_most_five_are_offered_and_never_the_word_itself() -> None:
    many = {f"{letter}at" for letter in "bcdefghijk"} | {"qat"}
    assert len(corrected("qat", "en", many)) == 5
    assert "qat" not in corrected("qat", "en", many)
