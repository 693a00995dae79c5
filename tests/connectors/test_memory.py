"""What is remembered of customers, and for how long."""

from datetime import UTC, datetime, timedelta

from agent_console.connectors.memory import Answer, Memory
from agent_console.domain.customer import Customer, CustomerId

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)


def customer(number: int) -> Customer:
    return Customer(CustomerId(f"c-{number}"), "Sam")


def test_an_answer_is_fresh_for_its_lifetime_and_known_after_it() -> None:
    memory = Memory[str](timedelta(seconds=10))
    answer = Answer(("a",), NOON)
    memory.keep(customer(1), answer, now=100.0)
    assert memory.fresh(customer(1), now=109.9) == answer
    assert memory.fresh(customer(1), now=110.0) is None
    assert memory.last(customer(1)) == answer


def test_nothing_is_known_of_strangers() -> None:
    memory = Memory[str](timedelta(seconds=10))
    assert memory.fresh(customer(1), now=0.0) is None
    assert memory.last(customer(1)) == Answer()


def test_a_day_of_customers_does_not_fill_the_memory() -> None:
    memory = Memory[str](timedelta(hours=24))
    for number in range(1000):
        memory.keep(customer(number), Answer((str(number),), NOON), now=float(number))
    known = [number for number in range(1000) if memory.last(customer(number)).things]
    assert known == list(range(1000 - len(known), 1000))
    assert len(known) == 200
