"""What a canned response may be filled with: the customer at hand, the agent, an order, the time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from typing import TypeAlias

from agent_console.snippets.stop.mark import Disguise

Values: TypeAlias = Mapping[str, object]
"""Names to texts, numbers, booleans, dates (aware), decimals, lists and mappings of such."""
Names: TypeAlias = Mapping[str, object]
"""What templates can name."""


@dataclass(frozen=True)
class Context:
    """One moment of one conversation; empty values count as missing."""

    now: datetime
    """Aware, in the zone in which dates are to be written."""
    customer: Values = field(default_factory=dict)
    agent: Values = field(default_factory=dict)
    conversation: Values = field(default_factory=dict)
    order: Values = field(default_factory=dict)
    brand: Values = field(default_factory=dict)
    team: str = ""
    """The agent's team, for `scope`."""
    seed: int = 0
    """Picks among random variants; the same number picks the same one."""

    @property
    def language(self) -> str:
        """The language to write in, as the conversation or else the customer has it; may be empty."""
        return str(self.conversation.get("language") or self.customer.get("locale") or "")

    def names(self, *further: object) -> tuple[Names, Disguise]:
        """Return what templates can name, without empty values, and the disguise that its texts wear.

        The disguise fits the texts of `further` values too.
        """
        texts = [text for text in _texts(further) if text]
        return self._names(texts) if texts else self._usual_names

    @cached_property
    def _usual_names(self) -> tuple[Names, Disguise]:
        """What every reply of a list is asked about at the same moment."""
        return self._names([])

    def _names(self, further: Sequence[str]) -> tuple[Names, Disguise]:
        spaces: dict[str, Values] = {
            "customer": self.customer,
            "agent": self.agent,
            "conversation": self.conversation,
            "order": self.order,
            "brand": self.brand,
        }
        disguise = Disguise(_texts([spaces, further]))
        names = {name: _prepared(values, disguise) for name, values in spaces.items()}
        return {**names, **_aliases(names), "now": self.now, "today": self.now.date()}, disguise

    def text(self, path: str) -> str:
        """Return the value at a path as `Expansion.values` has it; "" when it is missing."""
        names, disguise = self.names()
        return "" if empty(value := value_at(names, path)) else disguise.take_off(text_of(value))


def value_at(names: Mapping[str, object], path: str) -> object:
    """Return the value at a path such as `order.number` or `order.items.0.name`; None when there is none."""
    value: object = names
    for part in path.split("."):
        value = _part(value, part)
    return value


def _part(value: object, part: str) -> object:
    """Return what Liquid finds under a name: a key, a place in a list, or a size."""
    match value:
        case Mapping() if part in value:
            return value[part]
        case str() | Mapping() if part == "size":
            return len(value)
        case str() | Mapping():
            return None
        case Sequence():
            return _item(value, part)
    return None


def _item(items: Sequence[object], part: str) -> object:
    if part == "size":
        return len(items)
    place = {"first": 0, "last": -1}.get(part, int(part) if part.lstrip("-").isdecimal() else len(items))
    return items[place] if -len(items) <= place < len(items) else None


def _aliases(names: Mapping[str, object]) -> dict[str, object]:
    """Return the names under which other support tools know the same values."""
    customer, conversation = _mapping(names["customer"]), _mapping(names["conversation"])
    custom = _mapping(customer.get("custom"))
    contact = {**customer, "phone_number": customer.get("phone"), "custom_attribute": custom}
    inbox = {"id": conversation.get("channel"), "name": conversation.get("queue")}
    ticket = {
        **conversation,
        "title": conversation.get("subject"),
        "link": conversation.get("url"),
        "via": conversation.get("channel"),
        "requester": customer,
        "assignee": names["agent"],
        "brand": names["brand"],
    }
    aliases = {"contact": contact, "inbox": inbox, "ticket": ticket}
    known = {name: _without_empty(values) for name, values in aliases.items()}
    return {**known, "custom_attribute": custom, "current_user": names["agent"]}


def _without_empty(values: Values) -> Values:
    return {name: value for name, value in values.items() if not empty(value)}


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _texts(value: object) -> Iterator[str]:
    match value:
        case str():
            yield value
        case Mapping():
            for inner in value.values():
                yield from _texts(inner)
        case Sequence():
            for inner in value:
                yield from _texts(inner)


def _prepared(value: object, disguise: Disguise) -> object:
    """Return a value without its empty parts, its texts disguised."""
    match value:
        case str():
            return disguise.put_on(value)
        case Mapping():
            prepared = {str(key): _prepared(inner, disguise) for key, inner in value.items()}
            return {key: inner for key, inner in prepared.items() if not empty(inner)}
        case Sequence():
            return [_prepared(inner, disguise) for inner in value]
    return value


def empty(value: object) -> bool:
    """Return whether a value counts as missing; false and 0 do not."""
    if isinstance(value, str):
        return not value.strip()
    return value is None or (isinstance(value, (Mapping, Sequence)) and not value)


def text_of(value: object) -> str:
    """Return a value in one plain form, by which it can later be told whether it has changed."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, (datetime, date)):
        return value.isoformat()
    return str(value)
