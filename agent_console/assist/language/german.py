"""German."""

from agent_console.assist.language.phrase import Phrases

_UNIT = "(?:minuten?|min|stunden?|tagen?|tage|werktagen?|werktage|arbeitstagen?|wochen?|monaten?)"
_SPAN = rf"(?:\d+|einer|einem|eine|ein|zwei|drei|vier|fünf|ein paar)(?: ?(?:-|–|bis|oder) ?\d+)? ?{_UNIT}"
_DAY = "(?:heute|morgen|übermorgen|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|mittag|abend)"
_CLOCK = r"\d{1,2}(?:[:.]\d\d)? ?uhr|\d{1,2}:\d\d"
_PERSON = "(?:ich|wir)"

GERMAN = Phrases(
    question=(
        "(?:was|wo|wann|warum|wieso|weshalb|wie|wer|wem|wen|wohin|woher|welche[rsnm]?|wieviel)"
        " (?:ist|sind|kann|können|könnte|muss|müssen|soll|wird|werden|war|hat|haben|habe|lange|viel|viele"
        "|oft|bald"
        "|geht|macht|mache|kostet|kommt|bekomme|steht|passiert|mit|für|gibt|finde|erhalte|sieht|läuft"
        "|bleibt|darf)",
        "(?:kann|können|könnten|könnte|würden|würde|haben|hast|habt|ist|sind|gibt|geht|wird|werden|darf"
        "|dürfte"
        "|muss|soll|sollen|war|wurde|hat|bin|bekomme|kommt)"
        " (?:ich|sie|du|ihr|wir|man|es|das|der|die|den|mein|meine|meinen|ihre|ihr|jemand|noch|schon|denn)",
        "(?:wissen|weißt) (?:sie|du)",
    ),
    inquiry=(
        "(?:können|könnten|könntet|würden|kannst|könntest) (?:sie|du|ihr)",
        "(?:kann|könnte|darf) (?:ich|man)",
        "(?:frage|fragte) mich",
        "ist es möglich",
        "wissen(?:,)? (?:ob|wann|wie|wo|warum|was)",
        "was ist mit",
        "gibt es",
    ),
    wish=(
        "(?:ich|wir) (?:möchte|möchten|hätte|hätten|brauche|brauchen|benötige|benötigen|will|wollen"
        "|wünsche|suche|suchen"
        "|würde|würden|bitte|wollte|warte)",
        "(?:möchte|hätte|brauche|benötige|bräuchte|suche) (?:ich|gern|gerne)",
        "bitte",
        "(?:geben|gebt|sagen|sagt) (?:sie )?(?:mir|uns)? ?bescheid",
        "dringend",
    ),
    command=(
        "(?:schicken|senden|stornieren|erstatten|prüfen|schauen|erklären|helfen|geben|sagen|ändern|buchen"
        "|tauschen"
        "|rufen|melden|überprüfen|korrigieren) sie",
        "(?:schick|schickt|sag|gib|hilf|prüf|stornier|storniere|ändere)",
    ),
    empty=(
        "(?:kann|können|könnten|könnte|sie|du|mir|mich|da|dabei|damit|das|dies|helfen|bitte|helf|hilfe|ist"
        "|es|ich"
        "|wirklich|ernst|echt|ihr|und|ja|nein|mal|wie|was|oder|so|etwas|jemand|bei|noch|hallo)",
    ),
    farewell=(
        "(?:tschüss|tschüs|auf wiedersehen|wiedersehen|ciao|schönen (?:tag|abend)|schönes wochenende)",
        "das (?:war|ist|wäre)(?:'s)?(?: dann| schon)? (?:alles|es)",
        "das war's",
        "(?:sonst|mehr) (?:nichts|brauche ich nicht)",
        "nein,? danke",
        "trotzdem danke",
    ),
    thanks=("(?:danke|dankeschön|vielen dank|besten dank|herzlichen dank|merci)",),
    anger=(
        "(?:unverschämt|unverschämtheit|frechheit|inakzeptabel|unmöglich|katastrophe|lächerlich|sauer|wütend"
        "|enttäuscht|enttäuschend|ärgerlich|verarscht|betrug|anwalt|schnauze voll|nervt|schlimm|skandal"
        "|mist|scheiße)",
    ),
    impatience=("(?:schnell|beeilen|immer noch|warte noch|noch da|endlich|wie lange noch|dringend|sofort)",),
    promise=(
        rf"{_PERSON} (?:werde|werden|melde|melden|schicke|schicken|sende|senden|rufe|rufen|erstatte"
        rf"|erstatten|gebe|geben"
        "|kümmere|kümmern|leite|leiten|storniere|stornieren|veranlasse|veranlassen|buche|buchen|tausche"
        "|überweise"
        "|überweisen|sorge|sorgen|informiere|informieren)",
        "(?:melde|kümmere|werde|schicke|sende|rufe|leite|veranlasse|gebe|sorge) (?:ich|mich)",
        "(?:sie|du) (?:bekommen|bekommst|erhalten|erhältst|hören|hörst|werden|wirst)",
        "(?:wird|werden) .{0,60}(?:geliefert|erstattet|verschickt|versendet|zugestellt|überwiesen"
        "|gutgeschrieben"
        "|bearbeitet|anrufen|kontaktieren|melden|ankommen|eintreffen|sein)",
        "(?:kommt|trifft|dauert) .{0,40}(?:an|ein|tage|stunden|uhr)",
        "versprochen|ich verspreche",
    ),
    search=(
        "(?:einen|kleinen) (?:moment|augenblick)",
        "(?:moment|augenblick) bitte",
        "ich (?:prüfe|schaue|sehe|überprüfe|suche|frage|kläre|gucke|schau)",
        "ich (?:werde|muss) .{0,30}(?:prüfen|nachsehen|nachschauen|überprüfen|klären)",
        "(?:lassen sie|lass) mich",
        "bleiben sie dran",
    ),
    unbinding=(
        "(?:wenn|falls|sofern|sobald) (?:sie|du)",
        "(?:soll|sollen|möchten|könnte|kann) (?:ich|wir|sie)",
        "(?:gern|gerne) (?:weiter|behilflich)",
        "(?:brauche|benötige|bräuchte) (?:ich|noch|ihre)",
    ),
    outcome=("(?:ich habe .{0,40}gefunden|laut|hier (?:ist|sind)|leider|es sieht so aus|ich sehe)",),
    fulfilment=(
        "(?:habe|haben|wurde|wurden|ist|sind) .{0,60}(?:gebucht|storniert|verschickt|versendet|erstattet"
        "|veranlasst"
        "|überwiesen|erledigt|geändert|gesendet|geschickt|angelegt)",
        "(?:erledigt|erfolgreich)",
    ),
    return_question=(
        "(?:nennen|geben|schicken|senden|teilen|bestätigen|beschreiben) sie",
        "(?:können|könnten|würden) sie (?:mir|uns|bitte)",
        "(?:brauche|benötige|bräuchte) (?:ich )?(?:noch |dafür )?(?:ihre|die|den|das)",
    ),
    anything_else=(
        "(?:sonst|noch) (?:etwas|was)",
        "weitere (?:fragen|hilfe)",
        "weiterhelfen",
    ),
    deadline=(
        rf"(?:in|innerhalb(?: von)?|binnen)(?: den nächsten)? {_SPAN}",
        rf"{_SPAN}",
        rf"(?:bis|am|um|ab|gegen|vor|spätestens)(?: (?:zum|am|um|nächsten|nächste|kommenden))? (?:{_DAY}"
        rf"|{_CLOCK}|\d{{1,2}}\.(?: ?\w+)?)",
        rf"(?:{_DAY}(?: (?:früh|vormittag|nachmittag|abend))?|nächste woche|diese woche|{_CLOCK})",
    ),
    soon=("(?:sofort|umgehend|gleich|so bald wie möglich|in kürze|zeitnah)",),
    number_noun=(
        "(?:bestellung|bestellnummer|auftrag|auftragsnummer|sendung|sendungsnummer|rechnung"
        "|rechnungsnummer|ticket"
        "|vorgang|vorgangsnummer|kundennummer|buchung|buchungsnummer|referenz|nummer|nr)",
    ),
    secret_noun=("(?:passwort|kennwort|pin|karte|kreditkarte|kartennummer|prüfziffer)",),
    introduction=("(?:ich heiße|mein name ist|herr|frau|hier ist|hier spricht|ich bin)",),
)
