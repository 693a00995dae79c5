"""What is counted when an agent quits."""

from dataclasses import replace

from agent_console.domain.chat import Delivery, Promise
from agent_console.domain.desk import Desk
from agent_console.domain.events import ConversationOpened
from agent_console.domain.unfinished import NOTHING, Unfinished, unfinished
from tests.domain.chats import CHAT, NOON, conversation, echo


def test_an_empty_desk_leaves_nothing() -> None:
    assert unfinished(Desk(), 0, 0) == NOTHING


def test_everything_is_counted_for_what_it_is() -> None:
    desk = Desk()
    desk.apply(ConversationOpened(replace(conversation(), promise=Promise(NOON))), 0)
    deliveries = (Delivery.SAVING, Delivery.SENDING, Delivery.SENT, Delivery.DELAYED, Delivery.FAILED)
    for delivery in deliveries:
        desk.echo(CHAT, echo(delivery.value, delivery))
    blank = desk.draft(CHAT)
    desk.write(blank.edited("  ", 2))
    assert unfinished(desk, 0, 1) == Unfinished(delayed=1, unsent=3, failed=1, promises=1)
    desk.write(blank.edited("Dear Ana", 8))
    assert unfinished(desk, 2, 0) == Unfinished(
        drafts=1, delayed=1, unsent=2, failed=1, promises=1, uploads=2
    )
