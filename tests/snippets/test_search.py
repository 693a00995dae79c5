"""Finding replies: by trigger, label, tags and terms, with slips of the finger, a slice at a time."""

import random

import pytest

from agent_console.snippets.book import Book
from agent_console.snippets.search import SLICE, Finder
from tests.snippets.shelf import book

REPLIES = book("""
matches:
  - {id: hello, trigger: ";hi", label: Hello, replace: a}
  - {id: refund, trigger: ";ref", label: Refund under way, tags: [money], search_terms: geld zurück,
     description: For somebody who waits, replace: b}
  - {id: delay, trigger: ";del", label: The parcel is delayed, replace: c}
  - {id: refuse, trigger: ";nope", label: No refunding of vouchers, replace: d}
  - {id: status, trigger: ";st", label: Order status, replace: e}
""")


def found(query: str, shelf: Book = REPLIES, limit: int = 50) -> list[str]:
    return [snippet.id.removeprefix("t.") for snippet in shelf.search(query, limit)]


@pytest.mark.parametrize(
    "query", [";ref", "REFUND", "money", "who waits", "zurück geld", "refnd", "refubd", "under  way"]
)
def test_a_reply_is_found_by_everything_that_names_it(query: str) -> None:
    assert found(query)[0] == "refund"


def test_a_whole_word_comes_before_a_part_of_one() -> None:
    assert found("refund") == ["refund", "refuse"]


RANKED = book("""
matches:
  - {id: apology, trigger: ";cannot", label: What I can do instead, search_terms: refuse, replace: a}
  - {id: proof, trigger: ";verify", label: I must be sure that it is you, replace: b}
  - {id: no, trigger: ";norefund", label: No refund this time, replace: c}
  - {id: why, trigger: ";why", label: Prefunded vouchers, replace: d}
  - {id: checked, trigger: ";refundp", label: Being checked, replace: e}
  - {id: way, trigger: ";refund", label: On its way, replace: f}
  - {id: label, trigger: ";vat", label: Refund of customs, replace: g}
""")


def test_what_begins_like_the_query_comes_first_then_what_has_words_that_do() -> None:
    assert found("refu", RANKED) == ["checked", "way", "label", "no", "apology", "why"]


def test_a_trigger_typed_in_full_comes_before_longer_ones() -> None:
    assert found("refund", RANKED)[:2] == found(";refund", RANKED)[:2] == ["way", "checked"]


def test_what_is_only_somewhat_like_a_query_is_listed_when_nothing_is_more_so() -> None:
    assert "proof" in found("veriat", RANKED)
    assert "proof" not in found("refu", RANKED)


def test_a_slip_in_a_name_comes_before_the_same_slip_in_a_search_term() -> None:
    slips = book("""
matches:
  - {id: term, trigger: ";cancel", label: Cancelled, search_terms: refund, replace: a}
  - {id: name, trigger: ";refund", label: On its way, replace: b}
""")
    assert found("refnd", slips) == ["name", "term"]


def test_words_are_found_in_any_order() -> None:
    assert found("status order")[0] == "status"


def test_nothing_like_it_is_nothing() -> None:
    assert found("qqqqqq") == []


def test_an_empty_query_gives_the_first_ones_in_the_order_of_the_files() -> None:
    assert found("  ", limit=2) == ["hello", "refund"]


def test_no_more_than_asked_for() -> None:
    assert len(found("e", limit=2)) == 2


TEXTS = book("""
matches:
  - {id: one, label: x, template: "We refund the Voucher at once.",
     locales: {de: {template: Der Gutschein kommt}}}
  - {id: two, label: y, snippet: "A voucher cannot be refunded."}
  - {id: three, trigger: ";voucher", replace: Something else}
""")


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("/voucher", ["one", "two"]),
        ("/refund VOUCHER", ["one", "two"]),
        ("/gutschein", ["one"]),
        ("/once", ["one"]),
        ("/vouhcer", []),
        ("/", []),
        ("voucher", ["three"]),
    ],
)
def test_words_of_the_texts_are_looked_for_only_when_asked(query: str, ids: list[str]) -> None:
    assert found(query, TEXTS) == ids


def test_no_more_texts_than_asked_for() -> None:
    assert found("/voucher", TEXTS, limit=1) == ["one"]


def many(count: int) -> Book:
    words = ["parcel", "refund", "address", "voucher", "invoice", "delay", "colour", "size"]
    chance = random.Random(7)
    lines = (
        f'  - {{id: r{n}, trigger: ";{chance.choice(words)[:4]}{n}",'
        f" label: {' '.join(chance.sample(words, 3))}, replace: x}}\n"
        for n in range(count)
    )
    return book("matches:\n" + "".join(lines))


def test_a_search_looks_at_a_slice_at_a_time() -> None:
    shelf = many(2 * SLICE + 10)
    hunt = Finder(shelf.snippets).hunt(f"{2 * SLICE + 3}", 5)
    steps = 0
    while not hunt.done:
        hunt.step()
        steps += 1
    assert steps == 3
    assert hunt.best[0].id == f"t.r{2 * SLICE + 3}"


def test_making_ready_beforehand_changes_no_answer() -> None:
    shelf = many(SLICE + 10)
    finder = Finder(shelf.snippets)
    while not finder.ready:
        finder.prepare()
    assert finder.search("parcel delay", 5) == Finder(shelf.snippets).search("parcel delay", 5)


def test_a_trigger_is_found_whatever_letter_is_wrong() -> None:
    shelf = many(400)
    for number, snippet in enumerate(shelf.snippets[::9]):
        at = 1 + number % (len(snippet.trigger) - 1)
        query = snippet.trigger[:at] + "z" + snippet.trigger[at + 1 :]
        assert snippet in shelf.search(query, 20), query
