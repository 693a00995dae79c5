"""Norwegian, with what Danish and Swedish share."""

from agent_console.assist.language.phrase import Phrases

_UNIT = (
    "(?:minutter|minutt|min|timer|time|timmar|dager|dag|dagar|dage|virkedager|arbeidsdager|uker|uke|veckor)"
)
_SPAN = rf"(?:\d+|en|ett|et|to|tre|fire|fem|noen)(?: ?(?:-|–|til|eller) ?\d+)? ?{_UNIT}"
_DAY = "(?:i dag|idag|i kveld|i morgen|i morgon|imorgen|mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag)"
_CLOCK = r"(?:kl\.? ?)?\d{1,2}[:.]\d\d|kl\.? ?\d{1,2}"
_SOFT = "(?: (?:også|gjerne|bare|nå|da|selvfølgelig|straks))*"

NORWEGIAN = Phrases(
    question=(
        "(?:hva|hvor|når|hvorfor|hvordan|hvem|hvilke[nt]?|hvad|hvornår|vad|var|när|varför|hur)"
        " (?:er|kan|skal|vil|gjør|har|blir|bli|må|koster|lenge|mye|mange|skjer|med|om|for|tid|får|finner"
        "|kommer|ankommer|skjedde"
        "|står|ska|är)",
        "(?:kan|kunne|vil|ville|har|er|skal|må|får|gjør|blir|går|finnes|fins|vet|ska|är) "
        "(?:jeg|du|dere|vi|man|det|den|de|min|mitt|mine|noen|pakken|jag|ni)",
    ),
    inquiry=(
        "(?:kan|kunne|vil) (?:du|dere|jeg|man)",
        "lurer (?:på|bare)",
        "vet (?:du|dere)",
        "er det mulig",
        "hva med",
        "vite (?:om|når|hvor|hvordan|hvorfor|hva)",
    ),
    wish=(
        f"(?:jeg|vi|jag){_SOFT} (?:vil|ville|trenger|ønsker|ønsket|må|leter|ser etter|skulle|har lyst"
        f"|venter|vill|behöver)",
        "(?:ønsker|trenger) (?:jeg|å|en|et)",
        "(?:gi|si) (?:meg|oss|ifra|beskjed)",
        "(?:vennligst|vær så snill|vær så god å|snälla|haster)",
    ),
    command=(
        "(?:send|sjekk|finn|fortell|bestill|avbestill|kanseller|endre|hjelp|ring|refunder|bytt|vis|gi|si)",
    ),
    empty=(
        "(?:kan|kunne|du|dere|meg|med|det|dette|hjelpe|hjelp|er|å|på|om|vær|så|snill|ja|nei|hei|virkelig"
        "|en|et|jeg|da|hva)",
    ),
    farewell=(
        "(?:ha det|hade|farvel|ha en (?:fin|god)|hej då|vi snakkes)",
        "(?:det|dette) (?:var|er) (?:alt|det hele)",
        "(?:ikke noe|ingenting) (?:mer|annet)",
        "nei,? takk",
        "takk likevel",
    ),
    thanks=("(?:takk|tusen takk|mange takk|tak|tack|takker)",),
    anger=(
        "(?:uakseptabelt|uholdbart|latterlig|forbanna|sint|sinna|skuffet|skuffa|frustrert|elendig"
        "|forferdelig|svindel"
        "|advokat|helt utrolig|lei av|skandale|faen)",
    ),
    impatience=(
        "(?:skynd|fort|venter fortsatt|venter ennå|fremdeles|haster|er du der|hvor lenge|med en gang)",
    ),
    promise=(
        f"(?:jeg|vi|jag){_SOFT} (?:skal|vil|sender|ringer|kommer|gir|refunderer|ordner|bestiller|sørger"
        f"|tar kontakt|melder"
        "|ska|skickar)",
        "(?:skal|sender|ringer|ordner|kommer|gir) (?:jeg|vi)",
        "(?:du|dere) (?:får|vil få|mottar|vil motta|hører|kommer til|skal få)",
        "(?:blir|vil bli) .{0,50}(?:levert|sendt|refundert|kontaktet|betalt|ringt|behandlet)",
        "(?:kommer|ankommer) .{0,40}(?:dager|timer|dag|morgen|kl)",
        "(?:innen|i løpet av)",
        "jeg lover",
    ),
    search=(
        "(?:et|ett|lite) (?:øyeblikk|sekund)",
        "(?:øyeblikk|vent litt|vent et)",
        f"(?:jeg|vi){_SOFT} (?:sjekker|ser på|undersøker|leter|finner ut|skal (?:sjekke|undersøke|se))",
        "la meg",
    ),
    unbinding=(
        "(?:hvis|dersom|om) (?:du|dere)",
        "(?:skal|kan|vil) (?:jeg|vi|du) .{0,40}\\?",
        "(?:trenger|må ha)",
        "gjerne hjelpe",
    ),
    outcome=("(?:jeg (?:fant|har funnet|ser at)|det ser ut|her er|dessverre|ifølge)",),
    fulfilment=(
        "(?:er|ble|har) .{0,50}(?:bestilt|sendt|refundert|avbestilt|kansellert|endret|ordnet|gjort"
        "|registrert|betalt)",
        "(?:ordnet|ferdig)",
    ),
    return_question=(
        "(?:kan|kunne|vil) du .{0,20}(?:oppgi|bekrefte|sende|gi|fortelle|beskrive)",
        "(?:oppgi|bekreft|send meg|gi meg|fortell)",
        "(?:jeg )?trenger (?:bare )?(?:din|ditt|ordrenummer|å vite)",
    ),
    anything_else=("(?:noe|mer) (?:annet|jeg kan)", "noe mer", "flere spørsmål"),
    deadline=(
        rf"(?:innen|om|i løpet av|på)(?: de neste| ca)? {_SPAN}",
        _SPAN,
        rf"(?:innen|før|på|til|rundt|senest)(?: neste)? (?:{_DAY}|{_CLOCK}|\d{{1,2}}\.(?: ?\w+)?)",
        rf"(?:{_DAY}|neste uke|denne uken|{_CLOCK})",
    ),
    soon=("(?:straks|med en gang|snart|så snart som mulig|umiddelbart)",),
    number_noun=(
        "(?:ordre|ordrenummer|bestilling|bestillingsnummer|bestillingen|sporingsnummer|faktura|sak|saksnummer"
        "|referanse|kundenummer|pakke|nummer|nr|ordernummer)",
    ),
    secret_noun=("(?:passord|pin|pinkode|kort|kortnummer|kredittkort)",),
    introduction=("(?:jeg heter|mitt navn er|navnet er|dette er|herr|fru)",),
)
