"""E-mail as a companion of the hub: everything of it put together."""

import asyncio
from collections.abc import Mapping
from functools import partial

from agent_console.config.mail import MailServer, MailSettings
from agent_console.hub.mail.collection import Collection
from agent_console.hub.mail.courier import Courier
from agent_console.hub.mail.dispatch import USUAL, Dispatch, Pace
from agent_console.hub.mail.errand import Feed
from agent_console.hub.mail.intake import Intake
from agent_console.hub.mail.mailbox import Mailbox
from agent_console.hub.mail.reply import Sender
from agent_console.hub.mail.reply_feed import ReplyFeed
from agent_console.hub.mail.transcript_feed import TranscriptFeed
from agent_console.hub.premises import Companion, Premises


def mail_channel(settings: MailSettings, environment: Mapping[str, str], pace: Pace = USUAL) -> Companion:
    """Return the program that collects and sends mail; raises MissingSecretError without a password."""
    courier = Courier(settings.smtp, _password(settings.smtp, environment), settings.address)
    mailboxes = [
        (Mailbox(mailbox, _password(mailbox, environment)), mailbox.queue) for mailbox in settings.mailboxes
    ]
    sender = Sender(settings.address, settings.name, settings.signature)

    async def post(premises: Premises) -> None:
        feeds: tuple[Feed, ...] = (ReplyFeed(premises, sender), TranscriptFeed(premises, sender))
        async with asyncio.TaskGroup() as group:
            for feed in feeds:
                group.create_task(Dispatch(feed, courier, premises.store, premises.clock, pace).run())
            for mailbox, queue in mailboxes:
                intake = Intake(premises, sender, queue)
                poll = settings.poll.total_seconds()
                group.create_task(Collection(mailbox, intake, premises.store, poll).run())

    async def run(premises: Premises) -> None:
        # Two hubs would send and fetch everything twice.
        await premises.neighbours.in_turn(partial(post, premises))

    return run


def _password(server: MailServer, environment: Mapping[str, str]) -> str:
    return "" if server.password is None else server.password.reveal(environment)
