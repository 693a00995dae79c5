"""Variables of replies: their order, their scopes, what they nest, and what they ask of agent and world."""

from collections.abc import Callable, Mapping
from dataclasses import replace

import pytest

from agent_console.domain.outside import Reach, Request
from agent_console.snippets.book import Book
from agent_console.snippets.casing import Casing
from agent_console.snippets.expansion import Expansion, Trouble
from agent_console.snippets.field import Field
from agent_console.snippets.file import SnippetFile
from agent_console.snippets.moment import locale_of
from agent_console.snippets.occasion import USUAL, Occasion
from agent_console.snippets.recipe import BodyError, Filling, Recipe
from agent_console.snippets.replacement import ReplaceRecipe
from agent_console.snippets.schema import Variable
from tests.snippets.shelf import ANA, NOBODY, named, stops


def book(text: str, native: bool = False) -> Book:
    """Return the book of a file that may reach everything."""
    head = "dialect: support/1\nnamespace: t\n" if native else ""
    shelf, problems = Book.load([SnippetFile("t.yaml", head + text, allowed=frozenset(Reach))])
    assert problems == ()
    return shelf


def reply(body: str, variables: str, more: str = "", native: bool = False) -> Book:
    """Return the book of one reply `;x`, given its body and variables as YAML in one line."""
    text = f"matches:\n  - trigger: ;x\n    replace: {body}\n    vars: [{variables}]\n{more}"
    return book(text, native)


def called(shelf: Book, occasion: Occasion = USUAL, trigger: str = ";x") -> Expansion | Trouble:
    return shelf.expand(f"t:{trigger}", ANA, occasion=occasion)


def text(shelf: Book, occasion: Occasion = USUAL, trigger: str = ";x") -> str:
    result = called(shelf, occasion, trigger)
    assert isinstance(result, Expansion), result
    return result.text


def reason(shelf: Book, occasion: Occasion = USUAL, trigger: str = ";x") -> str:
    result = called(shelf, occasion, trigger)
    assert isinstance(result, Trouble), result
    return result.reason


# Order and scope

A, B = "{name: a, type: echo, params: {echo: A}}", "{name: b, type: echo, params: {echo: '<{{a}}>'}}"
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


def nesting(trigger: str) -> str:
    return f"{{name: m, type: match, params: {{trigger: {trigger}}}}}"


def test_a_reply_stands_in_another_with_its_cursor() -> None:
    result = called(reply("'> {{m}}!'", nesting(";two"), NESTED))

    assert isinstance(result, Expansion)
    assert result.text == "> a nested one!"
    assert [(stop.index, stop.start) for stop in result.stops] == [(0, len("> a nested "))]


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


# The world outside

REACHING = {
    "clipboard": ("{name: v, type: clipboard}", Request(Reach.CLIPBOARD)),
    "shell": (
        "{name: v, type: shell, params: {cmd: 'date {{a}}', shell: bash}}",
        Request(Reach.SHELL, "date A", options=(("shell", "bash"),)),
    ),
    "environment": (
        "{name: v, type: shell, params: {cmd: 'echo $ESPANSO_A'}}",
        Request(Reach.SHELL, "echo $ESPANSO_A", environment=(("ESPANSO_A", "A"),)),
    ),
    "script": (
        "{name: v, type: script, params: {args: [python, '{{a}}.py'], ignore_error: true}}",
        Request(Reach.SCRIPT, "python", ("A.py",), (("ignore_error", "true"),), (("ESPANSO_A", "A"),)),
    ),
}


@pytest.mark.parametrize(("variable", "request_"), REACHING.values(), ids=REACHING)
def test_what_comes_from_outside_is_asked_for(variable: str, request_: Request) -> None:
    shelf = reply("'[{{v}}]'", f"{A}, {variable}")
    asked = called(shelf)

    assert isinstance(asked, Trouble)
    assert asked.request == request_
    assert text(shelf, Occasion(answers={request_: "{{a}}$|$"})) == "[{{a}}$|$]"


