"""What an agent does with a conversation besides writing: done under the current fence, or declined."""

from datetime import timedelta

from agent_console.domain.action import Deed
from agent_console.domain.chat import AgentId, ConversationId, Delivery, Mode, Priority
from agent_console.domain.history import Move
from agent_console.ports import Declined
from tests.services.bystander import Bystander
from tests.services.office import Office


def code(declined: Declined | None) -> str:
    return "" if declined is None else declined.code


async def test_facts_change_on_the_desk(office: Office) -> None:
    ana, actions = await office.serve("Ana", "hello"), office.workspace.actions
    until = office.clock.now() + timedelta(minutes=5)
    assert await actions.tag(ana, "refund") is None
    assert await actions.tag(ana, "vip") is None
    assert await actions.untag(ana, "refund") is None
    assert await actions.prioritise(ana, Priority.HIGH) is None
    assert await actions.hold(ana, until, "call the carrier") is None
    await office.until(lambda: office.workspace.desk[ana].promise is not None)
    held = office.workspace.desk[ana]
    assert (held.tags, held.priority) == (("vip",), Priority.HIGH)
    assert await actions.end_hold(ana) is None
    await office.until(lambda: office.workspace.desk[ana].promise is None)


async def test_what_the_chat_system_can_do_is_told(office: Office) -> None:
    actions = office.workspace.actions
    ana = await office.serve("Ana", "hello")
    assert actions.can(ana, Deed.BLOCK)
    assert actions.capabilities(ana).notes
    assert actions.capabilities(None).notes


async def test_a_chat_is_handed_to_a_colleague(office: Office, bob: Bystander) -> None:
    ana = await office.serve("Ana", "hello")
    office.write(ana, "never sent")
    assert await office.workspace.actions.hand_over(ana, agent=bob.id, comment="speaks German") is None
    await office.until(lambda: ana not in office.workspace.desk)
    assert office.workspace.desk.farewell(ana) == "handed over to Bob"
    assert [draft.text for draft in office.workspace.replies.orphans] == ["never sent"]
    await bob.until(lambda: ana in bob.desk)
    assert [m.text for m in bob.desk[ana].messages] == ["hello", "speaks German"]


