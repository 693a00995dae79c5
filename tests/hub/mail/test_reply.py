"""The mails that the hub sends, as their receivers read them."""

from dataclasses import replace
from datetime import UTC, datetime
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.domain.chat import ConversationId
from agent_console.hub.mail import identifier, reply
from agent_console.hub.mail.courier import WHOLE_LINES
from agent_console.hub.mail.identifier import OwnId
from agent_console.hub.mail.reply import Attached, Reply, Sender

SENDER = Sender("help@example.com", "Example Outdoor", "Example Outdoor, 555-0100")
CHAT = ConversationId("0123456789abcdef" * 2)
REPLY = Reply(
    id=OwnId(CHAT, 2),
    recipient="mira@example.com",
    recipient_name="Mira Holm",
    concern="My parcel",
    text="On its way.",
    written_at=datetime(2026, 3, 9, 14, 5, 7, tzinfo=UTC),
    chain=("first@example.com",),
    answers="first@example.com",
)

FILES = (
    Attached("label “A”.png", "image/png", b"\x89PNG\x00\r\n"),
    Attached("a.txt", "text/plain", b"one\n"),
)


def received(sender: Sender, sent: Reply) -> EmailMessage:
    """Return a reply as it arrives."""
    return message_from_bytes(reply.compose(sender, sent).as_bytes(policy=WHOLE_LINES), policy=default)


def text(mail: EmailMessage) -> str:
    body = mail.get_body(("plain",))
    assert body is not None
    return str(body.get_content()).replace("\r\n", "\n")


def test_a_reply_says_what_mail_programs_want_to_know() -> None:
    mail = received(SENDER, REPLY)
    assert {name: mail[name] for name in mail if name not in ("MIME-Version", "Content-Type")} == {
        "From": "Example Outdoor <help@example.com>",
        "To": "Mira Holm <mira@example.com>",
        "Subject": "Re: My parcel [#01234567]",
        "Date": "Mon, 09 Mar 2026 14:05:07 +0000",
        "Message-ID": f"<{CHAT}.2@example.com>",
        "In-Reply-To": "<first@example.com>",
        "References": "<first@example.com>",
        "Content-Transfer-Encoding": "7bit",
    }
    assert text(mail) == "On its way.\n\n-- \nExample Outdoor, 555-0100\n"


def test_the_same_reply_is_the_same_mail() -> None:
    sent = replace(REPLY, files=FILES)
    one, two = (reply.compose(SENDER, sent).as_bytes(policy=WHOLE_LINES) for _ in range(2))
    assert one == two


def test_the_reply_to_a_form_begins_a_thread() -> None:
    mail = received(SENDER, replace(REPLY, chain=(), answers=""))
    assert (mail["In-Reply-To"], mail["References"]) == (None, None)


def test_a_long_thread_keeps_its_beginning_and_its_end_and_no_id_is_broken_up() -> None:
    chain = tuple(f"{'x' * 180}.{number}@example.com" for number in range(100))
    mail = received(SENDER, replace(REPLY, chain=chain, answers=chain[-2]))
    found = identifier.found(mail["References"])
    assert found == (chain[0], *chain[-15:-2], chain[-1], chain[-2])
    assert mail["In-Reply-To"] == f"<{chain[-2]}>"


@pytest.mark.parametrize(
    ("concern", "subject"),
    [
        ("My parcel", "Re: My parcel"),
        ("Re: My parcel", "Re: My parcel"),
        ("AW: Mein Paket", "AW: Mein Paket"),
        ("Re: My parcel [#01234567]", "Re: My parcel"),
        ("", "Re: Your message"),
        ("På vei\r\nBcc: eve@example.com\x00", "Re: På vei Bcc: eve@example.com"),
    ],
)
def test_the_subject_answers_what_it_is_about(concern: str, subject: str) -> None:
    mail = received(SENDER, replace(REPLY, concern=concern))
    assert mail["Subject"] == f"{subject} [#01234567]"
    assert mail["Bcc"] is None
    assert reply.token(mail["Subject"]) == CHAT[:8]


@given(st.text(), st.text(), st.text(max_size=300))
def test_whatever_people_are_called_the_mail_goes_to_one_address(name: str, concern: str, words: str) -> None:
    mail = received(SENDER, replace(REPLY, recipient_name=name, concern=concern, text=words))
    assert [address.addr_spec for address in mail["To"].addresses] == ["mira@example.com"]
    assert mail["From"].addresses[0].addr_spec == "help@example.com"
    assert sorted({*mail.keys()} - {"Content-Type", "Content-Transfer-Encoding", "MIME-Version"}) == [
        *("Date", "From", "In-Reply-To", "Message-ID", "References", "Subject", "To")
    ]


def test_words_of_all_languages_arrive() -> None:
    words = "Посылка в пути. 📦 " + "A very long line. " * 100 + "\nFrom here on\n.\n"
    assert text(received(replace(SENDER, signature=""), replace(REPLY, text=words))) == words


def test_files_arrive() -> None:
    mail = received(SENDER, replace(REPLY, files=FILES))
    assert text(mail).startswith("On its way.")
    found = [(part.get_filename(), part.get_content_type()) for part in mail.iter_attachments()]
    assert found == [("label “A”.png", "image/png"), ("a.txt", "text/plain")]
    assert next(mail.iter_attachments()).get_content() == b"\x89PNG\x00\r\n"


@pytest.mark.parametrize(
    ("address", "expected"),
    [
        ("mira@example.com", True),
        ("mira.holm+parcels@mail.example.com", True),
        ("a..b@example.com", True),
        ("mira", False),
        ("mira@example.com, eve@example.com", False),
        ("mira@example.com\r\nRCPT TO:<eve@example.com>", False),
        ("<mira@example.com>", False),
        ("mîra@example.com", False),
        ("unknown-1@sender.invalid", False),
        ("", False),
    ],
)
def test_mail_goes_to_single_plain_addresses_only(address: str, expected: bool) -> None:
    assert reply.deliverable(address) is expected


def test_own_ids_are_known_again_and_no_others() -> None:
    own = OwnId(CHAT, 12)
    assert identifier.own(own.at("Example.com"), "example.com") == own
    assert identifier.own(own.at("example.net"), "example.com") is None
    assert identifier.own(f"{CHAT}.012@example.com", "example.com") is None
    assert identifier.own("first@example.com", "example.com") is None
