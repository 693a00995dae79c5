"""Reading files: what one mistake takes with it in each dialect, and where it is shown."""

import pytest

from agent_console.snippets.book import Book
from agent_console.snippets.file import SnippetFile
from tests.snippets.shelf import read


def summaries(text: str, native: bool = True) -> tuple[list[str], list[str]]:
    """Return the ids that were read and the summaries of what is wrong."""
    shelf, problems = read(text, native)
    return [snippet.id for snippet in shelf.snippets], [problem.summary for problem in problems]


@pytest.mark.parametrize(
    ("match", "problem"),
    [
        ("{trigger: ;b, replace: x, word: yes}", "`word` must be true or false (got 'yes')"),
        ("{trigger: ;b, replace: x, wrod: true}", "unknown key `wrod` (did you mean `word`?)"),
        ("{trigger: ;b, replace: x, replace: y}", "`replace` is written twice; the first is on line 5"),
        ("{trigger: ;b}", "the match needs one of `template`"),
        ("{trigger: ;b, replace: x, template: y}", "the match has `template` and `replace`, and may"),
        ("{trigger: [;b], replace: x}", "`trigger` must be text (got a list)"),
        ("{trigger: '', replace: x}", "`trigger` must not be empty"),
        ("{id: 'a b', replace: x}", "`id` must be text such as refund-eta (got 'a b')"),
        ("{id: a, replace: x}", "`t.a` is also the name of the snippet on line 4"),
        ("{replace: x, locales: {de: {}}}", "`locales.de` needs exactly one of"),
        ("{replace: x, locales: {german: {replace: y}}}", "t.yaml:5:28: `locales.german` is not the tag of"),
        ("{replace: x, locale_fallback: guess}", "must be ask, default or block (got 'guess')"),
        ("{replace: x, tests: [{name: a}]}", "`tests[0]` needs `expect`"),
        ("{form: '[[a]]', form_fields: {a: {type: choice}}}", "`form_fields.a` needs `values`"),
        ("{replace: x, attach: a.pdf}", "`attach` has no effect"),
        ("just text", "must be a mapping"),
    ],
)
def test_a_bad_match_is_left_out_and_the_others_stay(match: str, problem: str) -> None:
    ids, wrong = summaries(f"matches:\n  - {{id: a, replace: x}}\n  - {match}\n  - {{id: c, replace: x}}\n")

    assert ids == ["t.a", "t.c"]
    assert len(wrong) == 1
    assert wrong[0].startswith("t.yaml:5:")
    assert problem in wrong[0]


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("matchs: []", "t.yaml:3:1: unknown key `matchs` (did you mean `matches`?)"),
        ("matches: {}", "t.yaml:3:10: `matches` must be a list"),
        ("defaults: {expand: never}\nmatches: [{replace: x}]", "t.yaml:3:20: `defaults.expand` must be"),
        ("matches: []\nmatches: [{replace: x}]", "t.yaml:4:1: `matches` is written twice"),
        ("matches: [{replace: x}", "t.yaml:4:1: not valid YAML"),
    ],
)
def test_a_mistake_around_the_matches_drops_the_file(text: str, problem: str) -> None:
    ids, wrong = summaries(text)

    assert ids == []
    assert wrong[0].startswith(problem)


@pytest.mark.parametrize("text", ["", "matches:\n", "matches: []\n"])
def test_a_file_without_matches_is_fine(text: str) -> None:
    assert summaries(text) == ([], [])
    assert summaries(text, native=False) == ([], [])


def test_an_unknown_dialect_drops_the_file() -> None:
    _, (problem,) = Book.load([SnippetFile("x.yaml", "dialect: support/2\nmatches: []")])

    assert problem.summary.startswith("x.yaml:1:10: the dialect must be `support/1`")


def test_a_list_is_no_snippet_file() -> None:
    _, (problem,) = Book.load([SnippetFile("x.yaml", "- a\n")])

    assert "a snippet file is a mapping" in problem.message


def test_one_bad_file_leaves_the_others_alone() -> None:
    shelf, problems = Book.load(
        [SnippetFile("bad.yaml", "a: ["), SnippetFile("good.yaml", "matches: [{trigger: a, replace: b}]")]
    )

    assert len(shelf.snippets) == 1
    assert len(problems) == 1


# espanso's own dialect


@pytest.mark.parametrize(
    "match",
    [
        "{trigger: b, replace: y, word: yes}",
        "{trigger: b, replace: y, replace: z}",
        "{trigger: {}, replace: y}",
    ],
)
def test_in_espansos_dialect_a_bad_type_or_a_duplicate_drops_the_file(match: str) -> None:
    ids, wrong = summaries(f"matches:\n  - {{trigger: a, replace: x}}\n  - {match}\n", native=False)

    assert ids == []
    assert len(wrong) == 1


def test_every_mistake_of_a_dropped_file_is_told() -> None:
    text = "matches:\n  - {trigger: a, replace: x, word: yes}\n  - x\n  - {trigger: b, replace: [y]}\n"
    _, wrong = summaries(text, native=False)

    assert [problem.split(": ")[0] for problem in wrong] == ["t.yaml:2:36", "t.yaml:3:5", "t.yaml:4:27"]


def test_in_espansos_dialect_unknown_keys_are_passed_over() -> None:
    text = "anchors: &a x\nmatches:\n  - {trigger: a, replace: *a, wrod: true}\n"

    assert summaries(text, native=False) == (["t:a"], [])


def test_in_espansos_dialect_a_match_without_body_is_dropped_alone() -> None:
    ids, wrong = summaries("matches: [{trigger: a}, {trigger: b, replace: x}]", native=False)

    assert ids == ["t:b"]
    assert "this match has no body" in wrong[0]


@pytest.mark.parametrize(
    ("match", "reason"),
    [
        ("{trigger: a, html: <b>x</b>}", "is `html`, which cannot be sent"),
        ("{trigger: a, image_path: x.png}", "is an image, which cannot be inserted"),
    ],
)
def test_what_a_chat_cannot_do_is_listed_as_off(match: str, reason: str) -> None:
    shelf, problems = read(f"matches: [{match}]", native=False)

    assert problems == ()
    assert reason in shelf.snippets[0].disabled


def test_the_first_of_espansos_bodies_and_triggers_counts() -> None:
    shelf, _ = read("matches: [{trigger: a, triggers: [b], markdown: m, replace: r}]", native=False)

    assert [trigger.text for trigger in shelf.snippets[0].triggers] == ["a"]
    assert shelf.snippets[0].label == "r"
