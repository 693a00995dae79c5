"""Chatwoot's JSON into typed values: the one place where it is decoded."""

from agent_console.backends.chatwoot import content
from agent_console.backends.chatwoot.field import Fields, items, malformed
from agent_console.backends.chatwoot.file import files, told
from agent_console.backends.chatwoot.record import (
    Agent,
    Availability,
    Chat,
    Entry,
    Kind,
    Listing,
    Profile,
    State,
)
from agent_console.domain.chat import Author, Priority
from agent_console.domain.customer import Customer, CustomerId

MARK = "agent_console_id"
"""The content attribute that carries a message's client id, where the server keeps it."""
HANDED_OVER = "agent_console_handed_over"
"""The content attribute of a note that came with a handover."""

PRIORITIES = {
    "low": Priority.LOW,
    "medium": Priority.NORMAL,
    "high": Priority.HIGH,
    "urgent": Priority.URGENT,
}
CHANNELS = {
    "webwidget": "chat",
    "api": "chat",
    "twiliosms": "sms",
    "facebookpage": "facebook",
    "twitterprofile": "twitter",
}
MOST_CUSTOM = 40
"""Custom attributes of a contact that are shown."""


def profile(raw: object, account: int | None) -> Profile:
    """Return who the agent is; `account` is the one that the settings name."""
    fields = Fields.of(raw, "profile")
    accounts = tuple(each.identity() for each in fields.objects("accounts"))
    joined = account or fields.number("account_id") or next(iter(accounts), 0)
    own = next((each for each in fields.objects("accounts") if each.identity() == joined), fields)
    token = fields.text("pubsub_token")
    if not token:
        raise malformed("profile.pubsub_token")
    return Profile(
        id=fields.identity(),
        name=fields.text("available_name") or fields.text("name"),
        pubsub_token=token,
        account=joined,
        accounts=accounts,
        availability=availability(own.text("availability") or fields.text("availability")),
    )


def availability(text: str) -> Availability:
    """Return how far an agent is there; a word that is not known means not at all."""
    return Availability(text) if text in list(Availability) else Availability.OFFLINE


def agents(raw: object) -> tuple[Agent, ...]:
    """Return the agents of a list, or of the `payload` of an answer."""
    return tuple(_agent(Fields.of(each, "agents")) for each in items(payload(raw), "agents"))


def _agent(fields: Fields) -> Agent:
    name = fields.text("available_name") or fields.text("name")
    return Agent(fields.identity(), name, availability(fields.text("availability_status")))


def teams(raw: object) -> dict[str, int]:
    """Return the teams' ids by their names."""
    found = (Fields.of(each, "teams") for each in items(payload(raw), "teams"))
    return {team.text("name"): team.identity() for team in found if team.text("name")}


def labels(raw: object) -> tuple[str, ...]:
    """Return a conversation's labels."""
    return tuple(label for label in items(payload(raw), "labels") if isinstance(label, str))


def listing(raw: object) -> Listing:
    """Return one page of a list of conversations."""
    data = Fields.of(raw, "conversations").inner("data")
    if not data.has("payload"):
        raise malformed("conversations.data.payload")
    chats = tuple(chat(each) for each in items(payload(_raw(raw)), "conversations"))
    meta = data.inner("meta")
    return Listing(chats, meta.number("mine_count") or 0, meta.number("all_count") or 0)


def _raw(raw: object) -> object:
    return raw.get("data") if isinstance(raw, dict) else raw


def payload(raw: object) -> object:
    """Return the `payload` of an answer, or the answer itself where it has none."""
    return raw["payload"] if isinstance(raw, dict) and "payload" in raw else raw


def chats(raw: object) -> tuple[Chat, ...]:
    """Return the conversations of a contact."""
    return tuple(chat(each) for each in items(payload(raw), "conversations"))


