"""Mails that were made to keep the parser busy for minutes: little of them is read, and that is said."""

import pytest

from agent_console.hub.mail import identifier, letter
from tests.hub.mail.source import source

SENDER = ("From: Mira <mira@example.com>", "Message-ID: <one@example.com>")


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        ((), b"\n" * (letter.MOST_LINES + 1)),
        (("Content-Type: multipart/mixed; boundary=b",), b"--b\n\n" * (letter.MOST_BOUNDARIES + 1)),
        (
            ("Content-Type: multipart/mixed; boundary=b",),
            b"--b\nContent-Type: Multipart/mixed; boundary=c\n\n" * 100 + b"x\n" * 40_000,
        ),
    ],
    ids=["lines", "parts", "parts within parts"],
)
def test_only_the_beginning_is_read(headers: tuple[str, ...], body: bytes) -> None:
    mail = letter.read(source(*SENDER, *headers, body=body + b"\nthe end"))
    assert (mail.sender, mail.id) == ("mira@example.com", "one@example.com")
    assert mail.trouble == "its end was left out: it has too many lines or parts"
    assert "the end" not in mail.text


def test_a_mail_of_the_largest_size_with_a_file_is_read_whole() -> None:
    lines = b"QUJD" * 19 + b"\n"
    file = (
        b"--b\nContent-Type: image/png; name=a.png\nContent-Transfer-Encoding: base64\n\n" + lines * 300_000
    )
    mail = letter.read(
        source(
            *SENDER, "Content-Type: multipart/mixed; boundary=b", body=b"--b\n\nHello\n" + file + b"--b--\n"
        )
    )
    assert (mail.text, mail.trouble) == ("Hello", "")
    assert len(mail.enclosures[0].content) == 300_000 * 57


def test_endless_parameters_are_not_read_to_their_end() -> None:
    endless = f"Content-Type: text/plain; charset=utf-8{' ;' * letter.LONGEST_PARAMETERS}; format=flowed"
    mail = letter.read(source(*SENDER, endless, body="På \nvei".encode()))
    assert mail.text == "På \nvei"


def test_other_headers_are_read_however_long_they_are() -> None:
    references = " ".join(f"<{number:0100}@example.com>" for number in range(100))
    mail = letter.read(source(*SENDER, f"References: {references}"))
    assert mail.threads[0] == f"{99:0100}@example.com"


@pytest.mark.parametrize("message_id", ["no-at-sign", f"{'x' * identifier.LONGEST}@example.com"])
def test_the_id_of_a_mail_is_one_that_no_other_channel_takes(message_id: str) -> None:
    mail = letter.read(source("From: mira@example.com", f"Message-ID: <{message_id}>"))
    assert "@" in mail.id
    assert not identifier.original(mail.id)
