"""Matches that build on others."""

import pytest

from agent_console.snippets.book import Book
from agent_console.snippets.file import Layer, SnippetFile
from tests.snippets.shelf import book, expanded, read

BASE = """\
matches:
  - id: base
    trigger: ;base
    shortcut: ctrl+b
    label: The base
    tags: [one]
    requires: [order.number]
    template: "Hi {{ order.number }}"
    locales: {de: {template: Hallo}}
    tests: [{expect: x}]
"""


def layered(*texts: str) -> Book:
    """Return the book of files of rising layers, each with the namespace `t`."""
    head = "dialect: support/1\nnamespace: t\nmatches:\n"
    files = [
        SnippetFile(f"{layer}.yaml", head + text, layer=layer)
        for layer, text in zip((Layer.COMPANY, Layer.TEAM, Layer.PERSONAL), texts, strict=False)
    ]
    shelf, problems = Book.load(files)
    assert [problem.summary for problem in problems] == []
    return shelf


def test_what_a_match_does_not_write_itself_comes_from_its_base() -> None:
    shelf = book(f"{BASE}  - {{id: it, extends: base, label: Mine, trigger: ;mine}}\n")
    it = shelf.get("t.it")

    assert it is not None
    assert (it.label, it.tags, it.requires, it.trigger) == ("Mine", ("one",), ("order.number",), ";mine")
    assert it.languages == ("en", "de")
    assert expanded(shelf).text == "Hi 48213"


def test_the_ways_to_call_for_the_base_and_its_tests_stay_its_own() -> None:
    it = book(f"{BASE}  - {{id: it, extends: base}}\n").get("t.it")

    assert it is not None
    assert (it.triggers, it.shortcut, it.tests) == ((), "", ())


def test_a_body_of_its_own_comes_without_the_languages_of_the_base() -> None:
    it = book(f"{BASE}  - {{id: it, extends: base, replace: Mine}}\n").get("t.it")

    assert it is not None
    assert it.languages == ("",)


def test_further_languages_add_to_those_of_the_base() -> None:
    it = book(f"{BASE}  - {{id: it, extends: base, locales: {{nb: {{replace: Hei}}}}}}\n").get("t.it")

    assert it is not None
    assert it.languages == ("en", "de", "nb")


def test_steps_of_the_base_are_taken_over_and_their_mistakes_told_once() -> None:
    text = "matches:\n  - {id: base, replace: x, actions: [{%s: vip}]}\n  - {id: it, extends: base}\n"
    sound, _ = read(text % "add_tag")
    wrong, problems = read(text % "ad_tag")

    assert [len(snippet.steps) for snippet in sound.snippets] == [1, 1]
    assert [bool(snippet.disabled) for snippet in wrong.snippets] == [True, True]
    assert [problem.line for problem in problems] == [4]


def test_a_base_may_be_in_another_file_and_have_a_base_itself() -> None:
    head = "dialect: support/1\nnamespace: {}\nmatches:\n"
    files = [
        SnippetFile("a.yaml", head.format("a") + "  - {id: last, extends: b.middle, tags: [own]}\n"),
        SnippetFile("b.yaml", head.format("b") + "  - {id: middle, extends: c.first, label: Middle}\n"),
        SnippetFile("c.yaml", head.format("c") + "  - {id: first, replace: The text, tags: [c]}\n"),
    ]

    shelf, problems = Book.load(files)

    last = shelf.get("a.last")
    assert problems == ()
    assert last is not None
    assert (last.label, last.tags) == ("Middle", ("own",))
    assert expanded(shelf, snippet="a.last").text == "The text"


def test_the_same_id_in_a_later_layer_builds_on_the_one_whose_place_it_takes() -> None:
    shelf = layered(
        "  - {id: it, trigger: ;it, shortcut: ctrl+i, replace: company}\n",
        "  - {id: it, extends: it, label: Team's}\n",
        "  - {id: it, extends: t.it, replace: mine}\n",
    )
    (it,) = shelf.snippets

    assert expanded(shelf).text == "mine"
    assert (it.trigger, it.shortcut, it.label) == (";it", "ctrl+i", "Team's")
    assert it.shadows == ("team.yaml:4", "company.yaml:4")


def test_triggers_of_its_own_replace_all_of_the_base() -> None:
    shelf = layered(
        "  - {id: it, triggers: [;a, ;b], replace: company}\n", "  - {id: it, extends: it, trigger: ;c}\n"
    )
    several = layered(
        "  - {id: it, trigger: ;a, replace: company}\n", "  - {id: it, extends: it, triggers: [;b, ;c]}\n"
    )

    assert [trigger.text for trigger in shelf.snippets[0].triggers] == [";c"]
    assert [trigger.text for trigger in several.snippets[0].triggers] == [";b", ";c"]


@pytest.mark.parametrize(
    ("matches", "line", "message"),
    [
        ("  - {id: it, extends: nope, label: x}", 4, "there is no match `nope` to build on"),
        ("  - {id: it, extends: it, label: x}", 4, "there is no match `it` to build on"),
        (
            "  - {id: a, extends: b}\n  - {id: b, extends: a}",
            4,
            "these matches build on each other: t.a (t.yaml:4) -> t.b (t.yaml:5) -> t.a (t.yaml:4)",
        ),
        (
            "  - {id: a, replace: x}\n  - {id: b, extends: a, form_fields: {c: {type: list}}}",
            5,
            "needs `values`",
        ),
        (
            "  - {id: m0, replace: x}\n"
            + "\n".join(f"  - {{id: m{n}, extends: m{n - 1}}}" for n in range(1, 17)),
            20,
            "builds on more than 16 matches",
        ),
    ],
)
def test_a_base_that_cannot_be_used_leaves_the_match_out(matches: str, line: int, message: str) -> None:
    shelf, (problem,) = read(f"matches:\n{matches}\n")

    assert problem.line == line
    assert message in problem.message
    assert all(snippet.line != line for snippet in shelf.snippets)
