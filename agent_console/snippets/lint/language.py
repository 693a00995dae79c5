"""Replies that lack a language of their neighbours, and greetings that fail without a name."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from agent_console.snippets.lint.body import texts
from agent_console.snippets.lint.finding import Finding
from agent_console.snippets.lint.rule import MISSING_DEFAULT, MISSING_LOCALE
from agent_console.snippets.lint.survey import Entry, Survey
from agent_console.yaml_source import ScalarNode

USUAL = "en"
"""The language of a text that says none, beside texts that do."""
_NAME = r"(?:customer|contact|ticket\.requester)\.(?:name|first_name|last_name|company)"
_BARE = re.compile(rf"\{{\{{-?\s*({_NAME})\s*((?:\|[^{{}}]*?)?)-?\}}\}}")
_ASKED = re.compile(rf"\{{%-?\s*(?:if|unless|elsif|case)\b[^{{}}]*?\b({_NAME})\b")


def missing_locale(survey: Survey) -> Iterator[Finding]:
    """Yield the replies without a language that most replies of their file have."""
    for page in survey.pages:
        entries = survey.of_page(page) if page.native else ()
        usual = _usual(entries)
        for entry in entries:
            if missing := sorted(usual - _languages(entry)):
                message = f"{entry.snippet.id} has no text in {', '.join(missing)}, as its neighbours have"
                hint = "add it under `locales`; without it the agent is asked each time"
                yield entry.finding(MISSING_LOCALE, entry.node.key("locales"), message, hint)


def _usual(entries: Sequence[Entry]) -> set[str]:
    counts = Counter(language for entry in entries for language in _languages(entry))
    return {language for language, count in counts.items() if count > 1 and count * 2 > len(entries)}


def _languages(entry: Entry) -> set[str]:
    return {language or USUAL for language in entry.snippet.languages}


def missing_default(survey: Survey) -> Iterator[Finding]:
    """Yield the names of customers that block a reply where nobody has told them.

    Where the reply asks for them under `requires` or `{% if %}`, or a test of its own expects it to be
    blocked without them, that is meant.
    """
    for page in survey.pages:
        for entry in survey.of_page(page) if page.native else ():
            for scalar in texts(entry.node):
                if "{{" in scalar.text:
                    yield from _bare(entry, scalar)


def _bare(entry: Entry, scalar: ScalarNode) -> Iterator[Finding]:
    meant = (path for example in entry.snippet.tests for path in example.expect_blocked)
    asked = {*entry.snippet.requires, *meant, *(match[1] for match in _ASKED.finditer(scalar.text))}
    templates = {one.text for one in entry.snippet.wordings if one.kind == "template"}
    where = "" if scalar.text in templates else " in a `template`, which takes filters"
    for match in _BARE.finditer(scalar.text):
        if match[1] not in asked and not re.search(r"\|\s*default\b", match[2]):
            message = f"without `{match[1]}` this cannot be sent, and many customers do not tell it"
            hint = f'write `{{{{ {match[1]} | default: "there" }}}}`{where}'
            yield entry.finding(MISSING_DEFAULT, scalar, message, hint, match.start(1))
