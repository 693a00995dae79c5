"""Variables that ask the world outside, or the agent, before a reply can be filled in."""

from collections.abc import Mapping

import pytest

from agent_console.domain.outside import Reach, Request
from agent_console.snippets.book import Book
from agent_console.snippets.expansion import Expansion, Trouble
from agent_console.snippets.field import Field
from agent_console.snippets.file import SnippetFile
from agent_console.snippets.moment import locale_of
from agent_console.snippets.occasion import Occasion
from agent_console.snippets.recipe import BodyError, Filling
from agent_console.snippets.source.schema import Variable
from agent_console.snippets.variable.replacement import ReplaceRecipe
from tests.snippets.reply import A, called, nesting, reason, reply, text
from tests.snippets.shelf import ANA

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


@pytest.mark.parametrize("kind", ["clipboard", "shell", "script", "http"])
def test_a_body_itself_asks_for_nothing_that_is_off(kind: str) -> None:
    params = {"cmd": "ls", "args": ["ls"], "url": "https://example.com/"}
    body = ReplaceRecipe("{{v}}", (Variable(name="v", type=kind, params=params),), native=True)

    with pytest.raises(BodyError, match=f"`{kind}` is off for this file"):
        body.render(Filling({}, locale_of("en"), ANA.now))


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
