"""What a customer may say before the chat, beside the name."""

from typing import TypedDict

from agent_console.wire.frame import Detail, Profile, Topic


class Introduction(TypedDict, total=False):
    """Each may be left out."""

    email: str
    phone: str
    language: str
    account: str
    order_number: str
    timezone: str
    company: str
    custom: tuple[tuple[str, str], ...]
    """Labels that the company asks for, with values."""
    concern: str
    page: str
    page_title: str
    referrer: str
    queue: str


def profile(name: str, said: Introduction) -> Profile:
    """Return what it says about the customer."""
    return Profile(
        name=name,
        email=said.get("email", ""),
        phone=said.get("phone", ""),
        language=said.get("language", ""),
        account=said.get("account", ""),
        order_number=said.get("order_number", ""),
        timezone=said.get("timezone", ""),
        company=said.get("company", ""),
        custom=tuple(Detail(label, value) for label, value in said.get("custom", ())),
    )


def topic(said: Introduction) -> Topic:
    """Return what it says about the chat."""
    return Topic(
        concern=said.get("concern", ""),
        page=said.get("page", ""),
        queue=said.get("queue", ""),
        page_title=said.get("page_title", ""),
        referrer=said.get("referrer", ""),
    )
