"""Typing canned replies: what fires by itself, what Tab and Enter do, what Backspace and undo take back."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Unpack

import pytest
from textual import events

from agent_console.backends.memory_world import Known
from agent_console.domain.chat import ConversationId
from agent_console.ui.widgets.composer import Composer
from tests.fakes import START
from tests.ui.console import Console, Outfit, running

CANNED = """\
dialect: support/1
namespace: test
language: en
matches:
  - id: thanks
    triggers: [":thx"]
    expand: immediate
    boundary: espanso
    template: "Thank you, {{ customer.first_name }}!"
  - id: word
    triggers: ["teh"]
    expand: immediate
    boundary: word
    template: "the"
  - id: soon
    triggers: ["asap"]
    expand: space
    template: "as soon as I can"
  - id: eta
    triggers: [";eta"]
    label: On its way
    template: "Order {{ order.number }} is on its way."
  - id: refund
    triggers: [";refund"]
    template: "We refund ${1:the lamp}, and ${1} goes back.$0"
  - id: choice
    triggers: [";offer"]
    template: "I can ${1|refund it,replace it,repair it|} ${2:today}."
  - id: shout
    triggers: [";code"]
    template: "Your code is ${1/(.*)/${1:/upcase}/}${1:abc} now.$0"
  - id: both-first
    triggers: [";two"]
    template: "first"
  - id: both-second
    triggers: [";two"]
    template: "second"
  - id: mail
    triggers: [";mail"]
    scope: {channels: [email]}
    template: "Dear customer"
