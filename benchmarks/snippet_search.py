"""How fast and how well the picker finds a reply among 10,000, beside the floors of its own parts."""

import asyncio
import random
import statistics
import time
from collections.abc import Callable, Sequence

from rapidfuzz import fuzz, process
from textual.fuzzy import FuzzySearch

from agent_console.snippets.book import Book
from agent_console.snippets.file import SnippetFile
from agent_console.snippets.search import Finder
from agent_console.snippets.snippet import Snippet

REPLIES, QUICK_REPLIES = 10_000, 2_000
QUERIES = 150
OFFERED = 50
FIRST = 5
"""A reply that is looked for must be among so many."""
SEED = 20260309
TOPICS = (
    "refund order parcel delivery address invoice payment card voucher return exchange warranty repair size "
    "colour account password newsletter privacy booking ticket seat menu allergy delay strike customs tax "
    "discount subscription renewal cancellation complaint praise upgrade installation router signal meter"
)
ACTS = (
    "confirm explain promise apologise decline offer check ask send resend change cancel extend refer close "
    "reopen remind thank greet warn correct translate forward collect measure compare estimate"
)
MANNERS = (
    "first second final partial full urgent late early missing broken wrong double unknown private business "
    "abroad express standard gift bulk seasonal spare used sealed heavy fragile digital printed signed "
    "unsigned verified expired pending blocked locked lost found"
)


def measure(quick: bool = False) -> dict[str, object]:
    """Return milliseconds and shares by name; `quick` looks through fewer replies."""
    chance = random.Random(SEED)
    finder = Finder(library(QUICK_REPLIES if quick else REPLIES))
    finder.search("warm up", OFFERED)
    words = [_words(snippet) for snippet in finder.snippets]
    queries = [_typo(chance, finder.snippets[n]) for n in chance.sample(range(len(words)), QUERIES)]
    found = [_found_first(finder, query, wanted) for query, wanted in queries]
    sample = [query for query, _ in queries[: 20 if quick else QUERIES]]
    return {
        "replies": len(words),
        "picker_ms": _times(lambda query: finder.search(query, OFFERED), sample),
        "longest_step_ms": _longest_steps(finder, sample),
        "on_the_loop_ms": asyncio.run(_on_the_loop(finder, sample)),
        "recall_at_5": sum(found) / len(found),
        "floor_partial_ratio_ms": _times(lambda query: _ratio(query, words), sample),
        "floor_textual_fuzzy_ms": _times(lambda query: _textual(query, words), sample[:10]),
    }


def library(count: int) -> Sequence[Snippet]:
    """Return so many replies with triggers, labels, tags and terms of some 67 characters together."""
    chance = random.Random(SEED)
    matches = "".join(_match(chance, number) for number in range(count))
    book, problems = Book.load([SnippetFile("generated.yaml", f"dialect: support/1\nmatches:\n{matches}")])
    if problems:
        raise ValueError(problems[0].summary)
    return book.snippets


def _match(chance: random.Random, number: int) -> str:
    topic, act, manner = (
        chance.choice(TOPICS.split()),
        chance.choice(ACTS.split()),
        chance.choice(MANNERS.split()),
    )
    trigger = f";{act[:2]}{topic[:3]}{manner[:2]}{number}"
    label = f"{act.capitalize()} a {manner} {topic}"
    terms = f"{chance.choice(TOPICS.split())}, {chance.choice(MANNERS.split())}"
    return (
        f'  - {{id: r{number}, trigger: "{trigger}", label: {label}, tags: [{topic}],'
        f" search_terms: [{terms}], replace: Words about this}}\n"
    )


def _words(snippet: Snippet) -> str:
    parts = (snippet.trigger, snippet.label, *snippet.tags, *snippet.search_terms, snippet.id)
    return " ".join(parts).casefold()


def _typo(chance: random.Random, snippet: Snippet) -> tuple[str, str]:
    """Return the trigger with one edit, or the label and the tail of the trigger with one, and the id."""
    text = snippet.trigger if chance.random() < 0.5 else f"{snippet.label} {snippet.search_terms[0]}"
    at = chance.randrange(1, len(text))
    letter = chance.choice("abcdefghijklmnoprstuv")
    edits = (text[:at] + text[at + 1 :], text[:at] + letter + text[at:], text[:at] + letter + text[at + 1 :])
    return chance.choice(edits), snippet.id


def _found_first(finder: Finder, query: str, wanted: str) -> bool:
    """Return whether a reply, or one that is called the very same, is among the first."""
    target = next(snippet for snippet in finder.snippets if snippet.id == wanted)
    first = finder.search(query, FIRST)
    return any(one.id == wanted or one.label == target.label for one in first)


def _times(act: Callable[[str], object], queries: Sequence[str]) -> dict[str, float]:
    taken = []
    for query in queries:
        begin = time.perf_counter()
        act(query)
        taken.append((time.perf_counter() - begin) * 1000)
    return _summary(taken)


def _summary(taken: list[float]) -> dict[str, float]:
    taken.sort()
    p95 = taken[min(len(taken) - 1, round(0.95 * len(taken)))]
    return {"p50": round(statistics.median(taken), 2), "p95": round(p95, 2), "max": round(taken[-1], 2)}


def _longest_steps(finder: Finder, queries: Sequence[str]) -> dict[str, float]:
    """Return for how long a query keeps the next key waiting."""
    taken = []
    for query in queries:
        hunt = finder.hunt(query, OFFERED)
        while not hunt.done:
            begin = time.perf_counter()
            hunt.step()
            taken.append((time.perf_counter() - begin) * 1000)
    return _summary(taken)


async def _on_the_loop(finder: Finder, queries: Sequence[str]) -> dict[str, float]:
    """Return how long a query takes with the event loop's turn after each step."""
    taken = []
    for query in queries:
        begin = time.perf_counter()
        hunt = finder.hunt(query, OFFERED)
        while not hunt.done:
            hunt.step()
            await asyncio.sleep(0)
        taken.append((time.perf_counter() - begin) * 1000)
    return _summary(taken)


def _ratio(query: str, words: Sequence[str]) -> object:
    return process.extract(query.casefold(), words, scorer=fuzz.partial_ratio, limit=OFFERED)


def _textual(query: str, words: Sequence[str]) -> object:
    search = FuzzySearch()
    return sorted((search.match(query, text)[0] for text in words), reverse=True)[:OFFERED]
