"""What reaches outside the program is off unless the user's own config allows it."""

import pytest

from agent_console.domain.outside import Reach
from agent_console.snippets.book import Book
from agent_console.snippets.expansion import Trouble
from agent_console.snippets.file import SnippetFile
from tests.snippets.shelf import ANA

BODY = "replace: 'It is {{v}}.', vars: [{name: v, type: %s}]"


def load(text: str, *allowed: Reach) -> Book:
    """Return the book of a file without problems, in a folder that may reach that much."""
    shelf, problems = Book.load([SnippetFile("t.yml", text, allowed=frozenset(allowed))])
    assert problems == ()
    return shelf


@pytest.mark.parametrize("reach", Reach)
def test_each_way_out_is_off_by_default_and_the_reason_says_how_to_allow_it(reach: Reach) -> None:
    (snippet,) = load(f"matches: [{{trigger: a, {BODY % reach}}}]").snippets

    assert snippet.disabled.startswith(f"uses `{reach}`, which reaches out of the program and is off")
    assert f"`allow: [{reach}]`" in snippet.disabled


@pytest.mark.parametrize("reach", Reach)
def test_what_the_config_allows_is_on(reach: Reach) -> None:
    text = f"matches: [{{trigger: a, {BODY % reach}}}]"

    assert load(text, reach).snippets[0].disabled == ""
    assert load(text, *(set(Reach) - {reach})).snippets[0].disabled


def test_a_shared_variable_counts_where_it_is_named_directly_or_not() -> None:
    shelf = load(
        "global_vars:\n"
        "  - {name: run, type: shell, params: {cmd: date}}\n"
        "  - {name: about, type: echo, params: {echo: 'at {{run}}'}}\n"
        "matches:\n"
        "  - {trigger: a, replace: '{{ run }}'}\n"
        "  - {trigger: b, replace: '{{about}}'}\n"
        "  - {trigger: c, replace: '{{x}}', vars: [{name: x, type: echo, params: {echo: '{{about.y}}'}}]}\n"
        "  - {trigger: d, replace: '{{x}}', vars: [{name: x, type: echo, depends_on: [run]}]}\n"
        "  - {trigger: e, replace: '{{x}}', vars: [{name: run, type: global}]}\n"
        "  - {trigger: f, replace: plain}\n"
    )

    assert [bool(snippet.disabled) for snippet in shelf.snippets] == [True] * 5 + [False]


def test_nothing_is_reached_by_nesting_a_reply_of_a_stricter_folder() -> None:
    inner = "matches: [{trigger: in, replace: '{{v}}', vars: [{name: v, type: shell, params: {cmd: date}}]}]"
    outer = (
        "matches: [{trigger: out, replace: '{{v}}', vars: [{name: v, type: match, params: {trigger: in}}]}]"
    )
    shelf, _ = Book.load(
        [
            SnippetFile("strict/in.yml", inner),
            SnippetFile("free/out.yml", outer, allowed=frozenset({Reach.SHELL})),
        ]
    )

    result = shelf.expand("out:out", ANA)

    assert isinstance(result, Trouble)
    assert result.request is None
    assert "uses `shell`" in result.reason


def test_nothing_in_a_file_adds_to_what_is_allowed() -> None:
    shelf, _ = Book.load(
        [
            SnippetFile(
                "t.yml", f"allow: [shell]\nallowed: [shell]\nmatches: [{{trigger: a, {BODY % 'shell'}}}]"
            )
        ]
    )

    assert shelf.snippets[0].disabled
