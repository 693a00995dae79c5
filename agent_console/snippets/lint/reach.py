"""Triggers that can never fire, that are taken twice, or that fire in the middle of words."""

from collections import defaultdict
from collections.abc import Iterator

from agent_console.snippets.lint.finding import Finding
from agent_console.snippets.lint.occurrence import Rivals, asks_left
from agent_console.snippets.lint.rule import DUPLICATE, MID_WORD, UNREACHABLE
from agent_console.snippets.lint.survey import Survey, named
from agent_console.snippets.snippet import Snippet
from agent_console.snippets.trigger import Trigger


def unreachable(survey: Survey) -> Iterator[Finding]:
    """Yield the triggers before which another one always fires."""
    snippets = {snippet.id: snippet for snippet in survey.book.snippets}
    rivals = Rivals(
        trigger for snippet in survey.book.snippets if snippet.immediate for trigger in snippet.triggers
    )
    for snippet in survey.book.snippets:
        for trigger in snippet.triggers:
            if first := rivals.before(trigger, snippet.immediate):
                culprit = snippets[first.snippet]
                message = f"`{trigger.text}` can never fire: `{first.text}` of {named(culprit)} fires first"
                yield survey.finding(UNREACHABLE, snippet, trigger.text, message, _remedy(trigger, first))


def _remedy(trigger: Trigger, first: Trigger) -> str:
    if trigger.text == first.text:
        return "change one of them"
    return f"change one of them, or set `word: true` for `{first.text}`"


def duplicate(survey: Survey) -> Iterator[Finding]:
    """Yield the triggers that stand for another snippet of the same scope too."""
    owners: dict[str, list[Snippet]] = defaultdict(list)
    for snippet in survey.book.snippets:
        for trigger in snippet.triggers:
            rivals = [other for other in owners[trigger.text] if other.scope == snippet.scope]
            owners[trigger.text].append(snippet)
            if rivals:
                message = f"the trigger `{trigger.text}` is also that of {named(rivals[0])}"
                hint = "the agent is asked each time; change one, or its scope"
                yield survey.finding(DUPLICATE, snippet, trigger.text, message, hint)


def mid_word(survey: Survey) -> Iterator[Finding]:
    """Yield the triggers of letters that fire wherever their letters come."""
    for snippet in survey.book.snippets:
        for trigger in snippet.triggers:
            if snippet.immediate and trigger.text[:1].isalnum() and not asks_left(trigger):
                message = f"`{trigger.text}` also fires in the middle of a word"
                yield survey.finding(MID_WORD, snippet, trigger.text, message, "set `word: true`")
