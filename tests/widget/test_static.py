"""The widget's files: nothing that turns text into markup or code, and the same words in every language."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel import Locale

from agent_console.config.widget import Language
from agent_console.hub.widget.page import STATIC

SCRIPTS = sorted(STATIC.glob("*.js"))
PAGES = sorted(STATIC.glob("*.html"))
DANGEROUS = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|setHTML|DOMParser|createContextualFragment|srcdoc"
    r"|document\.write|\beval\b|new Function|\bFunction\(|import\(|set(?:Timeout|Interval)\(\s*[\"'`]"
    r"|\.style\s*=|setAttribute\(\s*[\"'](?:on|style|src)|javascript:|\bcookie\b"
)
INLINE = re.compile(r"<script(?![^>]*\bsrc=)|<style|\bstyle=|\bon\w+=|javascript:", re.IGNORECASE)
TEXTS = {language: json.loads((STATIC / f"text/{language}.json").read_text("utf-8")) for language in Language}
ENGLISH = TEXTS[Language.ENGLISH]
MOST_LINES = 400


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.name)
def test_no_script_makes_markup_or_code_of_text(path: Path) -> None:
    found = [line for line in path.read_text("utf-8").splitlines() if DANGEROUS.search(line)]
    assert found == []


@pytest.mark.parametrize(
    "bad", ["a.innerHTML = x", "eval(x)", "setTimeout('x')", "a.style = x", "new Function(x)"]
)
def test_the_search_finds_what_it_looks_for(bad: str) -> None:
    assert DANGEROUS.search(bad)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.name)
def test_no_page_has_scripts_or_styles_inside(path: Path) -> None:
    assert not INLINE.search(path.read_text("utf-8"))


def test_scripts_stay_small() -> None:
    assert {path.name for path in SCRIPTS if len(path.read_text("utf-8").splitlines()) > MOST_LINES} == set()


@pytest.mark.parametrize("language", Language)
def test_every_language_says_the_same_things(language: Language) -> None:
    texts = TEXTS[language]
    assert stems(texts) == stems(ENGLISH)
    for key, text in texts.items():
        english = ENGLISH.get(key) or ENGLISH[f"{key.rpartition('.')[0]}.other"]
        assert text.strip() == text != ""
        assert holes(text) == holes(english), key


@pytest.mark.parametrize("language", Language)
def test_every_number_has_its_form(language: Language) -> None:
    forms = {Locale.parse(language.value).plural_form(number) for number in range(200)}
    for stem in {key.rpartition(".")[0] for key in ENGLISH if key.endswith(".one")}:
        assert {f"{stem}.{form}" for form in forms} <= TEXTS[language].keys()


def test_every_text_is_used_and_every_text_that_is_used_is_there() -> None:
    code = "\n".join(path.read_text("utf-8") for path in SCRIPTS)
    quoted = set(re.findall(r'"([a-z]+\.[a-z_0-9]+)"', code)) - {"config.json"}
    begun = tuple(re.findall(r"`([a-z_]+\.)\$\{", code))
    stem_of = {key: plain(key) for key in ENGLISH}
    assert quoted <= set(stem_of.values())
    assert [key for key, stem in stem_of.items() if stem not in quoted and not key.startswith(begun)] == []


def plain(key: str) -> str:
    """Return a text's name without the form of its number."""
    stem, _, form = key.rpartition(".")
    return stem if form in {"one", "few", "many", "other"} and stem.count(".") else key


def stems(texts: dict[str, str]) -> set[str]:
    return set(map(plain, texts))


def holes(text: str) -> set[str]:
    return set(_holes(text))


def _holes(text: str) -> Iterator[str]:
    yield from re.findall(r"\{(\w+)\}", text)
