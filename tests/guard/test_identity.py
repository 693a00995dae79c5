"""What identifies a customer, in any of its spellings; and that nothing else does."""

import re
from collections.abc import Callable

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from agent_console.domain.verdict import Rule, Ruling
from agent_console.guard.check import Guard
from agent_console.guard.subject import Subject
from tests.guard.desk_of_subjects import after, customer, message, order, subject

JONAS = subject(
    customer("Jonas Weber", email="jonas@example.com", phone="+49 555 010 2030"),
    order("51007", address="Lindenweg 4, 12345 Musterstadt"),
    said=("Hello, my tent has not arrived.",),
)
MIRA = subject(
    customer("Mira Holm", email="mira.holm@example.com", phone="(555) 013-4477", account="ACC-90417"),
    order("BK-872471", tracking="1Z 555 88 21", address="12 Harbour Street, Port Example, 71221"),
    said=("My user name is holm_mira88",),
)


def reason(text: str, target: Subject = JONAS, other: Subject = MIRA) -> str:
    verdict = Guard().check(text, target, (other,))
    assert verdict.rule in (Rule.NONE, Rule.IDENTIFIER)
    return verdict.reason


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("see BK-872471", "BK-872471 is Mira Holm's order number"),
        ("see bk 872471", "872471 is Mira Holm's order number"),
        ("see #872471", "#872471 is Mira Holm's order number"),
        ("see 872 471", "872 471 is Mira Holm's order number"),
        ("see 8-7-2-4-7-1", "8-7-2-4-7-1 is Mira Holm's order number"),
        ("see ８７２４７１", "872471 is Mira Holm's order number"),
        ("see ٨٧٢٤٧١", "٨٧٢٤٧١ is Mira Holm's order number"),
        ("see ८७२४७१", "८७२४७१ is Mira Holm's order number"),
        ("see 872\u200b471", "872471 is Mira Holm's order number"),
        ("订单872471已发货", "872471 is Mira Holm's order number"),
        ("see **2471", "2471 ends Mira Holm's order number"),
        ("订单尾号2471", "2471 ends Mira Holm's order number"),
        ("заказ, последние четыре цифры 2471", "2471 ends Mira Holm's order number"),
        ("track 1Z 555 88 21", "555 88 21 is Mira Holm's tracking number"),
        ("mira.holm@EXAMPLE.com", "mira.holm@EXAMPLE.com is Mira Holm's e-mail address"),
        ("mira.holm at example dot com", "mira.holm at example dot com is Mira Holm's e-mail address"),
        ("mira.holm(at)example.com", "mira.holm(at)example.com is Mira Holm's e-mail address"),
        ("邮箱mira.holm@example.com的", "mira.holm@example.com is Mira Holm's e-mail address"),
        ("log in as mira.holm", "mira.holm is Mira Holm's e-mail address"),
        ("is @holm_mira88 yours?", "@holm_mira88 is Mira Holm's user name"),
        ("call 555.013.4477", "555.013.4477 is Mira Holm's phone number"),
        ("call +1 (555) 013-4477", "+1 (555) 013-4477 is Mira Holm's phone number"),
        ("call 013-4477", "013-4477 is Mira Holm's phone number"),
        ("the number ending in 4477", "4477 ends Mira Holm's phone number"),
        ("account ACC 90417", "90417 is Mira Holm's account number"),
        ("to 12 Harbour St., right?", "12 Harbour St is Mira Holm's address"),
        ("to Harbour Street 12", "Harbour Street 12 is Mira Holm's address"),
        ("to 71221 then", "71221 is Mira Holm's postal code"),
    ],
)
def test_an_identifier_is_told_in_any_spelling(text: str, told: str) -> None:
    assert reason(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "at 10:30 on 2026-11-22 for 872,471.00 euros",
        "$872471 or 872471 kr",
        "write to mira@example.com",
        "call 555 010 2030",
        "12 of them go to Harbour View",
        "the harbour, 12 streets away",
        "see 18724710",
        "It starts at 1:00 and ends at 2:00",
        "user name",
        "the model maxx 2471",
        "the sale ends in 2026",
    ],
)
def test_other_numbers_are_not(text: str) -> None:
    assert reason(text) == ""


