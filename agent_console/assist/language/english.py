"""English."""

from agent_console.assist.language.phrase import Phrases

_SUBJECT = "(?:you|u|i|we|they|he|she|it|there|this|that|these|those|the|my|your|any|anyone|someone|somebody)"
_WILL = "(?:will|'ll|shall|(?:am|are|is|'m|'re|'s) going to)"
_SOFT = "(?: (?:also|really|actually|just|still|only|now|then|definitely|please|personally|certainly))*"
_UNIT = "(?:minutes?|mins?|hours?|hrs?|days?|business days?|working days?|weeks?|months?)"
_SPAN = rf"(?:\d+|one|two|three|four|five|six|seven|ten|a|an|a few)(?: ?(?:-|–|to|or) ?\d+)? ?{_UNIT}"
_DAY = "(?:today|tonight|tomorrow|monday|tuesday|wednesday|thursday|friday|saturday|sunday|noon|midnight)"
_MONTH = "(?:january|february|march|april|may|june|july|august|september|october|november|december)"
_DATE = rf"(?:(?:the )?\d{{1,2}}(?:st|nd|rd|th)?(?: of)? {_MONTH}|{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?)"
_CLOCK = r"\d{1,2}(?::\d\d)? ?(?:am|pm|o'clock)|\d{1,2}:\d\d"

