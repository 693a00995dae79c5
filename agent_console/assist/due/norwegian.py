"""Norwegian."""

from datetime import timedelta

from agent_console.assist.due.words import DAY, HALF_HOUR, HOUR, MINUTE, QUARTER, Words

_NUMBERS = (
    "to tre fire fem seks sju åtte ni ti elleve tolv tretten fjorten femten seksten sytten atten nitten tjue"
)
_BY = r"(?:innen|før|til|rundt|senest|omkring|ved)(?: senest)?"
_CLOCK = r"(?:klokken|klokka|kl\.?)"
_ME = "(?:jeg|vi)"
_SAY = (
    "(?:skriver|svarer|ringer|melder|sender (?:deg|dere) (?:en melding|svar)|tar kontakt|gir (?:deg|dere)? ?"
    "(?:beskjed|svar)|kommer (?:straks |snart |raskt )?tilbake)"
)

NORWEGIAN = Words(
    back=(
        "(?:er|kommer|straks|snart|være|komme|raskt|minutter|minutt|time|timer) (?:straks |snart )?tilbake",
        "tilbake (?:om|innen|til|igjen|klokken|klokka|kl|snart|straks|før|senest|rundt)",
        f"{_ME}(?: \\w+)? {_SAY}",
        f"{_SAY} {_ME}",
        f"{_ME} skal(?: \\w+)? (?:skrive|svare|ringe|melde|komme tilbake|gi (?:deg|dere)? ?(?:beskjed|svar))",
        "(?:du|dere) (?:hører|får (?:svar|beskjed|høre)|skal få (?:svar|beskjed))",
        "(?:gi|la) (?:meg|oss) (?:få )?",
        f"{_ME} trenger",
        "(?:dette|det) tar (?:meg )?(?:omtrent|ca|rundt|bare|cirka)",
    ),
    soon=("straks", "(?<!så )snart", "raskt", "med en gang", "om litt", "om et øyeblikk"),
    numbers={word: number for number, word in enumerate(_NUMBERS.split(), 2)}
    | {"en": 1, "ett": 1, "et": 1, "ei": 1, "et par": 2, "noen": 5, "syv": 7, "tyve": 20}
    | {"tjuefem": 25, "tretti": 30, "førti": 40, "førtifem": 45, "femti": 50, "seksti": 60, "nitti": 90},
    units={
        "sekunder|sekund|sek": timedelta(seconds=1),
        "minutter|minutt|min": MINUTE,
        "timer|time": HOUR,
        "dager|dag|døgn": DAY,
    },
    spans={
        "(?:en )?halvtime|en halv time": HALF_HOUR,
        "(?:et )?kvarter": QUARTER,
        "(?:tre kvarter|trekvarter)": HALF_HOUR + QUARTER,
        "(?:halvannen|en og en halv) time": HOUR + HALF_HOUR,
        "timen": HOUR,
    },
    clocks=(
        rf"(?:{_BY} )?(?:{_CLOCK} )?halv (?P<half>){{hour}}",
        rf"(?:{_BY}|{_CLOCK})(?: {_CLOCK})? {{hour}}[:.](?P<minute>\d\d)",
        rf"{_CLOCK} ?{{hour}}(?: (?P<noon>om (?:morgenen|ettermiddagen|kvelden)))?",
        rf"{_BY} {{hour}}(?=$|[.,;!)])",
    ),
    times={f"{_BY} (?:lunsj|klokken tolv)": 12},
    parts={
        "i (?:formiddag|morgen tidlig|morgen formiddag)": 12,
        "i (?:ettermiddag|morgen ettermiddag|løpet av (?:dagen|arbeidsdagen))": 17,
        "i (?:kveld|morgen kveld)": 21,
    },
    tomorrow="i ?morgen",
    weekdays=("mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag"),
    half=-30,
    between="-|–|til|eller",
    afternoon="om (?:e|k)",
)
