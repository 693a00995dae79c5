"""Lints: what is found, where, and that sound snippets are left alone."""

import pytest

from agent_console.snippets.file import SnippetFile
from agent_console.snippets.lint import Survey, lint
from tests.snippets.shelf import book


def findings(text: str, native: bool = True) -> list[str]:
    head = "dialect: support/1\nnamespace: t\n" if native else ""
    survey = Survey.of(book(text, native), [SnippetFile("t.yaml", head + text)])
    return [finding.problem.summary for finding in lint(survey)]


def test_an_unknown_value_is_found_where_it_is_written() -> None:
    text = "matches:\n  - id: a\n    template: |\n      Hi\n      {{ order.nmber }}\n"

    assert findings(text) == ["t.yaml:7:10: nothing is called `order.nmber` (did you mean `order.number`?)"]


def test_an_unknown_value_in_another_language_or_under_requires_is_found() -> None:
    text = "matches:\n  - template: x\n    requires: [order.nope]\n"
    text += "    locales: {de: {template: '{{ oder.number }}'}}\n"

    first, second = findings(text)
    assert first.startswith("t.yaml:5:16: nothing is called `order.nope`")
    assert second.startswith("t.yaml:6:34: nothing is called `oder.number`")


@pytest.mark.parametrize(
    "template",
    [
        "{{ customer.custom.shoe_size }} {{ order.items[0].name }} {{ order.refund.amount }}",
        "{% for item in order.items %}{{ item.name }}{{ forloop.index }}{% endfor %}",
        "{% assign x = order.number %}{{ x }} {{ now }} {{ contact.phone_number }}",
        "$1 ${2:x} $0 \\$20",
    ],
)
def test_sound_templates_are_left_alone(template: str) -> None:
    assert findings(f"matches:\n  - template: |\n      {template}\n") == []


def test_an_amount_that_became_a_stop_is_found() -> None:
    (finding,) = findings("matches:\n  - template: |\n      That is $20 off, $1.\n")

    assert finding == ("t.yaml:5:15: stop 20 comes without stop 19 (an amount is written \\$20)")


def test_a_trigger_of_two_snippets_is_found_unless_their_scopes_differ() -> None:
    same = "matches:\n  - {id: a, trigger: ;x, replace: a}\n  - {id: b, trigger: ;x, replace: b}\n"
    apart = same.replace("id: a,", "id: a, scope: {channels: chat},")

    (finding,) = findings(same)
    assert finding.startswith("t.yaml:5:22: the trigger `;x` is also that of t.a (t.yaml:4)")
    assert findings(apart) == []


@pytest.mark.parametrize(
    ("shorter", "longer", "unreachable"),
    [
        ("{trigger: ':t', replace: x}", "{trigger: ':test', replace: y}", True),
        ("{trigger: ':t', replace: x, word: true}", "{trigger: ':test', replace: y}", False),
        ("{trigger: ':t', replace: x, right_word: true}", "{trigger: ':test', replace: y}", False),
        ("{trigger: ':t', replace: x, left_word: true}", "{trigger: ':test', replace: y}", False),
        ("{trigger: ':t', replace: x, left_word: true}", "{trigger: ':test', replace: y, word: true}", True),
        ("{trigger: ':s', replace: x}", "{trigger: ':test', replace: y}", False),
    ],
)
def test_a_trigger_that_a_shorter_one_always_fires_before_is_found(
    shorter: str, longer: str, unreachable: bool
) -> None:
    found = findings(f"matches: [{longer}, {shorter}]", native=False)

    assert bool(found) is unreachable
    assert all("`:test` can never fire: `:t`" in finding for finding in found)


def test_with_tab_the_longest_trigger_counts_and_nothing_is_unreachable() -> None:
    assert (
        findings("matches: [{id: a, trigger: ':t', replace: x}, {id: b, trigger: ':test', replace: y}]") == []
    )


def test_a_trigger_that_fires_in_the_middle_of_words_is_found() -> None:
    (finding,) = findings("matches: [{trigger: abc, replace: x}]", native=False)

    assert "`abc` also fires in the middle of a word (set `word: true`)" in finding
