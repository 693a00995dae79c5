"""Stories of one console on four chat systems: hub, Matrix, Chatwoot and LiveHelperChat side by side."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.story.several import Company
from tests.story.test_agent_day import go_to, number_of

PEOPLE = {
    "shop": "Mira Holm",
    "bridges": "Karen Doe",
    "website": "Jonas Berg",
    "desk": "Noor Haddad",
}


@pytest.fixture
def company(tmp_path: Path) -> Iterator[Company]:
    with Company(tmp_path) as opened:
        yield opened


def test_the_agent_answers_everybody_and_each_gets_only_their_own(company: Company) -> None:
    console = company.console()
    console.wait_for("online Sam Rivera")
    for system, name in PEOPLE.items():
        company.write(system, name, f"{name.split()[0]} asks in the {system}.")
    for system, name in PEOPLE.items():
        console.wait_for(rf"\d+ +\S+ {name}.* · {system}", f"{name.split()[0]} asks in the {system}")
    console.wait_for("queue: nobody is waiting")
    for name in PEOPLE.values():
        go_to(console, name)
        console.type(f"Hello {name.split()[0]}, this is for you.")
        console.press("enter")
        console.wait_until_gone(rf"· [◌○].*{name}")
    for system, name in PEOPLE.items():
        first = name.split()[0]
        assert company.heard(system, name, 2) == [
            f"{first} asks in the {system}.",
            f"Hello {first}, this is for you.",
        ]
        company.write(system, name, f"Thank you from {first}.")
    console.wait_for(*(f"Thank you from {name.split()[0]}" for name in PEOPLE.values()))


@pytest.mark.parametrize("gone", PEOPLE)
def test_a_system_that_stops_holds_only_its_own_up(company: Company, gone: str) -> None:
    console = company.console()
    console.wait_for("online Sam Rivera")
    for system, name in PEOPLE.items():
        company.write(system, name, f"Hello from {name.split()[0]}.")
    for name in PEOPLE.values():
        console.wait_for(f"Hello from {name.split()[0]}")
    console.wait_for("queue: nobody is waiting")
    customer = PEOPLE[gone]
    other = next(system for system in PEOPLE if system != gone)

    go_to(console, customer)
    console.type("This begins before, ")
    company.run(company.systems[gone].cut())
    screen = console.wait_for("stale: offline", rf"{gone} \S+ offline since")
    assert screen.count("stale: offline") == 1
    console.type("and goes on while it is gone.")
    console.press("enter")
    go_to(console, PEOPLE[other])
    console.type("You are not held up.")
    console.press("enter")
    assert company.heard(other, PEOPLE[other], 2)[-1] == "You are not held up."

    company.run(_back(company, gone))
    console.wait_until_gone("stale: offline")
    assert company.heard(gone, customer, 2)[-1] == "This begins before, and goes on while it is gone."
    company.write(gone, customer, "I am still here.")
    console.wait_for("I am still here", "online Sam Rivera")
    texts = company.heard(gone, customer, 3)
    assert texts == [
        f"Hello from {customer.split()[0]}.",
        "This begins before, and goes on while it is gone.",
        "I am still here.",
    ]
    assert re.search(rf"{number_of(console, customer)} +\S+ {customer}", console.screen)


async def _back(company: Company, gone: str) -> None:
    """Let a system that nobody could reach stop, too, before it comes back."""
    await company.systems[gone].restore()
    await company.systems[gone].restart()
