"""Defaults in a draft: known as such until the agent changes them, and no fields to go to."""

from dataclasses import replace

from agent_console.domain.chat import ConversationId
from agent_console.domain.customer import CustomerId
from agent_console.domain.draft import Draft, Insertion
from agent_console.domain.stop import Stop

SOURCE = Insertion("shop.hello", ())
TEXT = "Hi there, your lamp and there."
FIELD = Stop(15, 19, 1)
DEFAULTS = (Stop(3, 8, 1, path="customer.first_name", defaulted=True), Stop(24, 29, 1, defaulted=True))


def inserted() -> Draft:
    blank = Draft(ConversationId("c"), CustomerId("x"), 1)
    return blank.inserted(0, 0, TEXT, (*DEFAULTS, FIELD), SOURCE)


def defaults(draft: Draft) -> list[str]:
    return [draft.text[stop.start : stop.end] for stop in draft.stops if stop.defaulted]


def test_the_cursor_goes_to_the_field_and_never_to_a_default() -> None:
    draft = inserted()
    assert draft.active is not None
    assert draft.text[draft.active.start : draft.active.end] == "lamp"
    assert draft.next_stop() is None
    assert draft.next_stop(backwards=True) is None
    assert replace(draft, cursor=5, at=-1).next_stop() == draft.active


def test_a_default_moves_with_the_text_and_is_not_mirrored() -> None:
    draft = inserted().edited("Hi there, your big shade and there.", 24)
    assert draft.text == "Hi there, your big shade and there."
    assert defaults(draft) == ["there", "there"]


def test_a_default_that_is_edited_is_none_any_more() -> None:
    assert defaults(inserted().edited(TEXT.replace("there", "Mira", 1), 7)) == ["there"]
    assert defaults(inserted().edited(TEXT.replace("there", "the", 1), 6)) == ["there"]


def test_a_default_is_still_known_when_the_fields_are_left() -> None:
    draft = inserted().settled()
    assert defaults(draft) == ["there", "there"]
    assert draft.holes == ()
