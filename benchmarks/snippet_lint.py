"""What the lints say of espanso's hub, against what comes of typing every trigger and filling in every body.

Each package is taken alone. A trigger is typed behind whatever it asks for, in small letters and capitals
where its case does not matter; a body is filled in with an answer to all that it asks.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields
from itertools import islice, product

from agent_console.domain.outside import Reach
from agent_console.snippets import collector
from agent_console.snippets.book import Book
from agent_console.snippets.expansion import Expansion, Trouble
from agent_console.snippets.file import SnippetFile
from agent_console.snippets.lint import Survey
from agent_console.snippets.lint.reach import shadowed
from agent_console.snippets.lint.variable import failing
from agent_console.snippets.occasion import Occasion
from agent_console.snippets.snippet import Snippet
from agent_console.snippets.trigger.index import Trigger
from agent_console.snippets.trigger.keystream import Keystream
from benchmarks.snippet_hub import Hub
from benchmarks.snippet_world import expanded

QUICK_PACKAGES = 12
LETTER = "\ue000"
"""What stands left of a trigger that may fire in the middle of a word."""
_GROUP = re.compile(r"\(\?P?<(\w+)>")


@dataclass
class Tally:
    """What there is, what was found of it, and what was claimed wrongly."""

    triggers: int = 0
    unreachable: int = 0
    unreachable_found: int = 0
    false_unreachable: int = 0
    bodies: int = 0
    unrenderable: int = 0
    unrenderable_found: int = 0
    false_unrenderable: int = 0


def measure(hub: Hub, quick: bool = False, show: int = 0) -> dict[str, object]:
    """Return the counts over all packages."""
    tally = Tally()
    for package in islice(sorted(hub.files), QUICK_PACKAGES if quick else None):
        files = tuple(
            SnippetFile(f"{package}/{path}", text, allowed=frozenset(Reach))
            for path, text in sorted(hub.files[package].items())
        )
        with collector.waiting():
            survey = Survey.of(Book.load(files)[0], files)
            _count_triggers(survey.book, tally, show)
            _count_bodies(survey, tally, show)
    return {field.name: getattr(tally, field.name) for field in fields(tally)}


def _count_triggers(book: Book, tally: Tally, show: int) -> None:
    said = {(snippet.id, trigger.text) for snippet, trigger, _ in shadowed(book)}
    keystream = Keystream(book.matcher)
    for snippet in book.snippets:
        for trigger in filter(lambda one: one.text, snippet.triggers):
            reached = any(_fires(keystream, snippet, keys) for keys in _keys(trigger))
            claimed = (snippet.id, trigger.text) in said
            tally.triggers += 1
            tally.unreachable += not reached
            tally.unreachable_found += claimed and not reached
            tally.false_unreachable += claimed and reached
            if claimed == reached and show:
                print(f"{snippet.file}:{snippet.line} {trigger}: claimed {claimed}, reached {reached}")


def _keys(trigger: Trigger) -> Iterator[tuple[str, str, str]]:
    """Yield ways to type a trigger: what comes before it, itself, and what comes behind it."""
    texts = {trigger.text}
    if trigger.any_case:
        texts |= {trigger.text.upper(), trigger.text.lower(), trigger.text.swapcase()}
    lefts = ("", " ", ".", '"') if trigger.left_word else (LETTER, "", " ")
    yield from product(lefts, sorted(texts), (" ", ".", ",", ")") if trigger.right_word else ("",))


def _fires(keystream: Keystream, snippet: Snippet, keys: tuple[str, str, str]) -> bool:
    """Return whether typing ends with a choice of that reply, and with nothing on the way."""
    before, text, behind = keys
    keystream.clear()
    typed = before + text + behind
    for position, character in enumerate(typed, 1):
        if firing := keystream.typed(character):
            wanted = (snippet.id, len(text + behind))
            offered = [(candidate.snippet, candidate.length) for candidate in firing.candidates]
            return position == len(typed) and wanted in offered
    return False


def _count_bodies(survey: Survey, tally: Tally, show: int) -> None:
    said = {body.entry.snippet.id for body, _ in failing(survey)}
    for snippet in survey.book.snippets:
        if "{{" in snippet.entry.body or "[[" in snippet.entry.body:
            failed = isinstance(_outcome(survey.book, snippet), Trouble)
            claimed = snippet.id in said
            tally.bodies += 1
            tally.unrenderable += failed
            tally.unrenderable_found += failed and claimed
            tally.false_unrenderable += claimed and not failed
            if claimed != failed and show:
                print(f"{snippet.file}:{snippet.line}: claimed {claimed}, failed {failed}")


def _outcome(book: Book, snippet: Snippet) -> Expansion | Trouble:
    groups = _GROUP.findall(snippet.regex)
    return expanded(book, snippet.id, Occasion(captures=dict.fromkeys(groups, "x")))
