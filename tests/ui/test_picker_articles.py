"""Help articles in the picker: found for what the customer asked, inserted where it was opened, or missed."""

from collections.abc import AsyncIterator
from contextlib import aclosing, asynccontextmanager
from pathlib import Path

from agent_console.domain.chat import ConversationId
from agent_console.storage.article_folder import ArticleFolder
from agent_console.storage.article_gap import ArticleGaps
from agent_console.storage.article_stock import ArticleStock
from tests.ui.console import MIDDLE, SMALL, Console, Outfit, running

PAGES = {
    "returns.md": """\
---
title: Sending something back
url: https://help.example.com/returns
---
You can return every lamp within 30 days. Print the label and take the parcel to a shop near you.

## What it costs

Returning is free inside the country.
""",
    "bulbs.md": "# Which bulb fits\n\nThe lamps take bulbs with an E27 socket.\n",
}
LABEL = "You can return every lamp within 30 days. Print the label and take the parcel to a shop near you."


@asynccontextmanager
async def console_with_articles(folder: Path, size: tuple[int, int] = MIDDLE) -> AsyncIterator[Console]:
    """Run a console whose articles are those in `PAGES`."""
    pages = folder / "pages"
    pages.mkdir()
    for name, text in PAGES.items():
        (pages / name).write_text(text)
    stock = ArticleStock([ArticleFolder(pages, watching=False)], folder / "index.db", folder / "gaps.db")
    async with aclosing(stock):
        await stock.tend()
        async with running(Outfit(folder, size, articles=stock)) as console:
            yield console


async def at_articles(console: Console, opening: str = "How do I return the lamp?") -> ConversationId:
    """Let Mira ask, and look for an answer."""
    mira = await console.welcome("Mira Holm", opening)
    await console.press("alt+1", "f4", "f4")
    await console.until(lambda: "help articles for" in console.screen_text())
    return mira


async def test_what_answers_the_customer_is_inserted_at_the_cursor(tmp_path: Path) -> None:
    async with console_with_articles(tmp_path) as console:
        mira = await console.welcome("Mira Holm", "How do I return the lamp?")
        jonas = await console.welcome("Jonas Berg")
        await console.press("alt+1")
        await console.type("Hi!")
        await console.press("f4", "f4")
        await console.until(lambda: "lamp within 30 days" in console.screen_text())
        await console.press("enter")
        await console.until(lambda: not console.desk.overlays.picker.display)
        assert console.composer(mira).text == f"Hi! {LABEL}"
        assert console.composer(jonas).text == ""
        assert console.desk.focused is console.composer(mira)


async def test_the_link_is_inserted_by_another_key(tmp_path: Path) -> None:
    async with console_with_articles(tmp_path, SMALL) as console:
        mira = await at_articles(console)
        await console.press("ctrl+l")
        await console.until(lambda: console.composer(mira).text == "https://help.example.com/returns")


async def test_an_article_without_a_link_says_so(tmp_path: Path) -> None:
    async with console_with_articles(tmp_path) as console:
        mira = await at_articles(console, "Which bulb fits?")
        await console.until(lambda: "no link" in console.screen_text())
        await console.press("ctrl+l")
        await console.until(lambda: "this article has no link" in console.screen_text())
        assert console.composer(mira).text == ""
        assert console.desk.overlays.picker.display


async def test_typing_narrows_what_is_found(tmp_path: Path) -> None:
    async with console_with_articles(tmp_path) as console:
        mira = await at_articles(console)
        await console.type("cost")
        await console.until(lambda: "Returning is free" in console.screen_text())
        await console.press("enter")
        await console.until(lambda: console.composer(mira).text == "Returning is free inside the country.")


async def test_keys_in_one_burst_reach_what_they_were_meant_for(tmp_path: Path) -> None:
    async with console_with_articles(tmp_path) as console:
        mira = await console.welcome("Mira Holm", "Which bulb fits?")
        await console.press("alt+1")
        console.burst("f4", "f4", *"socket", "enter", *"ok")
        await console.until(lambda: console.composer(mira).text.endswith("ok"))
        assert console.composer(mira).text == "The lamps take bulbs with an E27 socket.ok"


async def test_the_key_goes_back_to_the_canned_replies_with_what_was_typed(tmp_path: Path) -> None:
    async with console_with_articles(tmp_path) as console:
        mira = await at_articles(console)
        await console.type("way")
        await console.press("f4")
        await console.until(lambda: "canned replies for" in console.screen_text())
        assert console.desk.overlays.picker.query_line.value == "way"
        await console.press("enter")
        await console.until(lambda: "is on its way" in console.composer(mira).text)


async def test_a_question_without_an_answer_is_noted_without_whose_it_is(tmp_path: Path) -> None:
    async with console_with_articles(tmp_path) as console:
        question = "Mira here, mira@example.com: do you engrave order 48213?"
        await at_articles(console, question)
        await console.until(lambda: "no article answers this" in console.screen_text())
        await console.press("ctrl+n")
        await console.until(lambda: "noted: an article is missing" in console.screen_text())
        noted = ArticleGaps(tmp_path / "gaps.db").noted()
        assert [(one.question, one.agent) for one in noted] == [("here, do you engrave order", "Sam")]
        assert console.desk.overlays.picker.display


async def test_without_articles_the_key_leaves_the_replies_open(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        await console.welcome("Mira Holm")
        await console.press("alt+1", "f4", "f4")
        await console.until(lambda: "canned replies for" in console.screen_text())
        assert "help articles" not in console.screen_text()


async def test_an_inserted_passage_is_known_as_what_it_is(tmp_path: Path) -> None:
    async with console_with_articles(tmp_path) as console:
        mira = await at_articles(console)
        await console.until(lambda: "lamp within 30 days" in console.screen_text())
        await console.press("enter")
        await console.until(lambda: console.composer(mira).text == LABEL)
        (insertion,) = console.workspace.desk.draft(mira).insertions
        assert (insertion.snippet, insertion.text) == ("article:returns.md", LABEL)
        assert insertion.version
        await console.press("ctrl+z")
        assert console.composer(mira).text == ""
