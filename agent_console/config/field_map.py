"""From a row of a system's answer to our words, as JMESPath expressions."""

from typing import Annotated, Self, TypeAlias

import jmespath
from jmespath.exceptions import JMESPathError
from pydantic import AfterValidator, Field, model_validator

from agent_console.config.setting import Setting


def _expression(text: str) -> str:
    try:
        jmespath.compile(text)
    except JMESPathError as error:
        reason = str(error).splitlines()[0].rstrip(":")
        raise ValueError(f"is not a JMESPath expression: {reason}") from None
    return text


Expression: TypeAlias = Annotated[str, Field(min_length=1), AfterValidator(_expression)]
"""A JMESPath expression."""


class FieldMap(Setting):
    """JMESPath expressions, each against one row; what is left out stays empty."""

    @property
    def expressions(self) -> dict[str, str]:
        """The expressions that are set, by field."""
        return {name: text for name, text in self if isinstance(text, str)}


class ItemFields(FieldMap):
    """One line of an order; expressions are against the line."""

    name: Expression
    """What was bought."""
    quantity: Expression | None = None
    """How many; 1 when left out."""
    sku: Expression | None = None
    """The shop's number of the article."""
    amount: Expression | None = None
    """Money, in the order's currency."""


class ShipmentFields(FieldMap):
    """One parcel of an order; expressions are against the parcel."""

    carrier: Expression | None = None
    """Who brings it."""
    tracking_number: Expression | None = None
    """The carrier's number of the parcel."""
    tracking_url: Expression | None = None
    """Where the parcel can be followed."""
    eta: Expression | None = None
    """When it arrives: a date or a time."""
    address: Expression | None = None
    """Where it goes."""
    recipient: Expression | None = None
    """To whom it is addressed."""


class OrderFields(FieldMap):
    """From one row of the answer to an order."""

    number: Expression
    """The number that the customer knows."""
    status: Expression | None = None
    """The shop's word for where it stands."""
    placed_at: Expression | None = None
    """A date or a time."""
    total: Expression | None = None
    """Money."""
    currency: Expression | None = None
    """The ISO 4217 code of all its amounts, such as `currency_code`, or the literal `'EUR'`."""
    items: Expression | None = None
    """The list of its lines."""
    item: ItemFields | None = None
    """How one of the lines is read."""
    carrier: Expression | None = None
    """Who brings it."""
    tracking_number: Expression | None = None
    """The carrier's number of the parcel."""
    tracking_url: Expression | None = None
    """Where the parcel can be followed."""
    eta: Expression | None = None
    """When it arrives: a date or a time."""
    address: Expression | None = None
    """Where it goes."""
    recipient: Expression | None = None
    """To whom it is addressed, where that is known apart from the address."""
    shipments: Expression | None = None
    """The list of its parcels, where there may be several; the fields above are for what they leave out."""
    shipment: ShipmentFields | None = None
    """How one of the parcels is read."""
    payment: Expression | None = None
    """How it is paid and how far that is."""
    refund_amount: Expression | None = None
    """Money on its way back."""
    refund_status: Expression | None = None
    """The shop's word for where the refund stands."""
    refund_partial: Expression | None = None
    """Whether only a part is paid back."""
    url: Expression | None = None
    """The order's page in the shop."""

    @model_validator(mode="after")
    def _items_are_read(self) -> Self:
        if bool(self.items) != bool(self.item):
            raise ValueError("needs `items` (where the lines are) and `item` (how one is read) together")
        if bool(self.shipments) != bool(self.shipment):
            raise ValueError(
                "needs `shipments` (where parcels are) and `shipment` (how one is read) together"
            )
        return self


class LineFields(FieldMap):
    """One thing that was said in a case; expressions are against it."""

    text: Expression
    """What was said."""
    author: Expression | None = None
    """Who said it."""
    at: Expression | None = None
    """A date or a time."""


class CaseFields(FieldMap):
    """From one row of the answer to a past case."""

    id: Expression
    """The help desk's number of it."""
    subject: Expression | None = None
    """What it was about."""
    status: Expression | None = None
    """The help desk's word for where it stands."""
    opened_at: Expression | None = None
    """A date or a time."""
    closed_at: Expression | None = None
    """A date or a time."""
    tags: Expression | None = None
    """A list of words."""
    rating: Expression | None = None
    """1 to 5, as the customer rated it."""
    last_line: Expression | None = None
    """The last thing that was said."""
    lines: Expression | None = None
    """The list of what was said, in any order."""
    line: LineFields | None = None
    """How one of them is read."""
    contact: Expression | None = None
    """`chat` where it was a chat; the literal `'chat'` for a system that holds nothing else."""
    url: Expression | None = None
    """The case's page in the help desk."""

    @model_validator(mode="after")
    def _lines_are_read(self) -> Self:
        if bool(self.lines) != bool(self.line):
            raise ValueError("needs `lines` (where they are) and `line` (how one is read) together")
        return self
