"""What holds for bodies of every kind: case, separator, limits, and that foreign braces are text."""

from dataclasses import replace
from datetime import timedelta
from time import thread_time

import pytest

from agent_console.snippets.expansion import Expansion
from agent_console.snippets.limit import LONGEST_OUTPUT, MOST_STOPS, Deadline, OverdueError
from agent_console.snippets.liquid.template import compiled as template
from agent_console.snippets.moment import locale_of
from agent_console.snippets.occasion import Occasion
from agent_console.snippets.recipe import BodyError, Filling, Recipe, Rendered
from agent_console.snippets.rendering import rendered
from agent_console.snippets.source.schema import Variable
from agent_console.snippets.stop.editor import compiled as snippet
from agent_console.snippets.trigger.casing import Casing
from agent_console.snippets.variable.replacement import ReplaceRecipe
from tests.snippets.shelf import ANA, expanded, named, one, stops, trouble

BODIES = {
    "replace": "replace: 'hi {{customer.first_name}}$|$'",
    "template": "template: 'hi {{ customer.first_name }}$0'",
    "snippet": "snippet: 'hi Ana$0'",
    "form": "form: 'hi {{customer.first_name}}$|$'",
}


def called(keys: str, occasion: Occasion) -> Expansion:
    result = one(keys).expand("t.it", ANA, occasion=occasion)
    assert isinstance(result, Expansion), result
    return result


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
@pytest.mark.parametrize(
    ("casing", "text"),
    [
        (Casing.AS_WRITTEN, "hi Ana"),
        (Casing.CAPITALIZE, "Hi Ana"),
        (Casing.CAPITALIZE_WORDS, "Hi Ana"),
        (Casing.UPPERCASE, "HI ANA"),
    ],
)
def test_every_kind_of_body_takes_the_case_of_its_trigger(body: str, casing: Casing, text: str) -> None:
    result = called(body, Occasion(casing=casing))

    assert result.text == text
    assert stops(result) == [(0, "")]


@pytest.mark.parametrize("body", BODIES.values(), ids=BODIES)
def test_the_separator_goes_behind_the_text_and_the_cursor_before_it(body: str) -> None:
    result = called(body, Occasion(right="?"))

    assert result.text == "hi Ana?"
    assert result.stops[0].start == len("hi Ana")


def test_an_empty_text_stays_empty_in_every_case() -> None:
    for casing in Casing:
        assert called("replace: ''", Occasion(casing=casing)).text == ""


def test_choices_are_in_capitals_where_the_text_is() -> None:
    keys = "vars: [{name: c, type: choice, params: {values: [yes, no]}}]\nreplace: '{{c}}'"

    assert called(keys, Occasion(casing=Casing.UPPERCASE)).stops[0].choices == ("YES", "NO")


FOREIGN = (
    *("{{ customer.first_name | upcase }}", "{{ a | b: 'c' }}", "{% if x %}y{% endif %}", "{%- raw -%}"),
    *("{{< ref >}}", "{{% note %}}", "{{> partial}}", "{{#each items}}", "{{ }}", "{{}}"),
    *("${1:x} $2 ${3|a,b|}", "(╯°□°)╯ {{", "docker ps --format '{{.Names}}'", "{{ .Site.Title }}", "{{a-b}}"),
    *("{#- x -#}", "{{ 'x' }}", "\\{x\\}", "$|", "[[a]]", "<%= x %>", "#{a.b}"),
)


@pytest.mark.parametrize("body", FOREIGN)
def test_espanso_s_bodies_are_never_read_as_templates(body: str) -> None:
    filling = Filling(ANA.names()[0], locale_of("en"), ANA.now)

    assert ReplaceRecipe(body).render(filling).marked == body


@pytest.mark.parametrize("kind", ["replace", "markdown", "html"])
def test_nor_those_that_are_called_otherwise(kind: str) -> None:
    shelf = one(f'{kind}: "**{{{{ order.number | append: 1 }}}}**"')
    (variant,) = shelf.snippets

    filling = Filling(ANA.names()[0], locale_of("en"), ANA.now)
    assert variant.body.render(filling).marked == "**{{ order.number | append: 1 }}**"


