"""Where the agent is in a record: steps, folds, and what is looked for; never at a row nobody chose."""

from agent_console.ui.panel.bookmark import Bookmark
from agent_console.ui.panel.row import Look, Row

ROWS = (
    Row("section:now", Look.HEADING, shown="now"),
    Row("now:concern", value="Late"),
    Row("words", Look.WORDS, shown="only to read"),
    Row("section:orders", Look.HEADING, shown="orders"),
    Row("order:1", Look.TITLE, value="1", opened=True),
    Row("order:1/status", value="sent", under="order:1"),
    Row("order:2", Look.TITLE, value="2", opened=False),
)


def test_steps_go_over_what_can_be_chosen_and_stop_at_the_ends() -> None:
    mark = Bookmark().stepped(ROWS, 1)
    assert mark.chosen == "now:concern"
    assert mark.stepped(ROWS, 1).chosen == "order:1"
    assert mark.stepped(ROWS, -1).chosen == "now:concern"
    assert mark.stepped(ROWS, 99).chosen == "order:2"
    assert Bookmark().stepped((), 1) == Bookmark()


def test_the_chosen_row_stays_chosen_when_others_come() -> None:
    mark = Bookmark().at(ROWS, "order:2")
    more = (Row("new", value="new"), *ROWS)
    assert mark.row(more) == ROWS[-1]


def test_when_the_chosen_row_goes_none_is_chosen_until_the_next_step() -> None:
    mark = Bookmark().at(ROWS, "order:1/status")
    fewer = ROWS[:5] + ROWS[6:]
    assert mark.row(fewer) is None
    assert mark.stepped(fewer, 1).chosen in ("order:1", "order:2")


def test_sections_are_gone_through() -> None:
    mark = Bookmark().at(ROWS, "now:concern")
    assert mark.in_section(ROWS, 1).chosen == "order:1"
    assert mark.in_section(ROWS, 1).in_section(ROWS, -1).chosen == "now:concern"
    assert mark.in_section(ROWS, -1) == mark


def test_a_row_is_unfolded_and_what_unfolds_from_it_folds_it() -> None:
    mark = Bookmark().at(ROWS, "order:2").turned_over(ROWS)
    assert mark.turned == {"order:2"}
    assert mark.turned_over(ROWS).turned == frozenset()
    inside = Bookmark().at(ROWS, "order:1/status").turned_over(ROWS)
    assert (inside.chosen, inside.turned) == ("order:1", frozenset({"order:1"}))
    concern = Bookmark().at(ROWS, "now:concern")
    assert concern.turned_over(ROWS) == concern


def test_what_is_only_to_be_read_cannot_be_chosen() -> None:
    assert Bookmark().at(ROWS, "words") == Bookmark()
    assert Bookmark(chosen="words").row(ROWS) is None


def test_looking_for_something_chooses_nothing() -> None:
    mark = Bookmark().at(ROWS, "order:2").looking_for("la")
    assert (mark.chosen, mark.sought, mark.finding) == ("", "la", True)
    assert mark.found().finding is False
    assert mark.unnarrowed().sought == ""
    assert len(Bookmark().looking_for("x" * 999).sought) == 60
