"""Variables of replies: their order and scopes, dates, and replies in replies."""

from collections.abc import Callable

import pytest

from agent_console.snippets.expansion import Expansion
from agent_console.snippets.moment import locale_of
from agent_console.snippets.occasion import Occasion
from agent_console.snippets.recipe import BodyError, Filling, Recipe
from agent_console.snippets.source.schema import Variable
from agent_console.snippets.trigger.casing import Casing
from agent_console.snippets.variable.replacement import ReplaceRecipe
from tests.snippets.reply import A, book, called, nesting, reason, reply, text
from tests.snippets.shelf import ANA, NOBODY, stops

# Order and scope

B = "{name: b, type: echo, params: {echo: '<{{a}}>'}}"
SHARED = """global_vars:
  - {name: g, type: echo, params: {echo: 'G{{h}}'}}
  - {name: h, type: echo, params: {echo: H}}
  - {name: a, type: echo, params: {echo: shared}}
  - {name: dependent, type: echo, params: {echo: D}, depends_on: [broken]}
  - {name: broken, type: echo}
"""


def test_a_variable_uses_those_before_it() -> None:
    assert text(reply("'{{b}}'", f"{A}, {B}")) == "<A>"


def test_a_variable_cannot_use_one_after_it() -> None:
    assert "`b` needs `a`, which comes after it" in reason(reply("'{{a}}'", f"{B}, {A}"))


def test_one_after_it_hides_a_shared_one_already() -> None:
    assert "circular" in reason(reply("'{{a}}'", f"{B}, {A}", SHARED))


def test_a_variable_of_its_own_goes_before_a_shared_one() -> None:
    assert text(reply("'{{a}}'", A, SHARED)) == "A"


def test_shared_variables_use_each_other() -> None:
    assert text(reply("'{{g}}'", "", SHARED)) == "GH"


def test_shared_variables_that_nobody_names_have_no_value() -> None:
    assert text(reply("'{{a}}'", A, SHARED)) == "A"
    assert "needs the text `echo`" in reason(reply("'{{broken}}'", "", SHARED))


def test_what_a_variable_depends_on_comes_first() -> None:
    assert "needs the text `echo`" in reason(reply("'{{dependent}}'", "", SHARED))


def test_depending_on_what_comes_after_is_a_circle() -> None:
    after = A.replace("}}", "}, depends_on: [b]}")
    late = "{name: b, type: echo, params: {echo: B}"

    assert text(reply("'{{a}}'", f"{late}}}, {after}")) == "A"
    assert "`a` needs `b`, which comes after it" in reason(reply("'{{a}}'", f"{after}, {late}}}"))


def test_depending_on_what_is_not_there_means_nothing() -> None:
    assert text(reply("'{{a}}'", A.replace("}}", "}, depends_on: [nothing]}"))) == "A"


def test_a_shared_variable_can_be_given_its_turn() -> None:
    local = "{name: g, type: global}, {name: b, type: echo, params: {echo: '{{g}}!'}}"

    assert text(reply("'{{b}}'", local, SHARED)) == "GH!"


def test_every_variable_of_its_own_gets_a_value_once_one_is_named() -> None:
    assert "needs the text `echo`" in reason(reply("'{{a}}'", f"{A}, {{name: z, type: echo}}"))


def test_params_are_filled_in_to_any_depth() -> None:
    choice = "{name: c, type: choice, params: {values: [{id: '{{a}}!', label: x}, '{{a}}?']}}"
    result = called(reply("'{{c}}'", f"{A}, {choice}"))

    assert isinstance(result, Expansion)
    assert result.stops[0].choices == ("A!", "A?")


def test_a_value_that_is_not_injected_stays_as_it_is() -> None:
    raw = "{name: r, type: echo, inject_vars: false, params: {echo: '{{a}}'}}"

    assert text(reply("'{{r}} {{b}}'", f"{A}, {raw}, {B.replace('{{a}}', '{{r}}')}")) == "{{a}} <{{a}}>"


def test_a_long_chain_of_shared_variables_is_stopped() -> None:
    chain = "".join(
        f"  - {{name: v{number}, type: echo, params: {{echo: '{{{{v{number + 1}}}}}'}}}}\n"
        for number in range(200)
    )

    assert "wait for each other" in reason(reply("'{{v0}}'", "", "global_vars:\n" + chain))


def test_groups_of_a_pattern_are_variables() -> None:
    shelf = reply("'{{who}} {{b}}'", B.replace("{{a}}", "{{who}}"))

    assert text(shelf, Occasion(captures={"who": r"\{\{$|$"})) == r"\{\{$|$ <\{\{$|$>"


# Dates


@pytest.mark.parametrize(
    ("params", "expected"),
    [
        ("{format: '%F %T', offset: -86400}", "2026-03-08 14:05:07"),
        ("{format: '%F', offset: '86400'}", "2026-03-09"),
        ("{format: '%F', offset: true}", "2026-03-09"),
        ("{format: '%A', locale: fr-FR}", "lundi"),
        ("{}", "Mon, 09 Mar 2026 14:05:07 +0000"),
        ("{locale: de}", "Mon, 09 Mar 2026 14:05:07 +0000"),
    ],
)
def test_a_date_is_moved_and_named(params: str, expected: str) -> None:
    assert text(reply("'{{d}}'", f"{{name: d, type: date, params: {params}}}")) == expected


