"""The rows about earlier contacts: cases and chats, with what was said last where that has been read."""

from collections.abc import Iterator, Sequence

from agent_console.domain.record import Case, CaseLine, Contact, Freshness
from agent_console.services.case_lines import Reading
from agent_console.texts import N_, _, pgettext
from agent_console.ui.format import date, time_of_day
from agent_console.ui.panel.row import Look, Row, told_apart, web_link
from agent_console.ui.symbol import NOTE_GLYPH, QUOTE_GLYPH, RATING_GLYPH

NO_SUBJECT = N_("no subject")


def case_key(case: Case) -> str:
    """Return what tells a case apart from others on its page."""
    return f"case:{case.contact.value}:{case.id}"


def case_of(cases: Sequence[Case], key: str) -> Case | None:
    """Return the case that a title stands for."""
    keys = told_apart(map(case_key, cases))
    return next((case for case, known in zip(cases, keys, strict=True) if known == key), None)


def key_of(cases: Sequence[Case], case: Case) -> str:
    """Return the key of the title that stands for one of the cases; raises StopIteration for another one."""
    keys = told_apart(map(case_key, cases))
    return next(key for key, known in zip(keys, cases, strict=True) if known is case)


def case_rows(
    cases: Sequence[Case], readings: Sequence[Reading | None], turned: frozenset[str], everything: bool
) -> Iterator[Row]:
    """Yield earlier contacts, those in `turned` unfolded, or with `everything` all of them."""
    keys = told_apart(map(case_key, cases))
    for key, case, reading in zip(keys, cases, readings, strict=True):
        opened = everything or key in turned
        yield _title(key, case, opened)
        if opened:
            yield from _inside(key, case, reading)
        elif case.last_line:
            yield Row(f"{key}/last", Look.WORDS, shown=f"{QUOTE_GLYPH} {case.last_line}", under=key)


def _title(key: str, case: Case, opened: bool) -> Row:
    began = date(case.opened_at) if case.opened_at else ""
    kind = _("chat") if case.contact is Contact.CHAT else ""
    rating = f"{RATING_GLYPH} {case.rating}" if case.rating is not None else ""
    facts = (began, kind, case.status, rating, " ".join(f"#{tag}" for tag in case.tags))
    detail = " · ".join(fact for fact in facts if fact)
    subject = case.subject.strip() or _(NO_SUBJECT)
    return Row(key, Look.TITLE, value=subject, detail=detail, link=web_link(case.url), opened=opened)


def _inside(key: str, case: Case, reading: Reading | None) -> Iterator[Row]:
    # Translators: label beside a value, best at most 10 characters: the number of a case
    yield Row(f"{key}/id", label=_("number"), value=case.id, under=key)
    if case.closed_at is not None:
        # Translators: label beside a value, best at most 10 characters: the day on which a case was closed
        yield Row(f"{key}/closed", label=pgettext("label", "closed"), value=date(case.closed_at), under=key)
    if case.url and web_link(case.url):
        # Translators: label beside a value, best at most 10 characters: a page on the web
        yield Row(f"{key}/page", label=_("page"), value=case.url, link=web_link(case.url), under=key)
    lines = case.lines or (reading.lines if reading is not None else ())
    for number, said in enumerate(lines):
        yield _line(f"{key}/line {number}", said, key)
    if lines:
        return
    if case.last_line:
        yield Row(f"{key}/last", label=_("last line"), value=case.last_line, under=key)
    yield from _state(key, reading)


def _state(key: str, reading: Reading | None) -> Iterator[Row]:
    if reading is None:
        return
    if reading.freshness is Freshness.LOADING:
        yield Row(f"{key}/state", Look.WORDS, shown=_("reading what was said …"), under=key)
    elif reading.freshness is Freshness.FAILED:
        words = _("not read: {reason}").format(reason=reading.failure)
        yield Row(f"{key}/state", Look.ALERT, shown=words, detail=_("r here tries again"), under=key)
    else:
        yield Row(f"{key}/state", Look.WORDS, shown=_("nothing was said"), under=key)


def _line(key: str, said: CaseLine, under: str) -> Row:
    at = f" {date(said.at)} {time_of_day(said.at)}" if said.at else ""
    word = _("note")
    note = f"{NOTE_GLYPH} {word} · " if said.note else ""
    shown = _("{text} (edited)").format(text=said.text) if said.edited else ""
    return Row(key, label=f"{note}{said.author}{at}:", value=said.text, shown=shown, under=under)
