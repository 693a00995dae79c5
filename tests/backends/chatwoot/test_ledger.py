"""Numbers of messages: dense, stable, whatever comes late, twice or changed."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.backends.chatwoot.ledger import Ledger
from agent_console.backends.chatwoot.record import Entry, Kind
from agent_console.backends.chatwoot.tenure import Names, Tenure
from agent_console.domain.chat import Author, ClientId, Delivery

ENTRY = Entry(
    id=1,
    conversation=148,
    kind=Kind.INCOMING,
    private=False,
    author=Author.CUSTOMER,
    name="Karen Doe",
    sender=0,
    text="hello",
    at=1_758_700_000,
    status="sent",
    mark="",
    kept=False,
    handed_over=False,
    deleted=False,
    failure="",
    attachment=None,
    assignee=None,
)


def entries(*ids: int) -> list[Entry]:
    return [replace(ENTRY, id=number, text=f"text {number}") for number in ids]


def test_what_comes_late_goes_behind() -> None:
    ledger = Ledger()
    ledger.add(entries(10, 30))
    assert [m.sequence for m in ledger.add(entries(20))] == [3]
    assert [m.text for m in ledger.messages] == ["text 10", "text 30", "text 20"]
    assert ledger.newest == 30


@given(
    st.lists(st.lists(st.tuples(st.integers(1, 12), st.booleans(), st.booleans()), max_size=8), max_size=12)
)
def test_numbers_are_dense_and_never_change(batches: list[list[tuple[int, bool, bool]]]) -> None:
    ledger = Ledger()
    for batch in batches:
        before = list(ledger.messages)
        told = [
            replace(ENTRY, id=number, deleted=deleted, text="" if deleted else "other" * other or "hello")
            for number, deleted, other in batch
        ]
        added = ledger.add(told)
        assert ledger.messages == [*before, *added]
    assert [m.sequence for m in ledger.messages] == list(range(1, len(ledger.messages) + 1))
    firsts = [m for m in ledger.messages if not m.amends]
    assert len(firsts) == len({number for batch in batches for number, _deleted, _other in batch})
    assert all(m.amends < m.sequence for m in ledger.messages)


def test_a_deletion_comes_once_and_is_never_taken_back() -> None:
    ledger = Ledger()
    ledger.add(entries(10, 20))
    gone = replace(entries(10)[0], deleted=True, text="")
    [amendment] = ledger.add([gone])
    assert (amendment.sequence, amendment.amends, amendment.text) == (3, 1, "")
    assert ledger.add([gone, *entries(10)]) == []
    assert ledger.recall(10) == []
    assert [entry.id for entry in ledger.shown()] == [20]


def test_what_was_deleted_before_is_shown_as_deleted() -> None:
    [message] = Ledger().add([replace(ENTRY, deleted=True, text="")])
    assert (message.delivery, message.text, message.amends) == (Delivery.RECALLED, "", 0)


def test_activities_take_no_number() -> None:
    ledger = Ledger()
    added = ledger.add([replace(ENTRY, id=5, kind=Kind.ACTIVITY), *entries(6)])
    assert [(m.sequence, m.text) for m in added] == [(1, "text 6")]
    assert ledger.newest == 6
    assert list(ledger.activities) == [5]


def test_a_message_is_found_by_the_id_that_its_answer_told() -> None:
    ledger = Ledger()
    ledger.add([replace(ENTRY, id=7, sender=3)])
    assert [entry.id for entry in ledger.unclaimed(3)] == [7]
    ledger.claim(7, ClientId("mine"))
    found = ledger.find(ClientId("mine"))
    assert found is not None
    assert found.sequence == 1
    assert not ledger.unclaimed(3)


def test_the_second_of_looking_counts_only_when_it_is_now() -> None:
    ledger = Ledger()
    ledger.add([replace(ENTRY, id=number, at=100.0 + number) for number in (1, 2, 3)])
    assert ledger.read_until(102.0) == 1
    assert ledger.read_until(102.0, whole=True) == 2
    assert ledger.read_until(0.0) == 0


NAMES = Names("Ann", ["Ann", "Annette", "Ben", "Zoë Öst"])


@pytest.mark.parametrize(
    ("text", "foreign"),
    [
        ("Ann self-assigned this conversation", False),
        ("Ann added refund", False),
        ("Ann hat die Unterhaltung wieder geöffnet", False),
        ("Assigned to Ben by Ann", True),
        ("Assigned to Ann by Zoë Öst", True),
        ("Annette added refund", True),
        ("Conversation was marked resolved by the system", True),
        ("", True),
    ],
)
def test_others_hands_are_known_by_their_names(text: str, foreign: bool) -> None:
    assert NAMES.foreign(replace(ENTRY, kind=Kind.ACTIVITY, text=text)) is foreign


def test_a_fence_grows_with_each_spell_and_stays_within_one() -> None:
    tenure = Tenure()
    assert tenure.fence(148) == 0
    first = tenure.hold(148, evidence=40)
    assert tenure.hold(148, evidence=40) == first == tenure.fence(148) == 40
    tenure.lose(148)
    assert tenure.fence(148) == 0
    assert tenure.hold(148, evidence=40) == 41
    tenure.witness(148, 90)
    assert tenure.hold(148, evidence=90) == 41
    assert tenure.hold(148, evidence=95) == 95
    assert Tenure().hold(148, evidence=0) == 1
