"""Agents among themselves: whom they take, hand over, lose and ask."""

from agent_console.domain.action import AddTag, Answer, Ask, EditMessage, HandOver, QuestionId, SetPriority
from agent_console.domain.chat import AgentId, Author, Mode, Priority, Status
from agent_console.domain.history import Move
from agent_console.hub.command import Accept, End, Lapse, Resume, TakeOver
from agent_console.hub.database.enrolment import add_agent, revoke
from agent_console.hub.outcome import Inquiry, Lapsed, Moved, Outcome, Posted
from agent_console.hub.secret import digest
from agent_console.hub.store import Member
from tests.hub.ledger_case import StoreCase, code


async def enrolled(case: StoreCase, name: str, role: str = "agent", queues: tuple[str, ...] = ()) -> AgentId:
    """Give somebody else a token."""
    account = await case.store.account(digest(add_agent(case.place, name, role, queues)))
    assert account is not None
    assert (account.role, account.queues) == (role, queues)
    return account.id


async def test_the_next_one_comes_from_the_agents_queues_or_from_nobodys(case: StoreCase) -> None:
    cleo = await enrolled(case, "Cleo", queues=("billing", "returns"))
    sales, billing, none = [
        await case.waiting(number, queue) for number, queue in enumerate(("sales", "billing", ""))
    ]
    await case.perform(sales, SetPriority(Priority.URGENT), fence=0)
    assert (await case.moved(TakeOver(cleo))).conversation == billing.conversation
    assert (await case.moved(TakeOver(cleo))).conversation == none.conversation
    assert code(await case.store.commit(TakeOver(cleo))) == "empty"
    assert (await case.moved(TakeOver(cleo, sales.conversation))).after == cleo


async def test_a_program_owns_nothing(case: StoreCase) -> None:
    robot = await enrolled(case, "Robot", "service")
    joined = await case.waiting()
    assert code(await case.store.commit(TakeOver(robot))) == "role"
    assert code(await case.store.commit(Resume(robot, joined.conversation))) == "role"
    assert code(await case.perform(joined, HandOver(robot), fence=None)) == "unknown"
    assert robot not in [member.id for member in await case.store.team()]


async def test_a_colleague_owns_what_is_handed_over_at_once(case: StoreCase) -> None:
    joined = await case.taken()
    handed = await case.perform(joined, HandOver(case.ben, comment="knows the carrier"))
    assert isinstance(handed, Moved)
    assert (handed.move, handed.before, handed.after) == (Move.HANDED_OVER, case.ann, case.ben)
    assert (handed.reason, handed.queue_changed) == ("handed over to Ben", False)
    [note] = handed.messages
    assert (note.text, note.mode, note.handed_over, note.heard) == ("knows the carrier", Mode.NOTE, True, 0)
    assert await case.store.held_by(case.ann) == []
    assert await case.store.held_by(case.ben) == [joined.conversation]
    holding = await case.holding(joined)
    assert (holding.facts.fence, holding.facts.status, holding.owner_name) == (2, Status.OPEN, "Ben")
    assert code(await case.store.commit(case.reply(joined, "late", 1))) == "fence"
    assert isinstance(await case.store.commit(case.reply(joined, "hi", 1, 2, case.ben)), Posted)
    assert (await case.moves(joined))[-1] == (Move.HANDED_OVER, "Ann", "Ben: knows the carrier")
    assert await case.heard(joined) == ["hello", "hi"]


async def test_a_hand_over_needs_one_target_who_takes_it(case: StoreCase) -> None:
    joined = await case.taken()
    before = await case.holding(joined)
    assert code(await case.perform(joined, HandOver())) == "target"
    assert code(await case.perform(joined, HandOver(case.ben, "billing"))) == "target"
    assert code(await case.perform(joined, HandOver(AgentId("nobody")))) == "unknown"
    assert code(await case.perform(joined, HandOver(case.ann))) == "self"
    assert code(await case.perform(joined, HandOver(case.ben, comment="x" * 2001))) == "too_long"
    assert code(await case.perform(joined, HandOver(queue="a\nb"))) == "characters"
    await case.store.commit(Accept(case.ben, False))
    assert code(await case.perform(joined, HandOver(case.ben))) == "away"
    revoke(case.place, "Ben")
    assert code(await case.perform(joined, HandOver(case.ben))) == "unknown"
    assert await case.holding(joined) == before
    assert await case.texts(joined.conversation) == ["hello"]


