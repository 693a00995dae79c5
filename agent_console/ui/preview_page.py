"""What the picker shows of one canned reply: its very text for this customer, and what is known of it."""

from collections.abc import Iterator
from datetime import datetime

from textual.content import Content

from agent_console.domain.desk import Desk
from agent_console.domain.macro import Step
from agent_console.domain.stop import Stop
from agent_console.services.catalogue import Offer, Origin, Preview
from agent_console.ui.format import block, date, joined, line
from agent_console.ui.keys import pretty_keys
from agent_console.ui.step_line import step_line

HOLE = "bold reverse"
FIELD = "underline"
DEFAULT = "italic bold"
"""Words that stand for a value that is not known."""


def preview_page(
    offer: Offer, preview: Preview, origin: Origin | None, desk: Desk, now: datetime, turning_key: str
) -> Content:
    """Return the page, the text first; `turning_key` goes on to the next language, as people write it."""
    facts = [*_gaps(preview), *_steps(preview.steps, desk, now), *_obstacle(preview)]
    facts += _languages(preview, turning_key)
    if origin is not None:
        if origin.description:
            facts.append(joined(("what for: ", "$quiet"), line(origin.description, 400)))
        facts.append(_origin(offer, origin))
    return Content("\n\n").join([_text(offer, preview), Content("\n").join(facts)])


def _text(offer: Offer, preview: Preview) -> Content:
    if offer.blocked or preview.error:
        return joined(("cannot be used here: ", "bold"), line(offer.blocked or preview.error, 400))
    if not preview.text:
        return Content.styled("no text; it only takes steps, once you have confirmed them", "$quiet italic")
    text = block(preview.text)
    for stop in preview.stops:
        text = text.stylize(_style(stop), stop.start, stop.end)
    return text


def _style(stop: Stop) -> str:
    if stop.required:
        return HOLE
    return DEFAULT if stop.defaulted else FIELD


def _gaps(preview: Preview) -> Iterator[Content]:
    if preview.holes:
        yield joined(("to fill in: ", "bold"), line(", ".join(preview.holes), 400))
    if preview.defaulted:
        names = line(", ".join(preview.defaulted), 400)
        yield joined(("not known, so in its own words: ", "bold"), names)


def _languages(preview: Preview, turning_key: str) -> Iterator[Content]:
    """Yield which language it is in, and what a key goes to from there."""
    if len(preview.languages) < 2:
        return
    tags = [one.tag for one in preview.languages]
    here = tags.index(preview.language) if preview.language in tags else -1
    name = joined(line(preview.languages[here].name, 40), " · ") if here >= 0 else Content()
    others = " ".join((*tags[here + 1 :], *tags[: max(here, 0)]))
    yield joined(("language: ", "$quiet"), name, (f"{turning_key} ", "bold"), line(others, 60, "$quiet"))


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
    if origin.uncounted:
        facts.append(joined("uses are not counted: ", line(origin.uncounted, 200)))
    if offer.shortcut:
        facts.append(joined("key ", line(pretty_keys(offer.shortcut), 40)))
    return Content(" · ").join(facts).stylize("$quiet")