@pytest.mark.parametrize(("trim", "expected"), [("", "[x]"), (", trim: false", "[ x\n]")])
def test_what_a_command_writes_is_trimmed(trim: str, expected: str) -> None:
    shelf = reply("'[{{v}}]'", f"{{name: v, type: shell, params: {{cmd: ls{trim}}}}}")

    assert text(shelf, Occasion(answers={Request(Reach.SHELL, "ls"): " x\n"})) == expected


def test_one_answer_can_make_the_next_question() -> None:
    first = "{name: c, type: clipboard}"
    second = "{name: s, type: shell, params: {cmd: 'wc {{c}}'}}"
    shelf = reply("'{{s}}'", f"{first}, {second}")
    answers = {Request(Reach.CLIPBOARD): "two words"}
    asked = called(shelf, Occasion(answers=answers))

    assert isinstance(asked, Trouble)
    assert asked.request == Request(Reach.SHELL, "wc two words")


@pytest.mark.parametrize(
    "variable", ["{name: v, type: shell}", "{name: v, type: script, params: {args: []}}"]
)
def test_a_command_that_is_not_there_is_told(variable: str) -> None:
    assert "needs the" in reason(reply("'{{v}}'", variable))


def test_what_a_customer_is_called_is_never_a_command() -> None:
    mail = "{name: mail, type: echo, params: {echo: '{{customer.email}}'}}"
    direct = "{name: v, type: shell, params: {cmd: 'find {{mail}}'}}"
    beside = "{name: v, type: shell, params: {cmd: 'find \"$ESPANSO_MAIL\"'}}"
    asked = called(reply("'{{v}}'", f"{mail}, {beside}", native=True))

    assert "not made of values" in reason(reply("'{{v}}'", f"{mail}, {direct}", native=True))
    assert isinstance(asked, Trouble)
    assert asked.request is not None
    assert asked.request.text == 'find "$ESPANSO_MAIL"'
    assert asked.request.environment == (("ESPANSO_MAIL", "ana@example.com"),)


def test_not_even_through_a_reply_of_another_dialect() -> None:
    native = "dialect: support/1\nmatches: [{trigger: ;who, template: '{{ customer.first_name }}'}]"
    shell = "{name: v, type: shell, params: {cmd: 'find {{m}}'}}"
    plain = f"matches: [{{trigger: ;x, replace: '{{{{v}}}}', vars: [{nesting(';who')}, {shell}]}}]"
    files = [SnippetFile("n.yaml", native), SnippetFile("t.yaml", plain, allowed=frozenset(Reach))]
    shelf, problems = Book.load(files)

    assert problems == ()
    assert "not made of values" in reason(shelf)


def test_what_the_config_does_not_open_is_never_asked_for() -> None:
    inner = "matches: [{trigger: ;in, replace: '{{c}}', vars: [{name: c, type: clipboard}]}]"
    outer = f"matches: [{{trigger: ;x, replace: '{{{{m}}}}', vars: [{nesting(';in')}]}}]"
    files = [SnippetFile("in.yaml", inner), SnippetFile("t.yaml", outer, allowed=frozenset(Reach))]
    shelf, _ = Book.load(files)

    assert called(shelf) == Trouble(reason(shelf))
    assert "clipboard" in reason(shelf)


# What the agent is asked

ASKING = {
    "form": (
        "{name: f, type: form, params: {layout: '[[who]] [[how]]', fields: {how: {default: fast}}}}",
        "{name: v, type: shell, params: {cmd: 'greet {{f.who}}'}}",
        (Field("f.who", check="required"), Field("f.how", default="fast", required=False)),
        {"f.who": "Bo; ls", "f.how": ""},
        "greet Bo; ls",
    ),
    "choice": (
        "{name: f, type: choice, params: {values: [{id: a1, label: One}, {id: a2, label: Two}]}}",
        "{name: v, type: shell, params: {cmd: 'pick {{f}}'}}",
        (Field("f", ("a1", "a2"), ("One", "Two")),),
        {"f": "a2"},
        "pick a2",
    ),
}


@pytest.mark.parametrize(("asking", "using", "fields", "answers", "command"), ASKING.values(), ids=ASKING)
def test_what_a_command_is_made_of_is_asked_before(
    asking: str, using: str, fields: tuple[Field, ...], answers: Mapping[str, str], command: str
) -> None:
    shelf = reply("'{{v}}'", f"{asking}, {using}")
    asked = called(shelf)
    assert isinstance(asked, Trouble)
    assert asked.fields == fields

    then = called(shelf, Occasion(fields=answers))
    assert isinstance(then, Trouble)
    assert then.request == Request(Reach.SHELL, command)


