"""Every state that is told has a word of its own."""

from agent_console.domain.chat import Delivery
from agent_console.domain.events import Link
from agent_console.domain.wait import Tier
from agent_console.ui.word import channel_word, delivery_mark, link_words, tier_word


def test_no_two_waits_and_no_two_connections_are_called_alike() -> None:
    assert len(set(map(tier_word, Tier))) == len(Tier)
    assert len(set(map(link_words, Link))) == len(Link)


def test_how_far_a_message_has_come_is_told_by_signs_or_read_in_words() -> None:
    told = [delivery for delivery in Delivery if delivery not in (Delivery.FAILED, Delivery.RECALLED)]
    assert len({delivery_mark(delivery, spoken=False) for delivery in told}) == len(told)
    assert all(delivery_mark(delivery, spoken=True).startswith("· ") for delivery in told)
    assert delivery_mark(Delivery.DELIVERED, spoken=False) == "✓✓"
    assert delivery_mark(Delivery.READ, spoken=False) == "✓✓ read"
    assert delivery_mark(Delivery.FAILED, spoken=True) == ""


def test_a_channel_that_the_hub_does_not_know_keeps_its_name() -> None:
    assert (channel_word("callback"), channel_word("pigeon")) == ("call-back", "pigeon")
