"""The signs in a draft that it is meant for another open customer, each with a reason in one line."""

from collections.abc import Iterator, Sequence, Set

from agent_console.domain.verdict import Rule
from agent_console.guard.assessment import Finding
from agent_console.guard.identity import identifier, ideograph
from agent_console.guard.identity.address import Spelling, turned
from agent_console.guard.identity.identifier import Occurrence
from agent_console.guard.identity.name import Mention, mentions
from agent_console.guard.identity.possession import possession
from agent_console.guard.identity.product import mentioned
from agent_console.guard.language.recognition import called, language_of
from agent_console.guard.subject import Subject
from agent_console.guard.text.romanisation import sound
from agent_console.texts import _


def of_identity(text: str, target: Subject, others: Sequence[Subject]) -> Iterator[Finding]:
    """Yield where the draft carries what identifies another customer: numbers, addresses, orders."""
    carried = [found for found in identifier.occurrences(text) if not target.accounts_for(found.key)]
    endings = [found for found in identifier.endings(text) if not target.holds(found.key)]
    for other in others:
        owned = ((found, other.owned(found.key)) for found in carried)
        yield from (_number(text, found, key, target, other) for found, key in owned if key)
        ended = ((found, key) for found in endings for key in other.ending(found.key))
        yield from (_number(text, found, key, target, other) for found, key in ended)
    spelling = Spelling(text)
    for other in others:
        yield from _in_spelling(text, spelling, target, other)


def _in_spelling(text: str, spelling: Spelling, target: Subject, other: Subject) -> Iterator[Finding]:
    for street in other.streets - target.streets if other.streets else ():
        span = spelling.find(street) or spelling.find(turned(street))
        if span:
            reason = _("{text} is {name}'s address")
            reason = reason.format(text=text[slice(*span)], name=other.told_from(target))
            yield Finding(Rule.IDENTIFIER, other, span, reason)
    for span, number in mentioned(text, spelling, other.products, target.vocabulary):
        reason = _("“{text}” is in {name}'s order {number}")
        reason = reason.format(text=text[slice(*span)], name=other.customer, number=number)
        yield Finding(Rule.IDENTIFIER, other, span, reason)


def _number(text: str, found: Occurrence, key: str, target: Subject, other: Subject) -> Finding:
    reason = possession(found, text, other.own[key], other.told_from(target))
    return Finding(Rule.IDENTIFIER, other, (found.start, found.end), reason)


def of_name(text: str, target: Subject, others: Sequence[Subject], own_words: Set[str]) -> Iterator[Finding]:
    """Yield where the draft speaks to, or of, another customer; a word of `own_words` never counts."""
    found = tuple(mentions(text, frozenset[str]().union(*(other.name.near for other in others))))
    known = _known(found, own_words, target.vocabulary)
    pointing = [one for one in found if one.points and one.word.forms.isdisjoint(known)]
    written = frozenset[str]().union(*(mention.word.forms for mention in found))
    written |= frozenset(map(sound, written))
    for other in others:
        # A whole name has one word at least without a typing mistake, and only such a one may be known.
        places = pointing if written.isdisjoint(other.name.written) else found
        span = _in_words(places, target, other, known) or _in_ideographs(text, target, other)
        if span:
            reason = _("“{text}” is another open customer: {name}")
            reason = reason.format(text=text[slice(*span)], name=other.told_from(target))
            yield Finding(Rule.NAME, other, span, reason)


def _known(found: Sequence[Mention], own_words: Set[str], vocabulary: Set[str]) -> Set[str]:
    """Return the spellings of the words found that stand in the target's pane, or are the agent's name."""
    spelled = frozenset[str]().union(*(word.forms for one in found for word in (one.word, one.next) if word))
    return frozenset(form for form in spelled if form in own_words or form in vocabulary)


def _in_words(
    places: Sequence[Mention], target: Subject, other: Subject, known: Set[str]
) -> tuple[int, int] | None:
    """Return where the draft means the other customer, in words that nothing else accounts for."""
    for mention in places:
        if mention.next and mention.names_in_full(other.name, target.name, known):
            return mention.word.start, mention.next.end
        if mention.points_to(other.name, target.name, known):
            return mention.word.start, mention.word.end
    return None


def _in_ideographs(text: str, target: Subject, other: Subject) -> tuple[int, int] | None:
    if text.isascii() or ideograph.spoken_to(text, target.customer):
        return None
    return ideograph.spoken_to(text, other.customer)


def of_language(text: str, target: Subject, others: Sequence[Subject]) -> Iterator[Finding]:
    """Yield the others that speak the draft's language, when nobody does in the target's pane."""
    strange = {one.speech.language for one in others if one.speech.language != target.speech.language} - {""}
    # A text takes time to tell, and on most desks everybody speaks the same.
    language = language_of(text) if any(map(target.speech.excludes, strange)) else ""
    if not language or not target.speech.excludes(language):
        return
    speakers = [other for other in others if other.speech.fits(language)]
    for other in speakers:
        reason = (
            _("This is {language}, as {name} writes; here it is {own}")
            if len(speakers) == 1
            else _("This is {language}, as other customers write; here it is {own}")
        )
        here = called(target.speech.language)
        reason = reason.format(language=called(language), name=other.told_from(target), own=here)
        yield Finding(Rule.LANGUAGE, other, (0, len(text)), reason, mild=True)
