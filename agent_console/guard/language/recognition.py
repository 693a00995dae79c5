"""Which language a text is in: by its script, its commonest words, and triples of letters."""

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, lru_cache
from math import log
from typing import Final

from agent_console.guard.language.common_word import COMMON_WORDS
from agent_console.texts import spoken

FEWEST_WORDS: Final = 4
"""Shorter texts are in no language for certain; of scripts without spaces as many letters are needed."""
MOST_CHARACTERS: Final = 400
"""How much of a text is read."""

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
# What is in addresses of the web and of e-mail, in references and mentions, which stand in any language.
_NO_LANGUAGE = re.compile(r"[\d@]|://|www\.")

_SCRIPTS: Final = {
    "CJK": "zh",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "HANGUL": "ko",
    "GREEK": "el",
    "HEBREW": "he",
    "ARABIC": "ar",
    "DEVANAGARI": "hi",
    "THAI": "th",
}
"""Scripts, as Unicode names their letters, that tell the language; a little kana makes Han Japanese."""
_MOSTLY: Final = 0.6
_SOME: Final = 0.1

_TRIPLE: Final = 0.3
"""How much a triple of letters counts against a whole word."""
_SURE: Final = 2.0
"""By how much the best language must score more than the next."""
_NEARLY: Final = 0.5
"""By how much it must score more than one that is very much alike."""
_KNOWN_WORDS: Final = 2
"""How many of the best language's common words must be in the text."""
_PLAIN: Final = 9.0
"""The score with which one is enough."""
_ALIKE: Final = ({"no", "da"}, {"ru", "uk", "bg"}, {"es", "pt"})
"""Languages too much alike to say that somebody surely does not speak the other."""


def called(language: str) -> str:
    """Return what a language of `language_of` is called, in the language that is spoken."""
    return _languages(spoken())[language]


@cache
def _languages(locale: str) -> Mapping[str, str]:
    from babel import Locale  # takes a while, and is needed only when a reason is told

    names: Mapping[str, str] = Locale.parse(locale).languages
    return names


@lru_cache(maxsize=4096)
def language_of(text: str) -> str:
    """Return the tag of the language that a text is surely in, such as `de`; empty when unsure."""
    words = _words(text)
    by_script = _by_script("".join(words))
    if by_script is not None:
        return by_script
    if len(words) < FEWEST_WORDS:
        return ""
    return _surest(words, by_triples=False) or _surest(words, by_triples=True)


def _surest(words: Sequence[str], *, by_triples: bool) -> str:
    scores, hits = _scores(words, by_triples)
    best = max(scores, key=scores.__getitem__)
    score, kin = scores.pop(best), _kin(best)
    nearest = max((scores[language] for language in scores if language in kin), default=0.0)
    other = max(scores[language] for language in scores if language not in kin)
    sure = score >= other + _SURE and score >= nearest + (_NEARLY if by_triples else _SURE)
    plain = hits[best] >= _KNOWN_WORDS or (hits[best] and score >= _PLAIN)
    return best if sure and plain else ""


@cache
def _kin(language: str) -> frozenset[str]:
    """Return the languages much like this one, itself among them."""
    return frozenset({language}).union(*(group for group in _ALIKE if language in group))


def alike(language: str, other: str) -> bool:
    """Whether two languages are the same, or so near that one text may be taken for either."""
    return other in _kin(language)


def _words(text: str) -> list[str]:
    read = text[:MOST_CHARACTERS]
    if _NO_LANGUAGE.search(read):
        read = " ".join(part for part in read.split() if not _NO_LANGUAGE.search(part))
    return _WORD.findall(read.casefold())


def _by_script(letters: str) -> str | None:
    """Return the language that a script other than Latin and Cyrillic tells, empty when mixed; else None."""
    if letters.isascii() or not letters:
        return None
    counts = Counter(_script(letter) for letter in letters)
    told = {language: count / len(letters) for language, count in counts.items() if language}
    if not told or sum(told.values()) < _SOME:
        return None
    if sum(told.values()) < _MOSTLY or len(letters) < FEWEST_WORDS:
        return ""
    if told.get("ja", 0.0) >= _SOME:
        return "ja"
    best = max(told, key=told.__getitem__)
    return best if told[best] >= _MOSTLY else ""


@cache
def _script(letter: str) -> str:
    if letter.isascii():
        return ""
    return _SCRIPTS.get(unicodedata.name(letter, "").split(" ", 1)[0], "")


def _scores(words: Iterable[str], by_triples: bool) -> tuple[dict[str, float], dict[str, int]]:
    """Return each language's score, and how many of its common words are there.

    A word, or three letters in a row, counts the more the fewer languages have it.
    """
    common, triples = _profile()
    scores, hits = dict.fromkeys(COMMON_WORDS, 0.0), dict.fromkeys(COMMON_WORDS, 0)
    for word in dict.fromkeys(words):  # a name may come again and again
        speakers = common.get(word.replace("’", "'"), {})
        for language in speakers:
            hits[language] += 1
        found = (triples.get(triple, {}) for triple in _triples(word)) if by_triples else ()
        for weights in (speakers, *found):
            for language, weight in weights.items():
                scores[language] += weight
    return scores, hits


_Weights = Mapping[str, Mapping[str, float]]


@cache
def _profile() -> tuple[_Weights, _Weights]:
    """Return what each common word, and each triple of letters, counts for which languages."""
    common, triples = defaultdict[str, set[str]](set), defaultdict[str, set[str]](set)
    for language, text in COMMON_WORDS.items():
        for word in text.split():
            common[word].add(language)
            for triple in _triples(word):
                triples[triple].add(language)
    return _weighed(common, 1.0), _weighed(triples, _TRIPLE)


def _weighed(having: Mapping[str, set[str]], factor: float) -> _Weights:
    count = len(COMMON_WORDS)
    return {
        feature: dict.fromkeys(languages, factor * log(count / len(languages)))
        for feature, languages in having.items()
    }


def _triples(word: str) -> Iterator[str]:
    padded = f" {word} "
    return (padded[place : place + 3] for place in range(len(padded) - 2))
