"""Where a text speaks to somebody by name: after a greeting or a title, or set off by commas."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from agent_console.guard.word import Word, forms, vocabulary


def _phrases(text: str) -> frozenset[tuple[str, ...]]:
    """Return phrases written one a comma as tuples of comparable words."""
    return frozenset(
        tuple(min(forms(word), key=len) for word in phrase.split()) for phrase in text.split(",")
    )


GREETINGS: Final = _phrases(
    "hi, hello, hey, hiya, dear, greetings, welcome, welcome back, good morning, good afternoon,"
    "good evening, good day, thanks, thank you, many thanks, cheers, sorry, apologies, bye, goodbye,"
    "hallo, guten tag, guten morgen, guten abend, moin, servus, liebe, lieber, sehr geehrte,"
    "sehr geehrter, danke, vielen dank, tschüss, auf wiedersehen, entschuldigung,"
    "hei, heisann, kjære, god morgen, god dag, god kveld, takk, tusen takk, beklager, ha det,"
    "hej, tack, bästa, käre,"
    "привет, здравствуйте, здравствуй, добрый день, добрый вечер, доброе утро, уважаемый, уважаемая,"
    "дорогой, дорогая, спасибо, извините, до свидания,"
    "bonjour, bonsoir, salut, cher, chère, merci, désolé, désolée, au revoir,"
    "hola, buenos días, buenas tardes, estimado, estimada, querido, querida, gracias, adiós,"
    "olá, bom dia, boa tarde, caro, cara, prezado, prezada, obrigado, obrigada, ciao, buongiorno, grazie"
)
_LONGEST_GREETING: Final = max(map(len, GREETINGS))

_WRITTEN_OUT: Final = vocabulary(
    "miss mister madam doctor professor sir herr herrn frau fru господин госпожа monsieur madame"
    " mademoiselle señor señora senhor senhora signor signora"
)
_ABBREVIATED: Final = vocabulary("mr mrs ms dr prof г mme sr sra")
TITLES: Final = _WRITTEN_OUT | _ABBREVIATED

_SENTENCE_ENDS: Final = tuple(".!?…\n:;—–。！？：；")
_COMMAS: Final = (",", "，", "、")
_CALLS: Final = (*_COMMAS, "!", ":", "—", "–")
"""What stands behind a name that begins a sentence and is spoken to."""
_QUOTES: Final = " \t\"'“”„«»()"


@dataclass(frozen=True, slots=True)
class Salutation:
    """How a word of a draft is used to speak to somebody."""

    greeted: bool
    """A greeting or thanks stands right before it."""
    titled: bool
    """A title such as `Mr` stands right before it."""
    set_off: bool
    """Commas or the sentence's ends set it off, as in `Karen, your refund ...`."""
    opens: bool
    """It is the first word of its sentence, but for a title."""
    closed: bool
    """A comma or the end of the sentence comes right behind it."""

    def __bool__(self) -> bool:
        """Whether the word is spoken to rather than about."""
        return self.greeted or self.titled or self.set_off


def salutation(text: str, words: Sequence[Word], first: int, last: int) -> Salutation:
    """Return how the words `first` to `last` of the text speak to somebody."""
    titled = _titled(text, words, first)
    begin = first - 1 if titled else first
    before = _gap(text, words, begin).strip(_QUOTES)
    after = text[words[last].end : words[last + 1].start if last + 1 < len(words) else len(text)]
    after = after.strip(_QUOTES)
    opens = before.endswith(_SENTENCE_ENDS) or (begin == 0 and not before)
    closed = after.startswith((*_SENTENCE_ENDS, *_COMMAS)) or (last + 1 == len(words) and not after)
    set_off = after.startswith(_CALLS) if opens else before.endswith(_COMMAS) and closed
    return Salutation(_greeted(text, words, begin), titled, set_off, opens, closed)


def _gap(text: str, words: Sequence[Word], place: int) -> str:
    """Return what stands between a word and the one before it."""
    return text[words[place - 1].end if place else 0 : words[place].start]


def _titled(text: str, words: Sequence[Word], first: int) -> bool:
    if first == 0:
        return False
    title, gap = words[first - 1].forms, _gap(text, words, first).strip()
    return not title.isdisjoint(TITLES) and (not gap or (gap == "." and not title.isdisjoint(_ABBREVIATED)))


def _greeted(text: str, words: Sequence[Word], first: int) -> bool:
    if first <= 0 or _gap(text, words, first).strip() not in ("", *_COMMAS):
        return False
    before = [min(word.forms, key=len) for word in words[max(0, first - _LONGEST_GREETING) : first]]
    return any(tuple(before[-length:]) in GREETINGS for length in range(1, len(before) + 1))
