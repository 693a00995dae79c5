"""Which phrases are found, in whatever way people write them."""

import pytest

from agent_console.assist.cue import sheet
from agent_console.assist.cue.reader import CueReader
from agent_console.domain.chat import Priority
from agent_console.domain.cue import Side

RULES = """
dialect: marks/1
rules:
  - mark: churn
    phrases: [cancel my contract, kündig*, si opp]
    unless: [do not cancel my contract]
    reply: feedback.goodwill
    priority: high
  - mark: churn
    phrases: [contract]
  - {mark: legal, phrases: lawyer, pattern: '\\bsu(e|ing) (you|them)\\b'}
  - {mark: tone, of: agent, phrases: [your fault]}
"""
READER = CueReader(sheet.read(RULES, "rules.yaml"), Side.CUSTOMER)


def marked(text: str) -> list[tuple[str, str]]:
    return [(cue.mark, text[cue.start : cue.end]) for cue in READER.cues(text)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("I want to cancel my contract.", [("churn", "cancel my contract")]),
        ("CANCEL  my,\ncontract!", [("churn", "CANCEL  my,\ncontract")]),
        ("Ich kündige. Kündigung! kuendige", [("churn", "kündige"), ("churn", "Kündigung")]),
        ("Ich ku\u0308ndige", [("churn", "ku\u0308ndige")]),
        ("My LAWYER is suing you", [("legal", "LAWYER"), ("legal", "suing you")]),
        ("lawyers, flawyer, law yer, issue your", []),
        ("Please do not cancel my contract", [("churn", "contract")]),
        ("that is your fault", []),
        ("", []),
        ("\ud800 lawyer", [("legal", "lawyer")]),
    ],
)
def test_phrases_are_whole_words_whatever_their_case_and_accents(
    text: str, found: list[tuple[str, str]]
) -> None:
    assert marked(text) == found


def test_a_mark_brings_what_its_rule_suggests() -> None:
    (cue,) = READER.cues("cancel my contract")
    assert (cue.reply, cue.priority) == ("feedback.goodwill", Priority.HIGH)


def test_the_agent_s_words_have_rules_of_their_own() -> None:
    agent = CueReader(sheet.read(RULES, "rules.yaml"), Side.AGENT)
    assert [cue.mark for cue in agent.cues("It is your fault, call a lawyer")] == ["tone"]


def test_rules_of_a_language_count_in_that_language_and_where_none_is_known() -> None:
    text = "dialect: marks/1\nlanguage: nb\nrules: [{mark: abuse, phrases: [dust]}]"
    rules = sheet.read(text, "nb.yaml")
    found = [
        len(CueReader(rules, Side.CUSTOMER, codes).cues("so much dust")) for codes in ((), ("nb",), ("en",))
    ]
    assert found == [1, 1, 0]


def test_a_flood_of_phrases_is_marked_only_so_far() -> None:
    # Comparing each with each of all of them would take minutes.
    assert len(READER.cues("lawyer " * 200_000)) <= 50
