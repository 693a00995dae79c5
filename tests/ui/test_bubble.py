"""How a message is set: whose it is, when, and how far it has come, without colour."""

from agent_console.domain.chat import Author, Delivery, Message, Mode
from agent_console.ui.bubble import rows, without_margin
from tests.ui.chat import message


def _set(one: Message, previous: Message | None = None, width: int = 30) -> list[str]:
    return [row.plain for row in rows(one, previous, width)]


def test_customer_and_agent_stand_on_different_sides() -> None:
    asked = message("Where is it?")
    assert _set(asked) == [" Mira 09:00", " Where is it?"]
    answer = message("On the van.", Author.AGENT, minutes=1)
    assert _set(answer, asked) == ["", "    ▎ Sam 09:01", "    ▎ On the van.  ✓"]


def test_same_person_goes_on_without_a_heading_until_a_pause() -> None:
    first = message("One")
    assert _set(message("two", minutes=4), first) == [" two"]
    assert _set(message("two", minutes=5), first) == ["", " Mira 09:05", " two"]


def test_new_day_is_named() -> None:
    later = _set(message("Still me", minutes=24 * 60), message("One"))
    assert later == ["", "       ── 3 Mar 2026 ──", " Mira 09:00", " Still me"]


def test_delivery_is_told_in_words() -> None:
    def mark(delivery: Delivery) -> str:
        return _set(message("x", Author.AGENT, delivery=delivery))[-1]

    assert mark(Delivery.SAVING).endswith("x  ⋯ saving")
    assert mark(Delivery.SENDING).endswith("x  ⋯ sending")
    assert mark(Delivery.READ).endswith("x  ✓✓ read")


def test_failure_says_why_under_the_message() -> None:
    failed = message("x", Author.AGENT, delivery=Delivery.FAILED, failure="the chat is closed")
    assert _set(failed, width=60)[1:] == ["    ▎ x", "    ▎ ✗ not sent: the chat is closed"]


def test_notes_and_events_are_not_taken_for_replies() -> None:
    assert _set(message("careful", Author.AGENT, mode=Mode.NOTE), width=60)[0].endswith(
        "Sam · note for colleagues 09:00"
    )
    assert _set(message("Sam took the chat", Author.SYSTEM)) == [" Sam took the chat"]


def test_every_row_fits_even_with_wide_characters() -> None:
    text = "一二三四五六七八九十" * 9 + " " + "x" * 200
    for author in Author:
        for width in (16, 31, 50):
            assert all(row.cell_length <= width for row in rows(message(text, author), None, width))


def test_copied_rows_have_no_margin() -> None:
    assert without_margin("    ▎ On the van.") == "On the van."
    assert without_margin(" Where is it?") == "Where is it?"
