"""How fast help articles are indexed and searched, and how well the right one is found in five languages.

`python -m benchmarks.articles --json` indexes 5,000 passages of made-up articles in a folder and searches
them for made-up questions, as the console does; then it asks the questions in `help_questions.jsonl` of the
articles in `help_articles`. Fails when a search is too slow, or too few articles are found.
"""

import argparse
import asyncio
import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import aclosing
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import msgspec

from agent_console.storage.article_folder import ArticleFolder
from agent_console.storage.article_stock import ArticleStock

ARTICLES, QUICK_ARTICLES = 1_000, 100
PASSAGES_EACH: Final = 5
QUERIES, QUICK_QUERIES = 1_000, 100
FIRST, FIRST_THREE = 0.8, 0.95
"""Which shares of the questions must find their article first, and among the first three."""
SEED = 20260309
_COMMONEST: Final = 30
"""The place among all words of the commonest one that says something."""
_HERE = Path(__file__).parent
_SYLLABLES = tuple(f"{first}{second}" for first in "bdfgklmnprst" for second in "aeio")


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, and the article that answers it."""

    question: str
    language: str
    article: str


def questions() -> Sequence[Asked]:
    """Return the questions that were written for the articles."""
    lines = (_HERE / "help_questions.jsonl").read_text(encoding="utf-8").splitlines()
    return [msgspec.json.decode(line, type=Asked) for line in lines]


async def quality(directory: Path) -> dict[str, object]:
    """Return which shares of the questions find their article, and those that do not find it first."""
    async with aclosing(_stock(_HERE / "help_articles", directory)) as stock:
        await stock.tend()
        places = [(one, await _place(stock, one)) for one in questions()]
    return {
        "questions": len(places),
        "found_first": sum(place == 0 for _, place in places) / len(places),
        "found_in_first_three": sum(place < 3 for _, place in places) / len(places),
        "not_first": [f"{one.question} ({place + 1})" for one, place in places if place],
    }


async def _place(stock: ArticleStock, one: Asked) -> int:
    found = await stock.search(one.question, one.language)
    articles = list(dict.fromkeys(passage.article for passage in found))
    return articles.index(one.article) if one.article in articles else len(articles)


async def speed(directory: Path, quick: bool) -> dict[str, object]:
    """Return seconds of indexing and milliseconds of searching."""
    chance = random.Random(SEED)
    words = ["".join(chance.choices(_SYLLABLES, k=chance.randint(2, 4))) for _ in range(8_000)]
    folder = directory / "made-up"
    folder.mkdir()
    for number in range(QUICK_ARTICLES if quick else ARTICLES):
        (folder / f"{number}.md").write_text(_article(chance, words), encoding="utf-8")
    cold, passages = await _indexed(folder, directory)
    warm, _ = await _indexed(folder, directory)
    async with aclosing(_stock(folder, directory)) as stock:
        count = QUICK_QUERIES if quick else QUERIES
        times = [await _timed(stock, " ".join(_some(chance, words, 12))) for _ in range(count)]
    return {
        "passages": passages,
        "index_seconds": round(cold, 3),
        "start_again_seconds": round(warm, 3),
        "search_ms": {
            "p50": round(statistics.median(times), 2),
            "p99": round(statistics.quantiles(times, n=100)[98], 2),
            "most": round(max(times), 2),
        },
    }


def _stock(folder: Path, directory: Path) -> ArticleStock:
    index = directory / f"{folder.name}.db"
    return ArticleStock([ArticleFolder(folder, watching=False)], index, directory / "gaps.db")


def _some(chance: random.Random, words: Sequence[str], count: int) -> Sequence[str]:
    """Return words as often as they are in texts: 2 in 100 are the commonest that says something."""
    return [words[min(int(_COMMONEST * chance.paretovariate(0.7)), len(words)) - 1] for _ in range(count)]


def _article(chance: random.Random, words: Sequence[str]) -> str:
    title = " ".join(_some(chance, words, 4))
    sections = (
        f"## {' '.join(_some(chance, words, 3))}\n\n{' '.join(_some(chance, words, 80))}.\n"
        for _ in range(PASSAGES_EACH)
    )
    return f"---\ntitle: {title}\nlanguage: en\n---\n{''.join(sections)}"


async def _indexed(folder: Path, directory: Path) -> tuple[float, int]:
    begun = time.perf_counter()
    async with aclosing(_stock(folder, directory)) as stock:
        await stock.tend()
        taken = time.perf_counter() - begun
        return taken, sum(one.passages for one in await stock.listing())


async def _timed(stock: ArticleStock, question: str) -> float:
    begun = time.perf_counter()
    await stock.search(question, "en")
    return (time.perf_counter() - begun) * 1000


async def measure(quick: bool) -> dict[str, object]:
    """Return all figures, and whether enough questions find their article; times are only told."""
    with tempfile.TemporaryDirectory() as name:
        fast, good = await speed(Path(name), quick), await quality(Path(name))
    first, three = float(str(good["found_first"])), float(str(good["found_in_first_three"]))
    passed = first >= FIRST and three >= FIRST_THREE
    return {**fast, **good, "passed": passed}


def main() -> int:
    """Print what was measured."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    options.add_argument("--quick", action="store_true", help="500 passages instead of 5,000")
    options.add_argument("--json", action="store_true", help="on one line")
    chosen = options.parse_args()
    found = asyncio.run(measure(chosen.quick))
    print(json.dumps(found, ensure_ascii=False, indent=None if chosen.json else 2))
    return 0 if found["passed"] else 1


if __name__ == "__main__":
    sys.exit(main())
