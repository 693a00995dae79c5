"""A book: what it holds, where a snippet is offered, in which language, and finding it by search."""

from dataclasses import replace

import pytest

from agent_console.snippets.book import Book
from agent_console.snippets.context import Context
from agent_console.snippets.file import SnippetFile
from tests.snippets.shelf import ANA, NOBODY, NOW, book, expanded, one, template, trouble


def test_an_id_is_the_namespace_and_the_name() -> None:
    shelf = book(
        "matches:\n  - {id: a, trigger: ;a, replace: x}\n  - {trigger: ;b, replace: y}\n  - {replace: z}\n"
    )

    assert [snippet.id for snippet in shelf.snippets] == ["t.a", "t:;b", "t:6"]


def test_without_a_namespace_the_file_gives_it() -> None:
    shelf, _ = Book.load(
        [SnippetFile("/home/x/shipping.eu.yaml", "dialect: support/1\nmatches: [{id: a, replace: x}]")]
    )

    assert [snippet.id for snippet in shelf.snippets] == ["shipping.eu.a"]


def test_a_later_file_takes_the_place_of_an_id() -> None:
    text = "dialect: support/1\nnamespace: t\nmatches: [{id: it, trigger: ;x, replace: %s}]"
    shelf, problems = Book.load([SnippetFile("a.yaml", text % "old"), SnippetFile("b.yaml", text % "new")])

    assert problems == ()
    assert expanded(shelf).text == "new"
    hit = shelf.trigger_before(";x", 2)
    assert hit is not None
    assert hit.snippets == ("t.it",)


def test_the_version_changes_with_what_is_written() -> None:
    assert expanded(one("replace: a")).version == expanded(one("replace: a")).version
    assert expanded(one("replace: a")).version != expanded(one("replace: b")).version


def test_an_unknown_id_is_trouble() -> None:
    assert "no canned response `t.nope`" in trouble(one("replace: a"), snippet="t.nope").reason


def test_a_snippet_for_the_picker_only_has_no_trigger() -> None:
    shelf = one("trigger: ;x\nexpand: picker\nreplace: a")

    assert shelf.trigger_before(";x", 2) is None
    assert expanded(shelf).text == "a"


# Scope and condition

CHAT = replace(ANA, conversation={"channel": "chat", "queue": "Billing", "language": "de-AT"}, team="blue")


@pytest.mark.parametrize(
    ("scope", "reason"),
    [
        ("channels: chat", ""),
        ("channels: [email, chat]", ""),
        ("channels: email", "is for channel email only"),
        ("queues: billing", ""),
        ("queues: [returns, orders]", "is for queue returns or orders only"),
        ("teams: blue", ""),
        ("brands: Acme", "is for brand Acme only"),
        ("languages: [de, en]", ""),
        ("languages: nb", "is for nb only"),
    ],
)
def test_the_scope_says_where_a_snippet_is_offered(scope: str, reason: str) -> None:
    shelf = one(f"scope: {{{scope}}}\nreplace: a")

    assert shelf.blocked("t.it", CHAT) == reason
    assert (trouble(shelf, CHAT).reason if reason else "t.it ").startswith("t.it ")


def test_the_scope_of_the_file_holds_unless_a_match_has_its_own() -> None:
    shelf = book(
        "defaults: {scope: {channels: email}}\n"
        "matches: [{id: a, replace: x}, {id: b, scope: {channels: chat}, replace: x}]\n"
    )

    assert [bool(shelf.blocked(one.id, CHAT)) for one in shelf.snippets] == [True, False]


@pytest.mark.parametrize(
    ("condition", "offered"),
    [
        ('order.status == "sent"', True),
        ('order.status == "lost"', False),
        ("order.refund.partial", True),
        ("order.nope", False),
        ("order.total > 1000 and customer.email contains '@'", True),
    ],
)
def test_a_condition_says_when_a_snippet_is_offered(condition: str, offered: bool) -> None:
    shelf = one(f"when: {condition}\nreplace: a")

    assert bool(shelf.blocked("t.it", ANA)) is not offered


def test_a_condition_that_cannot_be_asked_blocks_with_the_reason() -> None:
    shelf = one("when: order.number > 5\nreplace: a")

    assert "cannot be asked here" in shelf.blocked("t.it", ANA)


def test_of_two_snippets_with_a_trigger_only_the_offered_one_is_usable() -> None:
    shelf = book(
        "matches:\n"
        "  - {id: a, trigger: ;x, scope: {channels: email}, replace: a}\n"
        "  - {id: b, trigger: ;x, scope: {channels: chat}, replace: b}\n"
    )
    hit = shelf.trigger_before("hi ;x", 5)

    assert hit is not None
    assert hit.snippets == ("t.a", "t.b")
    assert shelf.usable(hit, CHAT) == ("t.b",)


