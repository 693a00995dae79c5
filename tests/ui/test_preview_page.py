"""The page of the picker: the text as it goes out, with everything in it that is not settled marked."""

from datetime import UTC, datetime

from textual.content import Content

from agent_console.domain.action import AddTag, HandOver, HoldUntil
from agent_console.domain.chat import AgentId
from agent_console.domain.desk import Desk
from agent_console.domain.macro import Close
from agent_console.domain.stop import Stop
from agent_console.domain.usage import Usage
from agent_console.services.catalogue import Language, Offer, Origin, Preview
from agent_console.ui.preview_page import DEFAULT, FIELD, HOLE, preview_page
from tests.fakes import START

OFFER = Offer("shop.hi", "Hello", ";hi", shortcut="ctrl+r e")


def page(preview: Preview, offer: Offer = OFFER, origin: Origin | None = None) -> Content:
    return preview_page(offer, preview, origin, Desk(), START, "Tab")


def marked(content: Content) -> dict[str, str]:
    return {content.plain[span.start : span.end]: str(span.style) for span in content.spans}


def test_holes_defaults_and_fields_are_marked_where_they_stand() -> None:
    stops = (
        Stop(3, 6, 1, required=True, path="a.b"),
        Stop(7, 12, 2, defaulted=True),
        Stop(13, 17, 3),
    )
    shown = page(Preview("Hi ⟦x⟧ there okay", ("a.b",), stops=stops, defaulted=("c.d",)))
    assert shown.plain == "Hi ⟦x⟧ there okay\n\nto fill in: a.b\nnot known, so in its own words: c.d"
    marks = marked(shown)
    assert (marks["⟦x⟧"], marks["there"], marks["okay"]) == (HOLE, DEFAULT, FIELD)


def test_hostile_text_keeps_its_marks_in_place_and_makes_none() -> None:
    shown = page(Preview("[/b] \x1b[31m\u202e {x}", stops=(Stop(0, 4, 1),)))
    assert shown.plain.startswith("[/b] ")
    assert "\x1b" not in shown.plain
    assert marked(shown)["[/b]"] == FIELD


def test_why_it_cannot_be_used_comes_before_everything_else() -> None:
    languages = (Language("en", "English"), Language("de", "German"))
    shown = page(Preview(error="has no text in `fr`", languages=languages))
    assert shown.plain.splitlines() == [
        "cannot be used here: has no text in `fr`",
        "",
        "language: Tab en de",
    ]
    assert "is for email only" in page(Preview("Hi"), Offer("a", "A", "", "is for email only")).plain


def test_its_language_is_named_with_what_tab_goes_to_from_there() -> None:
    languages = (Language("en", "English"), Language("de", "German"), Language("nb", "Norwegian"))
    shown = page(Preview("Hallo", language="de", languages=languages))
    assert shown.plain.splitlines()[2] == "language: German · Tab nb en"
    assert "language" not in page(Preview("Hi", language="en", languages=languages[:1])).plain


def test_steps_are_listed_in_order_with_times_and_names() -> None:
    steps = (AddTag("x"), HoldUntil(datetime(2026, 3, 3, 9, 0, tzinfo=UTC), "news"), Close("solved"))
    assert page(Preview("Hi", steps=steps)).plain.splitlines()[2:] == [
        "then: tag x",
        "      promise to be back by Tue 09:00: news",
        "      close: solved",
    ]
    assert "hand over to a-7: x" in page(Preview("Hi", steps=(HandOver(AgentId("a-7"), comment="x"),))).plain
    assert page(Preview(steps=(Close(),))).plain.startswith("no text; it only takes steps")
    assert "its steps cannot be taken: no colleague" in page(Preview("Hi", obstacle="no colleague")).plain


def test_where_it_comes_from_and_how_often_it_was_used() -> None:
    used = Usage(12, datetime(2026, 2, 27, tzinfo=UTC))
    shown = page(Preview("Hi"), origin=Origin("own.yaml:5", "personal", ("shop.yaml:7",), used))
    assert shown.plain.splitlines()[-1] == (
        "personal · own.yaml:5 · in place of shop.yaml:7 · used 12 times, last on 27 Feb 2026 · key Ctrl+R e"
    )


def test_why_uses_are_not_counted_is_said() -> None:
    shown = page(Preview("Hi"), origin=Origin("own.yaml:5", "personal", uncounted="disk full"))
    assert "uses are not counted: disk full" in shown.plain


def test_what_it_is_for_is_said() -> None:
    shown = page(Preview("Hi"), origin=Origin("own.yaml:5", "personal", description="Who asks [twice]"))
    assert "\nwhat for: Who asks [twice]\npersonal · own.yaml:5" in shown.plain
