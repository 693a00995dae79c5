"""E-mail when servers refuse, are away, or say something odd, and mails that were made to hurt."""

import asyncio
import logging
from contextlib import suppress
from datetime import timedelta
from email.message import EmailMessage

import aiosmtplib
import pytest

from agent_console.config import MissingSecretError
from agent_console.domain.chat import Author, Mode
from agent_console.hub.mail import dispatch, mailbox
from agent_console.hub.mail.channel import mail_channel
from agent_console.hub.mail.courier import Courier
from tests.hub.host import HubHost
from tests.hub.mail.correspondent import words
from tests.hub.mail.dovecot import Dovecot
from tests.hub.mail.mail_server import MailServer
from tests.hub.mail.office import ENVIRONMENT, Office, mail_settings
from tests.hub.mail.program import QUICK
from tests.hub.mail.source import source

pytestmark = pytest.mark.needs("dovecot")


async def test_a_mail_that_is_put_off_holds_up_its_own_conversation_only(office: Office) -> None:
    mira, karen = office.correspondent(), office.correspondent("karen")
    sam = await office.agent()
    await mira.write("Where is my parcel?")
    slow = await office.taken(sam)
    await karen.write("When do you open?")
    quick = await office.taken(sam)
    office.server.refusals[mira.address] = ["450 4.2.1 mailbox busy"] * 1000
    await office.reply(sam, slow.id, "One.", 1)
    await office.reply(sam, slow.id, "Two.", 2)
    await office.reply(sam, quick.id, "At nine.")
    assert words(await karen.received()).startswith("At nine.")
    office.server.refusals[mira.address] = []
    assert [words(await mira.received())[:4] for _ in range(2)] == ["One.", "Two."]


