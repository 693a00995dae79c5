"""Snippets that reach out of the program, and what the user's config says of it."""

from collections.abc import Iterator

from agent_console.domain.outside import Reach
from agent_console.snippets.lint.finding import Finding
from agent_console.snippets.lint.page import text_of
from agent_console.snippets.lint.rule import REACHES_OUT
from agent_console.snippets.lint.survey import Survey


def unsafe(survey: Survey) -> Iterator[Finding]:
    """Yield the variables that reach out of the program although the config does not let them."""
    for page in survey.pages:
        for variable in page.variables():
            kind = text_of(variable.get("type"))
            if kind in frozenset(Reach) - page.file.allowed:
                message = f"a `{kind}` variable reaches out of the program, so that what uses it is off"
                hint = f"`allow: [{kind}]` for its folder under `snippets.folders` in your config turns it on"
                yield page.finding(REACHES_OUT, variable.get("type") or variable, message, hint)
