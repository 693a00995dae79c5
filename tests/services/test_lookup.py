"""Which words dictionaries have, asked beside the session."""

import asyncio

from agent_console.services.lookup import Lookup
from tests.word_list import WordList


async def settled(lookup: Lookup) -> None:
    """Let the loop turn; the list answers at once, so that a few turns are all it takes."""
    for _ in range(20):
        await asyncio.sleep(0)
    assert not lookup.busy


async def test_who_is_told_may_ask_again_without_an_end_to_a_failure() -> None:
    speller = WordList({"en": "order"})
    speller.failing = "it ended"
    told = []

    def ask_again() -> None:
        told.append(lookup.trouble)
        lookup.want("en", ["ordr"])

    lookup = Lookup(speller, ask_again)
    tending = asyncio.create_task(lookup.tend())
    lookup.want("en", ["ordr"])
    await settled(lookup)
    assert (told, lookup.trouble) == ([], "it ended")
    speller.failing = ""
    lookup.want("en", ["ordr", "order"])
    await settled(lookup)
    assert (lookup.right("en", "ordr"), lookup.right("en", "order")) == (False, True)
    assert (told, lookup.trouble) == ([""], "")
    tending.cancel()


async def test_nobody_is_asked_about_a_language_without_a_dictionary_twice() -> None:
    lookup = Lookup(WordList({"en": "order"}), lambda: None)
    tending = asyncio.create_task(lookup.tend())
    lookup.want("fi", ["tilaus"])
    await settled(lookup)
    assert not lookup.has("fi")
    lookup.want("fi", ["tilaus"])
    assert not lookup.busy
    tending.cancel()
