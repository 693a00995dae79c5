"""Received mails: what they say, whoever's program wrote them, and however broken they are."""

from email.message import EmailMessage
from email.policy import SMTP

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from agent_console.hub.mail import letter
from agent_console.hub.mail.letter import Letter
from agent_console.hub.mail.origin import Origin
from tests.hub.mail.source import simple, source


def read(*headers: str, body: bytes = b"Hello") -> Letter:
    return letter.read(source("From: Mira <mira@example.com>", *headers, body=body))


def test_a_plain_mail_is_told_whole() -> None:
    mail = letter.read(
        simple(
            "Where is my parcel?\n",
            message_id="<one@example.com>",
            in_reply_to="<nine@example.com>",
            references="<seven@example.com> <eight@example.com>",
        )
    )
    assert (mail.sender, mail.name, mail.subject) == ("mira.holm@example.com", "Mira Holm", "My parcel")
    assert (mail.id, mail.text) == ("one@example.com", "Where is my parcel?")
    assert mail.threads == ("nine@example.com", "eight@example.com", "seven@example.com")
    assert (mail.origin, mail.enclosures, mail.trouble) == (Origin.PERSON, (), "")


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("=?utf-8?q?P=C3=A5_vei?=", "På vei"),
        ("=?iso-8859-1?q?P=E5?= =?iso-8859-1?q?_vei?=", "På vei"),
        ("=?utf-8?b?0J/QvtGB0YvQu9C60LA=?=", "Посылка"),
        ("=?koi8-r?b?8M/T2czLwQ==?= 48213", "Посылка 48213"),
        ("=?nonsense?q?caf=C3=A9?=", "café"),
        ("=?utf-8?q?caf=E9?=", "café"),
        ("=?utf-8?b?A?= rest", "=?utf-8?b?A?= rest"),
        ("=?unicode-escape?q?=5Cx41?=", "\\x41"),
        ("=?base64?q?text?=", "text"),
        ("På vei, unencoded", "På vei, unencoded"),
        ("P\udce5 vei in Latin-1", "På vei in Latin-1"),
        ("broken over\n lines", "broken over lines"),
        ("with\x00 NUL and \x1b[31m", "with NUL and [31m"),
        ("", ""),
    ],
)
def test_subjects_are_decoded(header: str, expected: str) -> None:
    assert read(f"Subject: {header}").subject == expected


@pytest.mark.parametrize(
    ("sender", "name", "address"),
    [
        ("Mira Holm <Mira.Holm@Example.COM>", "Mira Holm", "mira.holm@example.com"),
        ('"Holm, Mira" <mira@example.com>', "Holm, Mira", "mira@example.com"),
        ("=?utf-8?q?J=C3=B8rn?= <jorn@example.com>", "Jørn", "jorn@example.com"),
        ("mira@example.com", "mira", "mira@example.com"),
        ("mira@example.com (Mira)", "Mira", "mira@example.com"),
        ("Mira <mira@example.com>, Other <other@example.com>", "Mira", "mira@example.com"),
    ],
)
def test_the_sender_is_who_it_is_from(sender: str, name: str, address: str) -> None:
    mail = letter.read(source(f"From: {sender}", "Reply-To: elsewhere@example.net", body=b"Hello"))
    assert (mail.name, mail.sender) == (name, address)


@pytest.mark.parametrize(
    ("sender", "name"),
    [
        ("undisclosed", "undisclosed"),
        ("Mira <mira at example.com>", "Mira <mira at example.com>"),
        ("<a@b@example.com>", "<a@b@example.com>"),
        ("", "Unknown sender"),
    ],
)
def test_a_sender_without_an_address_gets_one_that_leads_nowhere(sender: str, name: str) -> None:
    mail, other = (letter.read(source(f"From: {sender}", body=body)) for body in (b"Hello", b"Goodbye"))
    assert mail.name == name
    assert mail.sender.endswith(".invalid")
    assert mail.sender != other.sender


