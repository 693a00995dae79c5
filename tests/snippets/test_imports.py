"""Imports between files: what counts, what can be named, and what is refused."""

from agent_console.snippets.book import Book
from agent_console.snippets.file import SnippetFile
from agent_console.yaml_source import Problem
from tests.snippets.shelf import expanded, trouble


def load(**texts: str) -> tuple[Book, list[Problem]]:
    """Return the book of files in `shelf/`, `__` in their names standing for a folder, and its problems."""
    files = [
        SnippetFile(f"shelf/{name.replace('__', '/')}.yml", text, root="shelf")
        for name, text in texts.items()
    ]
    shelf, problems = Book.load(files)
    return shelf, list(problems)


def ids(shelf: Book) -> list[str]:
    """Return the ids in order."""
    return [snippet.id for snippet in shelf.snippets]


def test_a_file_with_an_underscore_counts_only_when_it_is_imported() -> None:
    own = "matches: [{trigger: a, replace: x}]"
    common = "matches: [{trigger: b, replace: y}]"

    assert ids(load(own=own, _common=common)[0]) == ["own:a"]
    assert ids(load(own=f"imports: [_common.yml]\n{own}", _common=common)[0]) == ["_common:b", "own:a"]


def test_imports_lead_on_to_imports_and_nothing_is_read_twice() -> None:
    shelf, problems = load(
        one="imports: [sub/_deep.yml, ./_near.yml]",
        two="imports: [_near.yml]",
        _near="imports: ['sub/_deep.yml']\nmatches: [{trigger: n, replace: x}]",
        sub___deep="matches: [{trigger: d, replace: x}]",
    )

    assert problems == []
    assert ids(shelf) == ["_deep:d", "_near:n"]


def test_what_an_unused_file_gets_wrong_is_not_told() -> None:
    assert load(own="matches: []", _common="matches: {}") == (Book(), [])


def test_variables_of_an_imported_file_can_be_named_and_a_files_own_go_before_them() -> None:
    head = "dialect: support/1\nnamespace: t\n"
    shelf, problems = load(
        own=f"{head}imports: _vars.yml\nglobal_vars: [{{name: b, type: echo, params: {{echo: own}}}}]\n"
        "matches: [{id: it, replace: '{{a}} {{b}}'}]",
        _vars="dialect: support/1\nglobal_vars:\n  - {name: a, type: echo, params: {echo: far}}\n"
        "  - {name: b, type: echo, params: {echo: far}}\n",
    )

    assert problems == []
    assert expanded(shelf).text == "far own"


def test_files_of_espansos_dialect_in_one_folder_share_their_variables() -> None:
    variables = "global_vars: [{name: a, type: echo, params: {echo: shared}}]"
    files = [
        SnippetFile("one/x.yml", variables, root="one"),
        SnippetFile("one/sub/y.yml", "matches: [{trigger: it, replace: '{{a}}'}]", root="one"),
        SnippetFile("two/z.yml", "matches: [{trigger: it, replace: '{{a}}'}]", root="two"),
    ]
    shelf, _ = Book.load(files)

    assert expanded(shelf, snippet="y:it").text == "shared"
    assert "cannot be filled in" in trouble(shelf, snippet="z:it").reason


def test_a_file_of_the_consoles_dialect_only_knows_what_it_imports() -> None:
    shelf, _ = load(
        vars="global_vars: [{name: a, type: echo, params: {echo: shared}}]",
        own="dialect: support/1\nnamespace: t\nmatches: [{id: it, replace: '{{a}}'}]",
    )

    assert "cannot be filled in" in trouble(shelf).reason


def test_a_path_that_leads_out_of_the_folder_is_refused() -> None:
    for path in ("../other.yml", "/etc/passwd", "sub/../../shelf2/x.yml", "..\\\\other.yml"):
        _, (problem,) = load(own=f'matches: []\nimports:\n  - "{path}"\n')

        assert problem.summary.startswith("shelf/own.yml:3:5: `")
        assert "is outside the snippet folder, and is not read" in problem.summary


def test_without_a_root_the_files_own_folder_is_the_limit() -> None:
    inner = SnippetFile("a/b/x.yml", "imports: [../y.yml]")
    outer = SnippetFile("a/y.yml", "matches: [{trigger: y, replace: z}]")

    _, (problem,) = Book.load([inner, outer])

    assert "outside the snippet folder" in problem.message


def test_files_without_a_folder_cannot_be_left_either() -> None:
    inside = SnippetFile("x.yml", "imports: [../y.yml, sub/z.yml]\nmatches: []")
    files = [SnippetFile("../y.yml", "matches: []"), SnippetFile("sub/z.yml", "matches: []")]

    _, (problem,) = Book.load([inside, *files])

    assert "`../y.yml` is outside the snippet folder" in problem.message


def test_a_file_that_is_not_there_is_told_and_the_rest_stays() -> None:
    shelf, (problem,) = load(own="imports: [_gone.yml]\nmatches: [{trigger: a, replace: x}]")

    assert problem.summary.startswith("shelf/own.yml:1:11: there is no snippet file `_gone.yml`")
    assert ids(shelf) == ["own:a"]


def test_what_is_in_a_circle_is_still_read() -> None:
    shelf, (problem,) = load(a="imports: [a.yml]\nmatches: [{trigger: a, replace: x}]")

    assert "these files import each other: shelf/a.yml:1 -> shelf/a.yml:1" in problem.message
    assert ids(shelf) == ["a:a"]


def test_a_circle_names_every_file_on_it() -> None:
    _, problems = load(
        a="matches: []\nimports:\n  - b.yml\n", b="imports: [_c.yml]", _c="\n\n\nimports: [a.yml]"
    )

    assert [problem.summary for problem in problems] == [
        "shelf/_c.yml:4:11: these files import each other: "
        "shelf/a.yml:3 -> shelf/b.yml:1 -> shelf/_c.yml:4 -> shelf/a.yml:3 "
        "(move what both need to a file that imports neither)"
    ]


def test_a_long_chain_of_imports_is_no_trouble() -> None:
    files = [SnippetFile(f"s/_{n}.yml", f"imports: [_{n + 1}.yml]") for n in range(1_500)]
    last = SnippetFile("s/_1500.yml", "matches: [{trigger: a, replace: x}]")

    shelf, problems = Book.load([SnippetFile("s/own.yml", "imports: [_0.yml]"), *files, last])

    assert problems == ()
    assert ids(shelf) == ["_1500:a"]
