"""Other words for an own message: only by its writer, with a place in both countings."""

from dataclasses import replace

import pytest

from agent_console.domain.action import DeleteMessage, EditMessage
from agent_console.domain.chat import Mode
from agent_console.domain.history import Move
from agent_console.hub.command import End
from agent_console.hub.outcome import Moved, Unchanged
from agent_console.wire.limit import TEXT_BYTES
from tests.hub.ledger_case import StoreCase, code


async def test_an_edit_and_a_deletion_reach_both_sides_by_their_own_numbers(case: StoreCase) -> None:
    joined = await case.taken()
    await case.store.commit(case.noted(joined, "hm", 1))
    await case.store.commit(case.reply(joined, "helo", 1))
    edited = await case.perform(joined, EditMessage(3, "hello"))
    deleted = await case.perform(joined, DeleteMessage(3))
    assert isinstance(edited, Moved)
    assert isinstance(deleted, Moved)
    [words], [nothing] = edited.messages, deleted.messages
    assert (words.sequence, words.amends, words.heard, words.amends_heard) == (4, 3, 3, 2)
    assert (nothing.sequence, nothing.amends, nothing.heard, nothing.text) == (5, 3, 4, "")
    assert await case.heard(joined) == ["hello", "", "", ""]
    assert (await case.store.heard(joined.conversation, 2, 9)) == [replace(words, text=""), nothing]
    assert (await case.moves(joined))[3:] == [(Move.EDITED, "Ann", "3"), (Move.DELETED, "Ann", "3")]


async def test_the_same_words_again_change_nothing(case: StoreCase) -> None:
    joined = await case.taken()
    await case.store.commit(case.reply(joined, "helo", 1))
    nothing = Unchanged(joined.conversation)
    assert await case.perform(joined, EditMessage(2, "helo")) == nothing
    assert isinstance(await case.perform(joined, EditMessage(2, "hello")), Moved)
    assert await case.perform(joined, EditMessage(2, "hello")) == nothing
    assert isinstance(await case.perform(joined, EditMessage(2, "helo")), Moved)
    assert isinstance(await case.perform(joined, DeleteMessage(2)), Moved)
    assert await case.perform(joined, DeleteMessage(2)) == nothing
    assert code(await case.perform(joined, EditMessage(2, "back"))) == "deleted"
    assert await case.texts(joined.conversation) == ["hello", "", "", "", ""]


async def test_an_amendment_of_a_note_is_not_for_the_customer(case: StoreCase) -> None:
    joined = await case.taken()
    await case.store.commit(case.noted(joined, "rude", 1, case.ben))
    edited = await case.perform(joined, EditMessage(2, "polite"), case.ben, 0)
    assert isinstance(edited, Moved)
    [words] = edited.messages
    assert (words.mode, words.heard, words.amends_heard) == (Mode.NOTE, 0, 0)
    assert await case.heard(joined) == ["hello"]


@pytest.mark.parametrize("sequence", [0, 4, 99])
async def test_there_must_be_such_a_message(case: StoreCase, sequence: int) -> None:
    joined = await case.taken()
    await case.store.commit(case.reply(joined, "helo", 1))
    await case.perform(joined, EditMessage(2, "hello"))
    assert code(await case.perform(joined, EditMessage(sequence, "x"))) == "unknown"
    assert code(await case.perform(joined, DeleteMessage(sequence))) == "unknown"


async def test_an_amendment_cannot_be_amended(case: StoreCase) -> None:
    joined = await case.taken()
    await case.store.commit(case.reply(joined, "helo", 1))
    await case.perform(joined, EditMessage(2, "hello"))
    assert code(await case.perform(joined, DeleteMessage(3))) == "unknown"


async def test_only_the_writer_and_only_as_the_owner(case: StoreCase) -> None:
    joined = await case.taken()
    await case.store.commit(case.reply(joined, "helo", 1))
    edit = EditMessage(2, "hello")
    assert code(await case.perform(joined, EditMessage(1, "x"))) == "writer"
    assert code(await case.perform(joined, edit, case.ben, None)) == "writer"
    assert code(await case.perform(joined, edit, fence=2)) == "fence"
    await case.store.commit(End(case.ann, joined.conversation, 1, 9))
    assert code(await case.perform(joined, edit)) == "closed"
    assert isinstance(await case.perform(joined, edit, fence=None), Moved)


async def test_new_words_are_words_of_a_message(case: StoreCase) -> None:
    joined = await case.taken()
    await case.store.commit(case.reply(joined, "helo", 1))
    assert code(await case.perform(joined, EditMessage(2, " "))) == "empty"
    assert code(await case.perform(joined, EditMessage(2, "x" * (TEXT_BYTES + 1)))) == "too_long"
    assert isinstance(await case.perform(joined, EditMessage(2, "x" * TEXT_BYTES)), Moved)
