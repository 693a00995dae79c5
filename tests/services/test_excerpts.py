"""A value of a customer's record goes into that customer's draft, at the cursor, and into no other."""

import pytest

from agent_console.domain.chat import Mode
from tests.services.office import Office


async def test_a_value_goes_to_the_cursor_and_the_cursor_behind_it(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    bo = await office.serve("Bo", "hello")
    office.workspace.drafts.edited(ana, "Order  left.", len("Order "))
    assert office.workspace.excerpts.insert(ana, "48213") == ""
    assert office.draft(ana) == "Order 48213 left."
    assert office.workspace.desk.draft(ana).cursor == len("Order 48213")
    assert office.draft(bo) == ""


@pytest.mark.parametrize(
    ("before", "behind", "text"),
    [
        ("Order", "", "Order 48213"),
        ("", "left", "48213 left"),
        ("Order (", ")", "Order (48213)"),
        ("Order #", ", sorry", "Order #48213, sorry"),
        ("Line\n", "", "Line\n48213"),
    ],
)
async def test_it_is_set_off_from_words_only(office: Office, before: str, behind: str, text: str) -> None:
    ana = await office.serve("Ana", "hello")
    office.workspace.drafts.edited(ana, before + behind, len(before))
    office.workspace.excerpts.insert(ana, "48213")
    assert office.draft(ana) == text


async def test_lines_and_controls_do_not_come_along(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.workspace.excerpts.insert(ana, " Storgata 5\r\n0155 \x1b[31mOslo\ud800 ")
    assert office.draft(ana) == "Storgata 5 0155 [31mOslo"


async def test_a_draft_that_waits_for_an_answer_stays_as_it_is(office: Office) -> None:
    ana = await office.serve("Ana Ruiz", "hello")
    await office.serve("Karen White", "hello")
    office.reply(ana, "Hi Karen, it left today.")
    assert "answer first" in office.workspace.excerpts.insert(ana, "48213")
    assert office.draft(ana) == "Hi Karen, it left today."
    office.workspace.drafts.switch(ana, Mode.NOTE)
    assert office.workspace.excerpts.insert(ana, "48213") == ""
    assert office.draft(ana) == "48213"


async def test_nothing_goes_to_a_chat_that_has_left(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    await office.workspace.holdings.close(ana)
    await office.until(lambda: ana not in office.workspace.desk)
    assert "left the desk" in office.workspace.excerpts.insert(ana, "48213")