ENGLISH = Phrases(
    question=(
        "(?:what|wat|where|when|why|how|who|which|whats|wheres|hows|whose)"
        "(?:'s| is| are| r| do| does| did| can| could| will| would| wud| was| were| should| about| much| many"
        "| long| far| often| soon| come| kind| time| day| else| now| of| shall| has| have| am)",
        "(?:what|where|how|who)'s",
        "whats",
        "(?:can|could|would|will|do|does|did|is|are|was|were|has|have|shall|should|may|am|r|isn't|aren't"
        "|can't"
        "|cant|couldn't|won't|don't|doesn't|didn't|wouldn't|haven't|hasn't)"
        rf" {_SUBJECT}",
        "any (?:idea|update|updates|news|chance|way)",
    ),
    inquiry=(
        "(?:can|could|would) (?:you|u|i|we)",
        "do (?:you|u) (?:know|have|offer|happen)",
        "wonder(?:ing)? (?:if|how|why|whether|what|when|where)",
        "is it possible",
        "(?:what|how) about",
        "is there (?:any|a|an|another|anything)",
        "(?:want|like|need|love) to know",
        "(?:tell|ask|show) me (?:what|where|when|why|how|who|if|whether)",
    ),
    wish=(
        rf"i(?:'d| would|d){_SOFT} (?:like|love|prefer|want|rather|appreciate)",
        rf"(?:i|we)(?:'m| am|m| are|'re|'ll| will|'ve| have)?{_SOFT} "
        "(?:need|ned|want|wanna|require|looking (?:for|to)|trying to|searching for|interested in"
        "|hoping|going to need|gonna need|expect|demand|wish|got to)",
        "(?:i|we) must (?:have|get)",
        "(?:i|we) really",
        "(?:please|pls|plz|plse|kindly)",
        "let (?:me|us) know",
        "keep (?:me|us) (?:updated|posted|informed)",
        "help (?:me|us)(?: with| find| to| get)?",
        "need (?:a|an|to|you|help|info|some|the)",
        "(?:they|it) should(?: also| have| be)?",
        "urgent(?:ly)?",
        "(?:another|one) question",
    ),
    command=(
        "(?:cancel|book|send|give|tell|show|find|check|search|get|make|refund|replace|change|add|remove|help"
        "|explain|fix|connect|transfer|call|reserve|provide|keep|try|look at|look up|switch|move|return|ship"
        "|deliver|confirm|schedule|arrange|do that|do it|let's go|lets go)",
    ),
    empty=(
        "(?:a|about|all|also|and|anything|assist|assistance|be|can|could|do|does|for|fix|get|give|handle|help"
        "|here|how|i|in|is|it|know|like|look|into|me|my|now|of|oh|ok|okay|on|out|one|please|pls|plz|possible"
        "|process|really|right|serious|seriously|so|some|someone|something|tell|thank|thanks|that|the|then"
        "|this|to|u|us|way|what|when|why|will|with|would|you|your|yes|no|hi|hello|huh|r|are|joke|kind"
        "|kidding|hurry|up|hey|there|still|proceed|case|maybe|ugh|uhm|sorry|guys|quick|quickly|fast|asap"
        "|go|ahead)",
    ),
    farewell=(
        "(?:bye|goodbye|good ?- ?bye|cya|see you)",
        "(?:that|this|it)(?:'s| is| was|s) (?:all|it|everything)",
        "(?:that|this|it) (?:will|would) be all",
        "all (?:that )?i need(?:ed)?",
        "no,? (?:that|thank|thanks)",
        "not right now",
        "nothing (?:else|more)",
        "thanks? (?:you )?anyway",
        "have a (?:good|nice|great|lovely)",
        "all (?:good|set)",
        "i'm (?:good|done|all set)",
    ),
    thanks=("(?:thanks|thank you|thank u|thx|thnx|thnks|thankyou|ty|cheers|much appreciated)",),
    anger=(
        "(?:ridiculous|unacceptable|unaceptable|outrageous|disgusting|pathetic|useless|terrible|horrible"
        "|awful"
        "|worst|furious|angry|fed up|sick of|scam|fraud|lawyer|sue|liars?|lying|joke|wtf|wth|damn|messed up"
        "|disappointed|disappointing|frustrated|frustrating|upset|annoyed|annoying|nonsense|disgrace)",
    ),
    impatience=(
        "(?:hurry|asap|still (?:waiting|there|no)|are you there|any update|taking (?:so )?long"
        "|how much longer"
        "|waiting for|urgent|immediately|right now)",
    ),
    promise=(
        rf"(?:i|we){_SOFT}(?: |){_WILL}{_SOFT}",
        rf"(?:i|we)'ll{_SOFT}",
        rf"you(?: |){_WILL}{_SOFT} (?:receive|get|hear|have|be (?:contacted|notified|refunded|informed"
        rf"|called)|see)",
        rf"you(?:'ll)?{_SOFT} (?:can expect|should (?:receive|get|hear|have|see))",
        rf"(?:it|they|he|she|this|that|refund|package|parcel|order|replacement|technician|driver|courier"
        rf"|money"
        rf"|amount|item|colleague(?: \w+)?|team|department|someone|manager|specialist|supervisor)(?: "
        rf"|){_WILL}{_SOFT}"
        " (?:be|arrive|call|contact|reach|follow|get|come|write|reply|check|look|answer|take|handle)",
        rf"will{_SOFT} be{_SOFT} (?:\w+ed|sent|paid|given|made|done)",
        "please allow(?: up to| for)? .{0,12}\\d",
        r"(?:is|are|has been) scheduled for",
        "eta",
        "(?:should|expected to) (?:arrive|be (?:there|delivered|with you|resolved|back))",
        "(?:get|come|be) back to you",
        "i promise",
    ),
    search=(
        "let me(?: just| quickly| first| go)? (?:check|look|see|find|investigate|get|review|verify"
        "|retrieve|pull"
        "|try|search|ask|confirm|take)",
        "let's (?:check|look|search|find)",
        "(?:allow|give) me (?:a|one|some) (?:moment|minute|second|few|time)",
        "(?:one|just a|a) (?:moment|sec|second|minute)(?: please)?",
        "please (?:hold|wait|bear)",
        "(?:hold on|bear with me)",
        rf"(?:i|we)(?:'m| am|'re| are){_SOFT}(?: currently)? (?:checking|looking into|reviewing|investigating"
        "|working on|searching)",
        rf"(?:i|we)(?: |){_WILL}{_SOFT} (?:check|look|investigate|review|verify|find out|retrieve|start by"
        rf"|see)",
    ),
    unbinding=(
        "(?:happy|glad|able|delighted) to",
        "will (?:be )?(?:happy|glad|able)",
        "(?:will|\\w+'ll)(?: also)? (?:need|have to|want|require|like)",
        "(?:if|unless|would you|should you|shall i|let me know|once you|when you)",
        "you (?:will|'ll) (?:pay|love|find|like)",
        "i will recommend",
        "it will be just",
    ),
    outcome=(
        "(?:i found|i have found|i've found|it (?:appears|seems|looks)|it indicates|here (?:is|are)|here's"
        "|i see that"
        "|i have (?:checked|reviewed|retrieved|located|thoroughly)|i've (?:checked|reviewed|retrieved)"
        "|based on|according to|unfortunately|upon reviewing)",
    ),
    fulfilment=(
        "(?:has|have|was|were) been (?:\\w+ly )?(?:\\w+ed|sent|made|paid|done)",
        "(?:successfully|booked|all done|is complete|is done)",
        "i(?: have|'ve)(?: now| just| also| already)? (?:\\w+ed|sent|made|put|paid|done)",
    ),
    return_question=(
        "please(?: \\w+)? (?:provide|confirm|share|specify|tell|describe|let me know|upload|send|give"
        "|reply|clarify"
        "|advise|indicate)",
        "(?:can|could|may|would) (?:you|i) (?:please |also )?(?:provide|confirm|share|specify|tell|have"
        "|get|ask|describe)",
        "(?:i'll|i will|i) (?:also )?need (?:your|the|to know)",
        "kindly",
    ),
    anything_else=(
        "(?:anything|something) else",
        "further (?:assistance|questions|help)",
        "(?:more|other|any) (?:questions|concerns)",
        "(?:can|may) i (?:help|assist|provide|be of)",
        "(?:need|want) (?:my|any|more) (?:help|assistance)",
        "feel free",
    ),
    deadline=(
        rf"(?:with)?in(?: the next| about| approximately)? {_SPAN}",
        rf"(?:{_SPAN})(?: from now| time)?",
        rf"(?:by|until|before|on|at|for|around)(?: the)?(?: (?:end of|next|this"
        rf"|coming))?(?: the)? (?:{_DAY}|{_CLOCK}|{_DATE}|day|week|month"
        "|then|weekend)",
        rf"(?:{_DAY}|next (?:week|month|{_DAY})|this (?:week|afternoon|evening|morning)|{_CLOCK})",
    ),
    soon=("(?:immediately|right away|straight away|as soon as possible|asap|shortly|soon|in a moment)",),
    number_noun=(
        "(?:order|reservation|reference|ref|booking|confirmation|tracking|ticket|case|invoice|transaction"
        "|account"
        "|customer|parcel|shipment|policy)(?: (?:number|no|code|id|ids|numbers))?",
        "(?:number|no|nr|id)",
    ),
    secret_noun=("(?:pin|password|passcode|cvv|cvc|card|credit card|security code|mother's maiden name)",),
    introduction=("(?:my name is|my name's|name is|this is|i am|i'm|it's|mr|mrs|ms|miss|dr)",),
)