def test_a_field_may_be_answered_before_or_in_place() -> None:
    shelf = reply("'{{f.who}}!'", "{name: f, type: form, params: {layout: '[[who]]'}}")
    result = called(shelf)

    assert isinstance(result, Expansion)
    assert [field.name for field in result.fields] == ["f.who"]
    assert text(shelf, Occasion(fields={"f.who": "Bo$|$"})) == "Bo$|$!"


def test_parts_that_a_form_has_not_are_empty() -> None:
    form = "{name: f, type: form, params: {layout: '[[ spaced ]] [[a.b]]'}}"

    assert text(reply("'<{{f.spaced}}{{f.a}}{{f.none}}>'", form)) == "<>"
    assert text(reply("'<{{f.spaced}}>'", form, native=True)) == "<⟦spaced⟧>"


# Web addresses

PARCEL = "{name: p, type: http, params: {url: '%s', path: state}}"
ADDRESS = PARCEL % "https://example.com/parcels/{{customer.first_name}}?full=1"


@pytest.mark.parametrize(
    ("name", "escaped"),
    [
        ("Ana", "Ana"),
        ("a/b?c=d&e#f", "a%2Fb%3Fc%3Dd%26e%23f"),
        ("../..", "..%2F.."),
        ("Ä {{x}}", "%C3%84%20%7B%7Bx%7D%7D"),
        ("%2F", "%252F"),
        ("\ud800", "%3F"),
    ],
)
def test_a_value_cannot_leave_its_place_in_an_address(name: str, escaped: str) -> None:
    shelf = reply("'{{p}}'", ADDRESS, native=True)
    asked = shelf.expand("t:;x", named(name))

    assert isinstance(asked, Trouble)
    url = f"https://example.com/parcels/{escaped}?full=1"
    assert asked.request == Request(Reach.HTTP, url, options=(("path", "state"),))


@pytest.mark.parametrize("url", ["https://{{a}}/x", "https://{{a}}.example.com", "https://ana@example.com"])
def test_no_value_chooses_the_host(url: str) -> None:
    assert "needs a `url`" in reason(reply("'{{p}}'", f"{A}, {PARCEL % url}", native=True))


@pytest.mark.parametrize("url", ["ftp://example.com/x", "file:///etc/passwd", "/x", "javascript:alert(1)"])
def test_only_the_web_is_asked(url: str) -> None:
    assert "needs a `url`" in reason(reply("'{{p}}'", PARCEL % url, native=True))


def test_dots_alone_cannot_climb() -> None:
    result = reply("'{{p}}'", ADDRESS, native=True).expand("t:;x", named(".."))

    assert isinstance(result, Trouble)
    assert "dots alone" in result.reason


def test_a_missing_value_in_an_address_is_a_missing_value() -> None:
    result = reply("'It is {{p}}.'", ADDRESS, native=True).expand("t:;x", NOBODY)

    assert isinstance(result, Expansion)
    assert result.text == "It is ⟦customer.first_name⟧."
    assert result.missing == ("customer.first_name",)


def test_an_empty_answer_of_the_web_is_a_missing_value() -> None:
    shelf = reply("'It is {{p}}.'", ADDRESS, native=True)
    asked = called(shelf)
    assert isinstance(asked, Trouble)
    assert asked.request is not None
    answered = replace(USUAL, answers={asked.request: " "})
    result = called(shelf, answered)

    assert isinstance(result, Expansion)
    assert result.missing == ("p",)
    assert text(shelf, replace(USUAL, answers={asked.request: " on its way "})) == "It is on its way."


def test_espanso_knows_no_web_addresses() -> None:
    plain = PARCEL % "https://example.com/"

    assert "unknown type `http`" in reason(reply("'{{p}}'", plain))


def test_espanso_knows_no_customers() -> None:
    assert "`customer` is not declared" in reason(reply("'{{customer.first_name}}'", A))
