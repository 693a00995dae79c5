"""The earlier chats of a customer in this process, as the hub tells them."""

from collections.abc import Sequence
from itertools import takewhile

from agent_console.backends.memory_chat import Chat, Spell
from agent_console.domain.chat import Delivery, Message, Mode
from agent_console.domain.record import Case, CaseLine, Contact


def past(chat: Chat) -> Sequence[Case]:
    """Return the chats before the present one, newest first, without their lines."""
    return [_case(chat, place) for place in reversed(range(len(chat.spells) - 1))]


def past_lines(chat: Chat, case: str) -> Sequence[CaseLine] | None:
    """Return what was said in one of them, oldest first; None when there is no such chat."""
    place = next((p for p in range(len(chat.spells) - 1) if _id(chat, p) == case), None)
    return None if place is None else [_line(message) for message in _said(chat, place)]


def _case(chat: Chat, place: int) -> Case:
    spell, said = chat.spells[place], _said(chat, place)
    replies = [message.text for message in said if message.mode is Mode.REPLY]
    return Case(
        id=_id(chat, place),
        subject=spell.concern or next(iter(replies), ""),
        status=spell.outcome or "closed",
        opened_at=spell.opened_at,
        closed_at=spell.closed_at,
        tags=spell.tags,
        last_line=next(reversed(replies), ""),
        contact=Contact.CHAT,
    )


def _id(chat: Chat, place: int) -> str:
    return f"{chat.id}/{place + 1}"


def _said(chat: Chat, place: int) -> Sequence[Message]:
    """Return the messages of a chat as they are now, without those that were deleted."""
    following: Spell = chat.spells[place + 1]
    shown = takewhile(lambda message: message.sequence < following.first, chat.folded().shown)
    kept = (message for message in shown if message.delivery is not Delivery.RECALLED)
    return [message for message in kept if message.sequence >= chat.spells[place].first]


def _line(message: Message) -> CaseLine:
    file = message.attachment.name if message.attachment is not None else ""
    return CaseLine(
        author=message.name or message.author,
        text=" ".join(filter(None, (message.text, f"[{file}]" if file else ""))),
        at=message.sent_at,
        note=message.mode is Mode.NOTE,
        edited=message.edited,
    )
