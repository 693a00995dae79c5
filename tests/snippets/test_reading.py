"""Reading a file: quickly or with all its places, what it says is the same."""

import random

import pytest

from agent_console.snippets.file import SnippetFile
from agent_console.snippets.source import examiner, reader
from agent_console.snippets.source.schema import Match, PlainMatch
from agent_console.snippets.source.sheet import Sheet
from agent_console.yaml_source import SourceError

PLAIN = {
    "trigger": ["';a'", "123", "yes", "''", "~", "[a]"],
    "triggers": ["[';b', 007]", "[]", "x", "{a: b}", "[~]", "[[a]]"],
    "replace": ["12:30", "''", "|\n      two\n      lines", "~", "{}"],
    "form": ["'[[name]]'", "~"],
    "html": ["<b>x</b>"],
    "label": ["A label", "null", "[x]"],
    "search_terms": ["[one, 2]", "x"],
    "word": ["true", "false", "yes", "'true'", "~", "True"],
    "left_word": ["true", "1"],
    "propagate_case": ["true", "no"],
    "uppercase_style": ["capitalize", "nonsense", "~"],
    "vars": [
        "[{name: n, type: echo, params: {echo: 5, deep: [true, 'true', ~]}}]",
        "[{name: n}]",
        "[{name: n, type: date, params: x}]",
        "~",
    ],
    "form_fields": ["{name: {default: Bob, values: [a, 1]}}", "~", "[a]"],
    "wrod": ["true", "[{}]"],
    "<<": ["{replace: y}"],
}
NATIVE = {
    **PLAIN,
    "id": ["a", "a.b-c", "'a b'", "12", "''"],
    "template": ["Hi {{ customer.first_name }}", "''"],
    "snippet": ["'${1:x}'"],
    "description": ["What it is for", "~"],
    "tags": ["[a, b]", "a", "''", "[]", "['']"],
    "shortcut": ["ctrl+r e"],
    "scope": ["{channels: [chat], queues: x}", "{channel: chat}", "{}", "~"],
    "when": ["order.number", "''"],
    "requires": ["[order.number]", "order.number"],
    "locales": [
        "{de: {template: x}}",
        "{german: {replace: x}}",
        "{de: {template: x, replace: y}}",
        "{}",
        "~",
    ],
    "locale_fallback": ["ask", "guess"],
    "expand": ["tab", "never"],
    "boundary": ["word", "x"],
    "tests": ["[{expect: x, given: {now: 2026-01-02, order: {total: 1.5}}}]", "[{}]"],
    "actions": ["[{add_tag: refund}]"],
    "extends": ["a"],
}


def made_up(chance: random.Random, keys: dict[str, list[str]]) -> str:
    """Return a match with a body, most of its values sound."""
    chosen = {"replace": "x"} if chance.random() < 0.7 else {}
    for key in chance.sample(sorted(keys), chance.randrange(4)):
        values = keys[key]
        chosen[key] = values[0] if chance.random() < 0.6 else chance.choice(values)
    return "".join(f"    {key}: {value}\n" for key, value in chosen.items()).replace("    ", "  - ", 1)


def slowly(file: SnippetFile) -> Sheet:
    """Return what a file says when its places are noted too."""
    try:
        return examiner.examined(file)
    except SourceError as error:
        return Sheet(file, problems=error.problems)


def kinds(value: object) -> object:
    """Return the types in a tree of values."""
    match value:
        case dict():
            return {key: kinds(inner) for key, inner in value.items()}
        case list() | tuple():
            return type(value), [kinds(inner) for inner in value]
    return type(value)


@pytest.mark.parametrize("native", [False, True])
def test_both_ways_of_reading_agree_about_every_file(native: bool) -> None:
    chance = random.Random(4)
    head = "dialect: support/1\n" if native else "anchors: x\n"
    sound = 0
    for _ in range(150):
        matches = [made_up(chance, NATIVE if native else PLAIN) for _ in range(chance.randrange(1, 3))]
        file = SnippetFile("t.yaml", f"{head}matches:\n{''.join(matches)}")

        quick, slow = reader.read(file), slowly(file)

        assert quick == slow, file.text
        assert [kinds(entry.keys) for entry in quick.entries] == [kinds(one.keys) for one in slow.entries]
        for entry in quick.entries:
            again = (Match if native else PlainMatch).model_validate(entry.keys)
            assert again.model_dump(exclude_unset=True) == entry.keys
        sound += not quick.problems
    assert 40 < sound < 130