@pytest.mark.parametrize(
    ("headers", "body", "expected"),
    [
        (["Content-Type: text/plain; charset=utf-8"], "Blåbær".encode(), "Blåbær"),
        (["Content-Type: text/plain; charset=iso-8859-1"], "Blåbær".encode("latin-1"), "Blåbær"),
        (["Content-Type: text/plain; charset=utf-8"], "Blåbær “now”".encode("cp1252"), "Blåbær “now”"),
        (["Content-Type: text/plain; charset=us-ascii"], "Blåbær".encode(), "Blåbær"),
        (["Content-Type: text/plain; charset=no-such-thing"], "Blåbær".encode(), "Blåbær"),
        (["Content-Type: text/plain; charset=\x00"], "Blåbær".encode(), "Blåbær"),
        (["Content-Type: text/plain; charset=utf-16"], "Blåbær".encode("utf-16"), "Blåbær"),
        (["Content-Type: text/plain; charset=unicode-escape"], b"\\ud800", "\\ud800"),
        (["Content-Type: text/plain; charset=base64"], b"SGk=", "SGk="),
        ([], "Blåbær".encode(), "Blåbær"),
        (["Content-Transfer-Encoding: base64"], b"SGVsbG8=", "Hello"),
        (["Content-Transfer-Encoding: base64"], b"SGVsbG8", "Hello"),
        (["Content-Transfer-Encoding: quoted-printable"], b"caf=C3=A9 =\n=XX soft", "café =XX soft"),
        (["Content-Transfer-Encoding: no-such-thing"], b"Hello", "Hello"),
        (["Content-Type: nonsense"], b"Hello", "Hello"),
        (["Content-Type: multipart/mixed"], b"No boundary, no parts", "No boundary, no parts"),
        (["Content-Type: text/markdown"], b"# Hello", "# Hello"),
        (
            ["Content-Type: text/plain; format=flowed"],
            b"one \ntwo\nthree\n-- \nSam",
            "one two\nthree\n-- \nSam",
        ),
        ([], b"NUL\x00 inside", "NUL inside"),
    ],
)
def test_bodies_are_decoded(headers: list[str], body: bytes, expected: str) -> None:
    mail = letter.read(source("From: mira@example.com", *headers, body=body, crlf=False))
    assert mail.text == expected


def test_of_alternatives_the_plain_one_is_read() -> None:
    mail = EmailMessage(policy=SMTP)
    mail.set_content("Plain words")
    mail.add_alternative("<p>Rich words</p>", subtype="html")
    assert letter.read(mail.as_bytes()).text == "Plain words"


def test_html_is_read_where_the_plain_alternative_is_empty_and_its_pictures_come_along() -> None:
    mail = EmailMessage(policy=SMTP)
    mail.set_content("\n")
    mail.add_alternative("<p>Rich <b>words</b></p><img src='cid:one'>", subtype="html")
    parts = mail.get_payload()
    assert isinstance(parts, list)
    html = parts[1]
    assert isinstance(html, EmailMessage)
    html.add_related(b"\x89PNG\r\n\x1a\n", "image", "png", cid="<one>")
    found = letter.read(mail.as_bytes())
    assert found.text == "Rich words"
    assert [(file.name, file.content) for file in found.enclosures] == [("image-1.png", b"\x89PNG\r\n\x1a\n")]


def test_pictures_of_an_html_alternative_that_is_not_read_come_along_without_its_words() -> None:
    mail = EmailMessage(policy=SMTP)
    mail.set_content("Plain words")
    mail.add_alternative("<p>Rich words</p><img src='cid:one'>", subtype="html")
    parts = mail.get_payload()
    assert isinstance(parts, list)
    html = parts[1]
    assert isinstance(html, EmailMessage)
    html.add_related(b"picture", "image", "png", cid="<one>")
    found = letter.read(mail.as_bytes())
    assert found.text == "Plain words"
    assert [file.name for file in found.enclosures] == ["image-1.png"]


def test_files_come_with_their_names() -> None:
    mail = EmailMessage(policy=SMTP)
    mail.set_content("See the picture")
    mail.add_attachment(b"one", "image", "png", filename="Blåbær.png")
    mail.add_attachment("two", filename="notes.txt")
    found = letter.read(mail.as_bytes())
    assert found.text == "See the picture"
    assert [(file.name, file.content) for file in found.enclosures] == [
        ("Blåbær.png", b"one"),
        ("notes.txt", b"two\r\n"),
    ]


