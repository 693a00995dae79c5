"""Customers who write whatever they like: it blinds the guard for nobody else, and stops it no time."""

from collections.abc import Sequence
from itertools import islice, product

import pytest

from agent_console.domain.verdict import Rule, Ruling
from agent_console.guard.assessment import Opinion
from agent_console.guard.check import MOST_WEIGHED, Guard
from agent_console.guard.identity.identifier import Occurrence, occurrences
from agent_console.guard.subject import MOST_CLAIMS, MOST_SEEN, MOST_WORDS, Subject
from tests.guard.desk_of_subjects import customer, subject

JONAS = subject(customer("Jonas Weber", order_number="77001"))


@pytest.mark.parametrize("name", ["Mi\u200bra Holm", "Mi\u00adra", "\u202eMira Holm\u202c", "\uff2dira"])
def test_a_name_is_read_as_it_looks(name: str) -> None:
    mira = subject(customer(name), conversation="mira")
    verdict = Guard().check("Hi Mira, your parcel left.", JONAS, [mira])
    assert (verdict.ruling, verdict.rule, verdict.suggestion) == (Ruling.ASK, Rule.NAME, mira.conversation)


def test_a_name_as_long_as_a_book_is_the_name_that_it_begins_with() -> None:
    mira = subject(customer("Mira " + "Holm Lund " * 10_000), conversation="mira")
    assert Guard().check("Hi Mira, it left.", JONAS, [mira]).rule is Rule.NAME
    assert len(mira.name.parts) < 50


def test_who_writes_every_number_there_is_does_not_make_them_theirs() -> None:
    eve = subject("Eve Nix", said=("order 48213", " ".join(map(str, range(50_000, 53_000)))))
    assert Guard().check("48213 left.", JONAS, [eve]).rule is Rule.IDENTIFIER
    assert Guard().check("Your ticket is 52999.", JONAS, [eve]).ruling is Ruling.ALLOW
    assert len(eve.own) == MOST_CLAIMS


def test_numbers_of_the_record_are_no_claims() -> None:
    eve = subject(customer("Eve Nix", order_number="48213"), said=("order 48213 and 48214",))
    assert eve.claims == 1


def test_the_newest_numbers_of_a_pane_are_remembered() -> None:
    flooded = subject("Eve Nix", said=tuple(map(str, range(10_000, 10_000 + MOST_SEEN + 5))))
    assert len(flooded.seen) == MOST_SEEN
    assert "11004" in flooded.seen
    assert "10004" not in flooded.seen


def test_a_word_as_long_as_a_book_takes_no_time() -> None:
    # In time that grows with the square of the length this would run for hours.
    assert list(occurrences("a" * 1_000_000 + "@ mira_holm")) == [
        Occurrence("user:mira_holm", 1_000_002, 1_000_011)
    ]


def test_words_without_end_are_forgotten_in_their_order() -> None:
    invented = ("".join(letters) for letters in product("abcdefgh", repeat=5))
    words = list(islice(invented, MOST_WORDS + 1_000))
    said = [" ".join(words[place : place + 1_000]) for place in range(0, len(words), 1_000)]
    flooded = subject("Eve Nix", said=("lamp and sofa", *said, "the sofa"))
    assert len(flooded.vocabulary) == MOST_WORDS
    assert {"sofa", words[-1]} <= flooded.vocabulary
    assert not {"lamp", words[0]} & flooded.vocabulary


class _Curious:
    """A model that keeps what it was given to read."""

    def __init__(self) -> None:
        self.read: list[str] = []

    def opinion(self, text: str, target: Subject, others: Sequence[Subject]) -> Opinion:
        """Find nothing."""
        self.read.append(text)
        return Opinion(0.0, target.conversation)


def test_of_a_draft_without_end_beginning_and_end_are_read() -> None:
    mira, eve = subject(customer("Mira Holm", order_number="48213")), subject("Eve Nix")
    filling, model = "very " * 4_000, _Curious()
    guard = Guard(model=model)
    for draft in (f"order 48213 is {filling}late", f"it is {filling}late, order 48213"):
        [found] = guard.assess(draft, eve, [mira]).findings
        assert found.rule is Rule.IDENTIFIER
        assert draft[slice(*found.span)] == "48213"
    assert guard.assess(f"{filling}48213{filling}", eve, [mira]).findings == ()
    assert {len(text) for text in model.read} == {MOST_WEIGHED}