# Required values


def test_a_required_value_that_is_not_in_the_text_blocks_by_name() -> None:
    result = trouble(one("requires: [order.number, customer.email]\nreplace: a"), Context(now=NOW))

    assert result.missing == ("order.number", "customer.email")
    assert "needs order.number, customer.email" in result.reason


def test_a_required_value_that_is_in_the_text_is_a_hole() -> None:
    shelf = one("requires: order.number\ntemplate: '{{ order.number }}'")

    assert expanded(shelf, NOBODY).missing == ("order.number",)


def test_a_default_does_not_help_a_required_value() -> None:
    shelf = one("requires: order.number\ntemplate: \"{{ order.number | default: 'x' }}\"")

    assert trouble(shelf, NOBODY).missing == ("order.number",)


def test_what_a_value_is_now_can_be_compared_with_what_it_was() -> None:
    expansion = expanded(
        template("{{ order.total }} {{ order.refund.partial }} {{ customer.first_name }} {{ now }}")
    )

    assert expansion.values == tuple((path, ANA.text(path)) for path, _ in expansion.values)
    assert "now" not in dict(expansion.values)
    assert ANA.text("order.nope.deeper") == ""


# Languages

GREETING = "template: Hello\nlocales:\n  de: {template: Hallo}\n  pt: {template: Olá}\n  nb: {replace: Hei}"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("", "Hello"),
        ("en-GB", "Hello"),
        ("de-AT", "Hallo"),
        ("pt_BR", "Olá"),
        ("no", "Hei"),
        ("NB-no", "Hei"),
    ],
)
def test_the_language_of_the_customer_picks_the_text(language: str, text: str) -> None:
    assert expanded(one(GREETING), replace(ANA, customer={"locale": language})).text == text


def test_the_language_of_the_conversation_goes_before_the_customers() -> None:
    context = replace(ANA, customer={"locale": "pt"}, conversation={"language": "de"})

    assert expanded(one(GREETING), context).text == "Hallo"


def test_a_language_without_a_text_is_never_guessed() -> None:
    result = trouble(one(GREETING), replace(ANA, customer={"locale": "fr"}))

    assert result.locales == ("en", "de", "pt", "nb")
    assert "no text in `fr`" in result.reason


def test_the_agent_can_choose_a_language() -> None:
    assert expanded(one(GREETING), replace(ANA, customer={"locale": "fr"}), "de").text == "Hallo"
    assert expanded(one(GREETING), replace(ANA, customer={"locale": "fr"}), "en").text == "Hello"


def test_the_nearest_language_counts_be_it_the_snippets_own_or_not() -> None:
    shelf = book(
        "language: de-AT\nmatches:\n  - {id: it, template: Servus, locales: {de: {template: Hallo}}}\n"
    )

    assert expanded(shelf, replace(ANA, customer={"locale": "de-AT"})).text == "Servus"
    assert expanded(shelf, replace(ANA, customer={"locale": "de-CH"})).text == "Hallo"


def test_a_snippet_may_fall_back_on_its_own_language_or_be_blocked() -> None:
    french = replace(ANA, customer={"locale": "fr"})

    assert expanded(one(f"locale_fallback: default\n{GREETING}"), french).text == "Hello"
    assert trouble(one(f"locale_fallback: block\n{GREETING}"), french).locales == ()


def test_a_snippet_that_names_no_language_serves_all() -> None:
    assert expanded(one("replace: ok"), replace(ANA, customer={"locale": "fr"})).text == "ok"


# Search

SHELF = book(
    "matches:\n"
    "  - {id: refund, trigger: ;refund, label: Your refund is on its way, tags: [money], replace: a}\n"
    "  - {id: eta, trigger: ;eta, label: Where the parcel is, search_terms: [Lieferung], replace: b}\n"
    "  - {id: bye, trigger: ;bye, label: Goodbye, replace: c}\n"
)


@pytest.mark.parametrize(
    ("query", "first"),
    [
        ("refund", "t.refund"),
        ("refnd", "t.refund"),
        ("MONEY", "t.refund"),
        (";eta", "t.eta"),
        ("lieferung", "t.eta"),
        ("parcle", "t.eta"),
        ("goodbye", "t.bye"),
    ],
)
def test_search_finds_by_trigger_label_tag_and_term_with_typing_errors(query: str, first: str) -> None:
    assert SHELF.search(query)[0].id == first


def test_search_for_nothing_lists_everything_and_for_nonsense_nothing() -> None:
    assert len(SHELF.search("")) == 3
    assert len(SHELF.search("", limit=2)) == 2
    assert SHELF.search("qqqqqqqq") == []
