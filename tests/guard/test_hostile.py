"""Customers who write whatever they like: it blinds the guard for nobody else, and stops it no time."""

import pytest

from agent_console.domain.verdict import Rule, Ruling
from agent_console.guard.check import Guard
from agent_console.guard.identity.identifier import Occurrence, occurrences
from agent_console.guard.subject import MOST_CLAIMS, MOST_SEEN
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
