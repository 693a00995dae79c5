"""German."""

from datetime import timedelta

from agent_console.assist.due.words import DAY, HALF_HOUR, HOUR, MINUTE, QUARTER, Words

_NUMBERS = (
    "zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn sechzehn siebzehn "
    "achtzehn neunzehn zwanzig"
)
_BY = "(?:bis|um|gegen|vor|ab|spätestens)(?: spätestens)?(?: um)?"
_ME = "(?:ich|wir)"
_TELL = "(?:schreibe?|schreiben|antworte|antworten|rufe?|rufen|gebe?|geben|sage|sagen)"
_YOU = "(?:ihnen|dir|sie|dich)"

GERMAN = Words(
    back=(
        "(?:wieder|gleich|sofort|bald|gern|minuten?|stunden?|uhr) (?:wieder )?"
        "(?:da|hier|zurück|bei (?:ihnen|dir)|für (?:sie|dich) da)",
        f"{_ME} (?:bin|sind|komme|kommen) .{{0,60}}(?:zurück|wieder|auf (?:sie|dich) zu)",
        f"(?:bin|sind|komme|kommen) {_ME} .{{0,60}}(?:zurück|wieder|bei (?:ihnen|dir)|auf (?:sie|dich) zu)",
        f"(?:melde|melden) (?:{_ME} )?(?:mich|uns)",
        f"{_ME} {_TELL} {_YOU}",
        f"{_TELL} {_ME} {_YOU}",
        "(?:rufe|rufen) .{0,60}(?:an|zurück)",
        f"(?:werde|werden) {_ME}? ?(?:mich|uns|ihnen|dir|sie|dich) .{{0,60}}"
        "(?:melden|schreiben|antworten|anrufen|zurückrufen|informieren)",
        "(?:sie|du) (?:hören|hörst|bekommen|bekommst|erhalten|erhältst|haben|hast) .{0,60}"
        "(?:von (?:mir|uns)|antwort|bescheid|nachricht von (?:mir|uns))",
        "(?:geben sie|gib|gebt) (?:mir|uns)",
        f"(?:{_ME} (?:brauche|brauchen|benötige|benötigen)|(?:brauche|benötige) {_ME})",
        "dauert (?:bei mir |mich )?noch",
    ),
    soon=("gleich", "sofort", "bald", "umgehend", "in kürze", "in einem (?:moment|augenblick)", "kurz"),
    numbers={word: number for number, word in enumerate(_NUMBERS.split(), 2)}
    | dict.fromkeys(("ein", "eine", "einen", "einem", "einer"), 1)
    | {"ein paar": 5, "wenigen": 5, "fünfundzwanzig": 25, "dreißig": 30, "vierzig": 40}
    | {"fünfundvierzig": 45, "fünfzig": 50, "sechzig": 60, "neunzig": 90},
    units={
        "sekunden?|sek": timedelta(seconds=1),
        "minuten?|min": MINUTE,
        "stunden?|std": HOUR,
        "tagen?|tage": DAY,
    },
    spans={
        "(?:einer |eine )?halben? stunde": HALF_HOUR,
        "(?:einer |eine )?viertelstunde": QUARTER,
        "(?:einer |eine )?dreiviertelstunde": HALF_HOUR + QUARTER,
        "(?:anderthalb|eineinhalb) stunden": HOUR + HALF_HOUR,
        "(?:der|dieser|der nächsten) stunde": HOUR,
    },
    clocks=(
        rf"{_BY} halb (?P<half>){{hour}}",
        rf"{_BY} {{hour}}[:.](?P<minute>\d\d)(?: ?uhr)?(?: (?P<noon>morgens|früh|nachmittags|abends))?",
        r"{hour}(?:[:.](?P<minute>\d\d))? ?uhr(?: (?P<noon>morgens|früh|nachmittags|abends))?",
        rf"{_BY} {{hour}}(?=$|[.,;!)])",
    ),
    times={"(?:bis|gegen|vor) (?:zum |morgen )?mittag": 12},
    parts={
        "(?:heute|morgen|am) vormittag|morgen früh": 12,
        "(?:heute|morgen|am) nachmittag|bis (?:zum )?(?:feierabend|ende des tages)": 17,
        "(?:heute|morgen|am) abend": 21,
    },
    tomorrow="(?<!guten )(?<!heute )morgen",
    weekdays=(
        *("montag", "dienstag", "mittwoch", "donnerstag", "freitag"),
        *("(?:samstag|sonnabend)", "sonntag"),
    ),
    half=-30,
    between="-|–|bis|oder",
    afternoon="n|ab",
)
