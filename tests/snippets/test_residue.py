"""Left-over placeholders are found, and ordinary messages are not mistaken for them."""

import pytest

from agent_console.snippets import residue


@pytest.mark.parametrize(
    "placeholder",
    [
        "{{ customer.name }}",
        "{{x}}",
        "{% if order %}",
        "${1:text}",
        "${2|a,b|}",
        "${0}",
        "$|$",
        "[[reason]]",
        "[[ your name ]]",
        "#{ticket.number}",
        "#{ticket.customer.firstname}",
        "⟦order.number⟧",
    ],
)
def test_a_placeholder_is_found_where_it_stands(placeholder: str) -> None:
    (found,) = residue.find(f"Dear {placeholder}, hello")

    assert (found.start, found.end, found.text) == (5, 5 + len(placeholder), placeholder)


@pytest.mark.parametrize(
    "text",
    [
        "It costs $5 or $1,200.",
        "Use {curly} braces, a[0] and [1].",
        "See issue #12 and #{hash}",
        "a {x} b } c { d",
        "100 % sure, 5% off",
        "[link](https://example.com)",
        "echo ${HOME}",
    ],
)
def test_ordinary_text_is_left_alone(text: str) -> None:
    assert residue.find(text) == ()


def test_several_are_found_in_order() -> None:
    assert [found.text for found in residue.find("{{a}} [[b]]\n{{c\n}} $|$")] == [
        "{{a}}",
        "[[b]]",
        "{{c\n}}",
        "$|$",
    ]


@pytest.mark.parametrize("text", ["Dear <NAME>", "Dear [First name]", "Dear %name%", "order XXXX"])
def test_what_only_looks_like_one_is_suspect(text: str) -> None:
    assert residue.find(text) == ()
    assert len(residue.suspect(text)) == 1


def test_no_text_makes_the_search_slow() -> None:
    """Openings without an end are each looked at once, not once for every other."""
    assert residue.find("{{" * 50_000 + "[[" * 50_000 + "#{" * 50_000 + "⟦" * 50_000) == ()
