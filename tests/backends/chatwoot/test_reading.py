"""Chatwoot's JSON as typed values: every kind of content, every author, files, and what is missing."""

import pytest

from agent_console.backends.chatwoot import reading
from agent_console.backends.chatwoot.field import Fields
from agent_console.backends.chatwoot.record import Kind
from agent_console.domain.chat import Author, Priority

BASE = "https://chat.example.com"
MESSAGE: dict[str, object] = {
    "id": 9001,
    "conversation_id": 148,
    "message_type": 1,
    "created_at": 1_758_700_000,
}
CHAT: dict[str, object] = {"id": 148, "status": "open", "meta": {"sender": {"id": 8}}}


def read(**fields: object) -> str:
    return reading.entry(MESSAGE | fields, BASE).text


@pytest.mark.parametrize(
    ("content_type", "content", "attributes", "shown"),
    [
        ("text", "hi", {}, "hi"),
        ("text", None, {}, ""),
        ("input_select", "Which?", {"items": [{"title": "Red"}, {"title": "Blue"}]}, "Which?\n· Red\n· Blue"),
        (
            "input_select",
            "Which?",
            {"items": [{"title": "Red"}], "submitted_values": [{"title": "Red", "value": "r"}]},
            "Which?\n· Red\nAnswer: Red",
        ),
        (
            "cards",
            "",
            {
                "items": [
                    {
                        "title": "Shoe",
                        "description": "Size 40",
                        "media_url": "https://shop.example.com/shoe.png",
                        "actions": [{"type": "link", "text": "Buy", "uri": "https://shop.example.com"}],
                    }
                ]
            },
            "· Shoe\n  Size 40\n  https://shop.example.com/shoe.png\n  [Buy] https://shop.example.com",
        ),
        (
            "form",
            "Tell us",
            {
                "items": [{"label": "Size", "name": "size"}],
                "submitted_values": [{"name": "size", "value": "40"}],
            },
            "Tell us\n· Size\nsize: 40",
        ),
        (
            "article",
            "",
            {"items": [{"title": "Returns", "link": "https://help.example.com/returns"}]},
            "· Returns\n  https://help.example.com/returns",
        ),
        (
            "input_email",
            "Your e-mail?",
            {"submitted_email": "k@example.com"},
            "Your e-mail?\nAnswer: k@example.com",
        ),
        ("input_csat", "Please rate", {}, "Please rate\n[asked for a rating]"),
        (
            "input_csat",
            "Please rate",
            {"submitted_values": {"csat_survey_response": {"rating": 4, "feedback_message": "fast"}}},
            "Please rate\nRating: 4 of 5\nfast",
        ),
        (
            "incoming_email",
            None,
            {"email": {"subject": "Order", "text_content": {"reply": "where?", "full": "where?\n> x"}}},
            "Subject: Order\nwhere?",
        ),
        ("integrations", None, {}, "[integrations]"),
        ("input_select", None, {"items": "nonsense"}, "[input_select]"),
    ],
)
def test_every_kind_of_content_is_read_as_text(
    content_type: str, content: str | None, attributes: dict[str, object], shown: str
) -> None:
    assert read(content_type=content_type, content=content, content_attributes=attributes) == shown


@pytest.mark.parametrize(
    ("fields", "author"),
    [
        ({"message_type": 0, "sender": {"id": 8, "type": "contact"}}, Author.CUSTOMER),
        ({"message_type": 0}, Author.CUSTOMER),
        ({"sender": {"id": 7, "type": "user"}}, Author.AGENT),
        ({"sender": {"id": 7}, "sender_type": "User"}, Author.AGENT),
        ({"sender": {"id": 3, "type": "agent_bot"}}, Author.BOT),
        ({"sender": {"id": 3, "type": "captain_assistant"}}, Author.BOT),
        ({}, Author.BOT),
        (
            {"sender": {"id": 7, "type": "user"}, "content_attributes": {"automation_rule_id": 4}},
            Author.BOT,
        ),
        ({"message_type": 3}, Author.BOT),
        ({"message_type": 2}, Author.SYSTEM),
        ({"message_type": 9}, Author.BOT),
    ],
)
def test_an_author_is_known_by_kind_and_sender(fields: dict[str, object], author: Author) -> None:
    assert reading.entry(MESSAGE | fields, BASE).author is author


