"""What a customer says about themselves and their page, as the hub keeps it."""

from collections.abc import Collection
from dataclasses import replace

from agent_console.config.widget import zone
from agent_console.hub import web_page
from agent_console.wire.frame import Profile, Topic, Visit

LONGEST_ZONE = 64
"""Characters; the longest name of the zones' database has 32."""


def profile(said: Profile, labels: Collection[str]) -> Profile:
    """Return what counts of it: a time zone that exists, and details that the company asks for.

    Anything else would be a customer's own word under a label of the company's.
    """
    custom = tuple(detail for detail in said.custom if detail.label in labels and detail.value.strip())
    return replace(said, timezone=_zone(said.timezone), custom=custom)


def topic(said: Topic) -> Topic:
    """Return it with addresses as they are kept."""
    page = visit(Visit(said.page, said.page_title, said.referrer))
    return replace(said, page=page.page, page_title=page.page_title, referrer=page.referrer)


def visit(said: Visit) -> Visit:
    """Return it with addresses as they are kept."""
    return Visit(
        web_page.address(said.page), web_page.title(said.page_title), web_page.address(said.referrer)
    )


def _zone(name: str) -> str:
    try:
        return zone(name) if 0 < len(name) <= LONGEST_ZONE else ""
    except ValueError:
        return ""
