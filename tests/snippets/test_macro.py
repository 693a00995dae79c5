"""Macros: `actions:` compiled to steps with every mistake at its place, and filled in for a conversation."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from agent_console.domain.action import AddTag, HandOver, HoldUntil, RemoveTag, SetPriority
from agent_console.domain.chat import AgentId, Priority
from agent_console.domain.macro import Close, Step, WriteNote, described, ends, plain
from agent_console.snippets.context import Context
from agent_console.snippets.expansion import Trouble
from agent_console.snippets.macro.program import compiled, steps_of
from agent_console.snippets.macro.promise import deadline
from agent_console.snippets.macro.step import planned
from agent_console.yaml_source import SNIPPET_LIMITS, Source, SourceError, parse
from tests.snippets.shelf import ANA, NOBODY, NOW, named


def steps(text: str, context: Context = ANA) -> tuple[Step, ...]:
    plan = plan_of(text, context)
    assert not isinstance(plan, Trouble), plan
    return plan


def plan_of(text: str, context: Context = ANA) -> tuple[Step, ...] | Trouble:
    return planned(compiled(parse(text, "m.yaml", SNIPPET_LIMITS), Source("m.yaml", text)), context)


def wrong(text: str) -> list[tuple[int, int, str]]:
    with pytest.raises(SourceError) as raised:
        compiled(parse(text, "m.yaml", SNIPPET_LIMITS), Source("m.yaml", text))
    return [(one.line, one.column, f"{one.message} {one.hint}".strip()) for one in raised.value.problems]


def test_every_step_in_short() -> None:
    text = """
- add_tag: refund
- remove_tag: waiting
- note: Promised a refund of {{ order.refund.amount }} for {{ order.number }}.
- set_priority: high
- hold_until: 30 minutes
- close: solved
"""
    assert steps(text) == (
        AddTag("refund"),
        RemoveTag("waiting"),
        WriteNote("Promised a refund of 49.9 for 48213."),
        SetPriority(Priority.HIGH),
        HoldUntil(datetime(2026, 3, 9, 14, 35, 7, tzinfo=UTC)),
        Close("solved"),
    )


def test_every_step_with_its_fields_by_name_or_by_type() -> None:
    text = """