def test_a_message_says_who_wrote_it_and_under_which_id() -> None:
    sender = {"id": 7, "name": "Ann Q. Agent", "available_name": "Ann", "type": "user"}
    entry = reading.entry(MESSAGE | {"sender": sender, "echo_id": "e", "private": True}, BASE)
    assert (entry.name, entry.sender, entry.mark, entry.kept, entry.private) == ("Ann", 7, "e", False, True)
    kept = reading.entry(MESSAGE | {"echo_id": "e", "content_attributes": {reading.MARK: "m"}}, BASE)
    assert (kept.mark, kept.kept) == ("m", True)
    bot = reading.entry(MESSAGE | {"sender": {"id": 7, "type": "agent_bot"}}, BASE)
    assert bot.sender == 0


def test_the_first_file_goes_with_the_message_and_others_are_told() -> None:
    files = [
        {
            "file_type": "image",
            "data_url": "/rails/blobs/x/a%20b.png",
            "file_size": 12,
            "width": 3,
            "height": 4,
        },
        {"file_type": "file", "data_url": "https://cdn.example.com/c.pdf"},
        {"file_type": "file", "data_url": "javascript:alert(1)"},
        {
            "file_type": "location",
            "coordinates_lat": 59.9,
            "coordinates_long": 10.7,
            "fallback_title": "Oslo",
        },
        {"file_type": "fallback", "fallback_title": "A page", "data_url": "https://example.com"},
    ]
    entry = reading.entry(MESSAGE | {"content": "look", "attachments": files}, BASE)
    assert entry.attachment is not None
    assert (entry.attachment.name, entry.attachment.kind) == ("a b.png", "image/png")
    assert entry.attachment.address == "https://chat.example.com/rails/blobs/x/a%20b.png"
    assert entry.attachment.picture
    assert entry.text == (
        "look\n[Oslo: 59.9, 10.7]\n[A page] https://example.com\nc.pdf: https://cdn.example.com/c.pdf"
    )


def test_a_deleted_message_says_nothing() -> None:
    fields = {"content": "This message was deleted", "content_attributes": {"deleted": True}}
    entry = reading.entry(MESSAGE | fields, BASE)
    assert (entry.text, entry.deleted, entry.attachment) == ("", True, None)


def test_a_conversation_says_all_that_the_console_shows() -> None:
    chat = reading.chat(
        CHAT
        | {
            "priority": "urgent",
            "labels": ["vip", "vip", 7],
            "waiting_since": 0,
            "contact_last_seen_at": 100,
            "updated_at": 1_758_700_000.25,
            "additional_attributes": {
                "referer": "https://shop.example.com/cart",
                "mail_subject": "Order 7",
                "browser": {"browser_language": "de"},
            },
            "meta": {
                "sender": {
                    "id": 8,
                    "name": None,
                    "email": "k@example.com",
                    "phone_number": "+15550100",
                    "identifier": "A-7",
                    "additional_attributes": {"company_name": "Doe Ltd", "city": "Oslo"},
                    "custom_attributes": {"tier": "gold", "since": 2019, "nested": {}},
                },
                "assignee": {"id": 7, "available_name": "Ann"},
                "assignee_type": "User",
                "team": {"id": 1, "name": "billing"},
                "channel": "Channel::Whatsapp",
            },
            "messages": [{"id": 1, "content": "last"}],
        }
    )
    assert (chat.assignee, chat.assignee_name, chat.bot, chat.team) == (7, "Ann", False, "billing")
    assert (chat.priority, chat.labels, chat.channel) == (Priority.URGENT, ("vip",), "whatsapp")
    assert (chat.subject, chat.page, chat.last_text) == ("Order 7", "https://shop.example.com/cart", "last")
    customer = chat.customer
    assert (customer.id, customer.name, customer.phone) == ("8", "k@example.com", "+15550100")
    assert (customer.account, customer.company, customer.language) == ("A-7", "Doe Ltd", "de")
    assert customer.custom == (("city", "Oslo"), ("tier", "gold"), ("since", "2019"))


def test_a_bot_that_has_a_conversation_is_no_agent() -> None:
    meta = {"sender": {"id": 8}, "assignee": {"id": 7}, "assignee_type": "AgentBot"}
    chat = reading.chat(CHAT | {"meta": meta})
    assert (chat.assignee, chat.bot) == (None, True)


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        (100, 100.0),
        (100.5, 100.5),
        ("2026-01-01T00:00:00Z", 1_767_225_600.0),
        (-1, 0.0),
        (1e300, 0.0),
        (True, 0.0),
        ("soon", 0.0),
        (None, 0.0),
    ],
)
def test_times_are_read_in_both_forms(value: object, seconds: float) -> None:
    assert Fields({"at": value}, "x").seconds("at") == seconds


def test_an_unknown_kind_of_message_is_shown_all_the_same() -> None:
    assert reading.entry(MESSAGE | {"message_type": None}, BASE).kind is Kind.TEMPLATE
