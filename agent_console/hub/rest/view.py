"""The hub's records as the interface tells them."""

from agent_console.hub.outcome import StoredMessage
from agent_console.hub.rest import model
from agent_console.hub.store import Episode, Holding, Member, Person, PutQuestion
from agent_console.wire.frame import File, HistoryLine


def customer(person: Person) -> model.Customer:
    """Return a customer."""
    said = person.profile
    return model.Customer(
        id=person.id,
        name=said.name,
        email=said.email,
        phone=said.phone,
        language=said.language,
        account=said.account,
        order_number=said.order_number,
        timezone=said.timezone,
        company=said.company,
        custom={detail.label: detail.value for detail in said.custom},
        blocked=person.blocked,
    )


def conversation(holding: Holding) -> model.Conversation:
    """Return a conversation."""
    facts, topic = holding.facts, holding.facts.topic
    return model.Conversation(
        id=facts.id,
        customer=customer(Person(facts.customer, facts.profile, facts.blocked)),
        channel=topic.channel,
        queue=topic.queue,
        concern=topic.concern,
        page=topic.page,
        page_title=topic.page_title,
        referrer=topic.referrer,
        status=facts.status,
        owner=holding.owner,
        owner_name=holding.owner_name,
        fence=facts.fence,
        head=holding.head,
        tags=facts.tags,
        priority=facts.priority,
        hold_until_ms=facts.hold_until_ms,
        promise=facts.promise,
        outcome=facts.outcome,
        presence=facts.presence,
        read=facts.read,
        callback_ms=topic.callback_ms,
    )


def chat(episode: Episode) -> model.Chat:
    """Return a chat of a customer."""
    told = episode.chat
    return model.Chat(
        id=told.id,
        conversation=episode.conversation,
        first=episode.first,
        last=episode.last,
        subject=told.subject,
        status=told.status,
        outcome=told.outcome,
        opened_ms=told.opened_ms,
        closed_ms=told.closed_ms,
        tags=told.tags,
        rating=told.rating,
        last_line=told.last_line,
    )


def message(stored: StoredMessage) -> model.Message:
    """Return a message."""
    return model.Message(
        sequence=stored.sequence,
        id=stored.client_id,
        author=stored.author,
        name=stored.name,
        text=stored.text,
        mode=stored.mode,
        sent_ms=stored.sent_ms,
        amends=stored.amends,
        file=None if stored.file is None else _file(stored.file),
        handed_over=stored.handed_over,
    )


def _file(file: File) -> model.File:
    return model.File(
        name=file.name,
        kind=file.kind,
        size=file.size,
        path=file.path,
        width=file.width,
        height=file.height,
    )


def step(line: HistoryLine) -> model.Step:
    """Return a move."""
    return model.Step(id=line.id, at_ms=line.at_ms, move=line.move, by=line.by, detail=line.detail)


def question(put: PutQuestion) -> model.Question:
    """Return a colleague's question."""
    return model.Question(
        id=put.id,
        conversation=put.conversation,
        asker=put.asker_name,
        text=put.text,
        asked_ms=put.asked_ms,
    )


def agent(member: Member) -> model.Agent:
    """Return an agent of the team."""
    return model.Agent(
        id=member.id,
        name=member.name,
        accepting=member.accepting,
        queues=member.queues,
        holding=member.holding,
    )
