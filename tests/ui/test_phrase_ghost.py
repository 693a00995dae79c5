"""Phrases behind the cursor: what is shown is what is taken, and it goes to the customer as if typed."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from agent_console.assist.phrase.book import PhraseBook
from agent_console.assist.phrase.context import Turn
from agent_console.assist.phrase.person import Person
from agent_console.domain.customer import Customer, CustomerId
from agent_console.domain.record import Record
from agent_console.storage.paths import ProfilePaths
from agent_console.storage.phrase_book import SqlitePhrases
from agent_console.ui.option import ConsoleOptions
from agent_console.ui.widgets.composer import Composer
from tests.ui.console import SMALL, Console, Outfit, running

QUESTION = "Where is my parcel?"
ANSWER = "Your parcel left us today, {}."
OFFERED = "arcel left us today, Mira."
CANNED = """\
dialect: support/1
namespace: test
language: en
matches:
  - id: parcel
    triggers: ["todays"]
    label: Where a parcel is
    template: "Let me look where it is."
"""


def taught(folder: Path, answer: str = ANSWER) -> SqlitePhrases:
    """Return a profile's phrases after three customers had the same answer."""
    store = SqlitePhrases(ProfilePaths(folder))
    book = PhraseBook(store.read())
    for name in ("Jonas Berg", "Tove Lie", "Ann Fell"):
        who = Person.of(Customer(CustomerId(name), name), Record(CustomerId(name)), [])
        reply = answer.format(name.split()[0])
        turns = [Turn(by_agent=False, text=QUESTION)]
        store.keep([book.learn(f"to {name}", name, "en", who, turns, reply)])
    return store


@pytest.fixture
async def console(tmp_path: Path) -> AsyncIterator[Console]:
    async with running(Outfit(tmp_path, canned=CANNED, phrases=taught(tmp_path))) as running_console:
        yield running_console


async def mira_asks(console: Console, key: str = "alt+1") -> Composer:
    mira = await console.welcome("Mira Holm", QUESTION)
    await console.press(key)
    composer = console.composer(mira)
    await console.until(lambda: composer.suggestion)
    return composer


async def test_an_empty_draft_shows_the_usual_answer_and_right_writes_it(console: Console) -> None:
    composer = await mira_asks(console)
    assert composer.suggestion == ANSWER.format("Mira")
    assert composer.draft.text == ""
    await console.press("right")
    assert composer.text == composer.draft.text == ANSWER.format("Mira")
    await console.press("enter")
    await console.until(
        lambda: console.world.transcript(composer.conversation)[-1].text == ANSWER.format("Mira")
    )


async def test_enter_sends_nothing_that_was_only_offered(console: Console) -> None:
    composer = await mira_asks(console)
    await console.press("enter")
    assert [m.text for m in console.world.transcript(composer.conversation)] == [QUESTION]
    assert composer.text == ""


async def test_ctrl_right_takes_one_word_and_undo_gives_it_back(console: Console) -> None:
    composer = await mira_asks(console)
    await console.type("Your p")
    assert composer.suggestion == OFFERED
    await console.press("ctrl+right", "ctrl+right")
    assert composer.text == composer.draft.text == "Your parcel left"
    assert composer.suggestion == " us today, Mira."
    await console.press("ctrl+z")
    assert composer.text == "Your parcel"


async def test_tab_and_typing_on_take_nothing(console: Console) -> None:
    composer = await mira_asks(console)
    await console.type("Your")
    await console.press("tab")
    await console.type("s truly")
    assert composer.text == "Yours truly"
    assert composer.suggestion == ""


async def test_a_canned_reply_comes_before_a_phrase(console: Console) -> None:
    composer = await mira_asks(console)
    await console.type("Your parcel left us today")
    assert composer.suggestion.startswith("s  → Where a parc")
    await console.press("ctrl+right")
    assert composer.text == "Your parcel left us today"


async def test_right_moves_on_where_nothing_is_offered(console: Console) -> None:
    composer = await mira_asks(console)
    await console.type("Your p")
    await console.press("home", "right", "ctrl+right")
    assert (composer.text, composer.cursor_location) == ("Your p", (0, 4))


async def test_what_has_no_room_is_neither_shown_nor_taken(tmp_path: Path) -> None:
    answer = f"{ANSWER} It will be with you soon, and you can see here at any time how far it has come."
    async with running(Outfit(tmp_path, SMALL, phrases=taught(tmp_path, answer))) as console:
        await console.welcome("Ida Vik")
        composer = await mira_asks(console, "alt+2")
        shown = composer.suggestion
        assert len(shown) < composer.wrap_width < len(answer)
        assert answer.format("Mira").startswith(f"{shown} ")
        await console.press("right")
        assert composer.text == shown
        assert answer.format("Mira").startswith(shown + composer.suggestion)


async def test_who_wants_no_ghosts_gets_none(tmp_path: Path) -> None:
    options = ConsoleOptions(ghost=False)
    async with running(Outfit(tmp_path, options=options, phrases=taught(tmp_path))) as console:
        mira = await console.welcome("Mira Holm", QUESTION)
        draft = console.workspace.desk.draft(mira)
        await console.until(lambda: console.workspace.phrases.rest(draft))
        await console.press("alt+1")
        await console.type("Your p")
        assert console.composer(mira).suggestion == ""
