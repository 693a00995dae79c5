"""The cast: complete, plainly fictional, and every one of them can be helped."""

from collections import Counter
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest

from agent_console.demo.behaviour import Visit
from agent_console.demo.cast import CAST
from agent_console.demo.fact import facts_of
from agent_console.demo.person import Fact, Person, Reaction

NOW = datetime(2026, 3, 2, 12, tzinfo=UTC)
everyone = pytest.mark.parametrize("person", CAST, ids=lambda person: person.name)


def test_there_are_enough_people_in_four_languages() -> None:
    assert len(CAST) >= 16
    assert {person.language for person in CAST} == {"en", "de", "nb", "ru"}


def test_no_two_share_an_identity() -> None:
    for shared in ("name", "email", "phone", "account"):
        assert len({getattr(person, shared) for person in CAST}) == len(CAST), shared
    numbers = Counter(purchase.number for person in CAST for purchase in person.purchases)
    assert numbers.most_common(1)[0][1] == 1
    cases = Counter(case.id for person in CAST for case in person.cases)
    assert cases.most_common(1)[0][1] == 1


def test_two_of_them_are_easily_mixed_up() -> None:
    names = {person.name for person in CAST}
    assert {"Jonas Lindqvist", "Jonas Lindkvist"} <= names


@everyone
def test_everyone_is_fictional(person: Person) -> None:
    assert person.email.endswith("@example.com")
    assert person.phone.startswith("555-01")
    assert "example.com/" in person.page


@everyone
def test_everyone_comes_from_somewhere_and_has_been_here_before(person: Person) -> None:
    assert ZoneInfo(person.timezone)
    assert person.page_title
    assert "example.com/" in person.referrer
    assert person.cases
    assert all(case.answer and case.last_line for case in person.cases)
    assert all(chat.says and chat.answer and 1 <= chat.rating <= 5 for chat in person.chats)
    assert person.chats
    assert all(bought.payment and bought.address for bought in person.purchases)


def test_the_shop_is_slow_for_one_and_fails_first_for_another() -> None:
    assert [person.name for person in CAST if person.shop_takes] == ["Наталья Орлова"]
    assert [person.name for person in CAST if person.shop_fails_first] == ["Åse Bjørnstad"]


@everyone
def test_the_purchase_that_a_chat_is_about_is_the_newest(person: Person) -> None:
    placed = [purchase.placed for purchase in person.purchases]
    assert placed == sorted(placed)


@everyone
def test_everyone_can_be_made_content(person: Person) -> None:
    facts = facts_of(person, NOW)
    relief = [reaction for reaction in person.reactions if reaction.content]
    assert relief
    for reaction in relief:
        for heard in reaction.hears:
            said = sorted(facts[heard])[0] if isinstance(heard, Fact) else heard
            visit = Visit.begin(person, facts, at=0.0).heard(f"… {said} …", at=10.0)
            assert _ends_well(visit, reaction), (heard, said)


@everyone
def test_every_fact_that_a_script_listens_for_exists(person: Person) -> None:
    facts = facts_of(person, NOW)
    for reaction in person.reactions:
        for heard in reaction.hears:
            assert not isinstance(heard, Fact) or facts[heard], heard


def _ends_well(visit: Visit, reaction: Reaction) -> bool:
    """Whether the reaction's lines are said and the person then leaves."""
    said = []
    while (cue := visit.next) is not None:
        said.append(cue.text)
        visit = visit.said(cue.at)
    return visit.gone and set(reaction.says) <= set(said)
