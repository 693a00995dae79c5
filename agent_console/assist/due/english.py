"""English."""

from datetime import timedelta

from agent_console.assist.due.words import DAY, HALF_HOUR, HOUR, MINUTE, QUARTER, Words

_NUMBERS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen "
    "seventeen eighteen nineteen twenty"
)
_BY = "(?:by|at|before|until|till|around)"
_WILL = r"(?:i|we)(?:'ll| will| shall|'m going to| am going to)(?: \w+){0,2}"

ENGLISH = Words(
    back=(
        r"(?<!you can )(?<!you may )(?:be|come|get|check|write|report|right|straight) "
        r"(?:right |straight )?back(?! in stock| on (?:your|the|our)| to (?:us|our))",
        r"back (?:with|to) you",
        r"(?:^|i'm |i am |we're |be |so )back (?:here|in(?! stock)|by|at|within|shortly|soon|before|around)",
        "brb",
        rf"{_WILL} (?:write|reply|answer|call|ring|phone|e-?mail|message|update|return|tell|contact|reach out"
        r"|get in touch|follow up|look into|know|have (?:an?|the|your|my) (?:answer|update|news|result))",
        rf"{_WILL} let you know",
        r"you(?:'ll| will)(?: \w+){0,2} hear (?:back )?from (?:me|us)",
        r"you(?:'ll| will)(?: \w+){0,2} have (?:my|our|an) (?:answer|reply)",
        r"(?:give|allow|grant) (?:me|us)",
        r"(?:i|we)(?:'ll| will)?(?: \w+)? need",
        r"(?:takes?|taking) (?:me|us)",
        r"bear with (?:me|us)",
    ),
    soon=(
        "shortly",
        "(?<!as )soon",
        "right back",
        "straight back",
        "in a moment",
        "brb",
        "right away",
        "in a bit",
    ),
    numbers={word: number for number, word in enumerate(_NUMBERS.split(), 1)}
    | {"a": 1, "an": 1, "a couple of": 2, "a couple": 2, "a few": 5, "few": 5}
    | {
        "twenty-five": 25,
        "thirty": 30,
        "forty": 40,
        "forty-five": 45,
        "fifty": 50,
        "sixty": 60,
        "ninety": 90,
    },
    units={
        "seconds?|secs?": timedelta(seconds=1),
        "minutes?|mins?": MINUTE,
        "hours?|hrs?": HOUR,
        "days?": DAY,
    },
    spans={
        "(?:half an|a half|half a) hour": HALF_HOUR,
        "(?:a |one )?quarter of an hour": QUARTER,
        "an hour and a half": HOUR + HALF_HOUR,
        "(?:the|this|the next) hour": HOUR,
        "(?:the|the next) minute": MINUTE,
    },
    clocks=(
        rf"{_BY} half past {{hour}}(?P<half>)(?: ?(?P<noon>[ap]\.?m))?",
        rf"{_BY} {{hour}}[:.](?P<minute>\d\d)(?: ?(?P<noon>[ap]\.?m))?",
        r"{hour}(?:[:.](?P<minute>\d\d))? ?(?P<noon>[ap]\.?m)",
        rf"{_BY} {{hour}} o'clock",
        r"(?:by|until|till|at) {hour}(?=$|[.,;!)]| (?:and|today|tomorrow|at the latest))",
    ),
    times={rf"{_BY} (?:noon|midday)": 12},
    parts={
        "(?:this|tomorrow|in the) morning": 12,
        "(?:this|tomorrow|in the) afternoon": 17,
        "(?:by|at|before) (?:the )?end of (?:the |my )?(?:business )?day": 17,
        "(?:this|tomorrow|in the) evening|tonight": 21,
    },
    tomorrow="tomorrow",
    weekdays=[
        rf"(?<!last ){day}(?!'s)"
        for day in ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
    ],
)
