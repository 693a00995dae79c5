"""E-mail through a real hub: customers' mail waits in the queue, and agents' replies thread."""

from base64 import b64decode
from collections.abc import AsyncIterator
from dataclasses import replace
from email.message import EmailMessage

import pytest

from agent_console.domain.action import EditMessage
from agent_console.domain.chat import Author, Mode
from agent_console.domain.outbox import Acknowledged
from agent_console.wire.frame import Ack, Done, MailTranscript, Profile, Topic
from tests.hub.host import HubHost
from tests.hub.mail.correspondent import words
from tests.hub.mail.office import Office
from tests.hub.raw_client import customer_hello, dialled, say

pytestmark = pytest.mark.needs("dovecot")

PIXEL = b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII="
)
"""A picture of one pixel."""


async def test_a_mail_waits_in_the_queue_and_the_answer_threads_in_the_customers_mailbox(
    office: Office,
) -> None:
    mira = office.correspondent()
    sam = await office.agent()
    await mira.write("Where is my parcel?", Message_ID="<first@example.com>")

    chat = await office.taken(sam)
    assert (chat.customer.name, chat.customer.email) == ("Mira Holm", mira.address)
    assert (chat.channel, chat.queue, chat.concern) == ("email", "mail", "My parcel")
    assert [(m.author, m.text) for m in chat.messages] == [(Author.CUSTOMER, "Where is my parcel?")]

    await office.reply(sam, chat.id, "It is on its way.\nTomorrow, says the carrier.")
    reply = await mira.received()
    assert words(reply) == (
        "It is on its way.\nTomorrow, says the carrier.\n\n-- \nExample Outdoor, 555-0100\n"
    )
    assert reply["Subject"] == f"Re: My parcel [#{chat.id[:8]}]"
    assert (reply["From"], reply["Auto-Submitted"]) == (f"Example Outdoor <{office.address}>", None)
    assert reply["In-Reply-To"] == "<first@example.com>"

    answer = await mira.answer(reply, "Thank you!")
    await sam.reads(chat.id, 3)
    assert sam.texts(chat.id)[2] == "Thank you!"
    await office.reply(sam, chat.id, "You are welcome.", 2)
    last = await mira.received()
    assert await mira.threads() == [
        ["<first@example.com>", reply["Message-ID"], answer["Message-ID"], last["Message-ID"]]
    ]


async def test_a_customer_is_answered_again_after_the_conversation_was_closed(office: Office) -> None:
    mira = office.correspondent()
    sam = await office.agent()
    await mira.write("Where is my parcel?")
    chat = await office.taken(sam)
    await office.reply(sam, chat.id, "On its way.")
    reply = await mira.received()
    assert await sam.backend.close(chat.id, chat.fence, "answered") is None

    await mira.answer(reply, "It has not come.")
    again = await office.taken(sam)
    assert again.id == chat.id
    assert [message.text for message in again.messages][-1] == "It has not come."


async def test_a_stranger_does_not_get_into_a_conversation_by_naming_its_mails(office: Office) -> None:
    mira, mallory = office.correspondent(), office.correspondent("mallory")
    sam = await office.agent()
    await mira.write("Where is my parcel?", Message_ID="<first@example.com>")
    chat = await office.taken(sam)
    await office.reply(sam, chat.id, "On its way.")
    reply = await mira.received()

    await mallory.answer(reply, "Send it to my address instead.")
    other = await office.taken(sam)
    assert (other.id == chat.id, other.customer.email) == (False, mallory.address)
    assert len(sam.desk[chat.id].messages) == 2


async def test_a_new_mail_of_a_known_customer_is_a_new_conversation(office: Office) -> None:
    mira = office.correspondent()
    sam = await office.agent()
    await mira.write("Where is my parcel?")
    one = await office.taken(sam)
    await mira.write("And another thing.", subject="My invoice")
    two = await office.taken(sam)
    assert (one.customer.id, one.id == two.id) == (two.customer.id, False)
    assert two.concern == "My invoice"


