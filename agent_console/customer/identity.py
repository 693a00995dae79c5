"""Who a customer is to a hub: an id that nobody can guess, and a secret that proves it."""

import secrets
from dataclasses import dataclass, field

from agent_console.domain.customer import CustomerId


def _new_id() -> CustomerId:
    return CustomerId(secrets.token_hex(16))


@dataclass(frozen=True, slots=True)
class Identity:
    """A customer's id and secret; keep both to be the same customer again."""

    customer: CustomerId = field(default_factory=_new_id)
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(32), repr=False)
