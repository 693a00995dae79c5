"""Attention: which lines count as unread, and that long chats cost no more a line than short ones."""

from datetime import timedelta

from agent_console.domain.chat import ConversationId
from agent_console.services.attention import Attention

CHAT = ConversationId("chat")


def test_a_line_in_sight_is_unread_for_three_seconds() -> None:
    attention = Attention()
    attention.arrived(CHAT, 4, on_screen=True, now=10.0)
    attention.arrived(CHAT, 5, on_screen=True, now=12.0)
    assert [attention.unread(CHAT, after=3, now=now) for now in (12.9, 13.0, 15.0)] == [2, 1, 0]


def test_a_line_out_of_sight_is_unread_until_the_agent_has_been_there() -> None:
    attention = Attention()
    attention.arrived(CHAT, 4, on_screen=False, now=10.0)
    assert attention.unread(CHAT, after=3, now=1000.0) == 1
    assert attention.unread(CHAT, after=4, now=1000.0) == 0
    attention.attended(CHAT, 1000.0)
    assert [attention.unread(CHAT, after=3, now=now) for now in (1002.9, 1003.0)] == [1, 0]


def test_what_was_shown_is_read() -> None:
    attention = Attention()
    attention.arrived(CHAT, 4, on_screen=False, now=10.0)
    attention.read(CHAT)
    assert attention.unread(CHAT, after=0, now=10.0) == 0


def test_a_long_chat_out_of_sight_is_looked_at_line_by_line() -> None:
    """Each arrival may look at its own line only; the clock of a count is a number that counts."""
    attention = Attention()
    for sequence in range(1, 3001):
        attention.arrived(CHAT, sequence, on_screen=sequence % 2 == 0, now=10.0)
    looked = _Counting(10.0)
    attention.arrived(CHAT, 3001, on_screen=True, now=looked)
    assert looked.comparisons < 10
    assert attention.unread(CHAT, after=0, now=10.0) == 3001


def test_being_at_a_chat_counts_from_coming_there_from_another_one() -> None:
    attention, other = Attention(), ConversationId("other")
    attention.came(CHAT, 10.0)
    attention.came(CHAT, 12.0)
    assert attention.here_for(CHAT, 13.0) == timedelta(seconds=3)
    attention.came(other, 20.0)
    assert attention.here_for(CHAT, 21.0) == timedelta()
    attention.came(CHAT, 22.0)
    assert attention.here_for(CHAT, 22.5) == timedelta(seconds=0.5)


def test_who_comes_as_they_have_just_said_has_not_changed_places() -> None:
    attention, other = Attention(), ConversationId("other")
    attention.came(CHAT, 10.0)
    attention.expect(other)
    attention.came(other, 20.0)
    assert attention.here_for(other, 20.1) == timedelta.max
    assert attention.here_for(CHAT, 20.1) == timedelta()


def test_what_was_said_counts_for_the_next_place_alone() -> None:
    attention, other, third = Attention(), ConversationId("other"), ConversationId("third")
    attention.came(CHAT, 10.0)
    attention.expect(other)
    attention.came(third, 20.0)
    assert attention.here_for(third, 20.1) < timedelta(seconds=1)
    attention.came(other, 21.0)
    assert attention.here_for(other, 21.1) < timedelta(seconds=1)


def test_without_panes_nobody_has_just_come() -> None:
    assert Attention().here_for(CHAT, 10.0) == timedelta.max


class _Counting(float):
    """An instant that counts how often it is compared with others."""

    comparisons = 0

    def __sub__(self, other: float) -> float:
        self.comparisons += 1
        return float(self) - other