async def test_a_chat_goes_back_into_a_queue(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    assert await office.workspace.actions.hand_over(ana, queue="sales") is None
    await office.until(lambda: ana not in office.workspace.desk)
    await office.until(lambda: [q.facts.queue for q in office.workspace.desk.queue] == ["sales"])


async def test_nothing_is_handed_to_nobody(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    away = await office.workspace.actions.hand_over(ana, agent=AgentId("Nobody"))
    assert code(away) == "away"
    assert ana in office.workspace.desk


async def test_a_colleague_is_asked_and_the_answer_is_a_note(office: Office, bob: Bystander) -> None:
    ana = await office.serve("Ana", "hello")
    assert await office.workspace.actions.ask(ana, bob.id, "do we ship to Iceland?") is None
    await bob.until(lambda: len(bob.desk.questions) == 1)
    assert await bob.workspace.actions.answer(bob.desk.questions[0], "yes, by sea") is None
    desk = office.workspace.desk
    await office.until(lambda: [m.text for m in desk[ana].messages][2:] == ["yes, by sea"])
    assert desk[ana].messages[-1].mode is Mode.NOTE
    await bob.until(lambda: bob.desk.questions == ())


async def test_a_blocked_chat_goes_and_can_be_unblocked_from_afar(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    assert await office.workspace.actions.block(ana, "spam") is None
    await office.until(lambda: ana not in office.workspace.desk)
    assert office.world.chats[ana].facts.blocked
    assert await office.workspace.actions.unblock(ana) is None
    assert not office.world.chats[ana].facts.blocked


async def test_what_this_console_never_had_is_declined(office: Office) -> None:
    assert code(await office.workspace.actions.tag(ConversationId("chat-99"), "vip")) == "unknown"


async def test_the_history_is_told(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    await office.workspace.actions.tag(ana, "vip")
    steps = await office.workspace.actions.history(ana)
    assert not isinstance(steps, Declined)
    assert [step.move for step in steps] == [Move.QUEUED, Move.TAKEN, Move.TAGGED]


async def test_how_a_chat_ended_is_kept(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    assert await office.workspace.holdings.close(ana, "solved") is None
    assert office.world.chats[ana].facts.outcome == "solved"


# Own messages


async def two_replies(office: Office) -> ConversationId:
    ana = await office.serve("Ana", "hello")
    office.reply(ana, "it costs 5")
    office.reply(ana, "anything else?")
    await office.arrived(ana, "hello", "it costs 5", "anything else?")
    return ana


async def test_own_messages_are_the_agents_that_still_stand_newest_first(office: Office) -> None:
    ana = await two_replies(office)
    office.world.colleague_says(ana, "Lea", "hi from me")
    desk, actions = office.workspace.desk, office.workspace.actions
    await office.until(lambda: desk[ana].head == 4)
    assert [m.sequence for m in actions.own(ana)] == [3, 2]
    assert await actions.delete_own(ana, 3) is None
    await office.until(lambda: desk[ana].head == 5)
    assert [m.sequence for m in actions.own(ana)] == [2]
    last = actions.own_last(ana)
    assert last is not None
    assert last.text == "it costs 5"


async def test_nothing_of_ones_own_is_nothing_to_edit(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    assert office.workspace.actions.own_last(ana) is None


async def test_an_edit_reaches_the_customer(office: Office) -> None:
    ana = await two_replies(office)
    assert await office.workspace.actions.edit_own(ana, 2, "it costs 6") is None
    assert office.texts(ana) == ["hello", "it costs 6", "anything else?"]
    await office.until(lambda: office.workspace.desk[ana].shown[1].edited)


async def test_a_deletion_reaches_the_customer(office: Office) -> None:
    ana = await two_replies(office)
    assert await office.workspace.actions.delete_own(ana, 2) is None
    assert office.world.transcript(ana)[1].delivery is Delivery.RECALLED


async def test_an_edit_to_another_customers_name_is_asked_about(office: Office) -> None:
    ana = await two_replies(office)
    await office.serve("Jonas Vik", "hello")
    actions = office.workspace.actions
    asked = await actions.edit_own(ana, 2, "Dear Jonas, it costs 6")
    assert asked is not None
    assert asked.code == "ask"
    assert "Jonas" in asked.reason
    assert office.texts(ana)[1] == "it costs 5"
    assert await actions.edit_own(ana, 2, "Dear Jonas, it costs 6", confirmed=True) is None
    assert office.texts(ana)[1] == "Dear Jonas, it costs 6"


async def test_a_line_that_has_just_come_stops_no_edit(office: Office) -> None:
    ana = await two_replies(office)
    office.world.say(ana, "well?")
    await office.until(lambda: office.workspace.desk[ana].head == 4)
    assert await office.workspace.actions.edit_own(ana, 2, "it costs 6") is None


async def test_an_edit_to_template_text_is_refused_even_when_confirmed(office: Office) -> None:
    ana = await two_replies(office)
    actions = office.workspace.actions
    for text in ("It costs {{ price }}", "", "x" * 20_000):
        assert code(await actions.edit_own(ana, 2, text, confirmed=True)) == "refused"
    assert office.texts(ana)[1] == "it costs 5"


async def test_what_is_not_held_any_more_is_not_edited(office: Office) -> None:
    ana = await two_replies(office)
    office.world.hand_over(ana, "Lea")
    await office.until(lambda: ana not in office.workspace.desk)
    assert code(await office.workspace.actions.edit_own(ana, 2, "late")) == "fence"
    assert code(await office.workspace.actions.delete_own(ana, 2)) == "fence"
    assert office.texts(ana)[1] == "it costs 5"
