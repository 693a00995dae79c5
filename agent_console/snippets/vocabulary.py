"""The values that templates can name, so that a misspelt one is told before a customer waits."""

from typing import TypeAlias

from agent_console.yaml_source.validation import nearest

Names: TypeAlias = "dict[str, Names | None]"


def _leaves(names: str) -> Names:
    return dict.fromkeys(names.split())


_CUSTOMER: Names = {
    **_leaves("id name first_name last_name email phone locale timezone company account order_number"),
    "custom": {},
}
_AGENT = _leaves("id name first_name last_name email signature")
_CONVERSATION: Names = {
    **_leaves("id url subject concern channel queue status priority language created_at"),
    "custom": {},
}
_BRAND = _leaves("name url support_email hours")
KNOWN: Names = {
    "customer": _CUSTOMER,
    "agent": _AGENT,
    "conversation": _CONVERSATION,
    "order": {
        **_leaves("id number status total currency placed_at url"),
        "items": {},
        "shipping": _leaves("carrier tracking_number tracking_url eta address"),
        "refund": _leaves("amount status partial"),
    },
    "brand": _BRAND,
    "contact": {**_CUSTOMER, "phone_number": None, "custom_attribute": {}},
    "custom_attribute": {},
    "inbox": _leaves("id name"),
    "ticket": {
        **_CONVERSATION,
        **_leaves("title link via"),
        "requester": _CUSTOMER,
        "assignee": _AGENT,
        "brand": _BRAND,
    },
    "current_user": _AGENT,
    "now": None,
    "today": None,
}
"""Names to what lies below them; below an empty mapping everything is known."""


def unknown(path: str) -> str | None:
    """Return a hint when nothing is called by that path; None when something is."""
    names = KNOWN
    parts = path.split(".")
    for depth, part in enumerate(parts):
        if part not in names:
            # Without what follows it, for that makes a short name too unlike the one that is meant.
            wrong = ".".join(parts[: depth + 1])
            return nearest(wrong, [".".join([*parts[:depth], name]) for name in names])
        inner = names[part]
        if not inner:
            return None
        names = inner
    return None