def test_a_forwarded_mail_is_a_file() -> None:
    inner = EmailMessage(policy=SMTP)
    inner["Subject"] = "Inner"
    inner.set_content("Inner words")
    mail = EmailMessage(policy=SMTP)
    mail.set_content("Look at this")
    mail.add_attachment(inner)
    found = letter.read(mail.as_bytes())
    assert found.text == "Look at this"
    assert [b"Inner words" in file.content for file in found.enclosures] == [True]


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("Auto-Submitted: auto-replied", Origin.REPLY),
        ("Auto-Submitted: auto-generated; type=notice", Origin.REPLY),
        ("Auto-Submitted: no", Origin.PERSON),
        ("X-Autoreply: yes", Origin.REPLY),
        ("Precedence: auto_reply", Origin.REPLY),
        ("Precedence: bulk", Origin.LIST),
        ("List-Id: <news.example.com>", Origin.LIST),
        ("Return-Path: <>", Origin.REPORT),
        ("Return-Path: <mira@example.com>", Origin.PERSON),
        ('Content-Type: multipart/report; report-type=delivery-status; boundary="b"', Origin.REPORT),
        ("X-Spam: no", Origin.PERSON),
    ],
)
def test_mail_that_no_person_wrote_is_told(header: str, expected: Origin) -> None:
    assert read(header).origin is expected


def test_a_postmaster_writes_reports() -> None:
    assert letter.read(source("From: MAILER-DAEMON@mail.example.com", body=b"Sorry")).origin is Origin.REPORT


def test_a_mail_without_an_id_gets_one_from_its_bytes() -> None:
    one, again, other = read(), read(), read(body=b"Something else")
    assert one.id == again.id
    assert other.id != one.id


def test_a_very_long_id_is_kept_short() -> None:
    mail = read(f"Message-ID: <{'x' * 900}@example.com>")
    assert len(mail.id) < 100
    assert mail.id == read(f"Message-ID: <{'x' * 900}@example.com>", "X-Other: 1").id


def test_a_mail_of_countless_parts_is_read_as_far_as_is_sensible() -> None:
    parts = b"".join(b"--b\n\npart %d\n" % number for number in range(1000))
    mail = read("Content-Type: multipart/mixed; boundary=b", body=parts)
    assert "part 50" in mail.text
    assert "part 500" not in mail.text
    assert "too many" in mail.trouble


def test_parts_within_parts_without_end_do_not_hurt() -> None:
    depth = 1200
    nested = b"".join(
        b"Content-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (level, level) for level in range(depth)
    )
    mail = letter.read(b"From: mira@example.com\n" + nested + b"\nHello")
    assert mail.trouble


HEADER = st.sampled_from(
    (
        *("From", "Subject", "Message-ID", "References", "In-Reply-To", "Content-Type", "Auto-Submitted"),
        *("Content-Transfer-Encoding", "Content-Disposition", "Precedence", "Return-Path", "MIME-Version"),
    )
)
VALUE = st.one_of(
    st.binary(max_size=80),
    st.sampled_from(
        [
            b"multipart/mixed; boundary=b",
            b"multipart/alternative; boundary=b",
            b"text/html; charset=utf-8",
            b"text/plain; charset*=utf-8''%FF; name*0*=x''%; name*1=y",
            b"message/rfc822",
            b"message/partial; number=1",
            b"attachment; filename*99999999999=x",
            b"attachment; filename*=utf-7''+AAA",
            b'attachment; filename="=?utf-8?b?////?="',
            b"=?utf-8?q?=?= =?x?b?=?= =??q??=",
            b"base64",
            b"x-uuencode",
            b"quoted-printable",
            b"<<a@b>> <c@d",
            b"a@b, (((((, <>,:;",
        ]
    ),
)
BODY = st.lists(
    st.one_of(
        st.binary(max_size=60), st.sampled_from([b"--b", b"--b--", b"", b"begin 666 x", b"<p><a href="])
    ),
    max_size=12,
)


@given(st.lists(st.tuples(HEADER, VALUE), max_size=8), BODY)
@example([("Content-Transfer-Encoding", b"x-uuencode")], [b"begin 666 x", b"\xff\xff"])
@example([("Content-Type", b"message/rfc822")], [b"Subject: \xff", b"", b"\xe5"])
def test_nothing_breaks_the_reading(headers: list[tuple[str, bytes]], body: list[bytes]) -> None:
    raw = b"".join(name.encode() + b": " + value + b"\r\n" for name, value in headers)
    mail = letter.read(raw + b"\r\n" + b"\r\n".join(body))
    for text in (mail.sender, mail.name, mail.subject, mail.text, mail.id, *mail.threads):
        text.encode()
        assert "\x00" not in text
    for file in mail.enclosures:
        file.name.encode()
