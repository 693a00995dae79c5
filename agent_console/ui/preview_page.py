"""What the picker shows of one canned reply: its very text for this customer, and what is known of it."""

from collections.abc import Iterator
from datetime import datetime

from textual.content import Content

from agent_console.domain.desk import Desk
from agent_console.domain.macro import Step
from agent_console.domain.stop import Stop
from agent_console.services.catalogue import Offer, Origin, Preview
from agent_console.texts import _, ngettext
from agent_console.ui.format import block, date, filled, joined, line
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
            facts.append(joined((f"{_('what for:')} ", "$quiet"), line(origin.description, 400)))
        facts.append(_origin(offer, origin))
    return Content("\n\n").join([_text(offer, preview), Content("\n").join(facts)])


def _text(offer: Offer, preview: Preview) -> Content:
    if offer.blocked or preview.error:
        return joined((f"{_('cannot be used here:')} ", "bold"), line(offer.blocked or preview.error, 400))
    if not preview.text:
        words = _("no text; it only takes steps, once you have confirmed them")
        return Content.styled(words, "$quiet italic")
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
        yield joined((f"{_('to fill in:')} ", "bold"), line(", ".join(preview.holes), 400))
    if preview.defaulted:
        names = line(", ".join(preview.defaulted), 400)
        yield joined((f"{_('not known, so in its own words:')} ", "bold"), names)


def _languages(preview: Preview, turning_key: str) -> Iterator[Content]:
    """Yield which language it is in, and what a key goes to from there."""
    if len(preview.languages) < 2:
        return
    tags = [one.tag for one in preview.languages]
    here = tags.index(preview.language) if preview.language in tags else -1
    name = joined(line(preview.languages[here].name, 40), " · ") if here >= 0 else Content()
    others = " ".join((*tags[here + 1 :], *tags[: max(here, 0)]))
    yield joined(
        (f"{_('language:')} ", "$quiet"), name, (f"{turning_key} ", "bold"), line(others, 60, "$quiet")
    )


def _steps(steps: tuple[Step, ...], desk: Desk, now: datetime) -> Iterator[Content]:
    # Translators: what the console does once a canned reply has been sent
    then = _("then:")
    for number, step in enumerate(steps):
        heading = then if number == 0 else " " * len(then)
        yield joined((f"{heading} ", "bold"), step_line(step, desk, now))


def _obstacle(preview: Preview) -> Iterator[Content]:
    if preview.obstacle:
        yield joined((f"{_('its steps cannot be taken:')} ", "bold"), line(preview.obstacle, 400))


def _origin(offer: Offer, origin: Origin) -> Content:
    facts = [line(f"{origin.layer} · {origin.place}", 200)]
    if origin.shadows:
        facts.append(filled(_("in place of {names}"), names=line(", ".join(origin.shadows), 200)))
    if origin.usage is not None:
        facts.append(Content(_used(origin.usage.count, date(origin.usage.last))))
    if origin.uncounted:
        facts.append(filled(_("uses are not counted: {reason}"), reason=line(origin.uncounted, 200)))
    if offer.shortcut:
        facts.append(filled(_("key {key}"), key=line(pretty_keys(offer.shortcut), 40)))
    return Content(" · ").join(facts).stylize("$quiet")


def _used(count: int, last: str) -> str:
    # Translators: the first form is for once; where it is for 21, 31 and so on as well, it has to say {count}
    words = ngettext("used once, last on {date}", "used {count} times, last on {date}", count)
    return words.format(count=count, date=last)
