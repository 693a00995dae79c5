"""The connection to a Chatwoot: refused, lost, silent, deaf; what was missed is read again."""

import logging
from dataclasses import replace

import pytest

from agent_console.backends.chatwoot import ChatwootBackend
from agent_console.backends.chatwoot.pace import Pace
from agent_console.domain.chat import Priority
from agent_console.domain.events import CustomerTyping, Link, LinkChanged
from agent_console.domain.outbox import Acknowledged, Unreachable
from tests.backends.chatwoot.world import BRISK, ChatwootWorld
from tests.backends.console import Console
from tests.backends.world import Desks, taken

KAREN = "Karen Doe"


async def refusal(backend: ChatwootBackend) -> str:
    """Return why a console is let in never."""
    console = Console(backend)
    await console.running
    changes = [event for event in console.seen if isinstance(event, LinkChanged)]
    assert [change.link for change in changes] == [Link.REFUSED]
    return changes[0].reason


async def test_a_wrong_token_is_refused_with_what_to_do(
    chatwoot: ChatwootWorld, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        reason = await refusal(chatwoot.console("Ann", token="wrong-secret-token"))
    assert "Profile settings" in reason
    assert "underscores_in_headers" in reason
    assert "wrong-secret-token" not in reason + caplog.text


async def test_an_account_that_the_agent_is_not_in_is_refused_by_name(chatwoot: ChatwootWorld) -> None:
    reason = await refusal(chatwoot.console("Ann", account_id=5))
    assert "5" in reason
    assert "account_id" in reason


async def test_no_secret_is_in_an_address_or_a_log(
    chatwoot: ChatwootWorld, agents: Desks, caplog: pytest.LogCaptureFixture
) -> None:
    with caplog.at_level(logging.DEBUG):
        ann = await agents.open("Ann")
        conversation = await taken(chatwoot, ann)
        await ann.backend.send(ann.intent(conversation, "hi", 1))
    secrets = (chatwoot.user("Ann").token, chatwoot.user("Ann").pubsub)
    assert not [path for path in chatwoot.system.asked for secret in secrets if secret in path]
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("agent_console")]
    assert not [line for line in ours for secret in secrets if secret in line]


async def test_the_socket_says_where_it_comes_from_and_that_the_agent_is_there(
    chatwoot: ChatwootWorld, agents: Desks
) -> None:
    ann = await agents.open("Ann")
    assert chatwoot.system.cable.origins == [chatwoot.url]
    await taken(chatwoot, ann)
    assert chatwoot.system.cable.presences > 0


async def test_a_rejected_subscription_is_tried_again_with_a_new_token(
    chatwoot: ChatwootWorld, agents: Desks
) -> None:
    chatwoot.faults.rejecting = 2
    ann = await agents.open("Ann")
    assert chatwoot.system.asked.count("GET /api/v1/profile") == 3
    assert [event.link for event in ann.seen if isinstance(event, LinkChanged)] == [Link.OFFLINE, Link.ONLINE]


async def test_a_silent_connection_is_given_up(chatwoot: ChatwootWorld) -> None:
    backend = chatwoot.console("Ann", Pace(silence=1.0, presence=0.2))
    ann = Console(backend)
    await ann.online()
    chatwoot.faults.silent = True
    await ann.offline()
    chatwoot.faults.silent = False
    await ann.online()
    await ann.close()


async def test_a_server_that_never_greets_is_no_chatwoot(chatwoot: ChatwootWorld) -> None:
    chatwoot.faults.welcome = False
    chatwoot.faults.silent = True
    ann = Console(chatwoot.console("Ann", Pace(silence=0.3)))
    await ann.offline()
    await ann.close()


async def test_everything_that_happened_during_a_cut_is_there_behind_it(
    chatwoot: ChatwootWorld, agents: Desks
) -> None:
    ann = await agents.open("Ann")
    karen, mira = await taken(chatwoot, ann), await taken(chatwoot, ann, "Mira Holm")
    reply = ann.intent(karen, "wrong chat", 1)
    assert isinstance(await ann.backend.send(reply), Acknowledged)
    await chatwoot.cut()
    await ann.offline()
    for number in range(250):
        await chatwoot.customer_says(KAREN, f"message {number}")
    chatwoot.office.delete(chatwoot.room(KAREN).lines[-1])
    chatwoot.room(KAREN).priority = "urgent"
    chatwoot.office.set_status(chatwoot.room("Mira Holm"), "resolved", chatwoot.user("Ben"))
    await chatwoot.customer_says("Jonas Berg", "hello")
    await chatwoot.restore()
    await ann.online()
    await ann.reads(karen, 252)
    assert ann.texts(karen)[:2] == ["hello", "wrong chat"]
    assert ann.texts(karen)[2:] == [*(f"message {number}" for number in range(249)), ""]
    assert ann.desk[karen].priority is Priority.URGENT
    assert mira not in ann.desk
    await ann.until(lambda: [waiting.facts.name for waiting in ann.desk.queue] == ["Jonas Berg"])


