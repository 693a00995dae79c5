"""Going back to an earlier text of a draft: its fields and holes come back with it."""

from agent_console.domain.chat import ClientId, ConversationId
from agent_console.domain.customer import CustomerId
from agent_console.domain.draft import Draft, Insertion
from agent_console.domain.recollection import Recollection
from agent_console.domain.stop import Stop

HOLE = Stop(6, 20, 1, required=True, path="order.number")
BLANK = Draft(ConversationId("c"), CustomerId("x"), 1, id=ClientId("now"))


def test_a_hole_and_its_reply_come_back_with_the_text() -> None:
    past = Recollection()
    whole = BLANK.inserted(0, 0, "Order ⟦order.number⟧", [HOLE], Insertion("shop.status", ()))
    past.note(whole)
    filled = whole.replaced(6, 20, "48213")
    past.note(filled)
    back = past.restored(filled, whole.text, 3)
    assert (back.text, back.cursor, back.id) == (whole.text, 3, "now")
    assert (back.holes, back.insertions) == (whole.holes, whole.insertions)
    assert past.restored(back, filled.text, 0).holes == ()


def test_before_a_reply_came_there_is_nothing_of_it() -> None:
    past = Recollection()
    before = BLANK.edited("Well: ", 6)
    past.note(before)
    whole = before.inserted(6, 6, "ok", [], Insertion("shop.ok", ()))
    past.note(whole)

    assert past.restored(whole, "Well: ", 6).insertions == ()
    assert past.restored(before, "Well: ok", 8).insertions == whole.insertions


def test_a_text_that_was_never_there_is_an_edit() -> None:
    draft = BLANK.edited("abc", 3)
    assert Recollection().restored(draft, "ab", 2) == draft.edited("ab", 2)
