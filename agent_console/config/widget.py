"""The web widget: what a shop's customers see before, during and after a chat."""

import re
from datetime import date, time
from enum import StrEnum
from itertools import pairwise
from typing import Annotated, TypeAlias
from zoneinfo import ZoneInfo

from pydantic import AfterValidator, BeforeValidator, Field

from agent_console.config.setting import Duration, Name, Setting

SPAN = re.compile(r"(\d\d):(\d\d) ?- ?(\d\d):(\d\d)")
SITE = re.compile(r"https?://([a-z0-9-]+(\.[a-z0-9-]+)*|\[[0-9a-f:.]+\])(:[0-9]{1,5})?")
COLOUR = re.compile(r"#[0-9a-fA-F]{6}")
MIDNIGHT = time()
LONGEST_QUEUE = 50
"""Characters of a queue's name, which every agent is told; a customer with a longer one is turned away."""
MOST_DETAILS = 10
"""Fields of the company's own that the form before a chat may have."""
LEAST_CONTRAST = 4.5
"""Of white text on the company's colour: what WCAG 2 asks of text of normal size (level AA)."""

Span: TypeAlias = tuple[time, time]
"""From and to on one day; until midnight is 00:00."""


class Language(StrEnum):
    """A language that the widget speaks."""

    ENGLISH = "en"
    GERMAN = "de"
    NORWEGIAN = "nb"
    RUSSIAN = "ru"


class Demand(StrEnum):
    """Whether the form before the chat asks for something."""

    REQUIRED = "required"
    OPTIONAL = "optional"
    HIDDEN = "hidden"


class Answerer(StrEnum):
    """Who answers customers."""

    PEOPLE = "people"
    MACHINE = "machine"
    BOTH = "both"
    """A machine first, people where it does not suffice."""


class WayKind(StrEnum):
    """How else the company can be reached."""

    PHONE = "phone"
    EMAIL = "email"
    PAGE = "page"


def spans(value: object) -> object:
    """Return "08:00-12:00, 13:00-18:00" as pairs of times; raise ValueError for other text."""
    if not isinstance(value, str):
        return value
    found = tuple(_span(part.strip()) for part in value.split(",") if part.strip())
    edges = [(start, time.max if end == MIDNIGHT else end) for start, end in found]
    if any(earlier[1] > later[0] for earlier, later in pairwise(edges)):
        raise ValueError(f"the hours of a day must follow each other (got '{value[:60]}')")
    return found


def _span(text: str) -> Span:
    match = SPAN.fullmatch(text)
    advice = f"must be hours such as 08:00-18:00, or 08:00-12:00, 13:00-18:00 (got '{text[:40]}')"
    if match is None:
        raise ValueError(advice)
    hour, minute, last_hour, last_minute = map(int, match.groups())
    try:
        start, end = time(hour, minute), time(last_hour % 24, last_minute)
    except ValueError:
        raise ValueError(advice) from None
    if end != MIDNIGHT and end <= start:
        raise ValueError(advice)
    return start, end


def colour(value: str) -> str:
    """Return a colour on which white text can be read; raise ValueError for any other."""
    if not COLOUR.fullmatch(value):
        raise ValueError(f"must be a colour such as #0b5d66 (got '{value[:20]}')")
    contrast = 1.05 / (_luminance(value) + 0.05)
    if contrast < LEAST_CONTRAST:
        raise ValueError(f"white text on {value} has a contrast of {contrast:.1f}; take a darker colour")
    return value