def test_customers_of_a_like_name_are_told_apart_by_what_their_panes_show() -> None:
    namesake = subject("Mira Berg", order("60001"), conversation="namesake")
    assert reason("see 872471", target=namesake) == "872471 is Mira Holm (account ACC-90417)'s order number"
    ordered = subject(customer("Mira Lund", order_number="60002", account="A-77002"))
    told = reason("see 60002", target=namesake, other=ordered)
    assert told == "60002 is Mira Lund (order 60002)'s order number"
    unknown = subject("Mira Sand", order("60003"))
    told = reason("see 60003", target=namesake, other=unknown)
    assert told == "60003 is Mira Sand (order 60003)'s order number"
    nameless = subject(customer("Mira Moe", account="A-77001"))
    told = Guard().check("Dear Mira Moe", namesake, (nameless,)).reason
    assert told == "“Mira Moe” is another open customer: Mira Moe (account A-77001)"


def test_a_user_name_made_of_the_targets_own_name_is_theirs() -> None:
    told = subject("Mira Holm", said=("My user name is mira_holm_88",))
    namesake = subject("Mira Holm", conversation="namesake")
    assert reason("It is mira_holm_88", target=namesake, other=told) == ""
    assert reason("It is mira_holm_88", other=told) == "mira_holm_88 is Mira Holm's user name"


def test_a_short_handle_is_nobodys() -> None:
    assert reason("see a.b", other=subject(customer("Al Example", email="a.b@example.com"))) == ""


WORDS = st.lists(
    st.sampled_from(("please", "wait", "your", "parcel", "left", "our", "house", "today", "and", "soon")),
    min_size=1,
    max_size=8,
).map(" ".join)


@given(WORDS, st.integers(0, 9999).map(str), st.sampled_from((" ", ", ", ". ", "\n")))
def test_a_reply_that_carries_nothing_of_others_is_never_asked_about(
    words: str, small: str, between: str
) -> None:
    text = f"{words}{between}{small} Jonas{between}51007 jonas@example.com Lindenweg 4"
    assert reason(text) == ""


def _grouped(number: str) -> str:
    return re.sub(r"(\d{3})(?=\d)", r"\1 ", number)


SPELLINGS: tuple[Callable[[str], str], ...] = (
    str,
    str.lower,
    "#{}".format,
    "({})".format,
    _grouped,
    lambda number: number.replace("-", " "),
    lambda number: number.replace("-", ""),
    lambda number: "".join(chr(ord(sign) + 0xFEE0) if sign.isdigit() else sign for sign in number),
    "\u200b".join,
)
NUMBERS = st.from_regex(r"(?:[A-Z]{2}-?)?[1-9][0-9]{5,8}", fullmatch=True)


@given(NUMBERS, st.sampled_from(SPELLINGS), WORDS, WORDS, st.sampled_from(("order", "tracking", "account")))
def test_another_customers_number_is_always_asked_about_unless_the_target_shares_it(
    number: str, spelling: Callable[[str], str], before: str, behind: str, kind: str
) -> None:
    assume(re.sub(r"\D", "", number) not in "51007 12345 495550102030")
    owner = {
        "order": subject("Mira Holm", order(number)),
        "tracking": subject("Mira Holm", order("x", tracking=number)),
        "account": subject(customer("Mira Holm", account=number)),
    }[kind]
    text = f"{before} {spelling(number)} {behind}"
    assert Guard().check(text, JONAS, (owner,)).ruling is Ruling.ASK
    assert reason(text, target=after(JONAS, message(f"It is {number}")), other=owner) == ""


@given(st.from_regex(r"\+?[1-9][0-9]{1,2} [1-9][0-9]{2} [0-9]{3} [0-9]{4}", fullmatch=True), WORDS)
def test_another_customers_phone_number_is_always_asked_about(phone: str, words: str) -> None:
    assume(phone[-9:].replace(" ", "") not in "+49 555 010 2030".replace(" ", ""))
    owner = subject(customer("Mira Holm", phone=phone))
    for spelling in (phone, phone.replace(" ", "-"), phone.replace(" ", ""), phone.replace(" ", ".")):
        assert Guard().check(f"{words} {spelling}", JONAS, (owner,)).ruling is Ruling.ASK
