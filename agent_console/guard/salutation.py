"""Where a text speaks to somebody by name: after a greeting or a title, or set off by commas."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from agent_console.guard.word import Word, forms


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

TITLES: Final = frozenset(
    word
    for (word,) in _phrases(
        "mr, mrs, ms, miss, mister, madam, dr, doctor, prof, professor, sir, herr, herrn, frau, fru,"
        "господин, госпожа, г, monsieur, madame, mme, mademoiselle, señor, señora, sr, sra,"
        "senhor, senhora, signor, signora"
    )
)

_SENTENCE_ENDS: Final = frozenset(".!?…\n:;—–。！？：；")
_COMMAS: Final = (",", "，", "、")


@dataclass(frozen=True, slots=True)
class Salutation:
    """How a word of a draft is used to speak to somebody."""

    greeted: bool
    """A greeting or thanks stands right before it."""
    titled: bool
    """A title such as `Mr` stands right before it."""
    set_off: bool
    """Commas or the sentence's ends set it off, as in `Karen, your refund ...`."""

    @property
    def addresses(self) -> bool:
        """Whether the word is spoken to rather than about."""
        return self.greeted or self.titled or self.set_off


def salutation(text: str, words: Sequence[Word], first: int, last: int) -> Salutation:
    """Return how the words `first` to `last` of the text speak to somebody."""
    titled = _titled(text, words, first)
    begin = first - 1 if titled else first
    return Salutation(_greeted(text, words, begin), titled, _set_off(text, words, begin, last))


def _gap(text: str, words: Sequence[Word], place: int) -> str:
    """Return what stands between a word and the one before it."""
    return text[words[place - 1].end if place else 0 : words[place].start]


def _titled(text: str, words: Sequence[Word], first: int) -> bool:
    return (
        first > 0
        and not words[first - 1].forms.isdisjoint(TITLES)
        and _gap(text, words, first).strip() in ("", ".")
    )


def _greeted(text: str, words: Sequence[Word], first: int) -> bool:
    if first <= 0 or _gap(text, words, first).strip() not in ("", *_COMMAS):
        return False
    before = [min(word.forms, key=len) for word in words[max(0, first - _LONGEST_GREETING) : first]]
    return any(tuple(before[-length:]) in GREETINGS for length in range(1, len(before) + 1))


def _set_off(text: str, words: Sequence[Word], first: int, last: int) -> bool:
    before = _gap(text, words, first).strip(" \t\"'“”„«»(")
    after = text[words[last].end : words[last + 1].start if last + 1 < len(words) else len(text)]
    after = after.strip(" \t\"'“”„«»)")
    opens = (not first and not before) or before[-1:] in _SENTENCE_ENDS
    closes = (last + 1 == len(words) and not after) or after[:1] in _SENTENCE_ENDS
    if opens:
        return after.startswith((*_COMMAS, "!", ":", "—", "–"))
    return before in _COMMAS and (closes or after in _COMMAS)
