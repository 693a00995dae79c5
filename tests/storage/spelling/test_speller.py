"""The process that looks words up: real Hunspell, on small dictionaries of the tests' own."""

import asyncio
import sys
import tempfile
from collections.abc import AsyncIterator
from contextlib import aclosing
from pathlib import Path

import pytest

from agent_console.ports import SpellerError
from agent_console.storage.spelling import dictionary
from agent_console.storage.spelling.speller import ProcessSpeller
from tests import dictionary as small


@pytest.fixture
async def speller(tmp_path: Path) -> AsyncIterator[ProcessSpeller]:
    small.russian(small.german(small.english(tmp_path)))
    async with aclosing(ProcessSpeller([tmp_path], {"en": ["en_US"]})) as speller:
        yield speller


async def test_words_are_right_or_wrong_in_their_language(speller: ProcessSpeller) -> None:
    assert await speller.right("en", ["order", "orders", "ordr", "Order", "shipped"]) == (
        True,
        True,
        False,
        True,
        True,
    )
    assert await speller.right("de-DE", ["Bestellung", "bestellung"]) == (True, False)
    assert await speller.right("ru", ["заказ", "закас", "еще"]) == (True, False, False)


async def test_of_a_word_with_hyphens_the_parts_count(speller: ProcessSpeller) -> None:
    assert await speller.right("en", ["order-parcel", "order-pracel"]) == (True, False)


async def test_what_was_meant_is_among_the_candidates(speller: ProcessSpeller) -> None:
    found = await speller.candidates("en", "recieve")
    assert min(found, key=lambda one: one.cost).text == "receive"


async def test_a_language_without_a_dictionary_is_known_as_one(speller: ProcessSpeller) -> None:
    assert await speller.knows("en-GB")
    assert not await speller.knows("xx")
    assert not await speller.knows("")


@pytest.mark.parametrize("language", ["/x", "*", "**", "../en", "\0", "\ud800", "e" * 5_000])
async def test_what_is_no_language_has_no_dictionary(speller: ProcessSpeller, language: str) -> None:
    assert not await speller.knows(language)


async def test_without_room_for_the_process_that_is_told(
    speller: ProcessSpeller, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", "/nowhere")
    with pytest.raises(SpellerError, match="does not start"):
        await speller.right("en", ["order"])
    monkeypatch.setattr(tempfile, "tempdir", None)
    assert await speller.right("en", ["order"]) == (True,)


async def test_several_may_ask_at_once(speller: ProcessSpeller) -> None:
    answers = await asyncio.gather(*(speller.right("en", [word]) for word in ("order", "ordr", "lamp")))
    assert answers == [(True,), (False,), (True,)]


async def test_a_question_that_is_given_up_takes_no_other_question_s_answer(speller: ProcessSpeller) -> None:
    asked = asyncio.create_task(speller.right("en", ["ordr"]))
    await asyncio.sleep(0)
    asked.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asked
    assert await speller.right("en", ["order"]) == (True,)


async def test_a_process_that_ends_is_told_and_started_anew(speller: ProcessSpeller) -> None:
    await speller.right("en", ["order"])
    assert speller._child is not None
    speller._child._process.kill()
    with pytest.raises(SpellerError, match="the spelling check ended"):
        await speller.right("en", ["order"])
    assert await speller.right("en", ["order"]) == (True,)


async def test_one_that_keeps_ending_is_left_alone(speller: ProcessSpeller) -> None:
    told = [await ended(speller) for _ in range(5)]
    assert all("ended" in why for why in told[:4])
    assert "keeps ending" in told[4]


async def ended(speller: ProcessSpeller) -> str:
    """Let the process end under a question, and return what is said of it."""
    asked = asyncio.create_task(speller.right("en", ["order"]))
    while speller._child is None and not asked.done():
        await asyncio.wait([asked], timeout=0.01)
    if speller._child is not None:
        speller._child._process.kill()
    with pytest.raises(SpellerError) as told:
        await asked
    return str(told.value)


def test_a_region_s_own_dictionary_goes_before_the_usual_ones(tmp_path: Path) -> None:
    for name in ("en_US", "en_GB", "en_AU", "sv_SE"):
        small.write(tmp_path, name, "word")
    names = [path.name for path in dictionary.dictionaries("en", [tmp_path], {})]
    assert names == ["en_US", "en_GB"]
    assert [path.name for path in dictionary.dictionaries("en-AU", [tmp_path], {})] == ["en_AU"]
    assert [path.name for path in dictionary.dictionaries("en", [tmp_path], {"en": ["en_GB"]})] == ["en_GB"]
    assert [path.name for path in dictionary.dictionaries("sv", [tmp_path], {})] == ["sv_SE"]


def test_half_a_dictionary_is_none(tmp_path: Path) -> None:
    small.english(tmp_path)
    (tmp_path / "en_US.aff").unlink()
    assert dictionary.dictionaries("en", [tmp_path], {}) == ()


def test_english_comes_with_the_engine() -> None:
    assert dictionary.dictionaries("en", dictionary.installed(), {})


async def test_the_process_ends_with_the_console_however_that_ends() -> None:
    child = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "agent_console.storage.spelling.child"),
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
    )
    # The end of a pipe closes with the process that holds it, kill -9 included.
    await child.communicate(b"")
    assert child.returncode == 0