async def test_a_message_keeps_its_number_over_cuts(chatwoot: ChatwootWorld, agents: Desks) -> None:
    ann = await agents.open("Ann")
    conversation = await taken(chatwoot, ann)
    await ann.backend.send(ann.intent(conversation, "one", 1))
    await ann.reads(conversation, 2)
    chatwoot.office.delete(chatwoot.room(KAREN).lines[-1])
    await ann.reads(conversation, 3)
    await chatwoot.cut()
    await ann.offline()
    await chatwoot.customer_says(KAREN, "two")
    await chatwoot.restore()
    await ann.reads(conversation, 4)
    held = ann.desk[conversation]
    assert [(m.sequence, m.text) for m in held.shown] == [(1, "hello"), (2, ""), (4, "two")]


async def test_what_the_socket_lost_while_it_stood_is_found_by_comparing(chatwoot: ChatwootWorld) -> None:
    ann = Console(chatwoot.console("Ann", replace(BRISK, sweep=0.3)))
    await ann.online()
    conversation = await taken(chatwoot, ann)
    chatwoot.faults.deaf_to = {
        "message.created",
        "message.updated",
        "conversation.created",
        "conversation.updated",
        "conversation.status_changed",
        "assignee.changed",
    }
    await chatwoot.customer_says(KAREN, "lost?")
    await ann.reads(conversation, 2)
    jonas = await chatwoot.customer_says("Jonas Berg", "hello")
    await ann.until(lambda: [waiting.facts.conversation for waiting in ann.desk.queue] == [jonas])
    chatwoot.office.assign(chatwoot.room("Jonas Berg"), chatwoot.user("Ann"), None)
    await ann.holds(jonas)
    chatwoot.office.set_status(chatwoot.room(KAREN), "resolved", chatwoot.user("Ben"))
    await ann.until(lambda: conversation not in ann.desk)
    await ann.close()


async def test_many_open_conversations_are_all_known(chatwoot: ChatwootWorld, agents: Desks) -> None:
    for number in range(60):
        await chatwoot.customer_says(f"Customer {number}", "hello")
        if number % 2:
            chatwoot.office.assign(chatwoot.room(f"Customer {number}"), chatwoot.user("Ann"), None)
    ann = await agents.open("Ann")
    await ann.until(lambda: len(ann.desk.conversations) == 30)
    assert len(ann.desk.queue) == 30


async def test_other_accounts_events_are_nobodys_business(chatwoot: ChatwootWorld, agents: Desks) -> None:
    ann = await agents.open("Ann")
    conversation = await taken(chatwoot, ann)
    chatwoot.faults.account = 2
    chatwoot.office.type(chatwoot.office.contact(KAREN), chatwoot.room(KAREN), on=True)
    chatwoot.office.delete(chatwoot.room(KAREN).lines[0])
    chatwoot.faults.account = 1
    await chatwoot.customer_says(KAREN, "well?")
    await ann.reads(conversation, 2)
    assert not ann.typing(conversation)
    assert ann.texts(conversation) == ["hello", "well?"]


async def test_a_sign_of_writing_is_repeated_until_it_expires(chatwoot: ChatwootWorld) -> None:
    ann = Console(chatwoot.console("Ann", replace(BRISK, typing=0.05, typing_expiry=0.4, typing_off=0.1)))
    await ann.online()
    conversation = await taken(chatwoot, ann)
    await chatwoot.customer_types(KAREN)
    await ann.until(lambda: sum(isinstance(event, CustomerTyping) for event in ann.seen) >= 3)
    await ann.backend.typing(conversation)
    mira = await taken(chatwoot, ann, "Mira Holm")
    before = sum(isinstance(event, CustomerTyping) for event in ann.seen)
    assert await ann.backend.take(mira) == mira
    assert sum(isinstance(event, CustomerTyping) for event in ann.seen) == before
    told = [event for event, _room in chatwoot.system.cable.typed]
    assert told == ["conversation.typing_on", "conversation.typing_off"]
    await ann.close()


async def test_nothing_is_asked_before_the_connection_stands(chatwoot: ChatwootWorld) -> None:
    ann = Console(chatwoot.console("Ann"))
    conversation = await chatwoot.customer_says(KAREN, "hello")
    await ann.online()
    await ann.backend.take(conversation)
    await ann.holds(conversation)
    reply = ann.intent(conversation, "hi", 1)
    await ann.close()
    before = len(chatwoot.system.asked)
    assert isinstance(await ann.backend.send(reply), Unreachable)
    await ann.backend.typing(conversation)
    assert len(chatwoot.system.asked) == before


async def test_a_redirect_is_not_followed(chatwoot: ChatwootWorld, agents: Desks) -> None:
    chatwoot.system.redirect = "https://elsewhere.example.com/"
    ann = Console(chatwoot.console("Ann"))
    await ann.offline()
    [change] = [event for event in ann.seen if isinstance(event, LinkChanged)]
    assert "302" in change.reason
    await ann.close()


async def test_a_token_that_is_taken_back_ends_it(chatwoot: ChatwootWorld) -> None:
    ann = Console(chatwoot.console("Ann", replace(BRISK, sweep=0.3)))
    await ann.online()
    chatwoot.user("Ann").token = "another"
    await ann.until(lambda: ann.desk.link is Link.REFUSED)
    await ann.running


async def test_availability_that_is_changed_in_chatwoot_is_told(
    chatwoot: ChatwootWorld, agents: Desks
) -> None:
    ann = await agents.open("Ann")
    await ann.until(lambda: ann.desk.accepting)
    chatwoot.user("Ann").availability = "busy"
    chatwoot.office.present()
    await ann.until(lambda: not ann.desk.accepting)