def _luminance(value: str) -> float:
    """Return the relative luminance of a colour, as WCAG 2 defines it."""
    channels = [int(value[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(share * channel for share, channel in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def zone(value: str) -> str:
    """Return the name of a time zone that exists; raise ValueError for any other."""
    try:
        ZoneInfo(value)
    except (KeyError, ValueError, OSError):
        raise ValueError(f"must be a time zone such as Europe/Oslo (got '{value[:40]}')") from None
    return value


def web_address(value: str) -> str:
    """Return the address of a web page; raise ValueError for any other kind."""
    if not re.fullmatch(r"https?://[^\s/]\S*", value):
        raise ValueError(f"must be a web page such as https://www.example.com/contact (got '{value[:60]}')")
    return value


def site(value: str) -> str:
    """Return a web site as browsers name it; raise ValueError for anything else.

    Browsers compare it letter by letter, and a policy header carries it: a path or a slash would shut
    the site out.
    """
    if not SITE.fullmatch(value):
        raise ValueError(f"must be a site such as https://www.example.com, and no more (got '{value[:60]}')")
    return value


Wording: TypeAlias = Name | dict[Language, Name]
"""A text for customers: the same for all, or one a language."""
Hours: TypeAlias = Annotated[tuple[Span, ...], BeforeValidator(spans)]
Colour: TypeAlias = Annotated[str, AfterValidator(colour)]
Zone: TypeAlias = Annotated[str, AfterValidator(zone)]
Site: TypeAlias = Annotated[str, AfterValidator(site)]


class FieldSettings(Setting):
    """A field of the company's own in the form before the chat."""

    custom: Annotated[Name, Field(max_length=50)]
    """The label beside the chat, for agents."""
    label: Wording | None = None
    """What the customer reads; by default the same."""
    required: bool = False
    """Whether the customer must fill it in."""


def distinct(fields: tuple[FieldSettings, ...]) -> tuple[FieldSettings, ...]:
    """Return fields with a label each; raise ValueError when two have the same."""
    labels = [field.custom for field in fields]
    twice = next((label for label in labels if labels.count(label) > 1), None)
    if twice is not None:
        raise ValueError(f"two fields are called '{twice}'; each needs a name of its own")
    return fields


class FormSettings(Setting):
    """What the form before the chat asks for: each `required`, `optional` or `hidden`."""

    name: Demand = Demand.REQUIRED
    """What the customer is called."""
    email: Demand = Demand.OPTIONAL
    """The e-mail address."""
    order_number: Demand = Demand.OPTIONAL
    """The number of the order that the chat is about."""
    company: Demand = Demand.HIDDEN
    """The company that the customer writes for."""
    fields: Annotated[
        tuple[FieldSettings, ...], Field(max_length=MOST_DETAILS), AfterValidator(distinct)
    ] = ()
    """What else it asks for, such as a membership number."""


class TopicSettings(Setting):
    """Something that a customer may want to talk about."""

    label: Wording
    """What the customer reads."""
    queue: Annotated[str, Field(max_length=LONGEST_QUEUE)] = ""
    """The queue that serves it; empty is everybody's."""


class WaySettings(Setting):
    """Another way to reach the company."""

    kind: WayKind
    """`phone`, `email` or `page`."""
    value: Name
    """The number, the address, or the page's URL."""
    label: Wording | None = None
    """What the customer reads; by default the value itself."""

    def model_post_init(self, context: object) -> None:
        """Refuse a page that is no web address: it becomes a link."""
        if self.kind is WayKind.PAGE:
            web_address(self.value)


class InvitationSettings(Setting):
    """An invitation to chat, shown once a visit."""

    after: Duration
    """How long a visitor has been on a page."""
    text: Wording | None = None
    """What it says; by default a friendly line."""


class WeekSettings(Setting):
    """The hours of each day, such as `08:00-12:00, 13:00-18:00`; empty is closed."""

    monday: Hours = ()
    """The hours of this day."""
    tuesday: Hours = ()
    """The hours of this day."""
    wednesday: Hours = ()
    """The hours of this day."""
    thursday: Hours = ()
    """The hours of this day."""
    friday: Hours = ()
    """The hours of this day."""
    saturday: Hours = ()
    """The hours of this day."""
    sunday: Hours = ()
    """The hours of this day."""

    def of(self, weekday: int) -> tuple[Span, ...]:
        """Return the hours of a day of the week; Monday is 0."""
        days = (self.monday, self.tuesday, self.wednesday, self.thursday, self.friday)
        return (*days, self.saturday, self.sunday)[weekday]


class OpeningSettings(Setting):
    """When somebody answers."""

    timezone: Zone
    """Whose clock the hours follow, such as `Europe/Oslo`."""
    week: WeekSettings
    """The hours of each day."""
    closed: tuple[date, ...] = ()
    """Days on which nobody is there, whatever the weekday."""


class WidgetSettings(Setting):
    """The chat on a company's web pages."""

    name: str = ""
    """What customers know the company as."""
    colour: Colour = "#0b5d66"
    """The company's colour; white text must be readable on it."""
    greeting: Wording | None = None
    """The first line that a visitor reads; by default a friendly one."""
    answered_by: Answerer = Answerer.PEOPLE
    """Who answers: `people`, `machine` or `both`; customers are told before they begin."""
    form: FormSettings = FormSettings()
    """What the form before the chat asks for."""
    topics: Annotated[tuple[TopicSettings, ...], Field(max_length=20)] = ()
    """What a customer can choose from; empty does not ask."""
    topic_required: bool = False
    """Whether a customer must choose."""
    other_ways: Annotated[tuple[WaySettings, ...], Field(max_length=10)] = ()
    """Other ways to reach the company."""
    invitation: InvitationSettings | None = None
    """Without it nobody is spoken to first."""
    opening: OpeningSettings | None = None
    """Without it the chat is always open."""
    callback: bool = False
    """Whether customers may ask to be called."""
    typing_preview: bool = False
    """Whether agents see what a customer has not sent yet; the customer is told so."""
