"""The contract of ports.ChatBackend, for every backend: what it cannot do, it says before and when asked."""

from datetime import UTC, datetime, timedelta

from agent_console.domain.action import (
    KINDS,
    Action,
    AddTag,
    Answer,
    Ask,
    Block,
    Deed,
    DeleteMessage,
    EditMessage,
    EndHold,
    HandOver,
    HoldUntil,
    MarkRead,
    QuestionId,
    RemoveTag,
    SetPriority,
    Unblock,
)
from agent_console.domain.chat import AgentId, Priority
from agent_console.ports import Declined
from tests.backends.system import System
from tests.backends.world import Desks, World, taken


def an(deed: Deed) -> Action:
    """Return an action of each kind."""
    until = datetime.now(UTC) + timedelta(hours=1)
    actions: tuple[Action, ...] = (
        AddTag("refund"),
        RemoveTag("refund"),
        SetPriority(Priority.HIGH),
        HoldUntil(until),
        EndHold(),
        HandOver(queue="Returns"),
        Ask(AgentId("ben"), "is it there?"),
        Answer(QuestionId("1"), "yes"),
        Block(),
        Unblock(),
        EditMessage(1, "other words"),
        DeleteMessage(1),
        MarkRead(1),
    )
    return next(action for action in actions if type(action) is KINDS[deed])


async def test_it_declares_what_the_suite_takes_it_for(world: World, desks: Desks, system: System) -> None:
    ann = await desks.open("Ann")
    conversation = await taken(world, ann)
    assert ann.backend.capabilities == system.capabilities
    assert ann.backend.capabilities_of(conversation) == system.capabilities


async def test_an_action_that_it_cannot_carry_out_is_declined_as_such(
    world: World, desks: Desks, system: System
) -> None:
    ann = await desks.open("Ann")
    conversation = await taken(world, ann)
    for deed in set(Deed) - system.capabilities.deeds:
        declined = await ann.backend.perform(conversation, ann.desk[conversation].fence, an(deed))
        assert declined is not None, deed
        assert (declined.code, bool(declined.reason)) == ("unable", True)


async def test_a_question_that_it_cannot_answer_is_declined_as_such(
    world: World, desks: Desks, system: System
) -> None:
    ann = await desks.open("Ann")
    conversation = await taken(world, ann)
    can = system.capabilities
    declined: list[object] = []
    if not can.history:
        declined.append(await ann.backend.history(conversation))
    if not can.past:
        declined.append(await ann.backend.past(conversation))
        declined.append(await ann.backend.past_lines(conversation, "1"))
    if not can.reopen:
        declined.append(await ann.backend.reopen(conversation))
    if not can.availability:
        declined.append(await ann.backend.set_accepting(False))
    codes = [answer.code if isinstance(answer, Declined) else answer for answer in declined]
    assert codes == ["unable"] * len(declined)