async def test_the_subject_names_the_conversation_where_nothing_else_does(office: Office) -> None:
    mira, mallory = office.correspondent(), office.correspondent("mallory")
    sam = await office.agent()
    await mira.write("Where is my parcel?")
    chat = await office.taken(sam)
    await office.reply(sam, chat.id, "On its way.")
    subject = (await mira.received())["Subject"]

    await mira.write("Thank you!", subject=subject)
    await sam.reads(chat.id, 3)
    await mallory.write("Thank me!", subject=subject)
    other = await office.taken(sam)
    assert (other.id == chat.id, other.concern) == (False, "Re: My parcel")


async def test_an_address_within_another_one_is_somebody_else(office: Office) -> None:
    mira = office.correspondent()
    other = replace(mira, address=f"not-{mira.address}")
    sam = await office.agent()
    await other.write("Where is my parcel?")
    chat = await office.taken(sam)
    await office.reply(sam, chat.id, "On its way.")
    subject = (await other.received())["Subject"]
    await mira.write("Who is this?\n\n> On its way.", subject=subject)
    [message] = (await office.taken(sam)).messages
    assert message.text == "Who is this?\n\n> On its way."


async def test_a_forms_answer_goes_by_mail_and_what_comes_back_joins_it(office: Office) -> None:
    mira = office.correspondent()
    sam = await office.agent()
    hello = replace(
        customer_hello(),
        profile=Profile("Mira Holm", mira.address),
        topic=Topic("Opening hours", channel="form"),
    )
    async with dialled(office.hub.url, hello, say(1, "When do you open?")) as customer:
        await customer.hear(Ack)
    chat = await office.taken(sam)
    await office.reply(sam, chat.id, "At nine.")
    reply = await mira.received()
    assert reply["Subject"].startswith("Re: Opening hours")

    await mira.answer(reply, "Thank you!")
    await sam.reads(chat.id, 3)
    assert sam.texts(chat.id) == ["When do you open?", "At nine.", "Thank you!"]


async def test_only_replies_to_people_without_a_chat_are_mailed(office: Office) -> None:
    mira, karen = office.correspondent(), office.correspondent("karen")
    sam = await office.agent()
    hello = replace(customer_hello(), profile=Profile("Karen Doe", karen.address))
    async with dialled(office.hub.url, hello, say(1)) as customer:
        await customer.hear(Ack)
        await office.reply(sam, (await office.taken(sam)).id, "Hello in the chat.")
    await mira.write("Where is my parcel?")
    chat = await office.taken(sam)
    note = replace(sam.intent(chat.id, "A difficult one.", 1), mode=Mode.NOTE)
    assert isinstance(await sam.backend.send(note), Acknowledged)
    await office.reply(sam, chat.id, "It went out in Oslo.", 2)
    assert words(await mira.received()).startswith("It went out in Oslo.")
    assert await sam.backend.perform(chat.id, chat.fence, EditMessage(3, "It went out in Bergen.")) is None
    await office.reply(sam, chat.id, "Anything else?", 3)
    assert words(await mira.received()).startswith("Anything else?")
    assert (mira.mails, karen.mails) == (0, 0)


async def test_what_was_answered_before_there_was_mail_is_not_sent(office: Office, host: HubHost) -> None:
    mira = office.correspondent()
    channel, host.companions = host.companions, ()
    await host.stop()
    await host.start()
    sam = await office.agent()
    hello = replace(customer_hello(), profile=Profile("Mira Holm", mira.address), topic=Topic(channel="form"))
    async with dialled(office.hub.url, hello, say(1)) as customer:
        await customer.hear(Ack)
    chat = await office.taken(sam)
    await office.reply(sam, chat.id, "An old answer.")
    await host.stop()
    host.companions = channel
    await host.start()
    await sam.online()
    await office.reply(sam, chat.id, "A new answer.", 2)
    assert words(await mira.received()).startswith("A new answer.")


