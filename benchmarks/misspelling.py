"""Words as people misspell them: one slip of the finger each, made by chance from a seed."""

import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from agent_console.assist.spelling.keyboard import alphabet, neighbours
from agent_console.assist.spelling.script import written_in
from agent_console.assist.spelling.word import words
from agent_console.demo.cast import CAST
from agent_console.demo.person import Person
from agent_console.snippets.book import Book

LANGUAGES: Final = ("en", "de", "nb", "ru")
_SHORTEST: Final = 4
"""Letters; a slip in a shorter word mostly makes another word."""
_LONGEST_BASE: Final = 12
"""Letters of the words that are taken from a dictionary: those that people use."""
_MOST_BASES: Final = 3_000
"""Words of a dictionary that are chosen among, from its beginning to its end."""


@dataclass(frozen=True, slots=True)
class Misspelling:
    """A word with one slip in it."""

    language: str
    source: str
    """Where the word is from: `replies`, `customers` or `dictionary`."""
    meant: str
    written: str
    slip: str
    """What happened: `insert`, `delete`, `swap` or `neighbour`."""


def vocabulary(book: Book, language: str, dictionary: Path) -> Mapping[str, list[str]]:
    """Return the words of a language that may be misspelt, by their source, in an order that lasts."""
    replies = (recipe for recipe in _texts(book, language))
    said = (line for person in CAST if _of(person, language) for line in _lines(person))
    return {
        "replies": _distinct(replies, language),
        "customers": _distinct(said, language),
        "dictionary": _bases(dictionary, language),
    }


def misspellings(
    chance: random.Random, language: str, words_by_source: Mapping[str, list[str]], count: int
) -> Iterator[Misspelling]:
    """Yield so many misspellings, as many from each source and of each kind of slip."""
    sources = [source for source, known in words_by_source.items() if known]
    slips = ("insert", "delete", "swap", "neighbour")
    for number in range(count):
        source, slip = sources[number % len(sources)], slips[number // len(sources) % len(slips)]
        meant = written = ""
        while written == meant:
            meant = chance.choice(words_by_source[source])
            written = _slipped(chance, meant, slip, language)
        yield Misspelling(language, source, meant, written, slip)


def _slipped(chance: random.Random, word: str, slip: str, language: str) -> str:
    place = chance.randrange(1, len(word))
    if slip == "insert":
        return word[:place] + chance.choice(alphabet(language)) + word[place:]
    if slip == "delete":
        return word[:place] + word[place + 1 :]
    if slip == "swap":
        return word[: place - 1] + word[place] + word[place - 1] + word[place + 1 :]
    beside = neighbours(language).get(word[place].lower(), "")
    return word[:place] + chance.choice(beside) + word[place + 1 :] if beside else word


def _texts(book: Book, language: str) -> Iterator[str]:
    for snippet in book.snippets:
        yield from (one.text for one in snippet.wordings if one.tag == language)


def _of(person: Person, language: str) -> bool:
    return person.language.partition("-")[0].replace("no", "nb") == language


def _lines(person: Person) -> Iterator[str]:
    yield from person.opening
    for reaction in person.reactions:
        yield from reaction.says


def _distinct(texts: Iterable[str], language: str) -> list[str]:
    found = {word.text for text in texts for word in words(text) if len(word.text) >= _SHORTEST}
    return sorted(word for word in found if word.isalpha() and written_in(word, language))


def _bases(dictionary: Path, language: str) -> list[str]:
    """Return the base forms of a Hunspell dictionary, without names, abbreviations and compounds."""
    path = dictionary.with_name(f"{dictionary.name}.dic")
    affixes = dictionary.with_name(f"{dictionary.name}.aff").read_bytes().splitlines()
    told = (
        line.split()[-1].decode()
        for line in affixes
        if line.removeprefix(b"\xef\xbb\xbf").startswith(b"SET ")
    )
    encoding = next(told, "latin-1")
    lines = path.read_text(encoding=encoding, errors="replace").splitlines()[1:]
    bases = {line.split("/")[0].split("\t")[0].strip() for line in lines}
    fitting = (
        one for one in bases if _SHORTEST <= len(one) <= _LONGEST_BASE and one.isalpha() and one.islower()
    )
    every = sorted(one for one in fitting if written_in(one, language))
    return every[:: max(1, len(every) // _MOST_BASES)]
