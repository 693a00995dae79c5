"""How a message is set: whose it is, when, and how far it has come, without colour."""

import itertools
from dataclasses import replace

from agent_console.domain.attachment import Attachment
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
    note = _set(message("careful", Author.AGENT, mode=Mode.NOTE))
    assert note == ["  ┊ ✎ note · Sam 09:00", "  ┊ careful"]
    assert _set(message("Sam took the chat", Author.SYSTEM)) == [" Sam took the chat"]


def test_comment_of_a_hand_over_says_from_whom_even_behind_another_note() -> None:
    earlier = message("careful", Author.AGENT, mode=Mode.NOTE)
    comment = replace(message("She waits for a call.", Author.AGENT, mode=Mode.NOTE), handed_over=True)
    assert _set(comment, earlier, 60)[1:] == [
        "  ┊ ⇄ from Sam, handed over: 09:00",
        "  ┊ She waits for a call.",
    ]


def test_edited_and_deleted_messages_say_so() -> None:
    said = message("On the vam.", Author.AGENT)
    edited = said.amended(message("On the van.", Author.AGENT, sequence=2))
    assert _set(edited)[-1] == "    ▎ On the van.  edited  ✓"
    deleted = edited.amended(message("", Author.AGENT, sequence=3))
    assert _set(deleted, width=70)[-1] == "    ▎ ✗ deleted: the customer sees that a message was deleted"
    note = replace(said, mode=Mode.NOTE).amended(message("", Author.AGENT, sequence=2))
    assert _set(note, width=70)[-1] == "  ┊ ✗ deleted"


def test_amendment_has_no_rows_of_its_own() -> None:
    assert _set(replace(message("On the van.", Author.AGENT), amends=1)) == []


def test_file_shows_name_kind_size_and_its_whole_address() -> None:
    address = "https://chat.example.com/files/" + "k7" * 20
    photo = Attachment("lamp.png", "image/png", 48_213, address, 640, 480)
    shown = _set(replace(message(""), attachment=photo), width=44)
    assert shown[1] == " ▣ lamp.png · image/png · 48.2 kB · 640×480"
    assert "".join(row.strip() for row in shown[2:]) == address
    text = replace(photo, name="notes.txt", kind="text/plain; charset=utf-8", width=0, height=0)
    assert _set(replace(message(""), attachment=text), width=60)[1] == " ▤ notes.txt · text/plain · 48.2 kB"
    letter = replace(photo, name="bill\x1b]8;;x\x07.pdf", kind="application/pdf", width=0, height=0)
    shown = _set(replace(message("see", Author.AGENT), attachment=letter), width=90)
    assert shown[1] == "    ▎ see"
    assert shown[2].startswith("    ▎ ▤ bill")
    assert shown[3].endswith("✓")
    assert not any("\x1b" in row for row in shown)


def test_file_on_its_way_shows_its_name_alone() -> None:
    sending = replace(message("", Author.AGENT), attachment=Attachment("bill.pdf", "", 0, ""))
    assert _set(replace(sending, delivery=Delivery.SENDING), width=60)[1:] == ["    ▎ ▤ bill.pdf  ⋯ sending"]


def test_marks_stay_together_on_a_row_of_their_own_where_there_is_no_room() -> None:
    read = replace(message("On the van to you.", Author.AGENT, delivery=Delivery.READ), edited=True)
    assert _set(read)[1:] == ["    ▎ On the van to you.", "    ▎ edited  ✓✓ read"]


def test_every_row_fits_even_with_wide_characters() -> None:
    text = "一二三四五六七八九十" * 9 + " " + "x" * 200
    for author in Author:
        for mode, width in itertools.product(Mode, (16, 31, 50)):
            shown = rows(message(text, author, mode=mode), None, width)
            assert all(row.cell_length <= width for row in shown)


def test_copied_rows_have_no_margin() -> None:
    assert without_margin("    ▎ On the van.") == "On the van."
    assert without_margin("  ┊ careful") == "careful"
    assert without_margin(" Where is it?") == "Where is it?"
