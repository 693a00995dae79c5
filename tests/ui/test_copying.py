"""A message is copied whole by keys alone, as it was written, and a paste elsewhere knows whose it is."""

from dataclasses import replace
from pathlib import Path

from textual import events
from textual.content import Content

from agent_console.domain.chat import Author, Delivery
from agent_console.ui.inquiry.copying import CopyInquiry
from agent_console.ui.inquiry.inquiry import Amiss
from tests.domain.chats import conversation, said
from tests.ui.console import MIDDLE, Outfit, running


def test_messages_are_listed_the_newest_first_and_copied_whole() -> None:
    copied: list[str] = []
    long = "the first line [/]\n" + "and so on " * 50
    messages = (
        said(1, text=long),
        said(2, text=""),
        replace(said(3, text="taken back"), delivery=Delivery.RECALLED),
        replace(said(4, Author.AGENT, text="on the van"), name="Kim"),
    )
    asked = CopyInquiry(Content("copy"), replace(conversation(), messages=messages), copied.append)
    newest, oldest = asked.choices("")
    assert newest.label.plain.endswith("Kim: on the van")
    assert [choice.value for choice in asked.choices("first line")] == [oldest.value]
    assert asked.copied(oldest) == long
    assert asked.page_of(oldest).plain == long
    assert asked.answer("", oldest) is None
    assert copied == [long]
    assert isinstance(asked.answer("x", None), Amiss)


async def test_a_key_copies_what_a_customer_wrote(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        mira = await console.welcome("Mira Holm", "My order is 47002\nand it is late", order_number="47002")
        jonas = await console.welcome("Jonas Berg")
        await console.press("alt+1", "ctrl+g", "Y", "enter")
        assert console.app.clipboard == "My order is 47002\nand it is late"
        assert console.desk.focused is console.composer(mira)
        await console.press("alt+2")
        console.app.post_message(events.Paste(console.app.clipboard))
        await console.until(lambda: "copied from another customer" in console.screen_text())
        assert console.composer(jonas).text == console.app.clipboard
