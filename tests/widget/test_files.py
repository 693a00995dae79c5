"""Files and screenshots: by the button, by paste and by drop, both ways, within limits, over a cut."""

import base64
import struct
import zlib
from collections.abc import AsyncIterator

import pytest
from playwright.async_api import FilePayload, expect

from agent_console.domain.events import MessageArrived
from tests.widget.company import Agent, Company
from tests.widget.visitor import Visitor

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.asyncio(loop_scope="session")]

GIVE = """([name, kind, data, type]) => {
    const bytes = Uint8Array.from(atob(data), (one) => one.charCodeAt(0));
    const transfer = new DataTransfer();
    transfer.items.add(new File([bytes], name, { type: kind }));
    const options = { bubbles: true, cancelable: true };
    const event = type === "paste"
        ? new ClipboardEvent("paste", { ...options, clipboardData: transfer })
        : new DragEvent("drop", { ...options, dataTransfer: transfer });
    document.getElementById("composer").dispatchEvent(event);
}"""


def png(width: int, height: int) -> bytes:
    """Return a grey picture."""

    def part(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\x00" + b"\x80" * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return b"".join(
        [
            b"\x89PNG\r\n\x1a\n",
            part(b"IHDR", header),
            part(b"IDAT", zlib.compress(rows)),
            part(b"IEND", b""),
        ]
    )


async def talking(company: Company) -> tuple[Visitor, Agent]:
    """Return a customer and the agent who has taken them."""
    mira = await company.visitor()
    sam = await company.agent()
    await mira.open()
    await mira.begin("Mira Holm", "Hello")
    await sam.take()
    return mira, sam


async def attach(someone: Visitor, name: str, kind: str, content: bytes) -> None:
    """Choose a file as the button's dialogue does."""
    picker = someone.frame.locator("input[type=file]")
    await picker.set_input_files(files=[FilePayload(name=name, mimeType=kind, buffer=content)])


async def test_a_picture_arrives_and_is_shown_on_both_sides(company: Company) -> None:
    mira, sam = await talking(company)
    await attach(mira, "tent.png", "image/png", png(120, 80))
    picture = mira.frame.get_by_role("img", name="tent.png")
    await expect(picture).to_be_visible()
    await expect(picture).to_have_js_property("naturalWidth", 120)
    link = mira.frame.locator(".message a.file")
    await expect(link).to_have_attribute("rel", "noopener noreferrer")

    await sam.console.reads(sam.conversation, 2)
    attachment = sam.console.desk[sam.conversation].messages[1].attachment
    assert attachment is not None
    assert (attachment.name, attachment.kind, attachment.width) == ("tent.png", "image/png", 120)


async def test_what_the_agent_sends_can_be_fetched(company: Company) -> None:
    mira, sam = await talking(company)
    content = b"Return label for order 48213\n"

    async def pieces() -> AsyncIterator[bytes]:
        yield content

    upload = await sam.console.backend.upload(sam.conversation, "label.txt", pieces(), len(content))
    assert isinstance(upload, str)
    await sam.say("Here is your label.", file=upload)
    link = mira.frame.get_by_role("link", name="label.txt")
    address = await link.get_attribute("href")
    assert address is not None
    answer = await mira.page.context.request.get(address)
    assert (answer.status, await answer.body()) == (200, content)


@pytest.mark.parametrize("way", ["paste", "drop"])
async def test_screenshots_are_pasted_and_files_dropped(company: Company, way: str) -> None:
    mira, sam = await talking(company)
    data = base64.b64encode(png(20, 10)).decode()
    await mira.inside.evaluate(GIVE, ["shot.png", "image/png", data, way])
    await expect(mira.frame.get_by_role("img", name="shot.png")).to_be_visible()
    await sam.console.reads(sam.conversation, 2)


async def test_a_file_that_is_too_large_or_of_no_known_kind_is_refused_in_words(company: Company) -> None:
    mira, _ = await talking(company)
    await attach(mira, "film.png", "image/png", bytes(1_000_001))
    await mira.reads("Files can have at most 1 MB")
    await attach(mira, "page.png", "image/png", b"<html><script>alert(1)</script></html>")
    await attach(mira, "program.pdf", "application/pdf", b"MZ\x90\x00" + bytes(200))
    await mira.reads("Files of this kind cannot be sent.")
    await mira.frame.locator(".upload").get_by_role("button", name="Remove").first.click()


async def test_an_upload_goes_on_after_a_cut(company: Company) -> None:
    mira, sam = await talking(company)
    words = "".join(f"line {number}\n" for number in range(60_000)).encode()
    await attach(mira, "list.txt", "text/plain", words)
    bar = mira.frame.get_by_role("progressbar", name="list.txt")
    await expect(bar).not_to_have_js_property("value", 0)
    company.host.cable.cut()
    await mira.reads("No connection at the moment")
    await expect(bar).to_be_visible()
    company.host.cable.mend()
    await sam.console.reads(sam.conversation, 2)
    attachment = sam.console.desk[sam.conversation].messages[1].attachment
    assert attachment is not None
    assert attachment.size == len(words)
    assert len([event for event in sam.console.seen if isinstance(event, MessageArrived)]) == 1


async def test_an_upload_can_be_taken_back(company: Company) -> None:
    mira, sam = await talking(company)
    company.host.cable.cut()
    await mira.reads("No connection at the moment")
    await attach(mira, "list.txt", "text/plain", b"one\n")
    await mira.frame.get_by_role("button", name="Cancel").click()
    company.host.cable.mend()
    await mira.write("No file after all")
    await sam.reads("Hello", "No file after all")