async def test_files_come_and_go(office: Office) -> None:
    mira = office.correspondent()
    sam = await office.agent()
    mail = EmailMessage()
    mail["From"], mail["Subject"] = mira.address, "A picture"
    mail.set_content("See here.")
    mail.add_attachment(PIXEL, "image", "png", filename="../dent.png")
    mail.add_attachment(b"MZ\x90\x00", "application", "octet-stream", filename="fix.exe")
    mail.add_attachment("It began on Monday.", filename="story.txt")
    await mira.send(mail.as_bytes())
    chat = await office.taken(sam)
    await sam.reads(chat.id, 2)
    first, second = sam.desk[chat.id].messages
    assert first.text.startswith("[The file fix.exe was not taken: ")
    assert first.text.endswith("See here.")
    assert first.attachment is not None
    assert (first.attachment.kind, first.attachment.width) == ("image/png", 1)
    assert second.attachment is not None
    assert (second.text, second.attachment.name) == ("", "story.txt")

    async def content() -> AsyncIterator[bytes]:
        yield PIXEL

    upload = await sam.backend.upload(chat.id, "label.png", content(), len(PIXEL))
    assert isinstance(upload, str)
    intent = replace(sam.intent(chat.id, "Your label.", 1), attachment=upload)
    assert isinstance(await sam.backend.send(intent), Acknowledged)
    reply = await mira.received()
    assert words(reply).startswith("Your label.")
    [file] = reply.iter_attachments()
    assert (file.get_filename(), file.get_content_type(), file.get_content()) == (
        "label.png",
        "image/png",
        PIXEL,
    )


async def test_a_transcript_is_what_the_customer_heard(office: Office) -> None:
    mira = office.correspondent()
    sam = await office.agent()
    hello = replace(customer_hello(), profile=Profile("Mira Holm", language="de"))
    async with dialled(office.hub.url, hello, say(1, "Hello?")) as customer:
        await customer.hear(Ack)
        chat = await office.taken(sam)
        await office.reply(sam, chat.id, "Good day.", 1)
        note = replace(sam.intent(chat.id, "Patience!", 2), mode=Mode.NOTE)
        assert isinstance(await sam.backend.send(note), Acknowledged)
        await office.reply(sam, chat.id, "It is here.", 3)
        assert await sam.backend.perform(chat.id, chat.fence, EditMessage(4, "It is there.")) is None
        await customer.say(MailTranscript(1, mira.address))
        await customer.hear(Done)
    mail = await mira.received()
    assert (mail["Subject"], mail["Auto-Submitted"]) == ("Ihr Gespräch mit Example Outdoor", "auto-generated")
    lines = words(mail).splitlines()
    assert [line for line in lines if line and "UTC" not in line] == [
        *("Hello?", "Good day.", "It is there.", "-- ", "Example Outdoor, 555-0100")
    ]
    assert lines[0].startswith("Mira Holm, 20")


async def test_nobody_gets_a_transcript_of_what_a_customer_alone_wrote(office: Office) -> None:
    mira = office.correspondent()
    async with dialled(office.hub.url, customer_hello(), say(1, "Buy my pills!")) as customer:
        await customer.hear(Ack)
        await customer.say(MailTranscript(1, mira.address))
        await customer.hear(Done)
    await office.transcripts_sent()
    assert mira.mails == 0


async def test_one_address_gets_a_few_transcripts_a_day(office: Office) -> None:
    mira = office.correspondent()
    sam = await office.agent()
    for _ in range(3):
        async with dialled(office.hub.url, customer_hello(), say(1)) as customer:
            await customer.hear(Ack)
            await office.reply(sam, (await office.taken(sam)).id, "Good day.")
            for request in range(2):
                await customer.say(MailTranscript(request, mira.address))
                await customer.hear(Done)
    await office.transcripts_sent()
    assert mira.mails == 5
