"""Keys that espanso's dialect passes over in silence: misspelt, or written where they mean nothing."""

import difflib
from collections.abc import Iterable, Iterator, Mapping
from typing import get_args

from agent_console.snippets.lint.finding import Finding
from agent_console.snippets.lint.page import Page, text_of
from agent_console.snippets.lint.rule import MISPLACED_KEY, UNKNOWN_KEY
from agent_console.snippets.lint.survey import Survey
from agent_console.snippets.source.schema import FormField, Head, Match, PlainMatch, Variable
from agent_console.snippets.trigger.casing import Style
from agent_console.yaml_source import MappingNode, ScalarNode
from agent_console.yaml_source.validation import nearest

TOP_KEYS = frozenset({"imports", "global_vars", "matches"})
MATCH_KEYS = frozenset(PlainMatch.model_fields)
NATIVE_KEYS = frozenset(Match.model_fields) - MATCH_KEYS
VARIABLE_KEYS = frozenset(Variable.model_fields)
FIELD_KEYS = frozenset(FormField.model_fields) | {"trim_string_values"}
STYLES = frozenset(get_args(Style))
CONFIG_KEYS = frozenset(
    {
        *("filter_title", "filter_class", "filter_exec", "filter_os", "enable", "toggle_key", "backend"),
        *("search_shortcut", "search_trigger", "word_separators", "backspace_limit", "undo_backspace"),
        *("preserve_clipboard", "clipboard_threshold", "inject_delay", "key_delay", "show_notifications"),
        *("show_icon", "use_standard_includes", "includes", "excludes", "extra_includes", "extra_excludes"),
    }
)
"""Keys of espanso's config files."""
PARAMS: Mapping[str, frozenset[str]] = {
    "echo": frozenset({"echo"}),
    "dummy": frozenset({"echo"}),
    "date": frozenset({"format", "offset", "locale", "tz"}),
    "choice": frozenset({"values"}),
    "random": frozenset({"choices"}),
    "clipboard": frozenset(),
    "shell": frozenset({"cmd", "shell", "trim", "debug"}),
    "script": frozenset({"args", "trim", "ignore_error", "debug"}),
    "form": frozenset({"layout", "fields"}),
    "match": frozenset({"trigger"}),
    "global": frozenset(),
    "http": frozenset({"url", "path", "headers", "timeout"}),
}
"""What the variables of each type take."""
_ALL_PARAMS = frozenset(name for names in PARAMS.values() for name in names)


def keys(survey: Survey) -> Iterator[Finding]:
    """Yield the keys that mean nothing where they stand."""
    for page in survey.pages:
        if not page.native:
            yield from _of_file(page)
            for match in page.matches:
                yield from _of_match(page, match)
        for variable in page.variables():
            yield from _of_variable(page, variable)


def _of_file(page: Page) -> Iterator[Finding]:
    """Whatever else stands at the top is a place for anchors, unless it is nearly a known key."""
    for key, _ in page.tree.entries:
        if key.text in Head.model_fields.keys() - TOP_KEYS:
            yield page.finding(MISPLACED_KEY, key, *_needs_dialect(key))
        elif key.text not in TOP_KEYS and difflib.get_close_matches(key.text, TOP_KEYS, 1, 0.75):
            yield _unknown(page, key, TOP_KEYS)


def _of_match(page: Page, match: MappingNode) -> Iterator[Finding]:
    for key, _ in match.entries:
        if key.text not in MATCH_KEYS:
            yield _in_match(page, key)
    fields = match.get("form_fields")
    for _, field in fields.entries if isinstance(fields, MappingNode) else ():
        for key, _ in field.entries if isinstance(field, MappingNode) else ():
            if key.text not in FIELD_KEYS:
                yield _unknown(page, key, FIELD_KEYS)


def _in_match(page: Page, key: ScalarNode) -> Finding:
    name = key.text
    if name in STYLES:
        message = f"`{name}` is no key but a value of `uppercase_style`, and has no effect here"
        return page.finding(MISPLACED_KEY, key, message, f"write `uppercase_style: {name}`")
    if name in CONFIG_KEYS:
        message = f"`{name}` is a key of espanso's config files, and has no effect in a match"
        return page.finding(MISPLACED_KEY, key, message, "remove it here")
    if name in NATIVE_KEYS:
        return page.finding(MISPLACED_KEY, key, *_needs_dialect(key))
    if name in VARIABLE_KEYS | _ALL_PARAMS:
        message = f"`{name}` belongs in a variable, and has no effect in a match"
        return page.finding(MISPLACED_KEY, key, message, "move it into an item of `vars`")
    if name in TOP_KEYS:
        message = f"`{name}` belongs at the top of the file, and has no effect in a match"
        return page.finding(MISPLACED_KEY, key, message, "move it to the left margin")
    return _unknown(page, key, MATCH_KEYS)


def _of_variable(page: Page, variable: MappingNode) -> Iterator[Finding]:
    kind = text_of(variable.get("type"))
    known = PARAMS.get(kind, _ALL_PARAMS)
    for key, _ in variable.entries:
        if key.text in known - VARIABLE_KEYS and not page.native:
            message = f"`{key.text}` belongs under `params`, and has no effect here"
            yield page.finding(MISPLACED_KEY, key, message, "move it into `params`")
        elif key.text not in VARIABLE_KEYS and not page.native:
            yield _unknown(page, key, VARIABLE_KEYS)
    params = variable.get("params")
    for key, _ in params.entries if kind in PARAMS and isinstance(params, MappingNode) else ():
        if key.text in MATCH_KEYS - known:
            message = f"`{key.text}` belongs in the match, and has no effect under `params`"
            yield page.finding(MISPLACED_KEY, key, message, "indent it like `trigger`")
        elif key.text not in known:
            yield _unknown(page, key, known)


def _unknown(page: Page, key: ScalarNode, known: Iterable[str]) -> Finding:
    if key.text == "<<":
        return page.finding(UNKNOWN_KEY, key, "`<<` has no effect: merge keys are not followed")
    message = f"unknown key `{key.text}`, which has no effect"
    return page.finding(UNKNOWN_KEY, key, message, nearest(key.text, sorted(known)))


def _needs_dialect(key: ScalarNode) -> tuple[str, str]:
    message = f"`{key.text}` has no effect in espanso's dialect"
    return message, "begin the file with `dialect: support/1`"
