"""Triggers that can never fire, that are taken twice, or that fire in the middle of words."""

from collections import defaultdict
from collections.abc import Iterator

from agent_console.snippets.lint.finding import Finding
from agent_console.snippets.lint.occurrence import Rivals, typed_of
from agent_console.snippets.lint.rule import DUPLICATE, MID_WORD, UNREACHABLE
from agent_console.snippets.lint.survey import Survey, named
from agent_console.snippets.snippet import Snippet


def unreachable(survey: Survey) -> Iterator[Finding]:
    """Yield the triggers before which another one always fires."""
    snippets = {snippet.id: snippet for snippet in survey.book.snippets}
    rivals = Rivals(typed for snippet in survey.book.snippets for typed in typed_of(snippet))
    for snippet in survey.book.snippets:
        for typed in typed_of(snippet):
            if first := rivals.before(typed):
                text, culprit = typed.trigger.text, named(snippets[first.snippet])
                message = f"`{text}` can never fire: `{first.text}` of {culprit} fires first"
                yield survey.finding(UNREACHABLE, snippet, text, message, _remedy(text, first.text))


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
