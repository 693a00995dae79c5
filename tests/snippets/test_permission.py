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


def test_a_shared_variable_counts_where_another_one_depends_on_it_or_a_language_names_it() -> None:
    shelf = load(
        "dialect: support/1\n"
        "namespace: t\n"
        "global_vars:\n"
        "  - {name: run, type: shell, params: {cmd: date}}\n"
        "  - {name: after, type: echo, params: {echo: done}, depends_on: [run]}\n"
        "matches:\n"
        "  - {id: a, replace: '{{after}}'}\n"
        "  - {id: b, replace: plain, locales: {de: {replace: '{{run}}'}}}\n"
        "  - {id: c, replace: plain, locales: {de: {replace: schlicht}}}\n"
    )

    assert [bool(snippet.disabled) for snippet in shelf.snippets] == [True, True, False]


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


def test_a_stricter_folder_reaches_nothing_through_a_reply_of_a_freer_one() -> None:
    inner = "matches: [{trigger: in, replace: '{{v}}', vars: [{name: v, type: shell, params: {cmd: date}}]}]"
    middle = (
        "matches: [{trigger: mid, replace: '{{v}}', vars: [{name: v, type: match, params: {trigger: in}}]}]"
    )
    outer = middle.replace("trigger: in", "trigger: mid").replace("trigger: mid, r", "trigger: out, r")
    shelf, _ = Book.load(
        [
            SnippetFile("free/in.yml", inner, allowed=frozenset({Reach.SHELL})),
            SnippetFile("free/mid.yml", middle, allowed=frozenset({Reach.SHELL})),
            SnippetFile("strict/out.yml", outer),
        ]
    )

    allowed, refused = shelf.expand("mid:mid", ANA), shelf.expand("out:out", ANA)

    assert isinstance(allowed, Trouble)
    assert allowed.request is not None
    assert isinstance(refused, Trouble)
    assert refused.request is None
    assert "`shell` is off" in refused.reason


@pytest.mark.parametrize(("base", "asks"), [((), False), ((Reach.SHELL,), True)])
def test_what_a_match_takes_over_reaches_only_what_its_own_folder_may(
    base: tuple[Reach, ...], asks: bool
) -> None:
    """Building on a match of a stricter folder runs no command of it, however many are between."""
    files = [("n", f"id: base, {BODY % 'shell, params: {cmd: date}'}", base)]
    files += [
        ("m", "id: mid, extends: n.base", (Reach.SHELL,)),
        ("f", "id: it, extends: m.mid", tuple(Reach)),
    ]
    head = "dialect: support/1\nnamespace: {0}\nmatches: [{{{1}}}]\n"
    shelf, _ = Book.load(
        SnippetFile(f"{space}.yml", head.format(space, match), allowed=frozenset(allowed))
        for space, match, allowed in files
    )

    result = shelf.expand("f.it", ANA)

    assert isinstance(result, Trouble)
    assert (result.request is not None) is asks
    assert result.reason.endswith("the folder of what it `extends`, too") is not asks


def test_nothing_in_a_file_adds_to_what_is_allowed() -> None:
    shelf, _ = Book.load(
        [
            SnippetFile(
                "t.yml", f"allow: [shell]\nallowed: [shell]\nmatches: [{{trigger: a, {BODY % 'shell'}}}]"
            )
        ]
    )

    assert shelf.snippets[0].disabled
