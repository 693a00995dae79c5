"""Which words of a draft are told to be wrong, and which never are."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from agent_console.assist.spelling.name import Names
from agent_console.backends.memory import MemoryWorld
from agent_console.domain.chat import ConversationId, Mode
from agent_console.services.library import Repertoire
from agent_console.services.spelling import Spelling, SpellingAid
from agent_console.services.writing import WritingAid
from agent_console.snippets.book import Book
from agent_console.snippets.file import SnippetFile
from tests.fakes import FrozenClock
from tests.services.office import Office
from tests.word_list import OwnWords, WordList

REPLIES = """
dialect: support/1
namespace: shop
matches:
  - {id: way, trigger: ;way, template: "It is on its Fjordline way."}
  - {id: bye, trigger: byee, template: "Goodbye."}
"""
ENGLISH = "your order is on its way to and here it we see"


@pytest.fixture
def speller() -> WordList:
    return WordList({"en": ENGLISH, "de": "ihre bestellung"}, {"ordr": "order ordeal"})


@pytest.fixture
def own() -> OwnWords:
    return OwnWords("lumio")


@pytest.fixture
async def office(
    tmp_path: Path, clock: FrozenClock, world: MemoryWorld, speller: WordList, own: OwnWords
) -> AsyncIterator[Office]:
    book, problems = Book.load([SnippetFile("shop.yaml", REPLIES)])
    assert problems == ()
    aid = WritingAid(SpellingAid(speller, own, also=("de",), notes="en"))
    office = Office(tmp_path / "profile", clock, world, repertoire=Repertoire(book), writing=aid)
    office.open()
    await office.until(lambda: office.workspace.desk.agent_name == "Kim")
    yield office
    await office.leave()


def spelling_of(office: Office) -> Spelling:
    return office.workspace.writing.spelling


async def marked(
    office: Office, conversation: ConversationId, text: str, mode: Mode = Mode.REPLY
) -> list[str]:
    """Return the words of a draft that are marked, once all that is asked for has been looked up."""
    spelling = spelling_of(office)
    office.workspace.drafts.edited(conversation, text, len(text), mode)
    spelling.read(conversation, mode)
    await office.until(lambda: not spelling.lookup.busy)
    return [fault.word for fault in spelling.faults(conversation, mode)]


async def test_a_finished_word_that_no_dictionary_has_is_marked(office: Office) -> None:
    mira = await office.serve("Mira Holm", "hello", language="en")
    assert await marked(office, mira, "your ordr is") == ["ordr"]
    (fault,) = spelling_of(office).faults(mira, Mode.REPLY)
    assert (fault.start, fault.end) == (5, 9)


async def test_the_word_being_typed_is_neither_marked_nor_looked_up(
    office: Office, speller: WordList
) -> None:
    mira = await office.serve("Mira Holm", "hello", language="en")
    assert await marked(office, mira, "your ordr") == []
    assert "ordr" not in dict(speller.asked).values()


async def test_names_and_the_like_are_never_marked(office: Office) -> None:
    mira = await office.serve("Mira Holm", "My Fjordpost box from Ekeberg is here", language="en")
    office.workspace.drafts.edited(mira, "", 0)
    text = (
        "Mira, Kim and Holm's Fjordpost: Ekeberg, Lumio #A-1042 x@example.com ;way byee HTTP `cod` is here "
    )
    assert await marked(office, mira, text) == []


async def test_the_agent_s_own_slip_in_an_earlier_reply_is_no_name(office: Office) -> None:
    mira = await office.serve("Mira Holm", "hello", language="en")
    office.reply(mira, "we see your Ordr")
    await office.arrived(mira, "hello", "we see your Ordr")
    assert await marked(office, mira, "your Ordr is") == ["Ordr"]


async def test_words_of_another_language_count_only_where_the_settings_say_so(office: Office) -> None:
    mira = await office.serve("Mira Holm", "hello", language="en")
    assert await marked(office, mira, "your bestellung is") == []
    jonas = await office.serve("Jonas Weber", "hallo", language="de")
    assert await marked(office, jonas, "ihre order ") == ["order"]


async def test_the_language_is_heard_from_the_customer_where_nobody_says_it(office: Office) -> None:
    said = "Guten Tag, wo ist meine Bestellung? Sie ist noch nicht angekommen, bitte helfen Sie mir."
    jonas = await office.serve("Jonas Weber", said)
    assert await marked(office, jonas, "ihre bestellugn ") == ["bestellugn"]


async def test_without_a_dictionary_nothing_is_marked_and_the_reason_is_told(office: Office) -> None:
    pekka = await office.serve("Pekka Niemi", "hei", language="fi")
    assert await marked(office, pekka, "tilauksne ") == []
    assert "no dictionary for fi" in spelling_of(office).why_silent(pekka, Mode.REPLY)


async def test_notes_are_in_the_team_s_language(office: Office) -> None:
    jonas = await office.serve("Jonas Weber", "hallo", language="de")
    assert await marked(office, jonas, "your ordr ", Mode.NOTE) == ["ordr"]


async def test_a_learnt_word_is_right_at_once_and_everywhere(office: Office, own: OwnWords) -> None:
    mira = await office.serve("Mira Holm", "hello", language="en")
    assert await marked(office, mira, "your ordr is") == ["ordr"]
    assert await spelling_of(office).learn("ordr") == ""
    assert spelling_of(office).faults(mira, Mode.REPLY) == ()
    own.failing = True
    assert await spelling_of(office).learn("ist") == "The disk is full."


async def test_a_correction_changes_the_word_and_leaves_the_cursor(office: Office) -> None:
    mira = await office.serve("Mira Holm", "hello", language="en")
    await marked(office, mira, "your ordr is on")
    spelling = spelling_of(office)
    fault = spelling.at_cursor(mira, Mode.REPLY)
    assert fault is not None
    assert await spelling.corrections(mira, Mode.REPLY, fault) == ("order", "ordeal")
    assert spelling.correct(mira, Mode.REPLY, fault, "order") == ""
    draft = office.workspace.desk.draft(mira)
    assert (draft.text, draft.cursor) == ("your order is on", len("your order is on"))
    assert spelling.correct(mira, Mode.REPLY, fault, "order") == "the word is not there any more"


async def test_the_word_at_the_cursor_goes_before_others(office: Office) -> None:
    mira = await office.serve("Mira Holm", "hello", language="en")
    text = "ordr is yuor way"
    await marked(office, mira, text)
    spelling, drafts = spelling_of(office), office.workspace.drafts
    meant = []
    for cursor in (2, 4, 6, 9, len(text)):
        drafts.edited(mira, text, cursor)
        fault = spelling.at_cursor(mira, Mode.REPLY)
        meant.append(fault.word if fault else "")
    assert meant == ["ordr", "ordr", "ordr", "yuor", "yuor"]


async def test_a_speller_that_fails_marks_nothing_and_is_asked_again(
    office: Office, speller: WordList
) -> None:
    mira = await office.serve("Mira Holm", "hello", language="en")
    speller.failing = "it ended"
    assert await marked(office, mira, "your ordr is") == []
    assert spelling_of(office).why_silent(mira, Mode.REPLY) == "it ended"
    speller.failing = ""
    assert await marked(office, mira, "your ordr is here") == ["ordr"]
    assert spelling_of(office).why_silent(mira, Mode.REPLY) == ""


async def test_what_has_been_looked_up_is_not_asked_again(office: Office, speller: WordList) -> None:
    mira = await office.serve("Mira Holm", "hello", language="en")
    await marked(office, mira, "your ordr is ")
    asked = len(speller.asked)
    await marked(office, mira, "your ordr is  ")
    assert len(speller.asked) == asked


async def test_what_the_company_s_own_replies_write_is_right(office: Office) -> None:
    mira = await office.serve("Mira Holm", "hello", language="en")
    assert await marked(office, mira, "your fjordline fjordlnie is") == ["fjordlnie"]


async def test_of_known_words_names_and_triggers_are_not_looked_for(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    mira = await office.serve("Mira Holm", "hello", language="en")
    await marked(office, mira, "your order is on its way here ordr ")
    asked: list[str] = []
    searched = Names.__contains__

    def noted(names: Names, word: object) -> bool:
        asked.append(str(word))
        return searched(names, word)

    monkeypatch.setattr(Names, "__contains__", noted)
    assert await marked(office, mira, "your order is on its way here ordr x") == ["ordr"]
    assert set(asked) == {"ordr"}


async def test_nothing_is_remembered_of_a_conversation_that_has_left(office: Office) -> None:
    mira = await office.serve("Mira Holm", "hello", language="en")
    await marked(office, mira, "your ordr is")
    assert await office.workspace.holdings.close(mira) is None
    await office.until(lambda: mira not in office.workspace.desk)
    jonas = await office.serve("Jonas Weber", "hallo", language="de")
    await marked(office, jonas, "ihre ordr ")
    kept = (spelling_of(office)._read, spelling_of(office)._names._read)
    assert [list(each) for each in kept] == [[(jonas, Mode.REPLY)], [jonas]]


async def test_of_a_very_long_text_it_is_told_that_nothing_is_checked(office: Office) -> None:
    mira = await office.serve("Mira Holm", "hello", language="en")
    assert await marked(office, mira, "your ordr is " * 800) == []
    assert "more than 10,000 characters" in spelling_of(office).why_silent(mira, Mode.REPLY)
