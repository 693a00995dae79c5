"""The rows beside a chat: what is known, what is being read, what failed, and what is left when narrowed."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from gettext import NullTranslations

import pytest

from agent_console.domain.chat import Author, Conversation, Mode
from agent_console.domain.customer import CustomerId
from agent_console.domain.record import (
    Case,
    CaseLine,
    Contact,
    Freshness,
    Item,
    Money,
    Order,
    Record,
    Refund,
    Shipment,
    Source,
)
from agent_console.services.case_lines import Reading
from agent_console.texts import catalogue, speak
from agent_console.ui.panel.page import page
from agent_console.ui.panel.profile import language_name, local_time
from agent_console.ui.panel.row import Look, Row, web_link
from agent_console.ui.panel.sight import Sight
from tests.fakes import START
from tests.ui.chat import conversation, message

NOBODY = CustomerId("c-1")
ORDER = Order(
    "48213",
    "shipped",
    START,
    Money(Decimal("1249.50"), "NOK"),
    (Item("Desk lamp", 2, amount=Money(Decimal(499), "NOK")),),
    Shipment("Fjordpost", "FP-1", "https://track.example.com/1", START, "Storgata 5", "Mira Holm"),
    Refund(Money(Decimal(120), "NOK"), "on its way", partial=True),
    "https://shop.example.com/48213",
    "Visa, captured",
    (Shipment("Fjordpost", "FP-2"),),
)


def _rows(
    record: Record,
    held: Conversation | None = None,
    turned: frozenset[str] = frozenset(),
    sought: str = "",
    reading: Reading | None = None,
) -> tuple[Row, ...]:
    return page(Sight.of(held or conversation(), record, lambda _: reading, START), turned, sought)


def _fresh(*orders: Order, cases: tuple[Case, ...] = ()) -> Record:
    return Record(NOBODY, Freshness.FRESH, orders, cases, START)


def _values(rows: tuple[Row, ...]) -> dict[str, str]:
    return {row.label: row.value for row in rows if row.label}


def _words(rows: tuple[Row, ...]) -> list[str]:
    return [row.words for row in rows]


# States


def test_what_is_being_read_and_what_is_not_there_are_told_apart() -> None:
    loading = _words(_rows(Record(NOBODY)))
    assert "reading orders and cases …" in loading
    assert "none" not in loading
    assert _words(_rows(_fresh()))[-4:] == ["orders", "none", "earlier contacts", "none"]


def test_a_failure_says_why_and_from_when_is_what_stands_there() -> None:
    stale = Record(NOBODY, Freshness.FAILED, (Order("48213"),), fetched_at=START, failure="no answer")
    rows = _rows(stale)
    assert "not read (as of 09:00): no answer" in _words(rows)
    assert "#48213" in _words(rows)
    failed = next(row for row in rows if row.look is Look.ALERT)
    assert "tries again" in failed.detail


def test_each_system_speaks_for_itself() -> None:
    sources = (
        Source("orders", Freshness.FRESH, START, note="only the last 60 days"),
        Source("past cases", Freshness.FAILED, failure="refused the login"),
        Source("earlier chats", Freshness.LOADING, START),
    )
    words = _words(_rows(replace(_fresh(), sources=sources)))
    assert "orders: only the last 60 days" in words
    assert "past cases not read: refused the login" in words
    assert "reading earlier chats … (as of 09:00)" in words


# Who it is, and what they want


def test_profile_and_concern_are_values_to_choose() -> None:
    held = conversation()
    customer = replace(
        held.customer,
        email="mira@example.com",
        language="de",
        company="Holm",
        custom=(("plan", "gold"), ("x", " ")),
    )
    held = replace(
        held,
        customer=customer,
        concern="Late parcel",
        page="https://shop.example.com/cart",
        page_title="Cart",
        referrer="https://search.example.com/",
        tags=("vip", "gift"),
    )
    rows = _rows(_fresh(), held)
    values = _values(rows)
    assert values["concern"] == "Late parcel"
    assert (values["page"], values["address"]) == ("Cart", "https://shop.example.com/cart")
    assert values["came from"] == "https://search.example.com/"
    assert (values["company"], values["plan"], values["language"]) == ("Holm", "gold", "German (de)")
    assert values["tags"] == "#vip #gift"
    assert "x" not in values
    assert next(row for row in rows if row.label == "page").link == "https://shop.example.com/cart"


def test_how_often_and_how_happy_they_were() -> None:
    cases = (Case("1", "a", rating=5, opened_at=START), Case("2", "b", rating=4))
    assert "3rd contact; ★ 4.5 from 2 ratings; last 2 Mar 2026" in _words(_rows(_fresh(cases=cases)))
    assert "1st contact" in _words(_rows(_fresh()))
    assert "1st contact" not in _words(_rows(Record(NOBODY)))


def test_the_customers_clock_is_told_where_the_zone_is_known() -> None:
    now = datetime(2026, 7, 1, 12, tzinfo=UTC)
    assert local_time("Europe/Oslo", now) == "14:00 Wednesday · Europe/Oslo"
    for strange in ("Mars/Base", "../../etc/passwd", "Europe", "\x00"):
        assert local_time(strange, now) == strange
    assert language_name("zz-") == "zz-"


# In other languages


@pytest.fixture
def german() -> Iterator[None]:
    speak("de")
    yield
    speak("en")


class _Marked(NullTranslations):
    """A language that nobody has to translate into."""

    def gettext(self, message: str) -> str:
        return f"<{message}>"


@pytest.mark.usefixtures("german")
def test_languages_and_days_have_the_names_of_the_language_that_is_spoken() -> None:
    now = datetime(2026, 7, 1, 12, tzinfo=UTC)
    assert local_time("Europe/Oslo", now) == "14:00 Mittwoch · Europe/Oslo"
    assert language_name("nb-NO") == "Norwegisch (Bokmål) (Norwegen) (nb-NO)"


def test_a_row_has_the_same_key_in_every_language(monkeypatch: pytest.MonkeyPatch) -> None:
    held = replace(conversation(), concern="Late parcel", tags=("vip",))
    record = _fresh(ORDER, replace(ORDER, number="48214"), cases=(Case("1", "a", closed_at=START),))
    turned = frozenset({"case:case:1", "order:48214"})
    english = _rows(record, held, turned)
    # What is spoken has no other way in: its languages are files.
    monkeypatch.setattr(catalogue._speech, "catalogue", _Marked())
    marked = _rows(record, held, turned)
    assert [row.key for row in marked] == [row.key for row in english]
    said = {*_words(marked), *(row.label for row in marked)}
    assert {"<now>", "<orders> (2)", "<concern>", "<status>", "<carrier>", "<parcel 1>", "<number>"} <= said


# Orders


def test_everything_of_an_order_is_a_value_to_choose() -> None:
    rows = _rows(_fresh(ORDER))
    values = _values(rows)
    assert values["status"] == "shipped"
    assert values["total"] == "1,249.50 NOK"
    assert values["refund"] == "120 NOK · part of it · on its way"
    assert (values["carrier"], values["recipient"], values["address"]) == (
        "Fjordpost",
        "Mira Holm",
        "Storgata 5",
    )
    assert (values["payment"], values["due"]) == ("Visa, captured", "2 Mar 2026")
    assert "2 × Desk lamp · 499 NOK" in _words(rows)
    tracking = [row for row in rows if row.label == "tracking"]
    assert [row.value for row in tracking] == ["FP-1", "FP-2"]
    assert tracking[0].link == "https://track.example.com/1"
    assert len({row.key for row in rows}) == len(rows)


def test_parcels_are_numbered_where_there_are_several() -> None:
    words = _words(_rows(_fresh(ORDER)))
    assert words.index("parcel 1") < words.index("FP-1") < words.index("parcel 2") < words.index("FP-2")
    assert "parcel 1" not in _words(_rows(_fresh(replace(ORDER, further_shipments=()))))


def test_the_named_order_is_unfolded_and_the_others_say_the_most_needed() -> None:
    held = conversation()
    held = replace(held, customer=replace(held.customer, order_number="2"))
    rows = _rows(_fresh(Order("1", "sent", START), Order("2", "paid")), held)
    titles = {row.value: row for row in rows if row.look is Look.TITLE}
    assert (titles["1"].opened, titles["2"].opened) == (False, True)
    assert titles["1"].words == "#1 · sent"
    assert titles["1"].detail == "2 Mar 2026"
    turned = _rows(_fresh(Order("1", "sent"), Order("2", "paid")), held, frozenset({"order:1", "order:2"}))
    assert {row.value: row.opened for row in turned if row.look is Look.TITLE} == {"1": True, "2": False}


def test_many_items_unfold() -> None:
    order = Order("1", items=tuple(Item(f"thing {number}") for number in range(10)))
    words = _words(_rows(_fresh(order)))
    assert "thing 7" in words
    assert "thing 8" not in words
    assert "and 2 more" in words
    assert "thing 9" in _words(_rows(_fresh(order), turned=frozenset({"order:1/more items"})))


def test_two_orders_of_one_number_are_told_apart() -> None:
    rows = _rows(_fresh(Order("1", "of one shop"), Order("1", "of another")))
    assert len({row.key for row in rows}) == len(rows)


# Earlier contacts, notes


def test_a_case_is_opened_in_place() -> None:
    said = (CaseLine("Ana", "It leaves today.", START), CaseLine("Kim", "watch out", START, note=True))
    case = Case("C-1", "Late", "solved", START, tags=("dhl",), rating=4, last_line="Thanks!", lines=said)
    folded = _rows(_fresh(cases=(case,)))
    assert folded[-2].detail == "2 Mar 2026 · solved · ★ 4 · #dhl"
    assert folded[-1].words == "❝ Thanks!"
    rows = _rows(_fresh(cases=(case,)), turned=frozenset({"case:case:C-1"}))
    assert _values(rows)["Ana 2 Mar 2026 09:00:"] == "It leaves today."
    assert _values(rows)["✎ note · Kim 2 Mar 2026 09:00:"] == "watch out"


@pytest.mark.parametrize(
    ("reading", "words"),
    [
        (Reading(Freshness.LOADING), "reading what was said …"),
        (Reading(Freshness.FAILED, failure="no connection"), "not read: no connection"),
        (Reading(Freshness.FRESH), "nothing was said"),
        (Reading(Freshness.FRESH, (CaseLine("Ana", "It leaves today."),)), "It leaves today."),
    ],
)
def test_an_opened_chat_says_how_far_it_was_read(reading: Reading, words: str) -> None:
    chat = Case("chat-1", "Late", contact=Contact.CHAT)
    turned = frozenset({"case:chat:chat-1"})
    assert words in _words(_rows(_fresh(cases=(chat,)), turned=turned, reading=reading))


def test_notes_of_this_chat_are_there_and_replies_are_not() -> None:
    held = conversation(
        message("hello"),
        message("angry since March", Author.AGENT, sequence=2, mode=Mode.NOTE),
        message("Good morning", Author.AGENT, sequence=3),
    )
    words = _words(_rows(_fresh(), held))
    assert words[-2:] == ["notes on this chat", "angry since March"]


# Narrowing down


def test_narrowing_finds_what_is_folded_and_says_under_what_it_stands() -> None:
    orders = (Order("1", items=(Item("Rug"),)), Order("2", items=(Item("Brass lamp"),)))
    rows = _rows(_fresh(*orders), sought="lamp BRASS")
    assert _words(rows) == ["orders (2)", "#2", "Brass lamp"]


def test_a_title_that_fits_keeps_what_unfolds_from_it() -> None:
    rows = _rows(_fresh(ORDER, Order("99")), sought="48213")
    assert "FP-2" in _words(rows)
    assert "#99" not in _words(rows)


def test_nothing_found_leaves_nothing() -> None:
    assert _rows(_fresh(ORDER), sought="zebra") == ()


# Links


@pytest.mark.parametrize(
    "address",
    [
        *("javascript:alert(1)", "file:///etc/passwd", "ftp://example.com", "https://", "--version", ""),
        *(
            "http://exa mple.com",
            "https://example.com/\x1b[31m",
            "http://[",
            "https://e.example/" + "x" * 2_000,
        ),
    ],
)
def test_only_pages_on_the_web_are_links(address: str) -> None:
    assert web_link(address) == ""


def test_pages_on_the_web_are_links() -> None:
    assert web_link("https://shop.example.com/o/1?a=b#c") == "https://shop.example.com/o/1?a=b#c"
    assert web_link("HTTP://example.com") == "HTTP://example.com"


def test_seconds_do_not_make_a_page_anew() -> None:
    held, record = conversation(), _fresh()
    one = Sight.of(held, record, lambda _: None, START)
    assert one == Sight.of(held, record, lambda _: None, START + timedelta(seconds=59))