async def test_mails_of_a_conversation_keep_their_order_whatever_is_put_off(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    mira = office.correspondent()
    sam = await office.agent()
    await mira.write("Where is my parcel?")
    chat = await office.taken(sam)
    await office.server.stop()
    with caplog.at_level(logging.WARNING):
        await office.reply(sam, chat.id, "One.", 1)
        await office.reply(sam, chat.id, "Two.", 2)
        await office.until(lambda: caplog.text.count("no mail goes out") > 1)
    office.server.refusals[mira.address] = ["450 4.2.1 mailbox busy"]
    await office.server.start()
    assert [words(await mira.received())[:4] for _ in range(2)] == ["One.", "Two."]


async def test_what_went_out_of_turn_is_not_repeated_after_a_restart(office: Office, host: HubHost) -> None:
    mira, karen = office.correspondent(), office.correspondent("karen")
    sam = await office.agent()
    await mira.write("Where is my parcel?")
    slow = await office.taken(sam)
    await karen.write("When do you open?")
    quick = await office.taken(sam)
    office.server.refusals[mira.address] = ["450 4.2.1 mailbox busy"] * 1000
    await office.reply(sam, slow.id, "One.")
    await office.reply(sam, quick.id, "At nine.")
    await karen.received()
    await office.until(lambda: office.position(f"mail.replies.{quick.id}") > 0)
    await host.stop()
    office.server.refusals[mira.address] = []
    await host.start()
    assert words(await mira.received()).startswith("One.")
    [last] = office.rows("SELECT max(id) FROM message")
    await office.until(lambda: office.position("mail.replies") >= last[0])
    assert karen.mails == 0


async def test_a_mail_that_is_refused_becomes_a_note_for_the_agent(office: Office) -> None:
    mira = office.correspondent()
    sam = await office.agent()
    await mira.write("Where is my parcel?")
    chat = await office.taken(sam)
    office.server.refusals[mira.address] = ["550 5.1.1 no such user"]
    await office.reply(sam, chat.id, "On its way.")
    await sam.reads(chat.id, 3)
    note = sam.desk[chat.id].messages[2]
    assert (note.author, note.mode) == (Author.SYSTEM, Mode.NOTE)
    assert "did not reach the customer by e-mail: 550 5.1.1 no such user" in note.text
    assert "On its way." in note.text


async def test_a_refused_mail_brings_a_closed_conversation_back_to_its_writer(office: Office) -> None:
    mira = office.correspondent()
    sam = await office.agent()
    await mira.write("Where is my parcel?")
    chat = await office.taken(sam)
    office.server.refusals[mira.address] = ["450 4.2.1 mailbox busy"] * 1000
    await office.reply(sam, chat.id, "On its way.")
    assert await sam.backend.close(chat.id, chat.fence) is None
    await sam.until(lambda: chat.id not in sam.desk)
    office.server.refusals[mira.address] = ["550 5.1.1 no such user"]
    await sam.reads(chat.id, 3)
    assert sam.desk[chat.id].messages[2].mode is Mode.NOTE


async def test_a_customer_whose_address_is_none_is_not_written_to(office: Office) -> None:
    sam = await office.agent()
    await office.correspondent().send(source("From: nobody", "Subject: Riddle", body=b"Guess who"))
    chat = await office.taken(sam)
    assert (chat.customer.name, chat.concern) == ("nobody", "Riddle")
    await office.reply(sam, chat.id, "Who?")
    await sam.reads(chat.id, 3)
    assert "is no address of a customer" in sam.desk[chat.id].messages[2].text


async def test_the_hub_does_not_write_to_itself(office: Office) -> None:
    sam = await office.agent()
    await office.correspondent().send(source(f"From: {office.address}", body=b"Hello, me"))
    chat = await office.taken(sam)
    await office.reply(sam, chat.id, "Hello, me.")
    await sam.reads(chat.id, 3)
    assert sam.desk[chat.id].messages[2].mode is Mode.NOTE


async def test_replies_wait_while_the_server_is_away(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    mira = office.correspondent()
    sam = await office.agent()
    await mira.write("Where is my parcel?")
    chat = await office.taken(sam)
    await office.server.stop()
    with caplog.at_level(logging.WARNING):
        await office.reply(sam, chat.id, "On its way.")
        await office.until(lambda: "no mail goes out: 127.0.0.1" in caplog.text)
    await office.server.start()
    assert words(await mira.received()).startswith("On its way.")


async def test_after_days_of_trying_the_agent_is_told(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    mira = office.correspondent()
    sam = await office.agent()
    await mira.write("Where is my parcel?")
    chat = await office.taken(sam)
    office.server.refusals[mira.address] = ["450 4.2.2 mailbox full"] * 1000
    monkeypatch.setattr(dispatch, "GIVE_UP_AFTER", timedelta())
    await office.reply(sam, chat.id, "On its way.")
    await sam.reads(chat.id, 3)
    assert "450 4.2.2 mailbox full" in sam.desk[chat.id].messages[2].text


async def test_what_a_mail_server_reports_stands_beside_the_reply(office: Office) -> None:
    mira = office.correspondent()
    sam = await office.agent()
    await mira.write("Where is my parcel?")
    chat = await office.taken(sam)
    await office.reply(sam, chat.id, "On its way.")
    reply = await mira.received()
    report = source(
        "From: Mail Delivery System <MAILER-DAEMON@mail.example.com>",
        "Auto-Submitted: auto-replied",
        "Message-ID: <report@mail.example.com>",
        'Content-Type: multipart/report; report-type=delivery-status; boundary="b"',
        body=b"--b\n\nThe disk is full.\n--b\nContent-Type: message/rfc822\n\n"
        + f"Message-ID: {reply['Message-ID']}\n\nOn its way.\n--b--\n".encode(),
    )
    await mira.send(report.replace(b"Auto-Submitted: auto-replied", b"Auto-Submitted: auto-generated"))
    await sam.reads(chat.id, 3)
    note = sam.desk[chat.id].messages[2]
    assert (note.author, note.mode) == (Author.SYSTEM, Mode.NOTE)
    assert note.text.endswith("The disk is full.")
    assert sam.desk.queue == ()


async def test_automatic_mail_is_marked_and_gets_no_answer(office: Office) -> None:
    mira = office.correspondent()
    sam = await office.agent()
    await mira.write("I am away until Monday.", subject="Away", Auto_Submitted="auto-replied")
    chat = await office.taken(sam)
    assert chat.messages[0].text == (
        "[This is no person's e-mail, but: automatic reply.]\nI am away until Monday."
    )
    assert mira.mails == 0


async def test_the_hubs_own_mail_that_comes_back_is_not_taken_in(office: Office) -> None:
    mira = office.correspondent()
    sam = await office.agent()
    await mira.write("Where is my parcel?")
    chat = await office.taken(sam)
    await office.reply(sam, chat.id, "On its way.")
    reply = await mira.received()
    await mira.send(reply.as_bytes())
    await mira.write("Thank you!")
    other = await office.taken(sam)
    assert [message.text for message in other.messages] == ["Thank you!"]
    assert office.rows("SELECT count(*) FROM message") == [(3,)]


HOSTILE = {
    "empty": b"",
    "only a line end": b"\r\n",
    "no headers": b"Just some words",
    "binary": bytes(range(256)) * 20,
    "nested": source("Content-Type: multipart/mixed; boundary=b0", body=b"").rstrip()
    + b"".join(
        b"\r\n\r\n--b%d\r\nContent-Type: multipart/mixed; boundary=b%d" % (level, level + 1)
        for level in range(1200)
    ),
    "parts": source("Content-Type: multipart/mixed; boundary=b", body=b"--b\n\nx\n" * 5000),
    "headers": source(*(f"X-{number}: {number}" for number in range(20000)), body=b"Many headers"),
    "long header": source("Subject: " + "=?utf-8?q?x?= " * 20000, body=b"A long subject"),
    "long line": source("Subject: A long line", body=b"x" * 300_000),
    "html": source("Content-Type: text/html", body=b"<a " * 100_000),
    "charset": source("Content-Type: text/plain; charset=\xff\xfe", body=b"\xff\xfe\x00\xd8"),
    "addresses": source("From: " + "<a@b.example>," * 5000, body=b"From many"),
    "escapes": source("Subject: \x1b]0;title\x07", body=b"\x1b[2J\x1b[31m"),
    "ids": source("Message-ID: <x>\nReferences: " + "<" * 50_000, body=b"Odd ids"),
    "references": source("References: " + " ".join(f"<{n}@example.com>" for n in range(5000)), body=b"Much"),
    "smuggled": source("From: a@example.com\rBcc: b@example.com", "Subject: a\n\n b", body=b"Smuggled"),
}


async def test_no_mail_is_lost_or_keeps_the_next_one_from_coming_in(office: Office) -> None:
    user = office.address.partition("@")[0]
    for number, raw in enumerate(HOSTILE.values()):
        office.dovecot.deliver(user, f"1.hostile{number}", raw)
    await office.correspondent().write("Where is my parcel?")
    count = "SELECT count(DISTINCT conversation) FROM message"
    await office.until(lambda: office.rows(count) == [(len(HOSTILE) + 1,)])
    assert office.rows("SELECT count(*) FROM message WHERE text = 'Where is my parcel?'") == [(1,)]
    await office.until(lambda: office.dovecot.unseen(user) == 0)


async def test_of_a_mail_that_is_too_large_the_beginning_comes_in(
    office: Office, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(mailbox, "MOST_BYTES", 100_000)
    mira = office.correspondent()
    sam = await office.agent()
    mail = EmailMessage()
    mail["From"], mail["Subject"] = mira.address, "A film"
    mail.set_content("Look at this.")
    mail.add_attachment(b"\x00" * 200_000, "video", "mp4", filename="film.mp4")
    await mira.send(mail.as_bytes())
    [message] = (await office.taken(sam)).messages
    assert "only its beginning is here" in message.text
    assert message.text.endswith("Look at this.")


async def test_words_without_end_come_as_a_file(office: Office) -> None:
    mira = office.correspondent()
    sam = await office.agent()
    await mira.write("A long story. " * 3000)
    [message] = (await office.taken(sam)).messages
    assert message.text.startswith("A long story. A long")
    assert message.text.endswith("[…]")
    assert message.attachment is not None
    assert (message.attachment.name, message.attachment.size) == ("e-mail.txt", 14 * 3000)


async def test_mail_that_was_read_before_stays_and_a_new_numbering_repeats_nothing(
    office: Office, host: HubHost
) -> None:
    user, mira = office.address.partition("@")[0], office.correspondent()
    await mira.write("One", Message_ID="<one@example.com>")
    await office.until(lambda: office.rows("SELECT text FROM message") == [("One",)])
    await host.stop()
    office.dovecot.number_anew(user)
    office.dovecot.deliver(user, "9.old:2,S", source("From: mira@example.com", body=b"Read long ago"))
    await mira.write("Two")
    await host.start()
    await mira.write("Three")
    await office.until(lambda: len(office.rows("SELECT text FROM message")) == 3)
    assert office.rows("SELECT text FROM message ORDER BY id") == [("One",), ("Two",), ("Three",)]


async def test_a_mail_stays_unread_until_it_is_on_disk(
    office: Office, caplog: pytest.LogCaptureFixture
) -> None:
    user = office.address.partition("@")[0]
    with caplog.at_level(logging.WARNING), office.locked():
        await office.correspondent().write("Where is my parcel?")
        await office.until(lambda: "nothing could be written" in caplog.text)
        assert office.dovecot.unseen(user) == 1
    await office.until(lambda: office.dovecot.unseen(user) == 0)
    assert office.rows("SELECT text FROM message") == [("Where is my parcel?",)]


async def test_a_mailbox_that_cannot_be_opened_is_told_of_and_the_hub_serves(
    host: HubHost, address: str, dovecot: Dovecot, server: MailServer, caplog: pytest.LogCaptureFixture
) -> None:
    settings = mail_settings(address, dovecot, server)
    await host.stop()
    wrong = {name: "wrong" for name in ENVIRONMENT}
    host.companions = [mail_channel(settings, wrong, QUICK)]
    with caplog.at_level(logging.WARNING):
        await host.start()
        office = Office(address, host, host.file, dovecot, server)
        await office.until(lambda: "no mail comes in: help-" in caplog.text)
    assert "AUTHENTICATIONFAILED" in caplog.text
    assert "wrong" not in caplog.text
    await office.agent()
    await office.close()


def test_a_missing_password_is_told_at_once(address: str, dovecot: Dovecot, server: MailServer) -> None:
    with pytest.raises(MissingSecretError, match="MAIL_PASSWORD is not set"):
        mail_channel(mail_settings(address, dovecot, server), {})


async def test_a_cancellation_that_the_library_drops_still_ends_a_delivery(
    server: MailServer, dovecot: Dovecot, address: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    under_way = asyncio.Event()

    async def deaf(*_: object) -> None:
        under_way.set()
        with suppress(asyncio.CancelledError):
            await asyncio.Event().wait()

    monkeypatch.setattr(aiosmtplib.SMTP, "sendmail", deaf)
    settings = mail_settings(address, dovecot, server).smtp
    delivering = asyncio.create_task(
        Courier(settings, "", address).deliver(EmailMessage(), "mira@example.com")
    )
    await under_way.wait()
    delivering.cancel()
    await asyncio.wait([delivering])
    assert delivering.cancelled()
