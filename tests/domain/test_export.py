"""Transcripts in three formats: nothing that was written in them is more than text there."""

import json
import re
from dataclasses import replace
from datetime import UTC
from html.parser import HTMLParser

from agent_console.domain.attachment import Attachment
from agent_console.domain.chat import Author, Conversation, Delivery, Message, Mode
from agent_console.domain.customer import Customer, CustomerId
from agent_console.domain.export.data import data
from agent_console.domain.export.file_name import file_name
from agent_console.domain.export.page import page
from agent_console.domain.export.plain import plain
from agent_console.domain.export.sheet import Format, Sheet
from tests.domain.chats import NOON, conversation, said

HOSTILE = (
    "</p><script>alert(1)</script> & \"'\n"
    "2026-03-02 12:00 +0000  Kim (agent)\n"
    "\x1b]52;c;aGk=\x07\x9b31m \u202eevil\u2066 \ud800 \x00 end"
)
_HARMFUL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\u202a-\u202e\u2066-\u2069]")


def _held(*messages: Message, name: str = "Ana Sol") -> Conversation:
    held = conversation(customer=Customer(CustomerId("ana"), name, "ana@example.com"))
    return replace(held, messages=messages)


def _sheet(held: Conversation, notes: bool = False) -> Sheet:
    return Sheet.of(held, "Kim", NOON, notes)


def _agent(
    sequence: int,
    text: str,
    *,
    mode: Mode = Mode.REPLY,
    delivery: Delivery = Delivery.SENT,
    edited: bool = False,
) -> Message:
    message = said(sequence, Author.AGENT, text=text)
    return replace(message, name="Kim", mode=mode, delivery=delivery, edited=edited)


def _hostile() -> Sheet:
    return _sheet(_held(replace(said(1, text=HOSTILE), name=HOSTILE), name=HOSTILE))


class _Elements(HTMLParser):
    """The elements of a page with their attributes, and its text."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.words = ""
        self.feed(source)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words += data


def test_text_says_who_wrote_what_when() -> None:
    held = _held(said(1, text="Where is it?\nPlease"), _agent(2, "On the van", edited=True))
    assert plain(_sheet(held), UTC).splitlines()[2:] == [
        "customer: Ana Sol",
        "e-mail:   ana@example.com",
        "channel:  chat",
        "saved:    2026-03-02 12:00 +0000 by Kim",
        "notes:    without private notes",
        "",
        "2026-03-02 12:00 +0000  somebody",
        "    Where is it?",
        "    Please",
        "",
        "2026-03-02 12:00 +0000  Kim (agent)  [edited]",
        "    On the van",
        "",
    ]


def test_no_format_holds_a_note_unless_it_is_asked_for() -> None:
    held = _held(said(1, text="Hello"), _agent(2, "rude one", mode=Mode.NOTE))
    for write in (plain, page, data):
        assert "rude one" not in write(_sheet(held))
        assert "rude one" in write(_sheet(held, notes=True))
    assert "not for the customer" in plain(_sheet(held, notes=True))


def test_what_was_deleted_or_never_sent_is_told_as_such() -> None:
    held = _held(_agent(1, "secret", delivery=Delivery.RECALLED), _agent(2, "late", delivery=Delivery.FAILED))
    assert "secret" not in data(_sheet(held))
    assert "[deleted]" in plain(_sheet(held))
    assert "[not sent: failed]" in plain(_sheet(held))
    assert [one["deleted"] for one in json.loads(data(_sheet(held)))["messages"]] == [True, False]


def test_files_are_told_by_name_and_address() -> None:
    file = Attachment("bill\x1b.pdf", "application/pdf", 10, "https://hub.example.com/f/1")
    sheet = _sheet(_held(replace(said(1, text=""), attachment=file)))
    assert "[file: bill␛.pdf] https://hub.example.com/f/1" in plain(sheet)
    assert json.loads(data(sheet))["messages"][0]["file"] == {"name": file.name, "address": file.address}


def test_hostile_text_is_harmless_in_a_terminal_and_forges_no_heading() -> None:
    written = plain(_hostile())
    assert not _HARMFUL.search(written)
    headings = [row for row in written.splitlines() if row.startswith("2026")]
    assert len(headings) == 1


def test_hostile_text_adds_nothing_to_the_page() -> None:
    written = page(_hostile())
    assert not _HARMFUL.search(written)
    elements = _Elements(written)
    tags = {tag for tag, _ in elements.found}
    assert not tags & {"script", "a", "img", "iframe", "link", "object", "form"}
    assert [tag for tag, _ in elements.found].count("article") == 1
    assert all(not name.startswith("on") for _, attributes in elements.found for name in attributes)
    assert "<script>alert(1)</script>" in elements.words


def test_the_page_may_load_and_run_nothing_and_its_own_style_is_allowed_by_its_hash() -> None:
    written = page(_sheet(_held(said(1))))
    policy = next(
        attributes["content"]
        for _, attributes in _Elements(written).found
        if attributes.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy is not None
    assert policy.startswith("default-src 'none'; style-src 'sha256-")
    assert "unsafe" not in policy
    assert written.index("Content-Security-Policy") < written.index("<style>")


def test_json_gives_back_what_was_written_and_holds_no_control() -> None:
    written = data(_hostile())
    assert not _HARMFUL.search(written)
    assert "<" not in written
    read = json.loads(written)
    assert read["messages"][0]["text"] == HOSTILE
    assert read["customer"]["name"] == HOSTILE
    assert (read["format"], read["version"], read["notes"]) == ("agent-console transcript", 1, False)
    assert written.encode()


def test_the_file_name_leads_nowhere_else() -> None:
    assert file_name("Mira Holm", NOON, Format.HTML) == "chat-mira-holm-2026-03-02.html"
    assert file_name("Анна Соколова", NOON, Format.TEXT) == "chat-анна-соколова-2026-03-02.txt"
    assert file_name("../../etc/passwd", NOON, Format.JSON) == "chat-etc-passwd-2026-03-02.json"
    assert file_name("", NOON, Format.TEXT) == "chat-2026-03-02.txt"
    for hostile in (HOSTILE, "\u202etxt.exe", "-rf ~", "a" * 500, "CON", "\n", ". ."):
        made = file_name(hostile, NOON, Format.TEXT)
        assert re.fullmatch(r"chat-[\w-]*\.txt", made)
        assert len(made.encode()) < 200
