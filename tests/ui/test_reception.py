"""Who waits in the queue is listed by one key, and whoever is chosen is taken, not only the next one."""

from datetime import timedelta
from pathlib import Path

from agent_console.domain.chat import ConversationId, Priority
from agent_console.domain.desk import Desk
from agent_console.domain.events import QueueChanged, Waiting
from agent_console.ports import Declined
from agent_console.ui.inquiry.inquiry import Amiss, Order
from agent_console.ui.inquiry.queue import QueueInquiry
from tests.ui.console import SMALL, Outfit, running

NOW = 1000.0


def _waiting(name: str, minutes: int, **facts: str) -> Waiting:
    concern, queue = facts.get("concern", ""), facts.get("queue", "")
    return Waiting(ConversationId(name), name, concern, queue, timedelta(minutes=minutes))


async def test_everybody_is_listed_in_the_queues_order_and_the_one_chosen_is_taken() -> None:
    taken: list[ConversationId] = []

    async def take(conversation: ConversationId) -> Declined | None:
        taken.append(conversation)
        return None

    desk = Desk()
    urgent = Waiting(ConversationId("Bo"), "Bo", "no [/] light", "", timedelta(0), priority=Priority.URGENT)
    desk.apply(QueueChanged((urgent, _waiting("Mira", 4, concern="a late lamp", queue="shop"))), NOW)
    asked = QueueInquiry(desk, NOW + 5, take)
    assert asked.title.plain == "2 wait in the queue"
    first, second = asked.choices("")
    assert first.label.plain.startswith("0:05 ")
    assert "urgent" in first.label.plain
    assert second.label.plain.startswith("4:05 ")
    assert second.label.plain.endswith("Mira · shop · a late lamp")
    assert asked.choices("lamp") == [second]
    order = asked.answer("lamp", second)
    assert isinstance(order, Order)
    assert await order.work() is None
    assert taken == ["Mira"]
    assert isinstance(asked.answer("nobody", None), Amiss)


async def test_a_key_shows_and_hides_the_queue_and_takes_whom_the_agent_chooses(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, SMALL)) as console:
        mira = await console.welcome("Mira Holm")
        await console.press("alt+1", "ctrl+g", "Q")
        await console.until(lambda: "nobody is waiting in the queue" in console.screen_text())
        for name in ("Jonas Berg", "Karen White"):
            console.world.say(console.world.join(name), "Hello?")
        await console.until(lambda: len(console.workspace.desk.queue) == 2)
        await console.press("ctrl+g", "Q")
        assert "2 wait in the queue" in console.screen_text()
        await console.press("ctrl+g", "Q")
        assert console.desk.focused is console.composer(mira)
        await console.press("ctrl+g", "Q", "down", "enter")
        await console.until(lambda: len(console.workspace.desk.conversations) == 2)
        names = [held.customer.name for held in console.workspace.desk.conversations.values()]
        assert names == ["Mira Holm", "Karen White"]
        assert console.desk.focused is console.composer(mira)