def test_a_date_out_of_reach_is_told() -> None:
    far = "{name: d, type: date, params: {format: '%F', offset: 999999999999999}}"

    assert "cannot be filled in" in reason(reply("'{{d}}'", far))


# Replies in replies

NESTED = """  - {trigger: ;one, replace: "nested $|$one"}
  - {trigger: ;two, replace: "a {{o}}", vars: [{name: o, type: match, params: {trigger: ;one}}]}
"""


def test_a_reply_stands_in_another_with_its_cursor() -> None:
    result = called(reply("'> {{m}}!'", nesting(";two"), NESTED))

    assert isinstance(result, Expansion)
    assert result.text == "> a nested one!"
    assert [(stop.index, stop.start) for stop in result.stops] == [(0, len("> a nested "))]


def test_the_cursor_of_a_reply_inside_comes_behind_the_fields_around_it() -> None:
    form = "{name: f, type: form, params: {layout: '[[who]]', fields: {who: {default: you}}}}"
    shelf = reply("'{{f.who}}: {{m}}'", f"{form}, {nesting(';one')}", NESTED)
    result = called(shelf)

    assert isinstance(result, Expansion)
    assert [(stop.index, stop.start) for stop in result.stops] == [(1, 0), (0, len("you: nested "))]


@pytest.mark.parametrize(
    ("casing", "expected"),
    [(Casing.CAPITALIZE, "A Nested one"), (Casing.UPPERCASE, "A NESTED ONE")],
)
def test_the_case_is_that_of_the_reply_around(casing: Casing, expected: str) -> None:
    shelf = reply("'a {{m}}'", nesting(";one"), NESTED.replace("$|$", ""))

    assert text(shelf, Occasion(casing=casing)) == expected


def test_the_separator_goes_behind_the_whole() -> None:
    result = called(reply("'{{m}}!'", nesting(";one"), NESTED), Occasion(right=","))

    assert isinstance(result, Expansion)
    assert result.text == "nested one!,"
    assert result.stops[0].start == len("nested ")


def test_stops_and_holes_of_both_keep_apart() -> None:
    inner = (
        "  - {trigger: ;in, replace: '{{order.number}} {{c}}', "
        "vars: [{name: c, type: choice, params: {values: [x, y]}}]}\n"
        "  - {trigger: ;out, replace: '{{customer.first_name}} {{d}} {{m}} {{order.number}}', vars: ["
        "{name: d, type: choice, params: {values: [p, q]}}, "
        "{name: m, type: match, params: {trigger: ;in}}]}\n"
    )
    result = book(f"matches:\n{inner}", native=True).expand("t:;out", NOBODY)

    assert isinstance(result, Expansion)
    assert result.text == "⟦customer.first_name⟧ p ⟦order.number⟧ x ⟦order.number⟧"
    assert result.missing == ("customer.first_name", "order.number")
    assert stops(result) == [
        (1, "⟦customer.first_name⟧"),
        (2, "⟦order.number⟧"),
        (2, "⟦order.number⟧"),
        (3, "p"),
        (4, "x"),
    ]


def test_a_template_and_a_snippet_can_stand_in_a_reply() -> None:
    shelf = book(
        "matches:\n"
        "  - {trigger: ;t, template: 'Hi {{ customer.first_name | upcase }} ${1:dear}'}\n"
        "  - {trigger: ;s, snippet: '${1:you} $1'}\n"
        "  - {trigger: ;x, replace: '{{t}} / {{s}}', vars: ["
        "{name: t, type: match, params: {trigger: ;t}}, {name: s, type: match, params: {trigger: ;s}}]}\n",
        native=True,
    )
    result = called(shelf)

    assert isinstance(result, Expansion)
    assert result.text == "Hi ANA dear / you you"
    assert [found for found in stops(result) if found[1]] == [(1, "dear"), (2, "you"), (2, "you")]
    assert result.values == (("customer.first_name", "Ana"),)


def test_a_trigger_that_nothing_has_is_told() -> None:
    assert "no reply has the trigger `;nope`" in reason(reply("'{{m}}'", nesting(";nope"), NESTED))


class Mirror:
    """Finds a reply that nests itself under whatever trigger comes next."""

    def __init__(self, follow: Callable[[str], str]) -> None:
        self._follow = follow

    def __call__(self, trigger: str) -> Recipe:
        params = {"trigger": self._follow(trigger)}
        return ReplaceRecipe("{{m}}", (Variable(name="m", type="match", params=params),))


@pytest.mark.parametrize(
    ("follow", "message"),
    [(lambda _: ";x", "go in a circle"), (lambda trigger: trigger + "x", "more than 16 replies")],
)
def test_a_nest_without_end_is_stopped(follow: Callable[[str], str], message: str) -> None:
    find = Mirror(follow)
    filling = Filling(ANA.names()[0], locale_of("en"), ANA.now, find=find)

    with pytest.raises(BodyError, match=message):
        find(";").render(filling)


def test_espanso_knows_no_customers() -> None:
    assert "`customer` is not declared" in reason(reply("'{{customer.first_name}}'", A))
