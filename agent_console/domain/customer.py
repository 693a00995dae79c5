"""Who is being served: what the console knows of a customer from the start."""

from dataclasses import dataclass
from typing import NewType

CustomerId = NewType("CustomerId", str)


@dataclass(frozen=True, slots=True)
class Customer:
    """A customer as the chat system names them; every text is raw and untrusted."""

    id: CustomerId
    name: str
    email: str = ""
    phone: str = ""
    language: str = ""
    """BCP 47 tag, such as `de` or `pt-BR`; empty when unknown."""
    account: str = ""
    """The company's own account or membership number."""
    order_number: str = ""
    """The order the customer named before the chat began."""
    timezone: str = ""
    """The IANA zone of the customer's clock, such as `Europe/Oslo`; empty when unknown."""
    company: str = ""
    custom: tuple[tuple[str, str], ...] = ()
    """What else the chat system knows, as labels with values, in its order."""

    @property
    def first_name(self) -> str:
        """The first word of the name; empty when there is no name."""
        return self.name.split()[0] if self.name.split() else ""

    @property
    def last_name(self) -> str:
        """The last word of a name of two words or more; empty otherwise."""
        words = self.name.split()
        return words[-1] if len(words) > 1 else ""
