"""Edited and deleted messages: whose words change, what stays, and that long chats cost nothing."""

from dataclasses import replace

from agent_console.domain.attachment import Attachment
from agent_console.domain.chat import Author, Conversation, Delivery, Message, Mode
from tests.domain.chats import NOON, conversation, echo, said

FILE = Attachment("label.png", "image/png", 12, "http://127.0.0.1/files/1", 3, 4)


def amendment(sequence: int, of: int, text: str) -> Message:
    return replace(said(sequence, Author.AGENT, text=text), amends=of)


def chat(*messages: Message) -> Conversation:
    folded = conversation()
    for message in messages:
        folded = folded.arrived(message, at=100.0)
    return folded


def test_an_edited_message_has_other_words_in_its_old_place() -> None:
    edited = chat(said(1), said(2, Author.AGENT, text="5"), said(3), amendment(4, 2, "6"))
    assert [(m.sequence, m.text, m.edited) for m in edited.shown] == [
        (1, "hi", False),
        (2, "6", True),
        (3, "hi", False),
    ]


def test_a_deleted_message_is_there_without_words_and_file() -> None:
    deleted = chat(replace(said(1, Author.AGENT), attachment=FILE), amendment(2, 1, ""))
    (message,) = deleted.shown
    assert (message.text, message.attachment, message.delivery) == ("", None, Delivery.RECALLED)


def test_amendments_count_as_places_in_the_conversation() -> None:
    edited = chat(said(1), said(2, Author.AGENT), amendment(3, 2, "6"), said(4))
    assert edited.head == 4
    assert [m.sequence for m in edited.since(2)] == [3, 4]
    assert [m.sequence for m in edited.transcript] == [1, 2, 4]


def test_an_amendment_of_what_is_not_shown_changes_nothing_else() -> None:
    later = chat(said(7), amendment(8, 2, "other words"))
    assert [m.text for m in later.shown] == ["hi"]
    assert later.head == 8


def test_an_amendment_answers_nobody() -> None:
    asked = chat(said(1, Author.AGENT), said(2), amendment(3, 1, "sorry"))
    assert asked.wait.since == 100.0


def test_a_chat_without_amendments_is_shown_as_it_is_kept() -> None:
    plain = chat(said(1), said(2))
    assert plain.shown is plain.messages
    assert plain.transcript is plain.messages


def test_newer_facts_keep_the_messages() -> None:
    edited = chat(said(1, Author.AGENT), amendment(2, 1, "6"))
    refreshed = edited.refreshed(replace(conversation(), tags=("vip",)))
    assert (refreshed.tags, refreshed.shown, refreshed.replied_at) == (("vip",), edited.shown, 100.0)


# How far a message has come


def test_what_the_customer_has_read_is_read() -> None:
    note = replace(said(3, Author.AGENT), mode=Mode.NOTE)
    held = chat(said(1), said(2, Author.AGENT), note, said(4, Author.AGENT))
    for read, reached in ((1, "sent"), (2, "read"), (3, "read")):
        seen = replace(held, read=read)
        assert [seen.reached(m) for m in seen.shown] == ["sent", reached, "sent", "sent"]


def test_an_echo_or_a_deleted_message_is_never_read() -> None:
    deleted = chat(said(1, Author.AGENT), amendment(2, 1, ""))
    seen = replace(deleted.echoed(echo("ours")), read=2)
    assert [seen.reached(m) for m in seen.transcript] == [Delivery.RECALLED, Delivery.SAVING]


def test_the_echo_of_a_file_waits_for_the_message_that_says_where_the_file_is() -> None:
    sent = replace(echo("ours"), attachment=Attachment("label.png", "", 0, ""))
    under_way = chat(said(1)).echoed(sent).acknowledged(sent.client_id, 2, NOON, at=101.0)
    assert [m.delivery for m in under_way.echoes] == [Delivery.SENT]
    assert under_way.waiting.since is None
    there = under_way.arrived(replace(said(2, Author.AGENT, "ours"), attachment=FILE), at=101.0)
    assert there.echoes == ()
    assert there.messages[-1].attachment == FILE
