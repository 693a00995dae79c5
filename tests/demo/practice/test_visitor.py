"""What a customer of a practice notes and thinks."""

from pathlib import Path

from agent_console.demo.cast import CAST
from agent_console.demo.cast.english import JONAS, JONAS_TOO, KAREN, MIRA
from agent_console.demo.practice import diary
from agent_console.demo.practice.diary import Diary, Kind
from agent_console.demo.practice.mistake import astray
from agent_console.demo.practice.opinion import Opinion
from agent_console.demo.practice.stage import Stage
from agent_console.demo.practice.visitor import Visitor


def rated(*happened: tuple[str, float], content: bool = True, mistaken: bool = False) -> int:
    opinion = Opinion()
    for kind, at in happened:
        if kind == "said":
            opinion.said(at)
        else:
            opinion.heard(at, mistaken)
    return opinion.rating(happened[-1][1] + 1, content)


def test_quick_help_is_worth_five() -> None:
    assert rated(("said", 0), ("heard", 30), ("said", 40)) == 5


def test_waiting_costs_points() -> None:
    assert rated(("said", 0), ("heard", 61)) == 4
    assert rated(("said", 0), ("said", 100), ("heard", 125)) == 3


def test_no_help_and_other_peoples_words_cost_more() -> None:
    assert rated(("said", 0), ("heard", 10), content=False) == 3
    assert rated(("said", 0), ("heard", 10), mistaken=True) == 3
    assert rated(("said", 0), ("heard", 500), content=False, mistaken=True) == 1


def test_a_reply_that_names_somebody_else_is_astray() -> None:
    others = [person for person in CAST if person is not MIRA]
    assert astray(f"Hello {KAREN.name.split()[0]}!", MIRA, others)
    assert astray(f"Your order {KAREN.order_number} left us.", MIRA, others)
    assert not astray(f"Hello Mira, your order {MIRA.order_number} left us.", MIRA, others)
    assert not astray(f"It is 1{KAREN.order_number}9.", MIRA, others)


def test_a_first_name_that_two_share_tells_nothing() -> None:
    assert JONAS.name.split()[0] == JONAS_TOO.name.split()[0]
    assert not astray(f"Hello {JONAS.name.split()[0]}", JONAS_TOO, [JONAS])
    assert astray(f"Hello {JONAS.name}", JONAS_TOO, [JONAS])


def test_the_diary_has_it_all_and_survives_a_torn_last_line(tmp_path: Path) -> None:
    file = tmp_path / "diary"
    book = Diary(file)
    visitor = Visitor(MIRA, [KAREN], 7, Stage(1, 2, 60.0), book)
    visitor.said()
    visitor.heard("I will get back to you in 5 minutes.")
    visitor.heard(f"Dear {KAREN.name}")
    visitor.said()
    assert visitor.left(content=True) == 3
    book.close()
    with file.open("a", encoding="utf-8") as stream:
        stream.write('{"kind": "sa')
    entries = list(diary.read(file))
    assert [entry.kind for entry in entries] == [Kind.SAID, Kind.HEARD, Kind.HEARD, Kind.SAID, Kind.LEFT]
    promise = entries[1]
    assert promise.due is not None
    assert 299 < promise.due - promise.at < 301
    assert [entry.astray for entry in entries] == [False, False, True, False, False]
    assert {(entry.visit, entry.crowd) for entry in entries} == {(7, 2)}
