"""Triggers that can never fire, that are taken twice, or that fire in the middle of words."""

from collections import defaultdict
from collections.abc import Iterator

from agent_console.snippets.book import Book
from agent_console.snippets.lint.finding import Finding
from agent_console.snippets.lint.occurrence import Rivals, typed_of
from agent_console.snippets.lint.rule import DUPLICATE, MID_WORD, UNREACHABLE
from agent_console.snippets.lint.survey import Survey, named
from agent_console.snippets.snippet import Snippet
from agent_console.snippets.trigger import Trigger


def shadowed(book: Book) -> Iterator[tuple[Snippet, Trigger, Trigger]]:
    """Yield the triggers before which another one always fires, with their snippets and that other one."""
    rivals = Rivals(typed for snippet in book.snippets for typed in typed_of(snippet))
    for snippet in book.snippets:
        for typed in typed_of(snippet):
            if first := rivals.before(typed):
                yield snippet, typed.trigger, first


def unreachable(survey: Survey) -> Iterator[Finding]:
    """Yield the triggers that can never fire, each with the one that fires first."""
    for snippet, trigger, first in shadowed(survey.book):
        culprit = survey.book.get(first.snippet) or snippet
        message = f"`{trigger.text}` can never fire: `{first.text}` of {named(culprit)} fires first"
        yield survey.finding(UNREACHABLE, snippet, trigger.text, message, _remedy(trigger.text, first.text))


def _remedy(text: str, first: str) -> str:
    if text == first:
        return "change one of them"
    return f"change one of them, or set `word: true` for `{first}`"


def duplicate(survey: Survey) -> Iterator[Finding]:
    """Yield the triggers that stand for another snippet of the same scope too."""
    owners: dict[str, list[Snippet]] = defaultdict(list)
    for snippet in survey.book.snippets:
        for trigger in snippet.triggers:
            others = owners[trigger.text]
            rivals = [other for other in others if other is not snippet and other.scope == snippet.scope]
            others.append(snippet)
            if rivals:
                message = f"the trigger `{trigger.text}` is also that of {named(rivals[0])}"
                hint = "the agent is asked each time; change one, or its scope"
                yield survey.finding(DUPLICATE, snippet, trigger.text, message, hint)


def mid_word(survey: Survey) -> Iterator[Finding]:
    """Yield the triggers of letters that fire wherever their letters come."""
    for snippet in survey.book.snippets:
        for typed in typed_of(snippet):
            text = typed.trigger.text
            if typed.unasked and text[0].isalnum() and not typed.asks_left:
                message = f"`{text}` also fires in the middle of a word"
                yield survey.finding(MID_WORD, snippet, text, message, "set `word: true`")
