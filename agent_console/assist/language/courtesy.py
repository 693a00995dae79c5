"""What people say around their thanks and goodbyes: fragments of patterns, longer ones first."""

ENGLISH = (
    r"for (?:(?:all )?(?:your|the) )?(?:quick |kind |great |fast )*(?:help|time|support|answer|reply)",
    r"for (?:(?:all )?(?:your|the) )?(?:assistance|patience|everything|that|this|now)",
    r"(?:have )?(?:a |an )?(?:good|nice|great|lovely|wonderful) (?:day|evening|weekend|night|one|afternoon)",
    r"that(?:'s| is| was) (?:all|it|everything|great|perfect|kind)(?: i (?:need|needed|wanted))?",
    r"all (?:good|set|clear|the best)|all (?:that )?i (?:need|needed|wanted)",
    r"(?:so|very) much|a (?:lot|bunch|million)|much appreciated|(?:i )?appreciate it",
    r"you(?: too|'re (?:the best|great|welcome))|(?:to )?you|same to you|take care|see you",
    r"i(?:'m| am) (?:good|happy|done)|(?:very |most )?(?:kind|helpful)|bye ?-?bye|bye|goodbye|cheers",
    r"ok|okay|great|perfect|super|wonderful|brilliant|lovely|excellent|awesome|amazing|nice|cool|good",
    r"again|and|then|now|well|oh",
)
GERMAN = (
    r"für (?:die|ihre|deine|den) (?:schnelle |nette |tolle |super |gute )*(?:hilfe|antwort|mühe|geduld|zeit)",
    r"für (?:die|ihre|deine|den) (?:schnelle |nette |tolle |super |guten? )*(?:unterstützung|service)",
    r"für alles|(?:einen |ein )?(?:schönen|schönes|guten|angenehmen) (?:tag|abend|nachmittag|feierabend)",
    r"(?:ein )?schönes wochenende|alles (?:gute|klar)|das (?:war's|ist|war)(?: alles| lieb| nett)?",
    r"bis (?:bald|dann)|noch",
    r"vielen|besten|herzlichen|lieben|schönen|tausend|dank|danke(?:schön)?|nochmals?|sehr|schön|schon mal",
    r"(?:ihnen|dir|euch)(?: auch)?|auch|gleichfalls|ebenso|ebenfalls|tschüss?i?|tschau|ciao|auf wiedersehen",
    r"prima|super|perfekt|toll|wunderbar|okay|ok|gut|lieb|nett|freundlich|von ihnen|und|dann",
)
NORWEGIAN = (
    r"for (?:all |god |rask |din )*(?:hjelpen|hjelpa|hjelp|svaret|svar|tiden|tålmodigheten)|for raskt svar",
    r"for (?:det|nå|meg|i dag)|ha (?:det|en)(?: (?:bra|fint|fin|god|flott|riktig))*(?: (?:dag|kveld|helg))?",
    r"tusen|mange|hjertelig|takk(?:er)?|skal du ha|så (?:mye|snill)|(?:i )?like ?måte|det samme",
    r"(?:du|deg) også|vi (?:snakkes|høres)|snakkes|farvel|hadet?|det var (?:alt|det)|videre|igjen",
    r"supert?|flott|perfekt|fint|bra|kjempebra|topp|ok|okay|da|og",
)
RUSSIAN = (
    r"за (?:вашу |твою )?(?:помощь|оперативность|информацию|поддержку)|за (?:быстрый )?ответ|за вс[её]",
    r"до (?:свидания|встречи|связи)|всего (?:доброго|хорошего|наилучшего)",
    r"(?:хорошего|доброго|приятного|хороших) (?:вам )?(?:дня|вечера|выходных)|и вам(?: тоже)?|взаимно|тоже",
    r"большое|огромное|вам|тебе|спасибо|благодарю|это вс[её]|вс[её]|пока|ещ[её] раз|очень|вы|помогли",
    r"хорошо|отлично|понятно|супер|замечательно|прекрасно|ок|окей|ладно|ясно|и|тогда",
)
COURTESIES = (*ENGLISH, *GERMAN, *NORWEGIAN, *RUSSIAN)
