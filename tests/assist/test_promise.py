"""When the agent says to be back, in four languages; and what is no such promise."""

import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest

from agent_console.assist.promise import pending, promised, tells

NOW = datetime(2026, 3, 2, 13, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def in_utc(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Let local time be UTC: times of day are local ones."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "UTC")
        time.tzset()
        yield
    time.tzset()


LENGTHS = [
    ("back in 5 minutes", 5),
    ("I'll be back in five minutes.", 5),
    ("I’ll reply in half an hour.", 30),
    ("Give me a couple of minutes.", 2),
    ("I'll get back to you in three to five minutes.", 5),
    ("I need about fifteen minutes to find this out.", 15),
    ("Let me look. Bear with me for 1.5 hours.", 90),
    ("I'll call you back in 10 minutes, delivery takes 3 days.", 10),
    ("Ich bin in fünf Minuten wieder da.", 5),
    ("In zehn Minuten bin ich wieder bei Ihnen.", 10),
    ("Ich melde mich in einer halben Stunde.", 30),
    ("Das dauert noch etwa zwei bis drei Minuten.", 3),
    ("jeg er tilbake om fem minutter", 5),
    ("Du hører fra meg innen en halvtime.", 30),
    ("Dette tar omtrent to minutter til.", 2),
    ("вернусь через 10 минут", 10),
    ("Вернусь через десять минут.", 10),
    ("Напишу через полчаса.", 30),
    ("Дайте мне минут пять.", 5),
    ("Вернусь через минуту.", 1),
    ("Отвечу в течение часа.", 60),
    ("I'll write to you tomorrow.", 24 * 60),
    ("Give me a sec.", 1),
]

CLOCKS = [
    ("I'll get back to you by 3 pm.", "15:00"),
    ("I'll get back to you by 3 pm today.", "15:00"),
    ("I'll get back to you by 3.", "15:00"),
    ("I'll call you back at half past three.", "15:30"),
    ("I'll write to you here by 14:20, so you needn't wait.", "14:20"),
    ("I'll let you know before 9:30 am.", "+09:30"),
    ("I'll write to you tomorrow at 9 am.", "+09:00"),
    ("You'll hear from me within the hour, by 13:55.", "13:55"),
    ("Ich melde mich bis 15 Uhr.", "15:00"),
    ("Ich melde mich bis halb vier bei Ihnen.", "15:30"),
    ("Bis 14:20 Uhr schreibe ich Ihnen hier.", "14:20"),
    ("Ich rufe Sie morgen um 9 Uhr an.", "+09:00"),
    ("Guten Morgen, ich melde mich um 15 Uhr.", "15:00"),
    ("Jeg skriver til deg her innen klokken 14:20.", "14:20"),
    ("Jeg gir deg beskjed før kl. 15.", "15:00"),
    ("Jeg ringer deg halv fire.", "15:30"),
    ("Я напишу вам до 15:00.", "15:00"),
    ("Перезвоню в 3 часа дня.", "15:00"),
    ("I'll call you tomorrow at 3.15.", "+15:15"),
    ("I'll be back by 9.", "21:00"),
    ("I'll be back by 10.", "+10:00"),
    ("Ich melde mich um 10 Uhr.", "+10:00"),
    ("Sie bekommen von mir bis morgen Mittag Bescheid.", "+12:00"),
]

PARTS = [
    ("I'll get back to you this afternoon.", "Mon 02 17:00"),
    ("I'll call you tomorrow morning.", "Tue 03 12:00"),
    ("I'll call you tomorrow morning at 9:30.", "Tue 03 09:30"),
    ("I'll write to you by the end of the day.", "Mon 02 17:00"),
    ("I'll be back in 5 minutes, and it comes this afternoon.", "Mon 02 13:05"),
    ("Ich melde mich heute Abend bei Ihnen.", "Mon 02 21:00"),
    ("Ich rufe Sie morgen früh an.", "Tue 03 12:00"),
    ("Ich melde mich gleich, heute Morgen war zu viel los.", None),
    ("Jeg ringer deg i ettermiddag.", "Mon 02 17:00"),
    ("Jeg ringer deg i morgen tidlig.", "Tue 03 12:00"),
    ("Перезвоню завтра утром.", "Tue 03 12:00"),
    ("Отвечу вам до конца дня.", "Mon 02 17:00"),
]

DAYS = [
    ("I'll get back to you on Friday.", "Fri 06 13:00"),
    ("I'll get back to you on Monday.", "Mon 09 13:00"),
    ("On Wednesday I'll write to you by 9:30.", "Wed 04 09:30"),
    ("I'll write to you by Thursday, 3 pm.", "Thu 05 15:00"),
    ("I'll call you back on Monday at 3.", "Mon 02 15:00"),
    ("I'll get back to you in 5 minutes about what came on Friday.", "Mon 02 13:05"),
    ("What came last Friday was wrong, I'll get back to you tomorrow.", "Tue 03 13:00"),
    ("I'll be back on Monday at 9.", "Mon 09 09:00"),
    ("Ich melde mich am Freitag um 15 Uhr.", "Fri 06 15:00"),
    ("Am Dienstag rufe ich Sie an.", "Tue 03 13:00"),
    ("Jeg ringer deg på torsdag kl. 9.", "Thu 05 09:00"),
    ("Я вернусь в пятницу.", "Fri 06 13:00"),
    ("Напишу вам в понедельник в 10:00.", "Mon 09 10:00"),
]

SOON = [
    "I'll be back with an answer shortly.",
    "brb",
    "Gleich wieder da!",
    "Ich melde mich gleich mit einer Antwort.",
    "Jeg er straks tilbake.",
    "Скоро вернусь!",
]

NOTHING = [
    "",
    "One moment please, I'm checking that for you.",
    "You will receive it within 3-5 days.",
    "The refund will be with you in 5 to 7 business days.",
    "Would you like me to call you back in 5 minutes?",
    "I'll let you know as soon as I hear from them.",
    "The lamp will be back in stock in 3 days.",
    "The money will be back on your account in 5 days.",
    "Your parcel will come back to us in 2 days.",
    "You can come back in 30 days and return it.",
    "Jeg gir deg beskjed så snart jeg vet noe.",
    "Сообщу вам сразу как узнаю.",
    "If you like, I'll call you back in 5 minutes.",
    "We will send a new one on Friday.",
    "I'm back! Your order was shipped 5 minutes ago.",
    "Just send it back within 30 days, we pay.",
    "Please give me your order number by e-mail.",
    "Sie erhalten die Lampe innerhalb von 3 Tagen.",
    "Soll ich Sie in 5 Minuten anrufen?",
    "Du får pakken om 3 dager.",
    "Мы пришлём новую лампу в течение 3 дней.",
    "Если хотите, я перезвоню через 5 минут.",
]


@pytest.mark.parametrize(("text", "minutes"), LENGTHS)
def test_a_length_counts_from_the_reply(text: str, minutes: int) -> None:
    found = promised(text, NOW)
    assert found is not None
    assert found.until == NOW + timedelta(minutes=minutes)


@pytest.mark.parametrize(("text", "clock"), CLOCKS)
def test_a_time_of_day_is_the_next_one(text: str, clock: str) -> None:
    found = promised(text, NOW)
    assert found is not None
    assert found.until is not None
    assert f"{'+' if found.until.date() > NOW.date() else ''}{found.until:%H:%M}" == clock


@pytest.mark.parametrize(("text", "until"), DAYS)
def test_a_day_of_the_week_is_the_next_one(text: str, until: str) -> None:
    found = promised(text, NOW)
    assert found is not None
    assert found.until is not None
    assert f"{found.until:%a %d %H:%M}" == until


@pytest.mark.parametrize(("text", "until"), PARTS)
def test_a_part_of_the_day_is_over_at_its_end(text: str, until: str | None) -> None:
    found = promised(text, NOW)
    assert found is not None
    assert (found.until and f"{found.until:%a %d %H:%M}") == until


@pytest.mark.parametrize("text", SOON)
def test_a_soon_names_no_time(text: str) -> None:
    found = promised(text, NOW)
    assert found is not None
    assert found.until is None


@pytest.mark.parametrize("text", NOTHING)
def test_questions_conditions_and_the_companys_deeds_promise_no_return(text: str) -> None:
    assert promised(text, NOW) is None


def test_a_named_time_counts_before_a_soon() -> None:
    found = promised("I'll be back shortly. You'll hear from me by 14:00.", NOW)
    assert found is not None
    assert found.until == NOW + timedelta(hours=1)


def test_news_tells_something_and_a_courtesy_does_not() -> None:
    assert tells("I found it: the parcel waits in Bergen.")
    assert tells("Your refund has been sent.")
    assert tells("The lamp comes in brass and in oak, and both of them are here.")
    assert not tells("Thank you!")
    assert not tells("I'll let you know as soon as I hear from the carrier about your parcel.")
    assert not tells("Ich melde mich bei Ihnen, sobald ich etwas vom Paketdienst weiß.")
    assert not tells("One moment please, I'm still looking into this for you.")


def test_who_looks_something_up_or_will_be_back_leaves_the_customer_waiting() -> None:
    assert pending("One moment please, I'm still looking into this for you.")
    assert pending("I'll call you back.")
    assert not pending("Which lamp do you mean?")
    assert not pending("Your parcel was found in Bergen.")


def test_a_very_long_reply_is_read_at_its_beginning_in_no_time() -> None:
    assert promised("a 5 " * 5_000 + "I'll be back in 5 minutes", NOW) is None