"""


@pytest.fixture
async def console(tmp_path: Path) -> AsyncIterator[Console]:
    async with running(Outfit(tmp_path, canned=CANNED)) as running_console:
        yield running_console


async def mira_writes(
    console: Console, text: str = "", **known: Unpack[Known]
) -> tuple[ConversationId, Composer]:
    mira = await console.welcome("Mira Holm", **known)
    await console.press("alt+1")
    await console.type(text)
    return mira, console.composer(mira)


def sent(console: Console, conversation: ConversationId) -> list[str]:
    return [message.text for message in console.world.transcript(conversation)][1:]


async def test_an_immediate_trigger_fires_with_its_last_character(console: Console) -> None:
    _, composer = await mira_writes(console, "Hi. :thx")
    assert composer.text == "Hi. Thank you, Mira!"
    assert composer.draft.text == composer.text


async def test_backspace_takes_an_immediate_expansion_back_and_types_on(console: Console) -> None:
    _, composer = await mira_writes(console, "Hi. :thx")
    await console.press("backspace")
    assert composer.text == "Hi. :thx"
    await console.press("backspace")
    assert composer.text == "Hi. :th"


async def test_backspace_after_another_key_deletes_as_ever(console: Console) -> None:
    _, composer = await mira_writes(console, ":thx")
    await console.press("left", "right", "backspace")
    assert composer.text == "Thank you, Mira"


async def test_a_word_fires_with_the_separator_behind_it_which_stays(console: Console) -> None:
    _, composer = await mira_writes(console, "see teh lamp, tehran, then asap.")
    assert composer.text == "see the lamp, tehran, then as soon as I can."


async def test_backspace_behind_a_separator_deletes_only_that(console: Console) -> None:
    _, composer = await mira_writes(console, "teh ")
    await console.press("backspace")
    assert composer.text == "the"


async def test_nothing_fires_where_the_cursor_was_moved_into_a_trigger(console: Console) -> None:
    _, composer = await mira_writes(console, ":thy")
    await console.press("backspace", "left", "right")
    await console.type("x")
    assert composer.text == ":thx"


async def test_nothing_fires_on_a_paste_nor_in_code(console: Console) -> None:
    _, composer = await mira_writes(console, "`")
    await console.type(":thx")
    console.app.post_message(events.Paste("` and :thx"))
    await console.until(lambda: "and" in composer.text)
    assert composer.text == "`:thx` and :thx"


async def test_nothing_fires_in_text_that_comes_like_a_paste(console: Console) -> None:
    _, composer = await mira_writes(console)
    console.burst(*"some pasted text :thx")
    await console.until(lambda: len(composer.text) >= len("some pasted text :thx"))
    await console.pilot.pause()
    assert composer.text == "some pasted text :thx"


async def test_a_field_that_is_named_twice_changes_in_both_places_and_is_undone_in_both(
    console: Console,
) -> None:
    _, composer = await mira_writes(console, ";refund")
    await console.press("tab")
    assert composer.text == "We refund the lamp, and the lamp goes back."
    await console.type("it")
    assert composer.text == composer.draft.text == "We refund it, and it goes back."
    assert composer.draft.text[: composer.draft.cursor] == "We refund it"
    await console.press("ctrl+z")
    while "lamp" not in composer.text:
        await console.press("ctrl+z")
    assert composer.text == composer.draft.text == "We refund the lamp, and the lamp goes back."
    assert len(composer.draft.stops) == 3


async def test_undo_takes_the_reply_back_in_one_step_and_redo_brings_its_fields(console: Console) -> None:
    _, composer = await mira_writes(console, "Hm. ;refund")
    await console.press("tab", "ctrl+z")
    assert composer.text == "Hm. ;refund"
    assert composer.draft.stops == ()
    await console.press("ctrl+y")
    assert len(composer.draft.stops) == 3


async def test_choices_are_gone_through_in_place(console: Console) -> None:
    _, composer = await mira_writes(console, ";offer")
    await console.press("tab", "down")
    assert composer.text == "I can replace it today."
    await console.until(lambda: "replace it · repair it · refund it" in console.screen_text())
    await console.press("up", "up")
    assert composer.text == "I can repair it today."
    await console.press("alt+down", "tab")
    assert composer.text == "I can refund it today."
    assert composer.selected_text == "today"


async def test_tab_behind_what_is_no_trigger_says_so_and_how_to_find_one(console: Console) -> None:
    _, composer = await mira_writes(console, ";offfer")
    await console.press("tab")
    assert composer.text == ";offfer"
    await console.until(lambda: "no reply has ;offfer · F4 finds one" in console.screen_text())


async def test_what_was_said_of_a_key_makes_room_for_a_reply(console: Console) -> None:
    mira, composer = await mira_writes(console, ";offfer")
    await console.press("tab", "ctrl+u")
    await console.type(";offer")
    await console.press("tab")
    assert composer.text == "I can refund it today."
    pane = console.desk.pane_of(mira)
    assert pane is not None
    assert "↑↓" in str(pane.border_subtitle)


async def test_the_hint_goes_back_with_undo_at_once(console: Console) -> None:
    mira, composer = await mira_writes(console, ";offer")
    await console.press("tab", "down", "ctrl+z")
    assert composer.text == "I can refund it today."
    pane = console.desk.pane_of(mira)
    assert pane is not None
    assert "[reverse]refund it[/reverse] · replace it" in str(pane.border_subtitle)


async def test_a_choice_that_was_begun_is_made_on_leaving(console: Console) -> None:
    _, composer = await mira_writes(console, ";offer")
    await console.press("tab")
    await console.type("rep")
    await console.until(lambda: "replace it · repair it" in console.screen_text())
    assert "refund it" not in console.screen_text()
    await console.press("down", "tab")
    assert composer.text == "I can replace it today."
    await console.press("shift+tab")
    await console.type("repa")
    await console.press("tab")
    assert composer.text == "I can repair it today."


async def test_a_choice_may_be_other_words(console: Console) -> None:
    _, composer = await mira_writes(console, ";offer")
    await console.press("tab")
    await console.type("do nothing")
    await console.press("tab")
    assert composer.text == "I can do nothing today."


async def test_a_field_is_transformed_when_it_is_left(console: Console) -> None:
    _, composer = await mira_writes(console, ";code")
    await console.press("tab")
    await console.type("xy7")
    assert "xy7" in composer.text
    await console.press("tab")
    assert "XY7" in composer.text


async def test_what_a_field_becomes_at_enter_is_seen_before_it_is_sent(console: Console) -> None:
    mira, composer = await mira_writes(console, ";code")
    await console.press("tab")
    await console.type("xy7")
    await console.press("enter")
    seen = composer.text
    assert "XY7" in seen
    await console.until(lambda: "Enter again sends" in console.screen_text())
    await console.press("enter")
    await console.until(lambda: sent(console, mira) == [seen])


async def test_another_reply_expands_inside_a_field(console: Console) -> None:
    _, composer = await mira_writes(console, ";offer")
    await console.press("tab", "tab")
    await console.type(":thx")
    assert composer.text == "I can refund it Thank you, Mira!."
    await console.press("shift+tab")
    assert composer.selected_text == "refund it"


async def test_escape_leaves_the_fields_and_the_text_stays(console: Console) -> None:
    _, composer = await mira_writes(console, ";refund")
    await console.press("tab", "escape")
    await console.type("x")
    assert composer.draft.stops == ()
    assert composer.text.count("the lamp") == 2


async def test_escape_leaves_no_hole_behind(console: Console) -> None:
    mira, composer = await mira_writes(console, ";eta")
    await console.press("tab", "escape", "enter")
    assert composer.selected_text == "⟦order.number⟧"
    assert sent(console, mira) == []


async def test_enter_expands_a_trigger_first_and_sends_what_was_seen(console: Console) -> None:
    mira, composer = await mira_writes(console, "Yes. ;eta", order_number="48213")
    await console.until(lambda: console.workspace.records.of(mira).orders)
    await console.press("enter")
    assert composer.text == "Yes. Order 48213 is on its way."
    assert sent(console, mira) == []
    await console.until(lambda: "Enter again sends" in console.screen_text())
    await console.press("enter")
    await console.until(lambda: sent(console, mira) == ["Yes. Order 48213 is on its way."])


async def test_a_trigger_that_undo_brought_back_is_sent_as_it_is(console: Console) -> None:
    mira, composer = await mira_writes(console, "Type ;refund")
    await console.press("enter", "ctrl+z")
    assert composer.text == "Type ;refund"
    await console.press("enter")
    await console.until(lambda: sent(console, mira) == ["Type ;refund"])


async def test_a_trigger_that_cannot_be_used_here_is_told_before_it_is_sent(console: Console) -> None:
    mira, composer = await mira_writes(console, ";mail")
    await console.press("enter")
    await console.until(lambda: "email only" in console.screen_text())
    assert (composer.text, sent(console, mira)) == (";mail", [])
    await console.press("enter")
    await console.until(lambda: sent(console, mira) == [";mail"])


async def test_a_trigger_of_two_replies_never_leaves_unasked(console: Console) -> None:
    mira, composer = await mira_writes(console, ";two")
    await console.press("enter")
    composer.insert_reply("test.both-second")
    assert composer.text == "second"
    assert sent(console, mira) == []


async def test_a_hole_is_a_hole_again_when_its_filling_is_undone(console: Console) -> None:
    mira, composer = await mira_writes(console, ";eta")
    await console.press("tab")
    await console.type("48213")
    assert composer.draft.holes == ()
    while "⟦" not in composer.text:
        await console.press("ctrl+z")
    assert [stop.path for stop in composer.draft.stops if stop.required] == ["order.number"]
    await console.press("enter")
    assert sent(console, mira) == []


FORM = """\
dialect: support/1
namespace: test
language: en
matches:
  - id: letter
    trigger: ";letter"
    replace: "{{ whole }}"
    vars:
      - name: form1
        type: form
        params:
          layout: "[[tone]] [[days]]"
          fields:
            tone: {type: choice, values: [warm, short]}
            days: {type: number, required: true}
      - {name: whole, type: date, params: {format: "A {{form1.tone}} letter of %Y in {{form1.days}} days."}}
"""


async def test_what_a_text_is_made_of_is_asked_before_it_is_inserted(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, canned=FORM)) as console:
        _, composer = await mira_writes(console, "Hi. ;letter")
        await console.press("tab")
        await console.until(lambda: "short" in console.screen_text())
        await console.press("down", "enter")
        await console.until(lambda: "days" in console.screen_text())
        await console.type("soon")
        await console.press("enter")
        await console.until(lambda: "must be a number" in console.screen_text())
        assert composer.text == "Hi. ;letter"
        await console.press("backspace", "backspace", "backspace", "backspace")
        await console.type("5")
        await console.press("enter")
        await console.until(lambda: composer.text == f"Hi. A short letter of {START.year} in 5 days.")
        assert console.desk.focused is composer
        await console.press("ctrl+z")
        assert composer.text == "Hi. ;letter"
