"""Figures of a draft against open conversations."""

from collections.abc import Sequence

import numpy as np

from agent_console.domain.chat import Author
from agent_console.guard.dialogue import Dialogue, Turn
from agent_console.guard.model.feature import FEATURES, Rarity, features
from agent_console.guard.model.figure import Array
from agent_console.guard.model.index import Index
from agent_console.guard.model.standing import REMEMBERED, Standings, standing


def dialogue(*turns: str, facts: str = "") -> Dialogue:
    """Return a dialogue that the customer begins, and in which both take turns."""
    found = Dialogue()
    found.know(facts)
    for place, text in enumerate(turns):
        found.hear(Author.AGENT if place % 2 else Author.CUSTOMER, text)
    return found


def rows_of(draft: str, dialogues: Sequence[Dialogue], rarity: Rarity) -> Array:
    standings = Standings([standing(dialogue) for dialogue in dialogues])
    indexes = [Index.of(dialogue.traces) for dialogue in dialogues]
    return features(Turn.of(Author.AGENT, draft), indexes, standings, rarity)


def figures(draft: str, *dialogues: Dialogue) -> list[dict[str, float]]:
    rows = rows_of(draft, dialogues, lambda term: 1.0 if len(term) > 3 else 0.1)
    return [dict(zip(FEATURES, row.tolist(), strict=False)) for row in rows]


def test_terms_of_the_last_turns_count_as_theirs() -> None:
    here, there = figures(
        "Norwich at 12:35", dialogue("to Norwich", "at 12:35?", "yes"), dialogue("a taxi", "when?", "now")
    )
    assert here["customer"] > here["last_customer"] == 0
    assert here["last_agent"] > 0
    assert there["known"] == there["agent"] == 0


def test_what_only_one_conversation_has_speaks_for_it() -> None:
    here, there = figures("Norwich at 12:35", dialogue("to Norwich at 12:35"), dialogue("to Ely"))
    assert here["only_here"] > here["only_elsewhere"] == 0
    assert there["only_elsewhere"] > there["only_here"]
    assert there["figures_elsewhere"] > 0


def test_what_both_have_speaks_for_neither() -> None:
    here, there = figures("Norwich", dialogue("to Norwich"), dialogue("from Norwich"))
    assert here["only_here"] == there["only_here"]
    assert here["only_elsewhere"] == there["only_elsewhere"] == 0


def test_what_many_have_speaks_less_for_one() -> None:
    norwich, ely = dialogue("to Norwich"), dialogue("to Ely today")
    alone, shared = figures("Norwich", norwich, ely), figures("Norwich", norwich, dialogue("from Norwich"))
    assert alone[0]["only_here"] > shared[0]["only_here"] > 0


def test_what_the_systems_know_counts() -> None:
    here, there = figures("the tent left", dialogue("hi", facts="tent AB12"), dialogue("hi"))
    assert here["facts"] > there["facts"] == 0


def test_an_older_word_fades() -> None:
    old, new = figures("Norwich", dialogue("Norwich", "ok", "hm", "ok", "hm"), dialogue("Norwich"))
    assert 0 < old["customer"] < new["customer"]


def test_a_greeting_is_early_or_late() -> None:
    fresh, late = figures("Hello, how can I help?", dialogue("hi"), dialogue("hi", "hello", "my parcel?"))
    assert (fresh["greets_first"], fresh["greets_late"]) == (1, 0)
    assert (late["greets_first"], late["greets_late"]) == (0, 1)


def test_a_goodbye_answers_thanks_or_comes_early() -> None:
    done, begun = figures(
        "Goodbye!", dialogue("my parcel?", "it left", "thanks, bye"), dialogue("my parcel?")
    )
    assert (done["parts_answering"], done["parts_early"]) == (1, 0)
    assert (begun["parts_answering"], begun["parts_early"]) == (0, 1)


def test_saying_it_again_is_seen() -> None:
    said, new = figures("Which size is it?", dialogue("shoes", "Which size is it?", "42"), dialogue("shoes"))
    assert said["repeats"] == 1 > new["repeats"] == 0


def test_every_term_of_a_long_draft_is_counted_in_a_turn() -> None:
    long = " ".join(f"word{number}" for number in range(300))
    half = " ".join(f"word{number}" for number in range(150))
    (said,) = figures(long, dialogue("hi", long, "ok", half))
    assert said["repeats"] == 1
    assert said["repeats_last"] == 0.5


def test_only_the_agents_last_turn_counts_as_repeated_last() -> None:
    (said,) = figures("Which size is it?", dialogue("shoes", "Which size is it?", "42", "And the colour?"))
    assert said["repeats"] == 1 > said["repeats_last"]


def test_figures_stay_small_whatever_is_written() -> None:
    strange = dialogue("", "x" * 20_000, "9" * 300, "\u202e" * 50, *("word " * 400 for _ in range(50)))
    for draft in ("", "?", "word " * 4_000, "9 " * 4_000):
        rows = rows_of(draft, [strange, Dialogue()], lambda term: 1.0)
        assert np.isfinite(rows).all()
        assert np.abs(rows).max() <= 1


def test_a_draft_is_compared_with_the_last_turns_of_a_long_conversation_only() -> None:
    early, late = ["hi", "the tent left"], ["hello", "no"] * (REMEMBERED // 2)
    (remembered,) = figures("the tent left", dialogue(*late[2:], *early))
    (forgotten,) = figures("the tent left", dialogue(*early, *late))
    assert remembered["repeats"] == 1
    assert forgotten["repeats"] == 0
