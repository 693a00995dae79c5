"""A dialogue keeps what the model looks at, and no more, however long it gets."""

import pytest

from agent_console.domain.chat import Author
from agent_console.guard.dialogue import MOST_SAID, REMEMBERED, Dialogue, Trace, Turn, Turns, lane
from agent_console.guard.encoder.view import MOST_TURNS
from agent_console.guard.model import standing


def talk(*said: tuple[Author, str]) -> Dialogue:
    dialogue = Dialogue()
    for author, text in said:
        dialogue.hear(author, text)
    return dialogue


def test_as_many_turns_are_kept_as_any_model_looks_at() -> None:
    assert max(MOST_TURNS, standing.REMEMBERED) <= REMEMBERED


def test_old_turns_are_forgotten_but_counted() -> None:
    turns = talk(*((Author.AGENT, str(number)) for number in range(REMEMBERED + 5))).turns
    assert len(turns) == REMEMBERED + 5
    assert [turn.text for turn in turns] == [str(number) for number in range(5, REMEMBERED + 5)]
    assert [turn.text for turn in turns[-2:]] == [str(REMEMBERED + 3), str(REMEMBERED + 4)]
    assert turns[-1].text == str(REMEMBERED + 4)
    with pytest.raises(IndexError):
        turns[4]
    with pytest.raises(IndexError):
        turns[REMEMBERED + 5]


def test_the_customers_last_turn_is_never_forgotten() -> None:
    agents = [(Author.AGENT, "still there?")] * (REMEMBERED + 5)
    dialogue = talk((Author.CUSTOMER, "hi"), (Author.CUSTOMER, "where is it?"), *agents)
    assert dialogue.turns[dialogue.last_customer].text == "where is it?"
    assert dialogue.last_customer == 1


def test_a_short_dialogue_is_kept_whole() -> None:
    said = [(Author.CUSTOMER, "hi"), (Author.AGENT, "hello"), (Author.CUSTOMER, "my lamp is broken")]
    turns = talk(*said).turns
    assert list(turns) == [turns[place] for place in range(3)] == [Turn.of(*one) for one in said]
    assert turns == talk(*said).turns
    assert turns != talk(*said[:2]).turns
    assert not Turns()


def test_of_too_many_terms_those_said_last_are_kept() -> None:
    dialogue = talk((Author.CUSTOMER, "lamp"))
    for number in range(MOST_SAID):
        dialogue.hear(Author.CUSTOMER, f"code{number}")
    dialogue.hear(Author.CUSTOMER, "code0")
    assert len(dialogue.traces) <= MOST_SAID
    assert "lamp" not in dialogue
    assert dialogue.traces["code0"].customer == MOST_SAID + 1
    assert dialogue.traces[f"code{MOST_SAID - 1}"].customer == MOST_SAID


def test_what_is_known_is_kept_however_much_is_said() -> None:
    dialogue = Dialogue()
    dialogue.know("brass lamp")
    for number in range(MOST_SAID + 1):
        dialogue.hear(Author.AGENT, f"code{number}")
    assert "brass lamp" in dialogue


def test_a_term_is_found_in_the_turns_that_are_still_known() -> None:
    dialogue = talk((Author.CUSTOMER, "my lamp"), *[(Author.AGENT, "a lamp?")] * REMEMBERED)
    assert dialogue.traces["lamp"].turns == sum(1 << lane(place) for place in range(1, REMEMBERED + 1))
    assert dialogue.traces["my"].turns == 0
    assert dialogue.traces["my"].customer == dialogue.traces["lamp"].customer == 0
    assert dialogue.traces["a lamp"].agent == REMEMBERED


def test_dialogues_with_the_same_traces_are_equal_however_they_came_about() -> None:
    one, other = talk((Author.CUSTOMER, "a lamp")), talk((Author.CUSTOMER, "a lamp"))
    assert one.traces == other.traces
    one.know("brass lamp")
    assert one.traces != other.traces
    other.know("lamp")
    other.know("brass lamp")
    assert one == other
    assert one.traces["lamp"] == Trace(customer=0, fact=1, turns=1)
