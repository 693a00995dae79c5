"""The catalogues are whole, fit the code, and are what is spoken."""

import gettext
from collections.abc import Iterator
from functools import cache
from io import BytesIO
from string import Formatter

import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import read_mo

from agent_console.texts import _, ngettext, pgettext, speak, spoken
from agent_console.texts.catalogue import DOMAIN, LOCALES
from agent_console.ui.keys import COMMANDS
from tests.texts.renewal import TRANSLATED, compiled, template, translated

every_language = pytest.mark.parametrize("language", TRANSLATED)


@cache
def _marked() -> Catalog:
    return template()


@pytest.fixture(autouse=True)
def english_again() -> Iterator[None]:
    yield
    speak("en")


def _forms(text: str | list[str] | tuple[str, ...]) -> list[str]:
    return [text] if isinstance(text, str) else list(text)


def _names(text: str) -> set[str]:
    return {name for _words, name, _specification, _conversion in Formatter().parse(text) if name is not None}


def _fault(message: Message) -> str:
    """Return what is wrong with a translation; nothing when it fits its text."""
    if message.fuzzy or not all(form.strip() for form in _forms(message.string)):
        return "is not translated"
    originals = [_names(original) for original in _forms(message.id)]
    if any(_names(form) not in originals for form in _forms(message.string)):
        return "has other placeholders"
    edges = {(form[:1].isspace(), form[-1:].isspace()) for form in _forms(message.id)}
    if any((form[:1].isspace(), form[-1:].isspace()) not in edges for form in _forms(message.string)):
        return "begins or ends with a space, or does not"
    return ""


@every_language
def test_a_catalogue_has_every_text_of_the_code_and_no_other(language: str) -> None:
    marked = {(message.context, message.id) for message in _marked() if message.id}
    kept = {(message.context, message.id) for message in translated(language) if message.id}
    assert marked == kept, "`python -m tests.texts.renewal` brings the catalogues up to the code"


@every_language
def test_every_text_is_translated_and_keeps_its_placeholders(language: str) -> None:
    catalogue = translated(language)
    faults = [f"{m.id!r} {fault}: {m.string!r}" for m in catalogue if m.id and (fault := _fault(m))]
    assert not faults, "\n".join(faults)
    assert all(len(_forms(m.string)) == catalogue.num_plurals for m in catalogue if m.id and m.pluralizable)


def _read(content: bytes) -> dict[tuple[str, ...], list[str]]:
    """Return what programs find in a compiled catalogue; its own head has the time of its making."""
    return {(str(m.context), *_forms(m.id)): _forms(m.string) for m in read_mo(BytesIO(content)) if m.id}


@every_language
def test_what_programs_read_is_what_people_read(language: str) -> None:
    kept = (LOCALES / language / "LC_MESSAGES" / f"{DOMAIN}.mo").read_bytes()
    assert _read(kept) == _read(compiled(translated(language)))


@every_language
def test_what_is_spoken_is_the_catalogue(language: str) -> None:
    there = gettext.translation(DOMAIN, LOCALES, languages=[language])
    speak(language)
    assert spoken() == language
    assert _("nothing is written here") == there.gettext("nothing is written here")
    assert _("nothing is written here") != "nothing is written here"
    assert _("") == ""
    assert _("no text of the console") == "no text of the console"
    assert pgettext("nowhere", "no text of the console") == "no text of the console"
    assert ngettext("one thing", "{count} things", 5) == "{count} things"


@every_language
def test_short_words_for_keys_stay_short(language: str) -> None:
    speak(language)
    long = {command.id: command.brief for command in COMMANDS if command.short and len(command.brief) > 20}
    assert not long


def test_a_fault_of_a_translation_is_found() -> None:
    assert _fault(Message("{key} edits", "")) == "is not translated"
    assert _fault(Message("{key} edits", "Taste ändert")) == "has other placeholders"
    assert _fault(Message("{key} edits", "{key} ändert", flags=["fuzzy"])) == "is not translated"
    assert _fault(Message(" edits", "ändert")) == "begins or ends with a space, or does not"
    german = Catalog(locale="de")
    assert not _fault(german.add(("{name} left", "{count} left"), ("{name} ging", "{count} gingen")))
    assert _fault(german.add(("{name} is here", "{count} are here"), ("{name} ist da", "")))