async def test_a_chat_that_goes_back_to_a_queue_keeps_its_turn(case: StoreCase) -> None:
    joined = await case.taken(1)
    later = await case.waiting(2)
    handed = await case.perform(joined, HandOver(queue=" billing ", comment="not mine"))
    assert isinstance(handed, Moved)
    assert (handed.after, handed.queue_changed, handed.reason) == (
        None,
        True,
        "handed over to the queue billing",
    )
    assert [h.facts.id for h in await case.store.queue(9)] == [joined.conversation, later.conversation]
    holding = await case.holding(joined)
    assert (holding.facts.topic.queue, holding.facts.fence, holding.owner) == ("billing", 2, None)
    assert await case.store.queues() == ["billing"]
    assert code(await case.store.commit(case.reply(joined, "late", 1))) == "fence"
    assert (await case.moves(joined))[-1] == (Move.HANDED_OVER, "Ann", "queue billing: not mine")


async def test_the_wait_that_is_shown_begins_with_the_first_unanswered_line(case: StoreCase) -> None:
    answered, unanswered = await case.taken(1), await case.taken(2)
    await case.store.commit(case.reply(answered, "hi", 1))
    await case.store.commit(case.noted(answered, "hm", 1))
    first = await case.store.commit(case.said(answered, "and now?", 2))
    await case.store.commit(case.said(answered, "hello?", 3))
    await case.perform(answered, EditMessage(2, "hi!"))
    assert isinstance(first, Posted)
    for joined in (answered, unanswered):
        await case.perform(joined, HandOver(queue="billing"))
    assert (await case.holding(answered)).waiting_since_ms == first.message.sent_ms
    [hello] = await case.store.history(unanswered.conversation, 0, 1)
    assert (await case.holding(unanswered)).waiting_since_ms == hello.sent_ms


async def test_what_an_absent_agent_holds_goes_back_into_the_queue(case: StoreCase) -> None:
    first, second = await case.taken(1), await case.taken(2)
    third = await case.waiting(3)
    lapsed = await case.store.commit(Lapse(case.ann))
    assert isinstance(lapsed, Lapsed)
    assert [(m.move, m.conversation, m.before, m.after) for m in lapsed.moves] == [
        (Move.LAPSED, joined.conversation, case.ann, None) for joined in (first, second)
    ]
    assert all(moved.queue_changed and moved.reason for moved in lapsed.moves)
    waiting = [holding.facts.id for holding in await case.store.queue(9)]
    assert waiting == [first.conversation, second.conversation, third.conversation]
    assert (await case.moves(first))[-1] == (Move.LAPSED, "", "Ann")
    assert code(await case.store.commit(case.reply(first, "late", 1))) == "fence"
    await case.store.commit(TakeOver(case.ann, first.conversation))
    assert code(await case.store.commit(case.reply(first, "late", 1))) == "fence"
    assert (await case.holding(first)).facts.fence == 3
    assert await case.store.commit(Lapse(case.ben)) == Lapsed(case.ben, ())


async def test_a_reopened_chat_has_its_turn_from_then(case: StoreCase) -> None:
    old = await case.taken(1)
    await case.store.commit(End(case.ann, old.conversation, 1, 9))
    waiting = await case.waiting(2)
    await case.store.commit(Resume(case.ann, old.conversation))
    await case.store.commit(Lapse(case.ann))
    assert [h.facts.id for h in await case.store.queue(9)] == [waiting.conversation, old.conversation]


