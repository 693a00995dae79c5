"""What a hub has to write down of who is connected to it."""

import asyncio

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.hub.neighbour.presence import Entry, Kind, Presence

ANN: Entry = (Kind.AGENT, "ann")
KAREN: Entry = (Kind.CUSTOMER, "karen")


class Rows:
    """What a database would hold."""

    def __init__(self) -> None:
        self.entries: set[Entry] = set()

    def write(self, presence: Presence) -> None:
        """Write down everything that is new."""
        changes = presence.changes()
        assert not self.entries.intersection(changes.came)
        assert self.entries.issuperset(changes.went)
        self.entries.update(changes.came)
        self.entries.difference_update(changes.went)
        presence.written(changes)


@given(st.lists(st.tuples(st.sampled_from(["came", "went", "write", "lost"]), st.integers(0, 3))))
def test_the_database_always_catches_up(steps: list[tuple[str, int]]) -> None:
    presence, rows, here = Presence(), Rows(), set[Entry]()
    for step, number in steps:
        entry = (Kind.CUSTOMER, str(number))
        if step == "came":
            presence.came(entry)
            here.add(entry)
        elif step == "went":
            presence.went(entry)
            here.discard(entry)
        elif step == "write":
            rows.write(presence)
            assert rows.entries == here
        else:
            presence.changes()  # and the connection breaks before they are written
            rows = Rows()
            presence.forgotten()
    rows.write(presence)
    assert rows.entries == here


def test_who_comes_and_goes_in_between_is_nothing_to_write() -> None:
    presence = Presence()
    presence.came(KAREN)
    presence.went(KAREN)
    changes = presence.changes()
    assert (changes.came, changes.went) == ((), ())


def test_only_agents_are_news_for_the_team() -> None:
    presence = Presence()
    presence.came(KAREN)
    assert not presence.changes().of_agents
    presence.came(ANN)
    assert presence.changes().of_agents


async def test_settled_waits_for_what_was_before_it_only() -> None:
    presence = Presence()
    await presence.settled()
    presence.came(KAREN)
    changes = presence.changes()
    waiting = asyncio.create_task(presence.settled())
    await asyncio.sleep(0)
    presence.came(ANN)
    assert not waiting.done()
    presence.written(changes)
    await waiting
    with pytest.raises(TimeoutError):
        async with asyncio.timeout(0.01):
            await presence.settled()
