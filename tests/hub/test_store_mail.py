"""Messages of another channel: whose they are, where they belong, and that each is there once."""

from dataclasses import replace

from agent_console.domain.action import Block
from agent_console.domain.chat import ClientId, Status
from agent_console.domain.customer import CustomerId
from agent_console.hub.command import End, Join, Receive, TakeOver
from agent_console.hub.outcome import Joined, Posted, Repeated
from agent_console.hub.secret import digest
from agent_console.hub.store import Choice
from agent_console.wire.frame import File, Profile, Topic
from tests.hub.ledger_case import StoreCase, code

FILE = File("invoice.pdf", "application/pdf", 9_000, "/files/" + "a" * 32)
MAIL = Receive(
    profile=Profile("Karen Doe", "Karen@Example.com"),
    topic=Topic("refund", channel="email", queue="billing"),
    threads=(),
    client_id=ClientId("<1@example.com>"),
    text="a refund please",
    file=FILE,
)


async def received(case: StoreCase, mail: Receive) -> Posted:
    """Commit a mail that is new."""
    outcome = await case.store.commit(mail)
    assert isinstance(outcome, Posted), outcome
    return outcome


async def test_a_mail_becomes_a_conversation_in_the_queue(case: StoreCase) -> None:
    posted = await received(case, MAIL)
    assert posted.queued
    assert (posted.message.text, posted.message.file, posted.message.sequence) == ("a refund please", FILE, 1)
    [waiting] = await case.store.queue(9)
    facts = waiting.facts
    assert (facts.id, facts.customer, facts.status) == (posted.conversation, posted.customer, Status.WAITING)
    assert (facts.profile, facts.topic) == (MAIL.profile, MAIL.topic)


async def test_the_same_mail_again_changes_nothing(case: StoreCase) -> None:
    posted = await received(case, MAIL)
    for again in (MAIL, replace(MAIL, text="with a footer"), replace(MAIL, threads=(posted.conversation,))):
        assert await case.store.commit(again) == Repeated(1, posted.message.sent_ms, 1)
    assert len(await case.store.messages_after(0, 9)) == 1


async def test_a_thread_goes_on_in_its_conversation(case: StoreCase) -> None:
    first = await received(case, MAIL)
    answer = replace(
        MAIL, client_id=ClientId("<2@example.com>"), threads=("<0@example.com>", "<1@example.com>")
    )
    assert (await received(case, answer)).conversation == first.conversation
    named = replace(MAIL, client_id=ClientId("<3@example.com>"), threads=(first.conversation,))
    third = await received(case, named)
    assert (third.conversation, third.message.sequence, third.queued) == (first.conversation, 3, False)
    other = await received(case, replace(MAIL, client_id=ClientId("<4@example.com>")))
    assert other.conversation != first.conversation
    assert other.customer == first.customer


async def test_the_surest_thread_comes_first(case: StoreCase) -> None:
    one = await received(case, MAIL)
    two = await received(case, replace(MAIL, client_id=ClientId("<2@example.com>")))
    both = replace(
        MAIL, client_id=ClientId("<3@example.com>"), threads=("<2@example.com>", "<1@example.com>")
    )
    assert (await received(case, both)).conversation == two.conversation != one.conversation


async def test_a_mail_to_a_closed_conversation_queues_it_again(case: StoreCase) -> None:
    first = await received(case, MAIL)
    await case.store.commit(TakeOver(case.ann))
    await case.store.commit(End(case.ann, first.conversation, 1, 9))
    answer = replace(MAIL, client_id=ClientId("<2@example.com>"), threads=("<1@example.com>",))
    assert (await received(case, answer)).queued
    assert [h.facts.id for h in await case.store.queue(9)] == [first.conversation]


async def test_nobody_else_gets_into_a_thread(case: StoreCase) -> None:
    first = await received(case, MAIL)
    spoofed = replace(
        MAIL,
        profile=Profile("Karen Doe", "mallory@example.com"),
        client_id=ClientId("<9@example.com>"),
        threads=(first.conversation, "<1@example.com>"),
    )
    posted = await received(case, spoofed)
    assert posted.conversation != first.conversation
    assert posted.customer != first.customer
    same_id = replace(spoofed, client_id=MAIL.client_id)
    assert isinstance(await case.store.commit(same_id), Posted)


async def test_the_answer_to_a_form_by_mail_joins_its_conversation(case: StoreCase) -> None:
    form = Join(
        CustomerId("f" * 32),
        digest("secret"),
        Profile("Karen Doe", " karen@EXAMPLE.com"),
        Topic("refund", channel="form"),
    )
    joined = await case.store.commit(form)
    assert isinstance(joined, Joined)
    await case.store.commit(case.said(joined, "hello", 1))
    posted = await received(case, replace(MAIL, threads=(joined.conversation,)))
    assert (posted.conversation, posted.customer) == (joined.conversation, joined.customer)
    assert isinstance(await case.store.commit(replace(MAIL, threads=())), Repeated)


async def test_whoever_named_the_address_in_a_form_does_not_read_the_mail(case: StoreCase) -> None:
    stranger = Join(CustomerId("f" * 32), digest("secret"), Profile("Mallory", "karen@example.com"), Topic())
    joined = await case.store.commit(stranger)
    assert isinstance(joined, Joined)
    await case.store.commit(case.said(joined, "hello", 1))
    posted = await received(case, replace(MAIL, threads=(joined.conversation,)))
    assert posted.message.heard == 0
    assert await case.texts(joined.conversation) == ["hello", MAIL.text]
    assert await case.heard(joined) == ["hello"]


async def test_customers_of_other_channels_with_that_address_are_other_customers(case: StoreCase) -> None:
    chat = Join(CustomerId("f" * 32), digest("secret"), Profile("Karen", "karen@example.com"), Topic())
    joined = await case.store.commit(chat)
    assert isinstance(joined, Joined)
    posted = await received(case, MAIL)
    assert posted.customer != joined.customer
    stranger = Join(posted.customer, b"", Profile("Mallory"), Topic())
    assert code(await case.store.commit(replace(stranger, secret_hash=digest("")))) == "secret"
    assert await case.store.commit(chat) == joined


async def test_a_blocked_address_is_refused_and_leaves_nothing(case: StoreCase) -> None:
    first = await received(case, MAIL)
    joined = Joined(first.customer, first.conversation, "Karen Doe")
    await case.perform(joined, Block(), fence=None)
    for threads in ((), ("<1@example.com>",)):
        more = replace(MAIL, client_id=ClientId("<2@example.com>"), threads=threads)
        assert code(await case.store.commit(more)) == "blocked"
    assert [h.facts.id for h in await case.store.conversations(Choice())] == [first.conversation]
    assert len(await case.store.messages_after(0, 9)) == 1
    assert await case.store.queue(9) == []


async def test_a_mail_without_an_address_is_nobodys(case: StoreCase) -> None:
    assert code(await case.store.commit(replace(MAIL, profile=Profile("Karen", " ")))) == "email"