# Limits


def deep() -> Recipe:
    chain = tuple(Variable(name=f"v{n}", type="echo", params={"echo": "x"}) for n in range(3))
    return ReplaceRecipe("{{v0}}", chain)


@pytest.mark.parametrize("recipe", [deep(), template("{{ order.number }}")], ids=["variables", "template"])
def test_what_takes_too_long_is_given_up(recipe: Recipe) -> None:
    filling = Filling(ANA.names()[0], locale_of("en"), ANA.now)

    assert rendered(recipe, filling).marked
    with pytest.raises(BodyError, match="takes longer than"):
        rendered(recipe, replace(filling, deadline=Deadline(timedelta(seconds=-1))))


class Stumbling:
    """A body that takes too long the first time."""

    def __init__(self) -> None:
        self.calls = 0

    def render(self, filling: Filling) -> Rendered:
        self.calls += 1
        if self.calls == 1:
            raise OverdueError("takes longer than 50 ms to fill in")
        filling.deadline.check()
        return Rendered("done")


def test_a_pause_that_comes_once_fails_nothing() -> None:
    body = Stumbling()

    assert rendered(body, Filling({}, locale_of("en"), ANA.now)).marked == "done"
    assert body.calls == 2


def test_a_library_s_own_time_does_not_count() -> None:
    deadline = Deadline(timedelta(milliseconds=20))
    with deadline.paused():
        began = thread_time()
        while thread_time() < began + 0.04:
            pass

    deadline.check()


@pytest.mark.parametrize(
    "recipe", [snippet("x" * (LONGEST_OUTPUT - 10) + "$1"), ReplaceRecipe("x" * LONGEST_OUTPUT)]
)
def test_a_text_may_have_so_many_bytes(recipe: Recipe) -> None:
    filling = Filling({}, locale_of("en"), ANA.now)

    assert rendered(recipe, filling).marked
    with pytest.raises(BodyError, match="20,000 bytes"):
        rendered(recipe, replace(filling, occasion=Occasion(right="é" * 20)))


@pytest.mark.parametrize(
    ("kind", "part"), [("snippet", "$0"), ("replace", "$|$"), ("template", "{{ order.none }}")]
)
def test_a_reply_has_no_more_stops_than_can_follow_a_key(kind: str, part: str) -> None:
    """Repetitions of one field or of one missing value all count, as do cursors."""
    most, too_many = (one(f"{kind}: '{part * number}'") for number in (MOST_STOPS, MOST_STOPS + 1))

    assert len(stops(expanded(most))) == MOST_STOPS
    assert f"has {MOST_STOPS + 1} stops and missing values" in trouble(too_many).reason


def test_letters_that_grow_in_capitals_count_as_what_they_become() -> None:
    body = ReplaceRecipe("ŉ" * 10_000)
    filling = Filling({}, locale_of("en"), ANA.now, occasion=Occasion(casing=Casing.UPPERCASE))

    with pytest.raises(BodyError, match="20,000 bytes"):
        rendered(body, filling)


def test_loops_are_bounded() -> None:
    items = {"items": [{"name": str(number)} for number in range(40)]}
    body = "{% for a in order.items %}{% for b in order.items %}{% assign c = a %}{% endfor %}{% endfor %}x"

    assert "cannot be filled in" in trouble(one(f"template: '{body}'"), replace(ANA, order=items)).reason


def test_a_library_s_error_stays_out_of_the_text() -> None:
    reason = trouble(one("template: '{{ customer.first_name | money: \"EUR\" }}'"), named("<b>")).reason

    assert reason.startswith("t.it cannot be filled in: '<b>' is not an amount")


def test_a_number_is_written_by_the_language_of_the_reply() -> None:
    keys = "template: '{{ order.total | money: order.currency }}'"
    keys += "\nlocales: {de: {template: '{{ order.total | money: order.currency }}'}}"

    assert expanded(one(keys)).text == "€1,049.90"
    assert expanded(one(keys), locale="de").text == "1.049,90\N{NO-BREAK SPACE}€"
