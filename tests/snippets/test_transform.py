"""What becomes of a field's text: patterns, formats, alternatives, and patterns that cannot be used."""

import pytest

from agent_console.snippets.pattern import PatternError
from agent_console.snippets.stop.syntax import Tabstop, Unfolding, objections, parse
from agent_console.snippets.stop.transform import LONGEST_TEXT, compiled, transformed


@pytest.mark.parametrize(
    ("source", "text", "result"),
    [
        ("/a/b/", "banana", "bbnana"),
        ("/a/b/g", "banana", "bbnbnb"),
        ("/A/b/i", "banana", "bbnana"),
        ("/^x/y/gm", "x\nx", "y\ny"),
        ("/a.b/-/s", "a\nb", "-"),
        ("/(.*)-(.*)/$2-${1}/", "left-right", "right-left"),
        ("/.+/<$0>/", "all", "<all>"),
        ("/(.*)/${1:/upcase}/", "Ørn", "ØRN"),
        ("/(.*)/${1:/downcase}/", "ÆON", "æon"),
        ("/(.*)/${1:/capitalize}/", "two words", "Two words"),
        ("/(.*)/${1:/capitalize}/", "mcLean", "McLean"),
        ("/(.*)/${1:/pascalcase}/", "two-words here", "TwoWordsHere"),
        ("/(.*)/${1:/camelcase}/", "Two words", "twoWords"),
        ("/(.*)/${1:/camelcase}/", "—", "—"),
        ("/(.*)/${1:/nothing}/", "as it is", "as it is"),
        ("/(a)|(b)/${1:+A}${2:+B}/g", "abc", "ABc"),
        ("/(a)|b/${1:?yes:no}/g", "ab", "yesno"),
        ("/(a)|b/${1:-none}/g", "ab", "anone"),
        ("/(a)|b/${1:none}/g", "ab", "anone"),
        ("/(a)|b/${1:?x\\:y:z}/", "a", "x:y"),
        ("/(q)/[${1:-nothing}]/", "abc", "[nothing]"),
        ("/(q)/[$1]/", "abc", "abc"),
        ("/a/$9/", "a", ""),
        (r"/\//\/\//g", "a/b", "a//b"),
        (r"/a/\\n/", "a", r"\n"),
        ("/x*/-/g", "ab", "-a-b-"),
    ],
)
def test_a_text_is_changed(source: str, text: str, result: str) -> None:
    assert compiled(source).applied(text) == result


@pytest.mark.parametrize("source", ["", "/a/", "a/b/c", "/(?<=a)b/c/", "/(/x/", "/(a)\\1/x/"])
def test_what_cannot_be_used_says_so_and_changes_nothing(source: str) -> None:
    with pytest.raises(PatternError):
        compiled(source)
    assert transformed(source, "text") == "text"


def test_a_text_that_would_become_too_long_stays() -> None:
    assert transformed("/.*/$0$0$0/", "x" * LONGEST_TEXT) == "x" * LONGEST_TEXT


def test_a_pattern_that_could_take_for_ever_takes_no_time() -> None:
    assert transformed("/(a+)+$/x/", "a" * 5_000 + "b") == "a" * 5_000 + "b"


def test_a_stop_carries_its_transform_and_shows_its_text_unchanged() -> None:
    pieces = parse("${1:ana} and ${1/(.*)/${1:/upcase}/}")
    assert [piece.transform for piece in pieces if isinstance(piece, Tabstop)] == [
        "",
        "/(.*)/${1:/upcase}/",
    ]
    _, specs = Unfolding.of(pieces)
    assert [spec.transform for spec in specs] == ["", "/(.*)/${1:/upcase}/"]


def test_a_variable_is_changed_at_once() -> None:
    marked, _ = Unfolding.of(parse("${NAME/(.*)/${1:/upcase}/}"), {"NAME": "ana"})
    assert marked == "ANA"


def test_a_stop_inside_itself_keeps_its_own_text() -> None:
    marked, specs = Unfolding.of(parse("${1:a${1:b}}"))
    assert "".join(character for character in marked if character.isalpha()) == "ab"
    assert len(specs) == 2


def test_patterns_that_cannot_be_used_are_told_wherever_they_stand() -> None:
    assert list(objections(parse("$1 ${2:x${3/(/y/}} ${NAME/a/b/}"))) == [
        "the pattern `(` cannot be used: missing ): ("
    ]
