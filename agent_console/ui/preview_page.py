"""What the picker shows of one canned reply: its very text for this customer, and what is known of it."""

from collections.abc import Iterator
from datetime import datetime

from textual.content import Content

from agent_console.domain.desk import Desk
from agent_console.domain.macro import Step
from agent_console.services.catalogue import Offer, Origin, Preview
from agent_console.ui.format import block, date, joined, line
from agent_console.ui.keys import pretty_keys
from agent_console.ui.step_line import step_line

HOLE = "bold reverse"
FIELD = "underline"


def preview_page(offer: Offer, preview: Preview, origin: Origin | None, desk: Desk, now: datetime) -> Content:
    """Return the page, the text first."""
    parts = [*_text(offer, preview), *_facts(preview)]
    steps = [*_steps(preview.steps, desk, now), *_obstacle(preview)]
    about = _origin(offer, origin) if origin is not None else Content()
    return Content("\n").join(part for part in (*parts, *steps, about) if part)


def _text(offer: Offer, preview: Preview) -> Iterator[Content]:
    if offer.blocked or preview.error:
        yield joined(("cannot be used here: ", "bold"), line(offer.blocked or preview.error, 400))
        return
    text = block(preview.text)
    for stop in preview.stops:
        text = text.stylize(HOLE if stop.required else FIELD, stop.start, stop.end)
    yield text


def _facts(preview: Preview) -> Iterator[Content]:
    if preview.holes:
        yield joined(("to fill in: ", "bold"), line(", ".join(preview.holes), 400))
    if preview.defaulted:
        names = line(", ".join(preview.defaulted), 400)
        yield joined(("not known, so in its own words: ", "bold"), names)
    if preview.languages:
        named = [
            line(one.name, 40, "bold" if one.tag == preview.language else "$quiet")
            for one in preview.languages
        ]
        hint = "  (Tab: another)" if len(named) > 1 else ""
        yield joined(("language: ", "$quiet"), Content(" · ").join(named), (hint, "$quiet"))


def _steps(steps: tuple[Step, ...], desk: Desk, now: datetime) -> Iterator[Content]:
    for number, step in enumerate(steps):
        yield joined(("then: " if number == 0 else "      ", "bold"), step_line(step, desk, now))


def _obstacle(preview: Preview) -> Iterator[Content]:
    if preview.obstacle:
        yield joined(("its steps cannot be taken: ", "bold"), line(preview.obstacle, 400))


def _origin(offer: Offer, origin: Origin) -> Content:
    facts = [line(f"{origin.layer} · {origin.place}", 200)]
    if origin.shadows:
        facts.append(joined("in place of ", line(", ".join(origin.shadows), 200)))
    if origin.usage is not None:
        times = "once" if origin.usage.count == 1 else f"{origin.usage.count} times"
        facts.append(Content(f"used {times}, last on {date(origin.usage.last)}"))
    if offer.shortcut:
        facts.append(joined("key ", line(pretty_keys(offer.shortcut), 40)))
    return Content(" · ").join(facts).stylize("$quiet")
