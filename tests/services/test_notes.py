"""Notes: a draft of their own that stays one, past the guard, and never to the customer."""

from agent_console.domain.chat import ConversationId, Delivery, Mode
from agent_console.domain.verdict import Rule, Ruling
from tests.services.office import Office


def switch(office: Office, conversation: ConversationId, mode: Mode = Mode.NOTE) -> None:
    office.workspace.drafts.switch(conversation, mode)


async def test_a_note_is_a_draft_of_its_own(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.write(ana, "Dear Ana")
    switch(office, ana)
    assert office.draft(ana) == ""
    office.write(ana, "sounds cross")
    switch(office, ana, Mode.REPLY)
    assert office.draft(ana) == "Dear Ana"
    switch(office, ana)
    assert office.draft(ana) == "sounds cross"


async def test_a_note_reaches_the_desk_and_not_the_customer(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    switch(office, ana)
    assert office.reply(ana, "sounds cross").ruling is Ruling.ALLOW
    desk = office.workspace.desk
    await office.until(lambda: desk[ana].head == 2 and not office.echoes(ana))
    assert (desk[ana].messages[-1].text, desk[ana].messages[-1].mode) == ("sounds cross", Mode.NOTE)
    assert office.texts(ana) == ["hello"]
    assert desk[ana].waiting.since is not None


async def test_the_mode_stays_after_a_note_was_sent(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    switch(office, ana)
    office.reply(ana, "one")
    office.reply(ana, "two")
    await office.until(lambda: office.workspace.desk[ana].head == 3)
    assert office.workspace.desk.mode(ana) is Mode.NOTE
    assert office.texts(ana) == ["hello"]


async def test_the_guard_does_not_look_at_notes(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    await office.serve("Jonas Vik", "hello")
    text = "the same as Jonas, see [[name]]"
    assert office.reply(ana, text).ruling is not Ruling.ALLOW
    switch(office, ana)
    assert office.workspace.replies.held(ana) is None
    assert office.reply(ana, text).ruling is Ruling.ALLOW


async def test_a_note_must_fit_and_say_something(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    switch(office, ana)
    assert office.reply(ana, "  ").rule is Rule.EMPTY
    assert office.reply(ana, "x" * 20_000).rule is Rule.TOO_LONG


async def test_a_line_that_has_just_come_stops_no_note(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    switch(office, ana)
    office.write(ana, "sounds cross")
    office.world.say(ana, "well?")
    await office.until(lambda: office.workspace.desk[ana].head == 2)
    assert office.workspace.replies.submit(ana).ruling is Ruling.ALLOW


async def test_replies_and_notes_leave_in_the_order_of_enter(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    for text, mode in (("one", Mode.REPLY), ("two", Mode.NOTE), ("three", Mode.REPLY)):
        switch(office, ana, mode)
        office.reply(ana, text)
    await office.until(lambda: office.workspace.desk[ana].head == 4 and not office.echoes(ana))
    assert [m.text for m in office.workspace.desk[ana].messages[1:]] == ["one", "two", "three"]
    assert office.texts(ana) == ["hello", "one", "three"]


async def test_a_refused_note_that_is_taken_back_is_a_note_again(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    office.write(ana, "Dear Ana")
    switch(office, ana)
    office.world.refusing = "The chat system keeps no notes today."
    office.reply(ana, "sounds cross")
    await office.until(lambda: [e.delivery for e in office.echoes(ana)] == [Delivery.FAILED])
    switch(office, ana, Mode.REPLY)
    assert office.workspace.replies.take_back(ana)
    assert office.workspace.desk.mode(ana) is Mode.NOTE
    assert office.draft(ana) == "sounds cross"
    assert office.workspace.desk.draft(ana, Mode.REPLY).text == "Dear Ana"


async def test_a_note_the_disk_does_not_take_is_a_note_again(office: Office) -> None:
    ana = await office.serve("Ana", "hello")
    switch(office, ana)
    office.write(ana, "sounds cross")
    office.journal.full = True
    office.workspace.replies.submit(ana)
    await office.until(lambda: office.draft(ana) == "sounds cross")
    assert office.workspace.desk.draft(ana, Mode.REPLY).text == ""


async def test_what_was_filled_in_for_a_reply_moves_as_a_reply(office: Office) -> None:
    ana, jonas = await office.serve("Ana Sol", "hello"), await office.serve("Jonas Vik", "hello")
    switch(office, jonas)
    office.write(jonas, "a note about him")
    assert office.reply(ana, "Dear Jonas, it left today").ruling is Ruling.ASK
    assert office.workspace.relocation.move(ana, jonas)
    assert office.workspace.desk.mode(jonas) is Mode.REPLY
    assert office.draft(jonas) == "Dear Jonas, it left today"
    assert office.workspace.desk.draft(jonas, Mode.NOTE).text == "a note about him"


async def test_a_number_that_stands_only_in_a_note_is_still_another_customers(office: Office) -> None:
    ana = await office.serve("Ana Sol", "hello")
    await office.serve("Jonas Vik", "my order is 48213")
    switch(office, ana)
    office.reply(ana, "the same parcel as 48213")
    await office.until(lambda: office.workspace.desk[ana].head == 2)
    switch(office, ana, Mode.REPLY)
    assert office.reply(ana, "It is order 48213.").rule is Rule.IDENTIFIER
