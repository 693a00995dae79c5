"""The guard asks when a reply seems meant for somebody else, says why, and knows where it belongs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agent_console.domain.chat import Author
from agent_console.domain.verdict import ALLOWED, Rule, Ruling
from agent_console.guard.assessment import Assessment, Finding, Opinion
from agent_console.guard.check import COUNTDOWN, Guard, verdict
from agent_console.guard.limit import Limits
from agent_console.guard.subject import Subject
from tests.guard.desk_of_subjects import after, customer, message, order, subject

JONAS = subject(
    customer("Jonas Weber", email="jonas@example.com", phone="+49 555 010 2030"),
    order("51007", "Trekking tent", tracking="TRK700200", address="Lindenweg 4, 12345 Musterstadt"),
    said=("Hello, my tent has not arrived. My sister Anna ordered one too.",),
)
KAREN = subject("Karen Lund", order("51008", "Camping stove"))
MIRA = subject(
    customer("Mira Holm", email="mira.holm@example.com", phone="(555) 013-4477", account="ACC-90417"),
    order("48213", "Rain jacket", tracking="1Z 555 88 21", address="12 Harbour Street, Port Example"),
    said=("My friend uses 7714-5520 as her voucher",),
)
OTHERS = (KAREN, MIRA)


def suspected(text: str, target: Subject = JONAS, others: tuple[Subject, ...] = OTHERS) -> str:
    """Return rule and suggested conversation as `rule conversation`; empty when the reply may go."""
    verdict = Guard().check(text, target, others)
    return "" if verdict == ALLOWED else f"{verdict.rule} {verdict.suggestion}"


@pytest.mark.parametrize(
    "text",
    [
        "Hi Karen",
        "Karen, your stove is on its way.",
        "Your stove is on its way, Karen!",
        "Thanks, Karen.",
        "Good morning Mrs. Lund, how are you?",
        "Dear Kaern, we are sorry",
        "KAREN LUND is the name on the parcel",
        "I have just cancelled Karen's order",
        "i have it here. karen, one moment",
    ],
)
def test_speaking_to_or_of_another_customer_is_asked_about(text: str) -> None:
    assert suspected(text) == "name karen"


@pytest.mark.parametrize(
    "text",
    [
        "order 48213",
        "#48213 left our house today",
        "(48213)",
        "account acc-90417 is fine",
        "track it as 1Z5558821",
        "we wrote to MIRA.HOLM@example.com",
        "we will call 555 013 4477",
        "it goes to 12 harbour street, right?",
        "the order ending in 8213",
        "your voucher 77145520 is valid",
    ],
)
def test_what_identifies_another_customer_is_asked_about(text: str) -> None:
    assert suspected(text) == "identifier mira"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Hi Jonas, order 51007 left today with TRK700200.",
        "Hi Anna",  # Jonas has spoken of her
        "Jonas Weber, Lindenweg 4: is that right?",
        "We will call +49 555 0102030 or write to jonas@example.com",
        "Karen from our warehouse says it is packed",  # spoken of, not to
        "That is 48,213.00 in total, 51 pieces, on 2026-03-01 at 10:30",
        "Good morning, how can I help?",
    ],
)
def test_a_reply_to_the_right_customer_goes(text: str) -> None:
    assert suspected(text) == ""


def test_the_reason_names_number_and_owner() -> None:
    verdict = Guard().check("Your order #48213 left.", JONAS, OTHERS)
    assert verdict.ruling is Ruling.ASK
    assert verdict.reason == "#48213 is Mira Holm's order number"
    assert verdict.span == (11, 17)


def test_the_reason_names_the_person_addressed() -> None:
    verdict = Guard().check("Hi Karen", JONAS, OTHERS)
    assert verdict.reason == "“Karen” is another open customer: Karen Lund"
    assert verdict.span == (3, 8)


def test_a_number_that_somebody_wrote_is_told_as_such() -> None:
    reason = Guard().check("voucher 77145520", JONAS, OTHERS).reason
    assert reason == "77145520 is what Mira Holm wrote"


def test_the_reason_is_one_line_whatever_the_name() -> None:
    odd = subject(customer("Karen\nLund"))
    assert "\n" not in Guard().check("Hi Karen", JONAS, (odd,)).reason


def test_a_customer_without_a_name_is_still_somebody() -> None:
    nameless = subject(customer(""), order("60001"))
    assert (
        Guard().check("order 60001", JONAS, (nameless,)).reason == "60001 is another customer's order number"
    )


def test_the_conversation_with_most_signs_is_suggested() -> None:
    assert suspected("Hi Mira, Karen has sent 48213 to 12 Harbour Street") == "identifier mira"


def test_nothing_is_suggested_between_two_that_fit_alike() -> None:
    namesake = subject("Mia Lund")
    verdict = Guard().check("Dear Mrs Lund", JONAS, (KAREN, namesake))
    assert (verdict.ruling, verdict.suggestion) == (Ruling.ASK, None)


ODD = Opinion(
    5.0, JONAS.conversation, MIRA.conversation, "“Norwich” stands in\nanother chat", features=(1.0,)
)
MILD = Finding(Rule.LANGUAGE, KAREN, (0, 2), "This is Norwegian", mild=True)


@pytest.mark.parametrize(
    ("limits", "ruling"),
    [
        (Limits(), Ruling.ALLOW),
        (Limits(interrupt=9, delay=5), Ruling.ALLOW),
        (Limits(interrupt=9, delay=4.9), Ruling.DELAY),
        (Limits(interrupt=4.9, delay=4), Ruling.ASK),
        (Limits(interrupt=4.9, delay=9), Ruling.ASK),
    ],
)
def test_a_score_acts_above_its_limits(limits: Limits, ruling: Ruling) -> None:
    found = verdict(Assessment((), ODD), limits)
    assert (found.ruling, found.score, found.features) == (ruling, 5.0, (1.0,))
    assert bool(found.delay) == (ruling is Ruling.DELAY)
    assert "\n" not in found.reason


def test_a_score_that_stops_goes_before_a_sign_that_delays() -> None:
    both = Assessment((MILD,), ODD)
    stopped, delayed = verdict(both, Limits(interrupt=4)), verdict(both, Limits(delay=4))
    assert (stopped.ruling, stopped.rule) == (Ruling.ASK, Rule.FIT)
    assert (delayed.ruling, delayed.rule, delayed.delay) == (Ruling.DELAY, Rule.LANGUAGE, COUNTDOWN)


def test_the_suggestion_is_never_where_the_draft_is() -> None:
    assert verdict(Assessment((), ODD), Limits(delay=4)).suggestion == MIRA.conversation


def test_between_two_with_as_many_signs_the_model_decides() -> None:
    level = Guard().assess("Dear Mrs Lund", JONAS, (KAREN, subject("Mia Lund"))).findings
    assert verdict(Assessment(level, ODD), Limits()).suggestion == MIRA.conversation


def test_two_customers_of_one_name_can_both_be_greeted() -> None:
    namesake = subject("Karen Berg", conversation="karen-2")
    assert suspected("Hi Karen", target=namesake) == ""
    assert suspected("Hi Karen", target=KAREN, others=(namesake, MIRA)) == ""


def test_a_namesakes_full_name_is_asked_about() -> None:
    namesake = subject("Karen Berg", conversation="karen-2")
    assert suspected("Hi Karen Lund", target=namesake) == "name karen"
    assert suspected("Hi Karen Berg", target=namesake) == ""


def test_a_number_of_both_customers_goes() -> None:
    shared = subject("Nils Holm", order("48213"))
    assert suspected("order 48213", target=shared) == ""


def test_neighbours_of_one_street_number_share_it() -> None:
    neighbour = subject("Nils Moe", order("60002", address="12 Harbour Street, Port Example"))
    assert suspected("it goes to 12 Harbour Street", target=neighbour) == ""


def test_customers_of_one_surname_share_it() -> None:
    target, other = subject("王大明"), subject("王小明")
    assert suspected("王先生，您好", target=target, others=(other,)) == ""
    assert suspected("小明，您好", target=target, others=(other,)) != ""


def test_a_number_that_stands_in_the_targets_own_pane_goes() -> None:
    told = after(JONAS, message("Is 48213 my number?"))
    assert suspected("Yes, 48213 is right", target=told) == ""
    answered = after(JONAS, message("We noted 48213.", Author.AGENT))
    assert suspected("48213 it is", target=answered) == ""


def test_a_name_that_stands_in_the_targets_own_pane_goes() -> None:
    told = after(JONAS, message("I am writing for Karen"))
    assert suspected("Hello Karen", target=told) == ""


def test_the_agents_own_name_goes() -> None:
    assert Guard("Karen Moe").check("All the best, Karen", JONAS, OTHERS) == ALLOWED
    signed = after(JONAS, message("How can I help?", Author.AGENT, name="Karen"))
    assert suspected("All the best, Karen", target=signed) == ""


def test_a_product_of_the_targets_order_is_no_name() -> None:
    owner = subject("Jonas Weber", order("51007", "Desk lamp Karen"))
    assert suspected("Thanks! Karen, the lamp, is in stock", target=owner) == ""


def test_the_target_among_the_others_does_not_count() -> None:
    assert suspected("Hi Jonas, order 51007", others=(JONAS, *OTHERS)) == ""


def test_a_later_message_makes_a_number_the_customers_own() -> None:
    assert suspected("case 830011") == ""
    told = after(MIRA, message("My case is 830011"))
    assert suspected("case 830011", others=(told,)) == "identifier mira"


def test_a_year_at_an_end_is_no_number() -> None:
    booked = subject("Nora Moe", order("842025"))
    assert suspected("the season ending in 2025", others=(booked,)) == ""
    assert suspected("the order ending in 42025", others=(booked,)) == "identifier nora"


def test_an_agents_message_makes_no_number_the_customers_own() -> None:
    told = after(MIRA, message("Call 830011", Author.AGENT))
    assert suspected("Call 830011", others=(told,)) == ""


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Jürgen Müller", "Guten Tag Herr Mueller"),
        ("Juergen Mueller", "Lieber Jürgen,"),
        ("Bjørn Ødegård", "Hei Bjorn"),
        ("Åse Lien", "Kjære Aase, takk"),
        ("Иван Петров", "Здравствуйте, Иван!"),
        ("Мария Котова", "Уважаемая Мария,"),
        ("王小明", "王先生，您好"),
        ("王小明", "小明，您的订单已发货"),
        ("欧阳娜娜", "您好，娜娜"),
        ("Chloé O'Brien", "Bonjour Chloe"),
        ("Anne-Marie Dahl", "Hi Annemarie"),
        ("Li Wei", "Hi Li,"),
        ("Mark Stone", "Hi mark, it is packed"),
        ("Will Stone", "It is packed, Will!"),
        ("Mark Stone", "Mark, yes, it is packed"),
    ],
)
def test_names_of_many_languages(name: str, text: str) -> None:
    assert Guard().check(text, JONAS, (subject(name),)).rule is Rule.NAME


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("Will Stone", "Thanks, will do. It will arrive soon."),
        ("Mark Stone", "Hi, please mark the parcel"),
        ("So Young", "So, it is packed"),
        ("John Stone", "It goes to St John's College"),
        ("May Stone", "May I have your number, please?"),
        ("Grace Hope", "There is a grace period, hope that helps"),
        ("Guest 4711", "Hi guest, how are you?"),
        ("Thera Moe", "Hi there, how are you?"),
        ("William While", "I am searching, sir. While I do so, one question"),
        ("Dr Dr", "Dr. Example will call"),
        ("王小明", "王府井大街在北京"),
        ("A", "Hi a, b"),
    ],
)
def test_words_that_are_no_names(name: str, text: str) -> None:
    assert Guard().check(text, JONAS, (subject(name),)) == ALLOWED


def test_typing_mistakes_count_in_long_names_only() -> None:
    assert suspected("Hi Mura") == ""
    assert suspected("Hi Karrn") == "name karen"


def test_a_name_nearer_to_the_target_is_the_targets() -> None:
    maria, marie = subject("Maria Moe"), subject("Marie Dahl")
    assert suspected("Hi Maria", target=maria, others=(marie,)) == ""
    assert suspected("Hi Marie", target=maria, others=(marie,)) == "name marie"
    assert suspected("Hi Mario", target=maria, others=(marie,)) == ""


def test_a_huge_message_is_read_in_part_only() -> None:
    told = after(MIRA, message("1 " * 500_000 + "830011"))
    assert suspected("case 830011", others=(told,)) == ""


@pytest.mark.parametrize(
    "piece",
    [
        "Hi Karen, ",
        "Karens ",
        "1 ",
        "x@",
        "e\u0301",
        "\u202e1\u202c",
        "\u200b",
        "a at ",
        "a.b-",
        "xX1",
        "您好小王，",
    ],
)
def test_an_endless_draft_is_read_in_reasonable_time(piece: str) -> None:
    told = after(MIRA, message(piece * 20_000))
    assert Guard().check((piece * 20_000)[:20_000] + " 48213", JONAS, (KAREN, told)).ruling is Ruling.ASK


def test_a_short_form_of_the_targets_name_is_the_targets() -> None:
    benjamin, ben = subject("Benjamin Moe"), subject("Ben Dahl")
    assert suspected("Thanks Ben", target=benjamin, others=(ben,)) == ""
    assert suspected("Thanks Ben", others=(ben,)) == "name ben"


PIECES = (
    "Hi ",
    "Karen",
    "'s ",
    "Lund",
    ", ",
    "王",
    "先生",
    "#",
    "482",
    "13",
    "ending in ",
    "Mr. ",
    "\n",
    "@",
)
ANY_TEXT = st.text(st.characters(exclude_categories=[])) | st.lists(st.sampled_from(PIECES)).map("".join)


@given(ANY_TEXT, ANY_TEXT, ANY_TEXT)
def test_any_text_and_any_name_get_an_answer(text: str, name: str, said: str) -> None:
    other = subject(customer(name, email=said, phone=text), order(said, name), said=(said,), conversation="x")
    verdict = Guard(name).check(text, JONAS, (other, *OTHERS))
    if verdict.span:
        start, end = verdict.span
        assert 0 <= start < end <= len(text)
        assert verdict.reason
