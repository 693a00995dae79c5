"""Text from strangers stays text: agents' messages and names, names of files, the customer's own words."""

import json
import os
from pathlib import Path

import pytest
from playwright.async_api import FilePayload, Request, expect

from tests.widget.company import Company
from tests.widget.visitor import Visitor

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.asyncio(loop_scope="session")]

OWN = Path(__file__).with_name("hostile_texts.json")
MORE = "AGENT_CONSOLE_XSS_PAYLOADS"
"""Names a file with a JSON list of further texts."""
FEW = 20
"""Names of files that are tried without further texts: each one is an upload."""
TEXTS_IN_A_NAME = 10
AT_ONCE = 5
"""Files that a customer sends in one go."""
MOST_CHARACTERS = 12_000
"""Beyond this a text is no message any more, but an error that the form tells of."""

CENSUS = """() => {
    const allowed = new Set(["DIV", "P", "SPAN", "TIME", "A"]);
    const inside = [...document.querySelectorAll(".message, .message *")];
    const strange = inside.filter((one) => !allowed.has(one.tagName));
    const active = inside.filter((one) => [...one.attributes].some(({ name, value }) =>
        name.startsWith("on") || name === "style" || name === "id" || name.startsWith("src")
        || (name === "href" && !/^https?:/.test(value))));
    return [...strange, ...active].map((one) => one.outerHTML.slice(0, 200));
}"""
SHELL = """() => document.querySelectorAll(
    "body > *, head > *, script, iframe, object, embed, base, meta").length"""


def texts() -> list[str]:
    own = json.loads(OWN.read_text("utf-8"))
    assert len(own) >= 40
    more = json.loads(Path(os.environ[MORE]).read_text("utf-8")) if MORE in os.environ else []
    return [text[:MOST_CHARACTERS] for text in (*own, *more) if text.strip()]


def watch(someone: Visitor) -> list[str]:
    """Return a list that grows by every request from now on, even to this machine."""
    requests: list[str] = []

    def note(request: Request) -> None:
        requests.append(request.url)

    someone.page.on("request", note)
    return requests


async def test_hostile_messages_and_names_are_shown_and_do_nothing(company: Company) -> None:
    hostile = texts()
    sam = await company.agent("Sam <img src=x onerror=alert(1)>")
    mira = await company.visitor()
    await mira.open()
    await mira.begin("<svg onload=alert(2)>", hostile[0])
    elements = await mira.inside.evaluate(SHELL)
    requests = watch(mira)

    await sam.take()
    for text in hostile:
        await sam.say(text)
    shown = mira.frame.locator(".theirs .words")
    await expect(shown).to_have_count(len(hostile))
    assert await shown.evaluate_all("all => all.map(({ textContent }) => textContent)") == hostile
    await mira.reads("Sam <img src=x onerror=alert\\(1\\)> answers you.")
    assert await mira.inside.evaluate(CENSUS) == []
    assert await mira.inside.evaluate(SHELL) == elements
    assert requests == []


async def test_hostile_names_of_agents_are_shown_and_do_nothing(company: Company) -> None:
    printable = [text for text in texts() if text.isprintable()]
    mira = await company.visitor()
    await mira.open()
    await mira.begin("Mira Holm", "Hello")
    elements = await mira.inside.evaluate(SHELL)
    requests = watch(mira)
    for first in range(0, len(printable), TEXTS_IN_A_NAME):
        name = " ".join(printable[first : first + TEXTS_IN_A_NAME])
        agent = await company.agent(name)
        await agent.take()
        await agent.say("Good morning")
        await mira.inside.wait_for_function("name => document.body.textContent.includes(name)", arg=name)
        assert await mira.inside.evaluate(CENSUS) == []
        assert await mira.inside.evaluate(SHELL) == elements
        await agent.close()
        await mira.write("Still there?")
    assert requests == []


async def test_hostile_words_of_the_customers_own_are_shown_and_do_nothing(company: Company) -> None:
    mira = await company.visitor()
    await mira.open()
    await mira.begin("Mira Holm", "Hello")
    elements = await mira.inside.evaluate(SHELL)
    requests = watch(mira)
    hostile = [text for text in texts() if text.isprintable()]
    for text in hostile:
        await mira.write(text)
    await mira.sees("Hello", *hostile)
    assert await mira.inside.evaluate(CENSUS) == []
    assert await mira.inside.evaluate(SHELL) == elements
    assert requests == []


async def test_hostile_names_of_files_are_shown_and_do_nothing(company: Company) -> None:
    mira = await company.visitor()
    await mira.open()
    await mira.begin("Mira Holm", "Hello")
    requests = watch(mira)
    names = [text for text in texts() if text.isprintable()]
    names = names if MORE in os.environ else names[:FEW]
    for first in range(0, len(names), AT_ONCE):
        together = names[first : first + AT_ONCE]
        files = [FilePayload(name=name, mimeType="text/plain", buffer=b"plain words") for name in together]
        await mira.frame.locator("input[type=file]").set_input_files(files=files)
        await mira.frame.locator(".message .file").nth(first + len(together) - 1).wait_for()
    assert await mira.inside.evaluate(CENSUS) == []
    assert requests == []


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "data:text/html,<script>alert(1)</script>",
        "https://user:secret@evil.example.com/",
        "vbscript:x",
        "file:///etc/passwd",
        "//evil.example.com/x",
    ],
)
async def test_only_addresses_of_web_pages_become_links(company: Company, text: str) -> None:
    mira = await company.visitor()
    await mira.open()
    await mira.begin("Mira Holm", text)
    await mira.sees(text)
    assert await mira.frame.locator(".words a").count() == 0
