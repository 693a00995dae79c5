"""The names under which other support tools know the same values."""

from dataclasses import replace

import pytest

from agent_console.snippets.vocabulary import unknown
from tests.snippets.shelf import ANA, expanded, template

KNOWN = replace(
    ANA,
    customer={"first_name": "Ana", "phone": "+47 555 0132", "custom": {"plan": "gold"}},
    agent={"first_name": "Sam"},
    conversation={"subject": "Late", "url": "https://example.com/7", "channel": "chat", "queue": "billing"},
    brand={"name": "Fjell"},
)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("contact.first_name", "Ana"),
        ("contact.phone", "+47 555 0132"),
        ("contact.phone_number", "+47 555 0132"),
        ("contact.custom_attribute.plan", "gold"),
        ("custom_attribute.plan", "gold"),
        ("inbox.id", "chat"),
        ("inbox.name", "billing"),
        ("ticket.requester.first_name", "Ana"),
        ("ticket.assignee.first_name", "Sam"),
        ("ticket.title", "Late"),
        ("ticket.link", "https://example.com/7"),
        ("ticket.via", "chat"),
        ("ticket.brand.name", "Fjell"),
        ("current_user.first_name", "Sam"),
    ],
)
def test_other_tools_names_give_the_same_values(path: str, value: str) -> None:
    assert expanded(template(f"{{{{ {path} }}}}"), KNOWN).text == value
    assert unknown(path) is None


def test_what_is_missing_is_missing_under_every_name() -> None:
    bare = replace(ANA, customer={"first_name": "Ana"}, conversation={})
    text = expanded(template("{{ contact.phone_number }} {{ inbox.name }} {{ ticket.link }}"), bare).text
    assert text == "⟦contact.phone_number⟧ ⟦inbox.name⟧ ⟦ticket.link⟧"