def chat(raw: object) -> Chat:
    """Return one conversation; raises `MalformedError` for one without id, status or contact."""
    fields = Fields.of(raw, "conversation")
    meta, additional = fields.inner("meta"), fields.inner("additional_attributes")
    if fields.text("status") not in list(State):
        raise malformed("conversation.status")
    assignee, bot = meta.inner("assignee"), meta.text("assignee_type") == "AgentBot"
    sender = meta.inner("sender")
    newest = max(fields.objects("messages"), key=lambda line: line.number("id") or 0, default=Fields({}, ""))
    return Chat(
        id=fields.identity(),
        inbox=fields.number("inbox_id") or 0,
        state=State(fields.text("status")),
        priority=PRIORITIES.get(fields.text("priority"), Priority.NORMAL),
        labels=tuple(dict.fromkeys(fields.texts("labels"))),
        customer=customer(sender, additional.inner("browser").text("browser_language")),
        contact=sender.identity(),
        blocked=sender.flag("blocked") or fields.flag("muted"),
        assignee=assignee.identity() if meta.present("assignee") and not bot else None,
        assignee_name=assignee.text("available_name") or assignee.text("name"),
        bot=bot and meta.present("assignee"),
        team=meta.inner("team").text("name"),
        channel=_channel(meta.text("channel") or fields.text("channel")),
        subject=additional.text("mail_subject"),
        page=additional.text("referer"),
        waiting_since=fields.seconds("waiting_since"),
        seen_at=fields.seconds("contact_last_seen_at"),
        created_at=fields.seconds("created_at") or fields.seconds("timestamp"),
        active_at=fields.seconds("last_activity_at"),
        updated_at=fields.seconds("updated_at"),
        last_text=content.words(newest),
    )


def customer(sender: Fields, language: str = "") -> Customer:
    """Return a contact as the console's customer."""
    additional, number = sender.inner("additional_attributes"), sender.identity()
    known = (*_named(additional, "city", "country"), *sender.inner("custom_attributes").pairs())
    return Customer(
        id=CustomerId(str(number)),
        name=sender.text("name") or sender.text("email") or sender.text("phone_number") or f"#{number}",
        email=sender.text("email"),
        phone=sender.text("phone_number"),
        language=language,
        account=sender.text("identifier"),
        company=additional.text("company_name"),
        custom=known[:MOST_CUSTOM],
    )


def entries(raw: object, base: str) -> tuple[Entry, ...]:
    """Return the messages of an answer, oldest first; `base` is where their files are."""
    if not isinstance(raw, dict):
        raise malformed("messages")
    found = (entry(each, base) for each in items(payload(raw), "messages"))
    return tuple(sorted(found, key=lambda each: each.id))


def entry(raw: object, base: str) -> Entry:
    """Return one message; raises `MalformedError` for one without id or conversation."""
    fields = Fields.of(raw, "message")
    attributes, sender = fields.inner("content_attributes"), fields.inner("sender")
    number = fields.number("message_type")
    kind = Kind(number) if number in list(Kind) else Kind.TEMPLATE
    first, *more = files(fields, base) or (None,)
    deleted, by = attributes.flag("deleted"), _writer(fields, sender)
    conversation = fields.inner("conversation")
    return Entry(
        id=fields.identity(),
        conversation=fields.identity("conversation_id"),
        kind=kind,
        private=fields.flag("private"),
        author=_author(kind, by, attributes.has("automation_rule_id")),
        name=sender.text("available_name") or sender.text("name"),
        sender=sender.identity() if by == "user" and sender.has("id") else 0,
        text=""
        if deleted
        else "\n".join(filter(None, (content.words(fields), told([f for f in more if f])))),
        at=fields.seconds("created_at"),
        status=fields.text("status"),
        mark=attributes.text(MARK) or fields.text("echo_id"),
        kept=bool(attributes.text(MARK)),
        handed_over=attributes.flag(HANDED_OVER),
        deleted=deleted,
        failure=attributes.text("external_error"),
        attachment=None if deleted else first,
        assignee=conversation.number("assignee_id") if conversation.has("assignee_id") else None,
    )


def _writer(message: Fields, sender: Fields) -> str:
    """Return what kind of being wrote a message: user, contact, agent_bot, ...; empty when nobody says."""
    return (sender.text("type") or message.text("sender_type")).lower()


def _author(kind: Kind, by: str, automatic: bool) -> Author:
    match kind:
        case Kind.INCOMING:
            return Author.CUSTOMER
        case Kind.ACTIVITY:
            return Author.SYSTEM
        case Kind.OUTGOING if by == "user" and not automatic:
            return Author.AGENT
        case _:
            return Author.BOT


def _named(fields: Fields, *keys: str) -> tuple[tuple[str, str], ...]:
    return tuple((key, fields.text(key)) for key in keys if fields.text(key))


def _channel(written: str) -> str:
    name = written.rsplit("::", 1)[-1].lower()
    return CHANNELS.get(name, name) or "chat"
