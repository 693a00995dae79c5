"""How long canned responses keep a key waiting: triggers looked up, guessed and typed, replies filled in.

Every figure is in processor time of the one thread. Each single call is timed in three rounds and its best
time counts, so that what else the machine does, which can only make it longer, leaves no trace. The floors
are what the barest structures take for the same work.
"""

import random
import time
from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from itertools import islice, pairwise
from pathlib import Path
from typing import Any, TypeAlias

from agent_console.snippets import collector
from agent_console.snippets.book import Book
from agent_console.snippets.context import Context
from agent_console.snippets.file import SnippetFile
from agent_console.snippets.trigger.index import Index, Trigger
from benchmarks.snippet_hub import Hub, load
from benchmarks.snippet_typing import Typist

Figures: TypeAlias = dict[str, Any]
TRIGGERS, QUICK_TRIGGERS = 50_000, 2_000
LOOKS, QUICK_LOOKS = 4_000, 400
MESSAGES, QUICK_MESSAGES = 150, 10
QUICK_PACKAGES = 12
GUESSES = 20
ROUNDS = 3
SEED = 20260309
WORDS = "thanks for waiting I have just looked at your order and it left our store this morning"
TEMPLATE = """\
dialect: support/1
matches:
  - id: eta
    template: |
      Hi {{ customer.first_name | default: "there" }},
      your refund of {{ order.refund.amount | money: order.currency }} for order {{ order.number }}
      reaches you by {{ now | add: "5 business days" | date: "long" }}.
      {% if order.refund.partial %}This covers ${2:the damaged item} only.
      {% endif %}${1|Anything else I can do?,Shall I close this chat?|}$0
"""
CONTEXT = Context(
    now=datetime(2026, 3, 9, 14, 5, 7, tzinfo=UTC),
    customer={"first_name": "Ana", "locale": "en"},
    order={"number": "48213", "currency": "EUR", "refund": {"amount": "49.90", "partial": True}},
)


def measure(hub: Path | None, quick: bool = False) -> Figures:
    """Return microseconds by name, of made-up triggers and, if it is given, of the whole hub."""
    chance = random.Random(SEED)
    texts = list(_triggers(chance, QUICK_TRIGGERS if quick else TRIGGERS))
    drafts = list(_drafts(chance, texts, QUICK_LOOKS if quick else LOOKS))
    index = Index(Trigger(text, str(number), any_case=number % 3 == 0) for number, text in enumerate(texts))
    figures: Figures = {
        "triggers": len(texts),
        "index_seconds": _seconds(index.prepare),
        "lookup_us": _times(lambda draft: index.before(draft, len(draft)), drafts),
        "lookup_floor_us": _times(_trie_walk(texts), drafts),
        "ghost_us": _times(lambda draft: index.begun(draft, len(draft), GUESSES), drafts),
        "ghost_floor_us": _times(_first_of_sorted(texts), drafts),
        "expansion_us": _expansions(LOOKS // 8),
    }
    if hub is None:
        return figures
    packages, messages = (QUICK_PACKAGES, QUICK_MESSAGES) if quick else (None, MESSAGES)
    return figures | _typed(dict(islice(Hub.read(hub).files.items(), packages)), chance, messages)


def _triggers(chance: random.Random, count: int) -> Iterator[str]:
    """Yield different triggers of 2 to some 80 characters, most of them short."""
    letters = "eeeeaaoiinnttrrsshldcumfpgwybvk"
    words = ["".join(chance.choices(letters, k=chance.randint(2, 12))) for _ in range(4_000)]
    seen: set[str] = set()
    while len(seen) < count:
        length = chance.choice((1, 1, 1, 1, 2, 3, 6))
        text = chance.choice((";", ":", "", "")) + " ".join(chance.choices(words, k=length))
        if text not in seen:
            seen.add(text)
            yield text


def _drafts(chance: random.Random, triggers: Sequence[str], count: int) -> Iterator[str]:
    """Yield texts of some 300 characters that end in a trigger, complete or begun."""
    for _ in range(count):
        *before, last = chance.choices(triggers, k=25)
        yield f"{' '.join(before)[-300:]} {last[: chance.randint(1, len(last))]}"


def _typed(packages: Mapping[str, Mapping[str, str]], chance: random.Random, count: int) -> Figures:
    """Type messages with all packages loaded at once, filling in whatever fires."""
    files = {f"{name}/{path}": text for name, texts in packages.items() for path, text in texts.items()}
    with collector.waiting():
        book, _ = load(files)
        seconds = _seconds(lambda: book.matcher)
    messages = list(_messages(book, chance, count))
    typist = Typist(book)
    times = [_thread_time(lambda: [typist.outcome(keys) for keys in messages]) for _ in range(ROUNDS)]
    keys = sum(map(len, messages))
    return {
        "hub_replies": len(book.snippets),
        "hub_matcher_seconds": seconds,
        "hub_keys": keys,
        "hub_us_per_key": round(min(times) / keys * 1e6, 1),
    }


def _messages(book: Book, chance: random.Random, count: int) -> Iterator[str]:
    """Yield messages of triggers with words between them."""
    words = WORDS.split()
    triggers = [snippet.trigger for snippet in book.snippets if snippet.trigger]
    for _ in range(count):
        parts = [(chance.choice(triggers), *chance.choices(words, k=4)) for _ in range(6)]
        yield " ".join(word for part in parts for word in part)


def _expansions(count: int) -> Figures:
    book, _ = Book.load([SnippetFile("speed.yaml", TEMPLATE)])
    [snippet] = book.snippets
    # A context is of one moment, and remembers what it has worked out: each reply has its own.
    return _times(lambda _: book.expand(snippet.id, replace(CONTEXT)), [""] * count)


def _trie_walk(triggers: Sequence[str]) -> Callable[[str], object]:
    """Return the floor of looking up: a plain trie of dicts, walked back from the cursor."""
    root: dict[str, Any] = {}
    for trigger in triggers:
        node = root
        for character in reversed(trigger):
            node = node.setdefault(character, {})
        node[""] = trigger

    def walk(draft: str) -> object:
        node, found = root, None
        for character in reversed(draft):
            if character not in node:
                break
            node = node[character]
            found = node.get("", found)
        return found

    return walk


def _first_of_sorted(triggers: Sequence[str]) -> Callable[[str], object]:
    """Return the floor of guessing: one search in a sorted list, and so many items behind it."""
    texts = sorted(triggers)

    def first(draft: str) -> object:
        place = bisect_left(texts, draft.rpartition(" ")[2])
        return texts[place : place + GUESSES]

    return first


def _times(work: Callable[[str], object], cases: Sequence[str]) -> Figures:
    """Return the median and the 99th percentile of one call, in microseconds."""
    rounds = [_round(work, cases) for _ in range(ROUNDS)]
    best = sorted(min(times) for times in zip(*rounds, strict=True))
    return {"p50": round(best[len(best) // 2], 1), "p99": round(best[round(0.99 * (len(best) - 1))], 1)}


def _round(work: Callable[[str], object], cases: Sequence[str]) -> list[float]:
    """Return the microseconds of each call."""
    with collector.waiting():
        stamps = [time.thread_time_ns()]
        for case in cases:
            work(case)
            stamps.append(time.thread_time_ns())
    return [(end - begin) / 1000 for begin, end in pairwise(stamps)]


def _seconds(work: Callable[[], object]) -> float:
    return round(_thread_time(work), 3)


def _thread_time(work: Callable[[], object]) -> float:
    begin = time.thread_time()
    work()
    return time.thread_time() - begin
