"""Customers are told by themselves how far the agent has read: what was in sight long enough, not oftener."""

from agent_console.domain.chat import ConversationId
from agent_console.services.attention import Attention
from agent_console.services.read_marks import ReadMarks
from tests.services.office import Office


def seen(office: Office, conversation: ConversationId) -> int:
    return office.world.chats[conversation].seen


async def mark(office: Office, attention: Attention | None = None) -> None:
    workspace = office.workspace
    marks = ReadMarks(workspace.desk, workspace.panes, office.backend, office.clock, attention or Attention())
    await marks.mark()


async def test_what_is_on_screen_is_marked_by_itself(office: Office) -> None:
    ana = await office.serve("Ana", "hello", "are you there?")
    await office.until(lambda: seen(office, ana) == 2)


async def test_the_next_line_is_marked_after_a_while(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    await office.until(lambda: seen(office, ana) == 1)
    office.world.say(ana, "are you there?")
    await office.until(lambda: office.workspace.desk[ana].head == 2)
    office.clock.advance(10)
    await office.until(lambda: seen(office, ana) == 2)


async def test_a_line_that_may_be_unread_is_not_marked(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    attention = Attention()
    attention.arrived(ana, 1, on_screen=False, now=office.clock.monotonic())
    office.world.chats[ana].seen = 0
    await mark(office, attention)
    assert seen(office, ana) == 0
    attention.attended(ana, office.clock.monotonic())
    office.clock.advance(3)
    await mark(office, attention)
    assert seen(office, ana) == 1


async def test_a_chat_off_the_screen_is_not_marked(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.world.chats[ana].seen = 0
    office.workspace.panes.release(ana)
    await mark(office)
    assert seen(office, ana) == 0


async def test_two_marks_of_one_chat_are_two_seconds_apart(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    workspace = office.workspace
    marks = ReadMarks(workspace.desk, workspace.panes, office.backend, office.clock, Attention())
    await marks.mark()
    assert seen(office, ana) == 1
    office.world.say(ana, "well?")
    await office.until(lambda: workspace.desk[ana].head == 2)
    office.clock.advance(1.9)
    await marks.mark()
    assert seen(office, ana) == 1
    office.clock.advance(0.1)
    await marks.mark()
    assert seen(office, ana) == 2


async def test_a_mark_that_was_declined_is_made_again(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    workspace = office.workspace
    marks = ReadMarks(workspace.desk, workspace.panes, office.backend, office.clock, Attention())
    office.world.chats[ana].seen = 0
    office.world.online = False
    await marks.mark()
    assert seen(office, ana) == 0
    office.world.online = True
    office.clock.advance(2)
    await marks.mark()
    assert seen(office, ana) == 1
