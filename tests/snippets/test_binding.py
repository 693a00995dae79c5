"""Files brought together: ids, layers, and what takes whose place."""

from agent_console.snippets.book import Book
from agent_console.snippets.file import Layer, SnippetFile
from agent_console.snippets.source.reader import read
from tests.snippets.shelf import ANA, expanded, one, trouble

NATIVE = "dialect: support/1\nnamespace: t\nmatches:\n"


def load(*files: SnippetFile) -> Book:
    """Return the book of files without problems."""
    shelf, problems = Book.load(files)
    assert [problem.summary for problem in problems] == []
    return shelf


def test_of_one_id_the_later_layer_counts_and_says_what_it_shadows() -> None:
    shelf = load(
        SnippetFile("company/a.yaml", f"{NATIVE}  - {{id: it, replace: company}}", Layer.COMPANY),
        SnippetFile("team/a.yaml", f"{NATIVE}\n  - {{id: it, replace: team}}", Layer.TEAM),
        SnippetFile("mine/a.yaml", f"{NATIVE}  - {{id: it, replace: mine}}", Layer.PERSONAL),
    )
    (it,) = shelf.snippets

    assert (it.layer, it.shadows) == (Layer.PERSONAL, ("team/a.yaml:5", "company/a.yaml:4"))
    assert expanded(shelf).text == "mine"


def test_matches_without_an_id_never_take_a_place() -> None:
    text = "matches:\n  - {trigger: ';x', replace: %s}\n  - {trigger: ';x', replace: again}\n"
    shelf = load(SnippetFile("one/package.yml", text % "one"), SnippetFile("two/package.yml", text % "two"))

    assert [snippet.id for snippet in shelf.snippets] == [
        "package:;x",
        "package:;x#2",
        "package:;x#3",
        "package:;x#4",
    ]
    assert all(snippet.shadows == () for snippet in shelf.snippets)
    hit = shelf.trigger_before(" ;x", 3)
    assert hit is not None
    assert len(hit.snippets) == 4


def test_an_id_made_from_a_trigger_is_never_that_of_another_match() -> None:
    matches = [f"  - {{trigger: '{trigger}', replace: y}}" for trigger in ("x#2", "x", "x", "x#2", "x")]
    shelf = load(SnippetFile("t.yml", "matches:\n" + "\n".join(matches)))

    assert len({snippet.id for snippet in shelf.snippets}) == 5


def test_an_id_without_a_value_is_none() -> None:
    shelf = load(SnippetFile("t.yaml", f"{NATIVE}  - {{id: ~, trigger: ;x, replace: y}}"))

    assert [snippet.id for snippet in shelf.snippets] == ["t:;x"]


def test_files_read_once_make_any_number_of_books() -> None:
    company = read(SnippetFile("company.yaml", f"{NATIVE}  - {{id: it, replace: old}}"))
    mine = read(SnippetFile("mine.yaml", f"{NATIVE}  - {{id: it, replace: new}}"))

    both, _ = Book.of([company, mine])
    alone, _ = Book.of([company])

    assert expanded(both).text == "new"
    assert expanded(alone).text == "old"
    assert alone.snippets[0].shadows == ()


def test_the_config_says_when_triggers_fire_unless_the_file_does() -> None:
    usual = f"{NATIVE}  - {{id: it, trigger: ;x, replace: y}}"
    own = usual.replace("matches:", "defaults: {expand: immediate}\nmatches:")
    espanso = "matches: [{trigger: ;x, replace: y}]"

    def modes(text: str) -> list[str]:
        files = (
            SnippetFile("t.yml", text),
            SnippetFile("t.yml", text, usual="space"),
            SnippetFile("t.yml", text, expand="tab"),
        )
        return [load(file).snippets[0].expand for file in files]

    assert modes(usual) == ["tab", "space", "tab"]
    assert modes(own) == ["immediate"] * 3
    assert modes(espanso) == ["immediate", "immediate", "tab"]


def test_the_config_can_keep_espansos_triggers_out_of_words() -> None:
    file = SnippetFile("t.yml", "matches: [{trigger: abc, replace: y}]", boundary="token", expand="tab")

    assert load(file).trigger_before("xabc", 4) is None
    assert load(file).trigger_before("x abc", 5) is not None


# Bodies are compiled when they are needed


def test_a_body_that_is_not_well_formed_is_trouble_and_the_others_stay() -> None:
    shelf = load(
        SnippetFile("t.yaml", f"{NATIVE}  - {{id: it, template: 'Hi {{{{ x'}}\n  - {{id: ok, replace: y}}")
    )

    reason = trouble(shelf).reason
    assert "t.it cannot be filled in" in reason
    assert "(t.yaml:4)" in reason
    assert expanded(shelf, snippet="t.ok").text == "y"


def test_a_condition_that_is_not_well_formed_blocks_and_says_so() -> None:
    shelf, _ = Book.load(
        [SnippetFile("t.yaml", f"{NATIVE}  - {{id: it, when: 'order.number ==', replace: y}}")]
    )

    assert "cannot be asked here" in shelf.blocked("t.it", ANA)
    (problem,) = shelf.snippets[0].problems
    assert problem.summary.startswith("t.yaml:4:36: `when`:")


def test_steps_that_are_not_well_formed_turn_a_reply_off() -> None:
    shelf, _ = Book.load(
        [SnippetFile("t.yaml", f"{NATIVE}  - {{id: it, replace: y, actions: [{{ad_tag: x}}]}}")]
    )
    (it,) = shelf.snippets

    assert "mistake in its `actions`" in it.disabled
    assert it.steps == ()
    (problem,) = it.problems
    assert problem.summary.startswith("t.yaml:4:")
    assert "did you mean `add_tag`?" in problem.summary


def test_a_match_may_only_do_something() -> None:
    shelf = one("actions: [{add_tag: vip}]")

    assert [step.name for step in shelf.snippets[0].steps] == ["add_tag"]
    assert expanded(shelf).text == ""
