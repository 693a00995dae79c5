"""Text that is copied in one conversation and pasted into another one."""

import pytest

from agent_console.domain.chat import ConversationId
from agent_console.domain.verdict import Rule, Ruling
from tests.services.office import Office

LINE = "Jonas, order 10001 goes to jonas@example.com."


async def two(office: Office) -> tuple[ConversationId, ConversationId]:
    jonas = await office.serve("Jonas Lind", "hello", order_number="10001", email="jonas@example.com")
    mira = await office.serve("Mira Holm", "hello", order_number="48213")
    return jonas, mira


def paste(office: Office, conversation: ConversationId, text: str) -> tuple[str, ...]:
    office.write(conversation, office.draft(conversation) + text)
    return office.workspace.clipboard.pasted(office.workspace.desk.draft(conversation), text)


async def test_names_and_numbers_of_the_other_customer_are_found(office: Office) -> None:
    jonas, mira = await two(office)
    office.workspace.clipboard.copied(LINE, jonas)
    assert set(paste(office, mira, LINE)) == {"Jonas", "10001", "jonas@example.com"}


async def test_they_are_asked_about_even_when_that_customer_has_left(office: Office) -> None:
    jonas, mira = await two(office)
    office.workspace.clipboard.copied("10001", jonas)
    office.world.hand_over(jonas, "Lee")
    await office.until(lambda: jonas not in office.workspace.desk)
    assert paste(office, mira, "10001") == ("10001",)
    verdict = office.workspace.replies.submit(mira)
    assert (verdict.ruling, verdict.rule, verdict.span) == (Ruling.ASK, Rule.INSERTION, (0, 5))
    assert verdict.reason == "“10001” was copied from another customer's chat."
    assert verdict.suggestion is None


async def test_the_question_names_the_other_customer_and_the_draft_can_go_there(office: Office) -> None:
    jonas, mira = await two(office)
    office.workspace.clipboard.copied("10001", jonas)
    paste(office, mira, "10001")
    verdict = office.workspace.replies.submit(mira)
    assert verdict.reason == f"“10001” was copied from {office.workspace.desk[jonas].customer.name}'s chat."
    assert verdict.suggestion == jonas


async def test_what_was_taken_out_again_is_not_asked_about(office: Office) -> None:
    jonas, mira = await two(office)
    office.workspace.clipboard.copied(LINE, jonas)
    paste(office, mira, LINE)
    office.write(mira, "It goes to you.")
    assert office.workspace.replies.submit(mira).ruling is Ruling.ALLOW


@pytest.mark.parametrize("pasted", [f"{LINE}\n", LINE.replace(", ", ",\r\n "), f"  {LINE}"])
async def test_a_terminal_may_change_the_white_space(office: Office, pasted: str) -> None:
    jonas, mira = await two(office)
    office.workspace.clipboard.copied(LINE, jonas)
    assert "10001" in paste(office, mira, pasted)


async def test_text_from_the_same_conversation_is_its_own(office: Office) -> None:
    jonas, _mira = await two(office)
    office.workspace.clipboard.copied(LINE, jonas)
    assert paste(office, jonas, LINE) == ()


async def test_text_that_tells_nothing_of_anybody_is_free(office: Office) -> None:
    jonas, mira = await two(office)
    office.workspace.clipboard.copied("It is on its way.", jonas)
    assert paste(office, mira, "It is on its way.") == ()
    assert office.workspace.desk.draft(mira).insertions == ()


async def test_text_from_elsewhere_is_nobodys(office: Office) -> None:
    jonas, mira = await two(office)
    clipboard = office.workspace.clipboard
    assert paste(office, mira, LINE) == ()
    clipboard.copied(LINE, jonas)
    assert paste(office, mira, "10001 and something from a browser") == ()
    clipboard.copied(LINE, None)
    assert paste(office, mira, LINE) == ()


async def test_what_both_customers_have_is_not_marked(office: Office) -> None:
    jonas = await office.serve("Jonas Holm", "hello", order_number="10001")
    mira = await office.serve("Mira Holm", "my brother's order is 10001", order_number="48213")
    office.workspace.clipboard.copied("Holm, 10001", jonas)
    assert paste(office, mira, "Holm, 10001") == ()
