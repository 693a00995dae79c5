"""Triggers that can never fire, that are taken twice, or that fire in the middle of words."""

from collections import Counter
from collections.abc import Iterator

from agent_console.snippets.book import Book
from agent_console.snippets.lint.finding import Finding
from agent_console.snippets.lint.occurrence import Rivals, typed_of
from agent_console.snippets.lint.rule import DUPLICATE, MID_WORD, UNREACHABLE
from agent_console.snippets.lint.survey import Survey, named
from agent_console.snippets.snippet import Snippet
from agent_console.snippets.source.schema import Scope
from agent_console.snippets.trigger.index import Trigger


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
    often = Counter(text for snippet in survey.book.snippets for text in _texts(snippet))
    owners: dict[tuple[str, Scope], Snippet] = {}
    for snippet in survey.book.snippets:
        texts = [text for text in _texts(snippet) if often[text] > 1]
        scope = snippet.scope if texts else Scope()
        for text in texts:
            first = owners.setdefault((text, scope), snippet)
            if first is not snippet:
                message = f"the trigger `{text}` is also that of {named(first)}"
                hint = "the agent is asked each time; change one, or its scope"
                yield survey.finding(DUPLICATE, snippet, text, message, hint)


def _texts(snippet: Snippet) -> Iterator[str]:
    """Yield the different triggers of a snippet."""
    yield from dict.fromkeys(trigger.text for trigger in snippet.triggers)


def mid_word(survey: Survey) -> Iterator[Finding]:
    """Yield the triggers of letters that fire wherever their letters come."""
    for snippet in survey.book.snippets:
        for typed in typed_of(snippet):
            text = typed.trigger.text
            if typed.unasked and text[0].isalnum() and not typed.asks_left:
                message = f"`{text}` also fires in the middle of a word"
                yield survey.finding(MID_WORD, snippet, text, message, "set `word: true`")
