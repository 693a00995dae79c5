"""What the widget is told about the company and the hub, as JSON."""

import json
from dataclasses import asdict, dataclass
from datetime import datetime

from agent_console.config.widget import Demand, FieldSettings, WaySettings, WidgetSettings, Wording
from agent_console.hub.widget.opening import opening

ALL_LANGUAGES = "*"
"""The key of a text that is the same in every language."""


@dataclass(frozen=True, slots=True)
class Capabilities:
    """What the hub can do for customers, beside carrying messages."""

    transcripts: bool = False
    """Whether a conversation can be sent by e-mail."""
    file_bytes: int = 0
    """The largest file that it takes; 0 takes none."""
    file_kinds: tuple[str, ...] = ()
    """The media types that it takes."""


def description(settings: WidgetSettings, capabilities: Capabilities, now: datetime) -> bytes:
    """Return the document at an instant (aware)."""
    state = opening(settings.opening, now)
    document = {
        "name": settings.name,
        "colour": settings.colour,
        "greeting": _wording(settings.greeting),
        "answered_by": settings.answered_by,
        "form": _form(settings),
        "topics": [{"label": _wording(topic.label), "queue": topic.queue} for topic in settings.topics],
        "other_ways": [_way(way) for way in settings.other_ways],
        "invitation": _invitation(settings),
        "callback": settings.callback,
        "typing_preview": settings.typing_preview,
        "open": state.open,
        "opens_ms": _milliseconds(state.next),
        "now_ms": _milliseconds(now),
        **asdict(capabilities),
    }
    return json.dumps(document, ensure_ascii=False).encode()


def _form(settings: WidgetSettings) -> dict[str, object]:
    topic = Demand.REQUIRED if settings.topic_required else Demand.OPTIONAL
    return {
        **settings.form.model_dump(exclude={"fields"}),
        "topic": topic if settings.topics else Demand.HIDDEN,
        "fields": [_field(field) for field in settings.form.fields],
    }


def _field(field: FieldSettings) -> dict[str, object]:
    return {
        "custom": field.custom,
        "label": _wording(field.label or field.custom),
        "required": field.required,
    }


def _way(way: WaySettings) -> dict[str, object]:
    return {"kind": way.kind, "value": way.value, "label": _wording(way.label or way.value)}


def _invitation(settings: WidgetSettings) -> dict[str, object] | None:
    if settings.invitation is None:
        return None
    milliseconds = int(settings.invitation.after.total_seconds() * 1000)
    return {"after_ms": milliseconds, "text": _wording(settings.invitation.text)}


def _wording(text: Wording | None) -> dict[str, str]:
    """Return a text by language; empty when the widget's own words are meant."""
    if text is None:
        return {}
    if isinstance(text, str):
        return {ALL_LANGUAGES: text}
    return {str(language): words for language, words in text.items()}


def _milliseconds(instant: datetime | None) -> int:
    return 0 if instant is None else int(instant.timestamp() * 1000)
