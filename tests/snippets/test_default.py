"""Where defaults stand in a text, so that the agent sees them."""

from agent_console.snippets.expansion import Expansion
from tests.snippets.shelf import ANA, NOBODY, book, expanded, stops, template


def defaults(expansion: Expansion) -> list[tuple[str, str]]:
    return [(stop.path, expansion.text[stop.start : stop.end]) for stop in expansion.defaults]


def test_a_default_is_found_where_it_stands_and_is_no_stop() -> None:
    shelf = template("Hi {{ customer.first_name | default: 'there' | capitalize }}, ${1:dear} there.")
    expansion = expanded(shelf, NOBODY)
    assert expansion.text == "Hi There, dear there."
    assert defaults(expansion) == [("customer.first_name", "There")]
    assert stops(expansion) == [(1, "dear")]
    assert defaults(expanded(shelf, ANA)) == []


def test_every_default_is_found_also_in_conditions_and_loops() -> None:
    shelf = template(
        "{% if order.number %}x{% else %}{{ order.number | default: 'n' }}{% endif %}"
        "{% for item in customer.tags %}{% endfor %} {{ customer.first_name | default: 'you' }}"
    )
    assert defaults(expanded(shelf, NOBODY)) == [("order.number", "n"), ("customer.first_name", "you")]


def test_a_text_that_is_captured_can_still_be_compared() -> None:
    shelf = template(
        "{% capture name %}{{ customer.first_name | default: 'you' }}{% endcapture %}"
        "{% if name == 'you' %}Hello!{% else %}Hello {{ name }}!{% endif %}"
    )
    expansion = expanded(shelf, NOBODY)
    assert (expansion.text, expansion.defaulted) == ("Hello!", ("customer.first_name",))


def test_a_default_comes_along_with_a_reply_that_is_part_of_another() -> None:
    shelf = book(
        "matches:\n"
        "  - {id: hello, trigger: ';hi', template: \"Hi {{ customer.first_name | default: 'there' }}\"}\n"
        "  - id: it\n"
        '    replace: "{{ greeting }}! $|$"\n'
        "    vars: [{name: greeting, type: match, params: {trigger: ';hi'}}]\n"
    )
    expansion = expanded(shelf, NOBODY)
    assert expansion.text == "Hi there! "
    assert defaults(expansion) == [("customer.first_name", "there")]
    assert stops(expansion) == [(0, "")]
