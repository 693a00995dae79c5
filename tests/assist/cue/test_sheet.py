"""Files of rules: every mistake is told with its place."""

from pathlib import Path

import pytest

from agent_console.assist.cue import sheet
from agent_console.assist.cue.reader import CueReader
from agent_console.domain.cue import Side
from agent_console.snippets.book import Book
from agent_console.storage import mark_files, snippet_files, snippet_folder
from agent_console.yaml_source import SourceError


@pytest.mark.parametrize(
    ("rule", "place", "said"),
    [
        ("{mark: legal, phrases: [lawyer], repyl: x}", "3:38", "repyl"),
        ("{mark: legal}", "3:5", "phrases"),
        ("{phrases: [lawyer]}", "3:5", "mark"),
        ("{mark: much too long a word, phrases: [lawyer]}", "3:12", "mark"),
        ("{mark: legal, phrases: [lawyer, '...']}", "3:37", "no word"),
        ("{mark: legal, phrases: [su*]}", "3:29", "fits too much"),
        ("{mark: legal, pattern: '(su'}", "3:28", "no pattern"),
        ("{mark: legal, phrases: [x], priority: huge}", "3:43", "priority"),
        ("{mark: legal, phrases: [x], of: nobody}", "3:37", "of"),
    ],
)
def test_mistakes_have_a_place(rule: str, place: str, said: str) -> None:
    with pytest.raises(SourceError) as raised:
        sheet.read(f"dialect: marks/1\nrules:\n  - {rule}\n", "marks.yaml")
    summary = raised.value.problems[0].summary
    assert summary.startswith(f"marks.yaml:{place}: ")
    assert said in summary


def test_the_readme_s_example_is_a_file_of_rules() -> None:
    readme = (Path(__file__).parents[3] / "README.md").read_text(encoding="utf-8")
    example = readme[readme.index("dialect: marks/1") :].partition("```")[0]
    reader = CueReader(sheet.read(example, "README.md"), Side.CUSTOMER)
    assert [cue.mark for cue in reader.cues("My lawyer, art. 15!")] == ["legal", "legal"]


def test_another_kind_of_file_is_told() -> None:
    with pytest.raises(SourceError, match="marks/1"):
        sheet.read("dialect: support/1\nrules: []\n", "marks.yaml")


def test_the_shipped_rules_are_whole_and_suggest_replies_that_there_are() -> None:
    rules, problems = mark_files.read(mark_files.shipped())
    book, _ = Book.load(snippet_files.read([snippet_folder.shipped()]).sources)
    assert problems == ()
    assert {rule.language for rule in rules} == {"en", "de", "nb", "ru"}
    assert {rule.reply for rule in rules if rule.reply and book.get(rule.reply) is None} == set()


@pytest.mark.parametrize(
    ("text", "mark"),
    [
        ("I'd like to cancel my subscription", "churn"),
        ("You will hear from my lawyer.", "legal"),
        ("I'll do a chargeback then", "chargeback"),
        ("Let me speak to a manager", "manager"),
        ("This is bullshit", "abuse"),
        ("Ich möchte den Vertrag kündigen", "churn"),
        ("Das geht an meinen Anwalt", "legal"),
        ("Das ist eine Frechheit!", "upset"),
        ("Jeg vil snakke med sjefen", "manager"),
        ("Jeg kontakter Forbrukerrådet", "legal"),
        ("Я подам в суд", "legal"),
        ("Позовите начальника", "manager"),
        ("Это мошенничество", "fraud"),
    ],
)
def test_what_customers_say_in_four_languages_is_marked(text: str, mark: str) -> None:
    rules, _ = mark_files.read(mark_files.shipped())
    assert mark in [cue.mark for cue in CueReader(rules, Side.CUSTOMER).cues(text)]


@pytest.mark.parametrize(
    "text",
    [
        "Hi, where is my order? Thanks!",
        "Could you cancel the second lamp, please?",
        "Is there a manager for returns in Oslo?",
        "Guten Tag, ich habe eine Frage zu meiner Bestellung.",
        "Hei, jeg lurte på når pakken kommer.",
        "Здравствуйте, когда придёт мой заказ? Претензий нет.",
    ],
)
def test_plain_questions_are_not(text: str) -> None:
    rules, _ = mark_files.read(mark_files.shipped())
    assert CueReader(rules, Side.CUSTOMER).cues(text) == ()
