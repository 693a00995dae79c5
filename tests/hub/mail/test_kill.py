"""kill -9 of a hub while mail is under way: nothing is lost, and a second copy is known for one."""

import asyncio
import random

import pytest

from tests.hub.mail.correspondent import words
from tests.hub.mail.office import Office
from tests.hub.process import HubProcess

pytestmark = pytest.mark.needs("dovecot")

MAILS = 30
KILLS = 3


async def test_a_mail_that_was_under_way_comes_as_the_same_mail(mortal: Office, hub: HubProcess) -> None:
    mira = mortal.correspondent()
    sam = await mortal.agent()
    await mira.write("Where is my parcel?")
    chat = await mortal.taken(sam)
    mortal.server.answering.clear()
    await mortal.reply(sam, chat.id, "On its way.")
    first = await mira.received()
    await hub.kill()
    mortal.server.answering.set()
    await hub.start()
    second = await mira.received()
    assert first["Message-ID"] is not None
    assert second.as_bytes() == first.as_bytes()
    await sam.online()
    await mortal.reply(sam, chat.id, "And here.", 2)
    assert words(await mira.received()).startswith("And here.")
    assert mira.mails == 0


async def test_every_mail_comes_in_once_however_often_the_hub_dies(mortal: Office, hub: HubProcess) -> None:
    mira = mortal.correspondent()

    async def write() -> None:
        for number in range(MAILS):
            await mira.write(f"Line {number}", Message_ID=f"<{number}@example.com>")

    writing = asyncio.create_task(write())
    for _ in range(KILLS):
        await asyncio.sleep(random.uniform(0.05, 0.3))  # any moment will do
        await hub.kill()
        kept = {client_id for (client_id,) in mortal.rows("SELECT client_id FROM message")}
        assert {message_id.strip("<>") for message_id in await mortal.seen()} <= kept
        await hub.start()
    await writing
    count = "SELECT count(*) FROM message"
    await mortal.until(lambda: mortal.rows(count) == [(MAILS,)])
    texts = sorted(text for (text,) in mortal.rows("SELECT text FROM message"))
    assert texts == sorted(f"Line {number}" for number in range(MAILS))
