"""Records: there at once when known, read once, and never another customer's."""

from dataclasses import replace

from agent_console.domain.desk import Change, Part
from agent_console.domain.record import Freshness, Order, Record
from tests.services.office import Office


def known(office: Office, name: str, *numbers: str) -> None:
    orders = tuple(Order(number) for number in numbers)
    office.records.known[name] = Record(office.customer(name, name).id, Freshness.FRESH, orders)


async def test_a_record_is_read_when_its_chat_opens_and_only_once(office: Office) -> None:
    known(office, "Ana", "10001")
    ana = await office.serve("Ana", "hello")
    await office.until(lambda: office.workspace.records.of(ana).freshness is Freshness.FRESH)
    assert [order.number for order in office.workspace.records.of(ana).orders] == ["10001"]
    assert len(office.records.asked) == 1
    assert Change(Part.RECORD, ana) in office.changes


async def test_a_refresh_shows_the_old_record_until_the_new_one_is_there(office: Office) -> None:
    known(office, "Ana", "10001")
    ana = await office.serve("Ana", "hello")
    await office.until(lambda: office.workspace.records.of(ana).freshness is Freshness.FRESH)
    known(office, "Ana", "10002", "10001")
    office.workspace.records.refresh(ana)
    office.workspace.records.refresh(ana)
    loading = office.workspace.records.of(ana)
    assert (loading.freshness, len(loading.orders)) == (Freshness.LOADING, 1)
    await office.until(lambda: office.workspace.records.of(ana).freshness is Freshness.FRESH)
    assert len(office.workspace.records.of(ana).orders) == 2
    assert len(office.records.asked) == 2


async def test_a_failed_refresh_keeps_what_was_known(office: Office) -> None:
    known(office, "Ana", "10001")
    ana = await office.serve("Ana", "hello")
    await office.until(lambda: office.workspace.records.of(ana).freshness is Freshness.FRESH)
    fresh = office.records.known["Ana"]
    office.records.known["Ana"] = replace(fresh, orders=(), freshness=Freshness.FAILED, failure="down")
    office.workspace.records.refresh(ana)
    await office.until(lambda: office.workspace.records.of(ana).freshness is Freshness.FAILED)
    failed = office.workspace.records.of(ana)
    assert (failed.failure, [order.number for order in failed.orders]) == ("down", ["10001"])


async def test_a_customer_who_turns_out_to_be_another_gets_another_record(office: Office) -> None:
    known(office, "Ana", "10001")
    known(office, "Bo", "20002")
    ana = await office.serve("Ana", "hello")
    await office.until(lambda: office.workspace.records.of(ana).freshness is Freshness.FRESH)
    office.world.change(ana, office.customer("bo", "Bo"))
    await office.until(lambda: office.workspace.desk[ana].customer.name == "Bo")
    assert office.workspace.records.of(ana).orders == ()
    await office.until(lambda: len(office.workspace.records.of(ana).orders) == 1)
    assert office.workspace.records.of(ana).orders[0].number == "20002"


async def test_an_answer_for_the_customer_before_is_dropped(office: Office) -> None:
    known(office, "Ana", "10001")
    known(office, "Bo", "20002")
    office.records.answering.clear()
    ana = await office.serve("Ana", "hello")
    await office.until(lambda: len(office.records.asked) == 1)
    office.world.change(ana, office.customer("bo", "Bo"))
    await office.until(lambda: office.workspace.desk[ana].customer.name == "Bo")
    office.workspace.records.of(ana)
    shown: list[tuple[Order, ...]] = []

    def look(change: Change) -> None:
        if change.part is Part.RECORD:
            shown.append(office.workspace.records.of(ana).orders)

    office.workspace.session.on_change = look
    office.records.answering.set()
    await office.until(lambda: office.workspace.records.of(ana).freshness is Freshness.FRESH)
    # Earlier chats may have been told before the orders came.
    assert set(shown) <= {(), (Order("20002"),)}
    assert shown[-1] == (Order("20002"),)


async def test_the_guard_learns_of_orders_when_they_are_read(office: Office) -> None:
    known(office, "Mira Holm", "48213")
    jonas = await office.serve("Jonas Lind", "hello")
    mira = await office.serve("Mira Holm", "hello")
    await office.until(lambda: office.workspace.records.of(mira).freshness is Freshness.FRESH)
    assert office.reply(jonas, "Order 48213 left today.").suggestion == mira


async def test_the_guard_learns_of_what_customers_write(office: Office) -> None:
    jonas = await office.serve("Jonas Lind", "hello")
    mira = await office.serve("Mira Holm", "hello")
    office.reply(jonas, "first")
    office.world.say(mira, "my mail is mira@example.com")
    await office.until(lambda: office.workspace.desk[mira].head == 2)
    assert office.reply(jonas, "I wrote to mira@example.com.").suggestion == mira
