"""Patterns that call for a snippet but never can."""

from collections.abc import Iterator

from agent_console.snippets.lint.finding import Finding
from agent_console.snippets.lint.page import text_of
from agent_console.snippets.lint.rule import BAD_REGEX, LONG_REGEX
from agent_console.snippets.lint.survey import Survey
from agent_console.snippets.lint.width import least_width
from agent_console.snippets.pattern import PatternError
from agent_console.snippets.trigger.regex_trigger import BUFFER
from agent_console.snippets.trigger.rust_regex import compiled


def regex(survey: Survey) -> Iterator[Finding]:
    """Yield the patterns that are not well formed, and those that need more text than is looked at."""
    for page in survey.pages:
        for match in page.matches:
            node = match.get("regex")
            if not node or not (pattern := text_of(node)):
                continue
            try:
                compiled(pattern)
            except PatternError as error:
                yield page.finding(BAD_REGEX, node, str(error))
                continue
            if (width := least_width(pattern)) > BUFFER:
                message = f"`regex` needs at least {width} bytes, but only the last {BUFFER} are looked at"
                yield page.finding(LONG_REGEX, node, message, "shorten it, or use a `trigger`")