- {type: add_tag, tag: refund}
- hold_until: {until: "tomorrow 9:00", promise: "news about {{ order.number }}"}
- hand_over: {queue: billing, comment: "{{ customer.first_name }} waits for a refund"}
"""
    assert steps(text) == (
        AddTag("refund"),
        HoldUntil(datetime(2026, 3, 10, 9, 0, tzinfo=UTC), "news about 48213"),
        HandOver(queue="billing", comment="Ana waits for a refund"),
    )
    assert steps("- {type: hand_over, agent: Maria}") == (HandOver(AgentId("Maria")),)


def test_a_step_alone_needs_no_list() -> None:
    assert steps("{close: solved}") == (Close("solved"),)
    assert steps("- close:") == (Close(""),)


@pytest.mark.parametrize(
    ("until", "at"),
    [
        ("30 minutes", datetime(2026, 3, 9, 14, 35, 7, tzinfo=UTC)),
        ("in 2 hours", datetime(2026, 3, 9, 16, 5, 7, tzinfo=UTC)),
        ("5 business days", datetime(2026, 3, 16, 14, 5, 7, tzinfo=UTC)),
        ("16:30", datetime(2026, 3, 9, 16, 30, tzinfo=UTC)),
        ("14:05", datetime(2026, 3, 10, 14, 5, tzinfo=UTC)),
        ("9:00", datetime(2026, 3, 10, 9, 0, tzinfo=UTC)),
        ("tomorrow at 16:30", datetime(2026, 3, 10, 16, 30, tzinfo=UTC)),
        ("{{ 45 }} minutes", datetime(2026, 3, 9, 14, 50, 7, tzinfo=UTC)),
    ],
)
def test_times(until: str, at: datetime) -> None:
    assert steps(f'- hold_until: "{until}"') == (HoldUntil(at),)


def test_the_time_that_it_is_means_the_same_time_tomorrow() -> None:
    assert deadline("14:05", NOW.replace(second=0)) == datetime(2026, 3, 10, 14, 5, tzinfo=UTC)


def test_a_missing_value_stops_the_whole_macro() -> None:
    plan = plan_of("- add_tag: refund\n- note: 'Order {{ order.number }}'", NOBODY)
    assert isinstance(plan, Trouble)
    assert plan.missing == ("order.number",)
    assert "`note` needs order.number" in plan.reason


def test_a_default_stands_in_for_a_missing_value() -> None:
    assert steps("- note: \"Order {{ order.number | default: 'unknown' }}\"", NOBODY) == (
        WriteNote("Order unknown"),
    )


@pytest.mark.parametrize("name", ["{{ x }}", "${1:a}", "$|$", "\U0010fff0" + "30\U0010fff1", "%}{%"])
def test_a_hostile_name_stays_what_it_is(name: str) -> None:
    assert steps('- note: "{{ customer.first_name }}!"', named(name)) == (WriteNote(f"{name}!"),)


def test_what_will_not_do_once_it_is_filled_in_is_told() -> None:
    long = plan_of('- add_tag: "{{ customer.first_name }}"', named("x" * 51))
    assert isinstance(long, Trouble)
    assert "1 to 50 characters, and this one has 51" in long.reason
    past = plan_of('- hold_until: "{{ customer.first_name }}"', named("yesterday"))
    assert isinstance(past, Trouble)
    assert "'yesterday' is not a time" in past.reason
    date = plan_of('- hold_until: "-1 hour"'.replace("-1", "{{ -1 }}"))
    assert isinstance(date, Trouble)
    assert "not in the future" in date.reason


def test_mistakes_have_their_place_and_a_hint() -> None:
    assert wrong("- add_tga: refund") == [(1, 3, "there is no step `add_tga` did you mean `add_tag`?")]
    assert wrong("- type: shout")[0][:2] == (1, 9)
    assert wrong("- refund") == [(1, 3, "a step is a mapping such as `add_tag: refund`")]
    assert wrong("- set_priority: hihg") == [
        (1, 17, "`priority` must be low, normal, high or urgent (got 'hihg')")
    ]
    assert wrong("- {add_tag: a, note: b}") == [
        (1, 16, "each step is an item of its own; its fields stand below its name")
    ]
    assert wrong("- hold_until: {until: 1 hour, promis: x}") == [
        (1, 31, "unknown key `promis` did you mean `promise`?")
    ]


def test_texts_are_looked_through_when_they_are_read() -> None:
    assert wrong("- note: 'a {{ b'")[0][:2] == (1, 12)
    assert (
        wrong("- note: 'I owe you $5'")[0][2] == "`text`: a step has no tab stops; an amount is written \\$5"
    )
    assert wrong("- hold_until: soon")[0][2].startswith("`until`: 'soon' is not a time such as 30 minutes")
    assert wrong("- hand_over: {comment: x}")[0][2].endswith("needs either `agent` or `queue`")
    assert wrong("- hand_over: {queue: x, agent: y}")[0][2].endswith("needs either `agent` or `queue`")


def test_all_mistakes_are_told_at_once() -> None:
    assert [line for line, _, _ in wrong("- ad_tag: x\n- note: ok\n- set_priority: hi")] == [1, 3]


def test_what_takes_the_conversation_away_comes_last() -> None:
    assert wrong("- close: solved\n- add_tag: x") == [
        (2, 3, "`close` must be the last step: the conversation is gone after it")
    ]


def test_steps_in_words_and_as_programs_write_them() -> None:
    until = HoldUntil(NOW, "a call")
    assert [described(step) for step in (AddTag("x"), RemoveTag("x"), SetPriority(Priority.LOW), until)] == [
        "tag x",
        "take off tag x",
        "priority low",
        "promise to be back by 2026-03-09 14:05: a call",
    ]
    assert described(HandOver(AgentId("Maria"), comment="x")) == "hand over to Maria: x"
    assert described(HandOver(queue="billing")) == "hand over to queue billing"
    assert [described(WriteNote("x")), described(Close("solved")), described(Close())] == [
        "note: x",
        "close: solved",
        "close",
    ]
    assert plain(until) == {"type": "hold_until", "until": "2026-03-09T14:05:07+00:00", "promise": "a call"}
    assert plain(SetPriority(Priority.LOW)) == {"type": "set_priority", "priority": "low"}
    assert [ends(step) for step in (until, Close(), HandOver(queue="x"))] == [False, True, True]


def test_the_language_of_amounts_is_the_customers() -> None:
    german = replace(ANA, customer={"locale": "de"})
    assert steps('- note: "{{ order.total | money: order.currency }}"', german) == (
        WriteNote("1.049,90\xa0€"),
    )


def test_steps_of_a_tree_of_values() -> None:
    tree = [{"add_tag": "x"}, {"hold_until": {"until": "1 hour"}}, {"type": "close", "outcome": "done"}]
    assert [recipe.name for recipe in steps_of(tree)] == ["add_tag", "hold_until", "close"]
    assert planned(steps_of({"close": None}), ANA) == (Close(""),)
    assert planned(steps_of([{"note": 5}, {"note": "null"}]), ANA) == (WriteNote("5"), WriteNote("null"))
    assert steps_of(None) == ()
    with pytest.raises(SourceError, match="there is no step"):
        steps_of([{"shout": "x"}])
