"""Where a text speaks to somebody by name: after a greeting or a title, or set off by commas."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from agent_console.guard.text.word import Word, forms, vocabulary


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
    "hoi, dag, beste, geachte, bedankt, dank je, dank u, moi, kiitos, anteeksi,"
    "dzień dobry, witam, witaj, cześć, drogi, droga, szanowny, szanowna, dziękuję, przepraszam,"
    "merhaba, selam, sayın, sevgili, teşekkürler, teşekkür ederim,"
    "привіт, вітаю, добрий день, шановний, шановна, дякую, благодаря, здравейте,"
    "مرحبا, أهلا, السلام عليكم, شكرا, عزيزي, عزيزتي, नमस्ते, धन्यवाद, प्रिय,"
    "olá, bom dia, boa tarde, caro, cara, prezado, prezada, obrigado, obrigada, ciao, buongiorno, grazie"
)
_LONGEST_GREETING: Final = max(map(len, GREETINGS))

_WRITTEN_OUT: Final = vocabulary(
    "miss mister madam doctor professor sir herr herrn frau fru monsieur madame"
    " господин господина господину госпожа госпоже госпожу"
    " mademoiselle señor señora senhor senhora signor signora"
    " pan pani panie panu panią pana mevrouw meneer пан пані السيد السيدة श्री श्रीमती"
)
_ABBREVIATED: Final = vocabulary("mr mrs ms dr prof г mme sr sra")
TITLES: Final = _WRITTEN_OUT | _ABBREVIATED

_TITLES_BEHIND: Final = vocabulary("bey hanım hanim efendi जी")

_YOU: Final = vocabulary(
    "you your you're you'll you've i i'm i've i'll we we're we've we'll please thanks thank sorry here's it's"
    " sie ihr ihre ihren du dein deine ich wir bitte dein din ditt dine du jeg vi jag вы ваш ваша ваше вам я"
    " мы vous votre vos je nous usted su tu le voi"
)
"""Words that behind a name at the start show that it is spoken to."""
_BEFORE_OTHERS: Final = vocabulary(
    "a an the to for from with without by of at in on about and or as is am was be called named name"
    " than like via per this that contact ask tell told see meet my our his her their"
    " an von vom mit ohne bei für und oder zu zum zur ist bin heißt heiße aus der die das dem den ein eine"
    " til fra med uten hos og eller er heter av på för från och är ved den det de"
    " и или от к с у о по для это"
    " de du à avec pour par et ou est en y con por para el la es e o com da do é i z od do dla w na"
)
"""Words behind which a name at the end is not spoken to."""

_ASSENTS: Final = vocabulary(
    "ok okay yes no sure alright course problem worries understood ja nein nei klar gerne да нет хорошо"
)
"""Words behind which a name that ends the clause is spoken to, as in `Sure Karen, ...`."""

_GREETING_ENDS: Final = frozenset(greeting[-1] for greeting in GREETINGS)
_LEADING: Final = TITLES | _GREETING_ENDS

_SENTENCE_ENDS: Final = tuple(".!?…\n:;—–。！？：；؟؛।")
_COMMAS: Final = (",", "，", "、", "،")
_CALLS: Final = (*_COMMAS, "!", ":", "—", "–")
"""What stands behind a name that begins a sentence and is spoken to."""
_CLAUSE_ENDS: Final = (*_SENTENCE_ENDS, *_COMMAS)
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
    unmarked: bool = False
    """Only its place and capital speak for it, as in `Here you are Karen` or `Karen your refund ...`."""

    def __bool__(self) -> bool:
        """Whether the word is spoken to rather than about."""
        return self.greeted or self.titled or self.set_off or self.unmarked


NOT_SPOKEN_TO: Final = Salutation(greeted=False, titled=False, set_off=False, opens=False, closed=False)


def salutation(text: str, words: Sequence[Word], first: int, last: int) -> Salutation:
    """Return how the words `first` to `last` of the text speak to somebody."""
    if _amid(text, words, first, last):
        return NOT_SPOKEN_TO
    titled = _titled(text, words, first)
    begin = first - 1 if titled else first
    before = _gap(text, words, begin).strip(_QUOTES)
    after = text[words[last].end : words[last + 1].start if last + 1 < len(words) else len(text)]
    after = after.strip(_QUOTES)
    opens = before.endswith(_SENTENCE_ENDS) or (begin == 0 and not before)
    closed = after.startswith(_CLAUSE_ENDS) or (last + 1 == len(words) and not after)
    set_off = after.startswith(_CALLS) if opens else before.endswith(_COMMAS) and closed
    titled = titled or _titled_behind(text, words, last)
    spoken = set_off or titled or not words[first].capitalised
    unmarked = not spoken and _unmarked(text, words, first, last, opens, closed)
    return Salutation(_greeted(text, words, begin), titled, set_off, opens, closed, unmarked)


def _amid(text: str, words: Sequence[Word], first: int, last: int) -> bool:
    """Whether the words stand amid others that nothing sets apart, as most do."""
    if first == 0 or last + 1 == len(words):
        return False
    before, after = words[first - 1], words[last + 1]
    apart = text[before.end : words[first].start] != " " or text[words[last].end : after.start] != " "
    return not apart and before.forms.isdisjoint(_LEADING) and after.forms.isdisjoint(_TITLES_BEHIND)


def _unmarked(text: str, words: Sequence[Word], first: int, last: int, opens: bool, closed: bool) -> bool:
    """Whether a name may stand there without a comma: last in its sentence, or first before `you`."""
    if opens:
        follower = words[last + 1] if last + 1 < len(words) else None
        return (
            follower is not None and text[words[last].end : follower.start] == " " and _is_one(follower, _YOU)
        )
    if not closed or _gap(text, words, first) != " ":
        return False
    before = words[first - 1]
    if not before.forms.isdisjoint(_ASSENTS):
        return True
    if text[words[last].end :].startswith(_COMMAS):
        return False
    return not _is_one(before, _BEFORE_OTHERS) and not (before.capitalised and len(before.text) > 1)


def _is_one(word: Word, of: frozenset[str]) -> bool:
    return not word.forms.isdisjoint(of) and not (word.capitalised and len(word.text) > 1)


def _titled_behind(text: str, words: Sequence[Word], last: int) -> bool:
    """Whether a title follows, as in `Mehmet Bey`."""
    if last + 1 >= len(words) or _gap(text, words, last + 1) not in (" ", "-"):
        return False
    return not words[last + 1].forms.isdisjoint(_TITLES_BEHIND)


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
    if words[first - 1].forms.isdisjoint(_GREETING_ENDS):
        return False
    before = [min(word.forms, key=len) for word in words[max(0, first - _LONGEST_GREETING) : first]]
    return any(tuple(before[-length:]) in GREETINGS for length in range(1, len(before) + 1))
