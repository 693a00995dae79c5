"""Articles in Markdown: front matter with its mistakes in place, and text without markup."""

from agent_console.articles.markdown import article
from agent_console.domain.article import Piece

RETURNS = """\
---
title: Returns
url: https://help.example.com/returns
language: en
tags: [refund, parcel]
layout: of another program
---
# Not the title

You can return *anything* within **30 days**.

## How

1. Print the label.
2. Send it.

<script>alert(1)</script>
"""


def test_front_matter_and_text_become_an_article() -> None:
    found, problems = article("shop/returns.md", RETURNS)
    assert (found.id, found.title, found.url) == (
        "shop/returns.md",
        "Returns",
        "https://help.example.com/returns",
    )
    assert (found.language, found.tags, problems) == ("en", ("refund", "parcel"), ())
    assert found.pieces == (
        Piece("You can return anything within 30 days."),
        Piece("1. Print the label.\n2. Send it.", "How"),
    )


def test_without_front_matter_the_heading_or_the_name_is_the_title() -> None:
    assert article("a.md", "# Which bulb fits\n\nE27.")[0].title == "Which bulb fits"
    assert article("shop/which-bulb_fits.md", "E27.")[0].title == "which bulb fits"


def test_values_may_be_left_empty_and_tags_written_in_a_row() -> None:
    found, problems = article("a.md", "---\ntitle:\nurl:\ntags: refund, parcel\n---\nx")
    assert (found.title, found.url, found.tags, problems) == ("a", "", ("refund", "parcel"), ())


def test_a_mistake_is_told_with_its_place_and_the_text_is_read_all_the_same() -> None:
    found, (problem,) = article("a.md", "---\ntitle: fine\nurl: [a\n---\nx")
    assert (problem.file, problem.line) == ("a.md", 4)
    assert found.pieces == (Piece("x"),)


def test_customers_are_sent_to_the_web_only() -> None:
    found, (problem,) = article("a.md", "---\nurl: javascript:alert(1)\n---\nx")
    assert (found.url, "no address of the web" in problem.message) == ("", True)


def test_what_would_steer_a_terminal_is_gone() -> None:
    found, _ = article("a.md", "# T\u202eitle\x1b[31m\n\nte\x00xt\u2066")
    assert (found.title, found.pieces) == ("Title[31m", (Piece("text"),))


def test_a_bomb_of_aliases_in_front_is_a_mistake() -> None:
    rows = "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 9))
    _, problems = article("a.md", f"---\na0: &a0 [x]\n{rows}---\nx")
    assert len(problems) == 1
