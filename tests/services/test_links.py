"""Links are listed with where they really lead, and what could mislead is called out."""

from dataclasses import replace

import pytest

from agent_console.domain.attachment import Attachment
from agent_console.domain.chat import Delivery, Mode
from agent_console.domain.hyperlink import Kind, links
from agent_console.services.link_inspection import Inspection, inspect
from agent_console.services.links import every_mention, mentions
from tests.domain.chats import conversation, said


def _inspected(text: str) -> Inspection:
    (link,) = links(text)
    return inspect(link)


@pytest.mark.parametrize(
    ("written", "site", "spelled", "caution"),
    [
        ("https://bank.example@evil.example/", "evil.example", "", "before the @"),
        ("https://evil.example\\@bank.example/", "evil.example", "", "backslash"),
        ("https://bаnk.example/", "xn--bnk-6cd.example", "bаnk.example", "Cyrillic and Latin"),
        ("https://xn--80ak6aa92e.example/", "xn--80ak6aa92e.example", "аррӏе.example", "Cyrillic letters"),
        ("https://3221226219/", "192.0.2.235", "", "a number, not a name"),
        ("https://[2001:DB8::1]/", "[2001:db8::1]", "", "a number, not a name"),
        ("https://example.com/\u202egpj.exe", "example.com", "", "turn the writing direction"),
        ("https://example.com/a\u200bb", "example.com", "", "not shown"),
        ("https://שלום.example/a", "xn--9dbne9b.example", "שלום.example", "right to left"),
    ],
)
def test_what_could_mislead_is_called_out(written: str, site: str, spelled: str, caution: str) -> None:
    inspection = _inspected(written)
    assert (inspection.site, inspection.spelled, inspection.refusal) == (site, spelled, "")
    assert any(caution in words for words in inspection.cautions)
    assert inspection.address.isascii()


@pytest.mark.parametrize(
    "written",
    [
        "https://example.com/a?b=c#d",
        "https://a_b.example/x",
        "https://日本語.example/パス",
        "https://exämple.com",
    ],
)
def test_honest_addresses_carry_no_caution(written: str) -> None:
    inspection = _inspected(written)
    assert (inspection.cautions, inspection.refusal) == ((), "")


def test_what_is_opened_is_what_was_written_where_that_is_plain() -> None:
    written = "https://example.com:81/a/b;c?d=e&f=%20(g)#h"
    assert _inspected(written).address == written


@pytest.mark.parametrize(
    "written",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "tel:+47555",
        "mira@example.com",
        "https://a..b/",
        "https://999.1/x",
        "https://[fe80::1%25eth0]/",
        "https://[::1%25%0a]/",
    ],
)
def test_nothing_but_pages_on_the_web_may_be_opened(written: str) -> None:
    assert _inspected(written).refusal


def test_a_mail_address_is_copied_as_it_was_written() -> None:
    assert _inspected("write to mira@example.com").address == "mira@example.com"


def test_the_newest_links_come_first_and_each_once() -> None:
    messages = (
        said(1, text="https://a.example and https://b.example"),
        replace(said(2, text="https://c.example"), mode=Mode.NOTE),
        said(3, text="again https://a.example"),
        replace(said(4, text="https://gone.example"), delivery=Delivery.RECALLED),
    )
    found = mentions(replace(conversation(), messages=messages))
    assert [one.link.written for one in found] == [
        "https://a.example",
        "https://c.example",
        "https://b.example",
    ]
    assert [one.note for one in found] == [False, True, False]


def test_what_was_written_otherwise_before_can_be_asked_about_too() -> None:
    messages = (said(1, text="www.example.com"), said(2, text="https://www.example.com"))
    held = replace(conversation(), messages=messages)
    assert [one.link.written for one in mentions(held)] == ["https://www.example.com"]
    assert [one.link.written for one in every_mention(held)] == ["https://www.example.com", "www.example.com"]


def test_files_are_listed_by_name_and_only_those_on_the_web_may_be_opened() -> None:
    file = Attachment("bill.pdf", "application/pdf", 10, "https://hub.example.com/f/1")
    local = replace(file, address="file:///bill.pdf")
    messages = (replace(said(1, text=""), attachment=file), replace(said(2, text=""), attachment=local))
    found = mentions(replace(conversation(), messages=messages))
    assert [(one.file, one.link.kind) for one in found] == [("bill.pdf", Kind.OTHER), ("bill.pdf", Kind.WEB)]
    assert inspect(found[0].link).refusal
