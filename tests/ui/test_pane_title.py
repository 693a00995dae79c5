"""The title of a pane fits its border, and never loses the clock or the number."""

from dataclasses import replace

import pytest

from agent_console.domain.wait import Tier, Wait
from agent_console.ui.pane_title import PaneTitle, waiting_words
from agent_console.ui.recipient import Recipient
from tests.ui.chat import conversation

TITLE = PaneTitle(2, Recipient("✦", "Jonas Lindqvist", "#50718"), "chat", Tier.RED, "2:41 +1", attended=False)


@pytest.mark.parametrize("width", [36, 42, 54, 120])
@pytest.mark.parametrize("tier", list(Tier))
def test_title_fills_the_border_exactly(width: int, tier: Tier) -> None:
    assert replace(TITLE, tier=tier).content(width).cell_length == width - 6


def test_narrow_title_drops_the_word_and_fits() -> None:
    assert TITLE.content(33).plain == " 2  ✦ Jo… #50718  2:41 +1 !"
    assert replace(TITLE, tier=Tier.CRITICAL).content(20).cell_length <= 14


def test_name_gives_way_and_nothing_else() -> None:
    assert TITLE.content(44).plain == " 2  ✦ Jonas Lin… #50718  2:41 +1 ! red"


def test_channel_is_named_and_the_usual_one_gives_way_to_the_name() -> None:
    assert "· chat" in TITLE.content(80).plain
    assert "chat" not in TITLE.content(44).plain
    assert "· e-mail" in replace(TITLE, channel="e-mail").content(44).plain


def test_the_system_is_always_named_and_the_channel_gives_way_to_the_name() -> None:
    title = replace(TITLE, channel="WhatsApp", system="bridges", who=Recipient("✦", "Jonas Berg"))
    assert "· WhatsApp · bridges" in title.content(80).plain
    narrow = title.content(48).plain
    assert "Jonas Berg · bridges" in narrow
    assert "WhatsApp" not in narrow


def test_waiting_words_count_from_the_first_message_and_name_the_nudges() -> None:
    held = replace(conversation(), wait=Wait(since=100.0, nudged_at=150.0, nudges=2))
    assert waiting_words(held, 167.0) == "1:07 +2"
    assert waiting_words(conversation(), 167.0) == ""


@pytest.mark.parametrize("width", [36, 42, 54, 120])
def test_a_pin_and_a_zoom_are_marked_and_take_nothing_from_the_clock(width: int) -> None:
    title = replace(TITLE, pinned=True, zoomed=True).content(width)
    assert title.plain.startswith(" 2 ◆ ✦ J")
    assert "2:41 +1" in title.plain
    assert title.cell_length == width - 6
    assert ("zoomed" in title.plain) is (width == 120)