async def test_a_question_goes_to_the_colleague_and_the_answer_into_the_log(case: StoreCase) -> None:
    joined = await case.taken()
    asked = await case.perform(joined, Ask(case.ben, "is it lost?"))
    assert isinstance(asked, Moved)
    assert asked.asked is not None
    question = asked.asked.question
    assert asked.asked == Inquiry(question, case.ann, case.ben)
    assert (asked.before, asked.after) == (case.ann, case.ann)
    [put] = await case.store.questions_for(case.ben)
    assert (put.id, put.asker_name, put.text) == (question, "Ann", "is it lost?")
    assert put.conversation == joined.conversation
    assert await case.store.questions_for(case.ann) == []
    answered = await case.perform(joined, Answer(question, "yes"), case.ben, 0)
    assert isinstance(answered, Moved)
    assert answered.settled == (asked.asked,)
    assert await case.store.questions_for(case.ben) == []
    log = await case.store.history(joined.conversation, 0, 9)
    assert [(m.name, m.text, m.mode) for m in log[1:]] == [
        ("Ann", "@Ben is it lost?", Mode.NOTE),
        ("Ben", "yes", Mode.NOTE),
    ]
    assert [*asked.messages, *answered.messages] == log[1:]
    assert await case.heard(joined) == ["hello"]
    assert code(await case.perform(joined, Answer(question, "no"), case.ben)) == "settled"
    assert (await case.moves(joined))[2:] == [
        (Move.ASKED, "Ann", "Ben: is it lost?"),
        (Move.ANSWERED, "Ben", "Ann: yes"),
    ]


async def test_only_the_colleague_answers_and_only_there(case: StoreCase) -> None:
    joined, other = await case.taken(1), await case.taken(2)
    asked = await case.perform(joined, Ask(case.ben, "is it lost?"))
    assert isinstance(asked, Moved)
    assert asked.asked is not None
    answer = Answer(asked.asked.question, "yes")
    assert code(await case.perform(joined, answer, case.ann)) == "unknown"
    assert code(await case.perform(other, answer, case.ben)) == "unknown"
    assert code(await case.perform(joined, Answer(QuestionId("none"), "yes"), case.ben)) == "unknown"
    assert code(await case.perform(joined, Answer(asked.asked.question, " "), case.ben)) == "empty"
    assert len(await case.store.questions_for(case.ben)) == 1


async def test_a_question_says_something_to_somebody_else(case: StoreCase) -> None:
    joined = await case.taken()
    outcomes: list[Outcome] = [
        await case.perform(joined, Ask(case.ann, "hm?")),
        await case.perform(joined, Ask(AgentId("nobody"), "hm?")),
        await case.perform(joined, Ask(case.ben, " ")),
        await case.perform(joined, Ask(case.ben, "x" * 2001)),
    ]
    assert [code(outcome) for outcome in outcomes] == ["self", "unknown", "empty", "too_long"]
    assert await case.texts(joined.conversation) == ["hello"]


async def test_questions_end_with_their_conversation(case: StoreCase) -> None:
    joined = await case.taken()
    asked = [await case.perform(joined, Ask(case.ben, text)) for text in ("one?", "two?")]
    closed = await case.moved(End(case.ann, joined.conversation, 1, 9))
    assert {i.question for i in closed.settled} == {
        moved.asked.question for moved in asked if isinstance(moved, Moved) and moved.asked
    }
    assert await case.store.questions_for(case.ben) == []


async def test_a_program_notes_as_a_machine(case: StoreCase) -> None:
    robot = await enrolled(case, "Robot", "service")
    joined = await case.taken()
    handed = await case.perform(joined, HandOver(case.ben, comment="by rule 7"), robot, None)
    assert isinstance(handed, Moved)
    assert [(m.author, m.name) for m in handed.messages] == [(Author.BOT, "Robot")]


async def test_the_team_and_its_queues(case: StoreCase) -> None:
    cleo = await enrolled(case, "Cleo", queues=("returns", "billing"))
    await case.taken(1)
    await case.perform(await case.waiting(2, "sales"), AddTag("x"), fence=0)
    await case.store.commit(Accept(case.ben, False))
    assert await case.store.team() == [
        Member(case.ann, "Ann", True, (), 1),
        Member(case.ben, "Ben", False, (), 0),
        Member(cleo, "Cleo", True, ("returns", "billing"), 0),
    ]
    assert await case.store.queues() == ["billing", "returns", "sales"]
    assert revoke(case.place, "Cleo")
    assert not revoke(case.place, "Cleo")
    assert [member.name for member in await case.store.team()] == ["Ann", "Ben"]
    assert await case.store.queues() == ["sales"]
