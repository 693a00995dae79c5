"""The English-speaking part of the cast; two of them have nearly the same name."""

from datetime import timedelta
from decimal import Decimal

from agent_console.demo.cast.manner import ENGLISH, FURIOUS
from agent_console.demo.person import Fact, Line, PastCase, Payback, Person, Purchase, Reaction

KAREN = Person(
    name="Karen Whitfield",
    email="karen.whitfield@example.com",
    phone="555-0142",
    language="en",
    account="K-20417",
    concern="Late delivery",
    page="https://shop.example.com/orders/48190",
    manner=FURIOUS,
    patience=timedelta(seconds=30),
    opening=(
        "My order was supposed to be here on MONDAY.",
        "Where is it?! I took a day off work for this.",
    ),
    reactions=(
        Reaction((Fact.ETA,), ("Finally a straight answer. I will hold you to that.",)),
        Reaction((Fact.TRACKING,), ("And when will it ARRIVE? I can't read tracking codes.",), content=False),
        Reaction(("manager", "supervisor"), ("Good. And until then, WHEN does it arrive?",), content=False),
        Reaction(("sorry", "apolog"), ("Sorry doesn't bring me my order.",), content=False),
        Reaction(("refund", "money back", "voucher"), ("I'll take that, thank you. At last.",)),
    ),
    purchases=(
        Purchase(
            number="48190",
            state="delayed",
            lines=(Line("Garden table, oak, 180 cm", "TBL-180", Decimal("349.00")),),
            placed=timedelta(days=12),
            carrier="Sample Freight",
            tracking="SF5550190",
            eta=timedelta(days=2),
            address="14 Sample Street, Exampleton",
        ),
        Purchase(
            number="47120",
            state="delivered",
            lines=(Line("Cushion, grey", "CSH-G", Decimal("24.90"), quantity=4),),
            placed=timedelta(days=96),
            carrier="Sample Post",
            tracking="SP5557120",
        ),
    ),
    cases=(
        PastCase(
            id="C-1190",
            subject="Cushions came in the wrong colour",
            opened=timedelta(days=90),
            lasted=timedelta(days=3),
            tags=("complaint", "exchange"),
            rating=2,
            last_line="It took you long enough.",
        ),
        PastCase(
            id="C-1302",
            subject="Delivery date for the garden table",
            opened=timedelta(days=5),
            lasted=timedelta(hours=2),
            tags=("delivery",),
            rating=3,
            last_line="Monday then. I'm counting on it.",
        ),
    ),
)

JONAS = Person(
    name="Jonas Lindqvist",
    email="jonas.lindqvist@example.com",
    phone="555-0127",
    language="en",
    account="K-20981",
    concern="Where is my parcel?",
    page="https://shop.example.com/orders/48127",
    manner=ENGLISH,
    opening=("Hi! Could you tell me where my kettle is?", "It was sent last week, I think."),
    reactions=(
        Reaction((Fact.ETA,), ("Ah, great, then I'll be at home. Thank you!",)),
        Reaction((Fact.TRACKING,), ("Thanks! And do you know which day it comes?",), content=False),
        Reaction((Fact.ORDER,), ("Yes, that's the one.",), content=False),
    ),
    purchases=(
        Purchase(
            number="48127",
            state="in transit",
            lines=(
                Line("Kettle, copper, 1.5 l", "KET-15C", Decimal("64.50")),
                Line("Descaler", "DSC-1", Decimal("6.95"), quantity=2),
            ),
            placed=timedelta(days=6),
            carrier="Sample Post",
            tracking="SP5550127",
            eta=timedelta(days=1),
            address="3 Fiction Lane, Exampleton",
        ),
        Purchase(
            number="46873",
            state="delivered",
            lines=(Line("Mug, blue", "MUG-B", Decimal("12.90"), quantity=6),),
            placed=timedelta(days=140),
            carrier="Sample Post",
            tracking="SP5556873",
        ),
    ),
)

MIRA = Person(
    name="Mira Holm",
    email="mira.holm@example.com",
    phone="555-0113",
    language="en",
    account="K-21350",
    concern="Return",
    page="https://shop.example.com/returns",
    manner=ENGLISH,
    patience=timedelta(seconds=60),
    opening=("Hello, the boots I ordered are too small.", "Can I send them back and get a larger pair?"),
    reactions=(
        Reaction(("label", "return"), ("Perfect, and do I get the size 40 then?",), content=False),
        Reaction(("exchange", "size 40", "larger", "replacement"), ("Lovely, thank you so much!",)),
        Reaction(("refund", Fact.REFUND), ("That's fine too, thank you!",)),
    ),
    purchases=(
        Purchase(
            number="48213",
            state="delivered",
            lines=(Line("Rain boots, green, size 38", "BOT-38G", Decimal("79.00")),),
            placed=timedelta(days=9),
            carrier="Sample Parcel",
            tracking="PP5550213",
            eta=timedelta(days=-3),
            address="27 Placeholder Road, Testville",
        ),
    ),
    cases=(
        PastCase(
            id="C-1277",
            subject="Do the boots run small?",
            opened=timedelta(days=10),
            lasted=timedelta(minutes=18),
            tags=("advice",),
            rating=5,
            last_line="Great, then I'll take the 38!",
        ),
    ),
)

JONAS_TOO = Person(
    name="Jonas Lindkvist",
    email="j.lindkvist@example.com",
    phone="555-0165",
    language="en",
    account="K-20918",
    concern="Refund",
    page="https://shop.example.com/account",
    manner=ENGLISH,
    names_order=False,
    opening=("Hi, I sent a lamp back two weeks ago.", "When do I get my money?"),
    reactions=(
        Reaction((Fact.REFUND,), ("Yes, that's the right amount. Thanks for checking!",)),
        Reaction(("order number",), ("It should be 47655, I think.",), content=False),
        Reaction((Fact.ORDER, "refund"), ("Okay. How much will it be?",), content=False),
    ),
    purchases=(
        Purchase(
            number="47655",
            state="returned",
            lines=(Line("Desk lamp, black", "LMP-B", Decimal("89.90")),),
            placed=timedelta(days=31),
            carrier="Sample Parcel",
            tracking="PP5557655",
            payback=Payback(Decimal("84.95"), "under way", partial=True),
        ),
    ),
    cases=(
        PastCase(
            id="C-1254",
            subject="Return of a desk lamp",
            opened=timedelta(days=16),
            lasted=timedelta(days=1),
            tags=("return",),
            rating=4,
            last_line="Label received, thanks.",
        ),
    ),
)

TOM = Person(
    name="Tom O'Brien",
    email="tom.o'brien@example.com",
    phone="555-0178",
    language="en",
    account="K-19764",
    concern="Damaged on arrival",
    page="https://shop.example.com/contact",
    manner=ENGLISH,
    opening=("Hey there", "two of my six glasses arrived in pieces :(", "what now?"),
    reactions=(
        Reaction(("photo", "picture"), ("Sure, I have one, I'll mail it right over.",), content=False),
        Reaction(("replace", "new glasses", "send you two"), ("Brilliant, cheers!",)),
        Reaction(("refund", Fact.REFUND), ("Fair enough. Cheers!",)),
    ),
    purchases=(
        Purchase(
            number="48175",
            state="delivered",
            lines=(Line("Drinking glass, 0.3 l", "GLS-03", Decimal("7.50"), quantity=6),),
            placed=timedelta(days=5),
            currency="GBP",
            carrier="Sample Post",
            tracking="SP5550175",
            eta=timedelta(days=-1),
            address="8 Madeup Mews, Nowhere-on-Sea",
        ),
    ),
)

PRIYA = Person(
    name="Priya Raman",
    email="priya.raman@example.com",
    phone="555-0191",
    language="en",
    account="K-22003",
    concern="Change of address",
    page="https://shop.example.com/orders/48230",
    manner=ENGLISH,
    opening=(
        "Hi, I've just ordered, but I typed my old address.",
        "Could you change it to 5 Imaginary Court, Testville, before it goes out?",
    ),
    reactions=(
        Reaction(("changed", "updated", "new address", "imaginary"), ("Phew! Thank you, that was quick.",)),
        Reaction((Fact.ORDER,), ("Yes, 48230. Can it still be changed?",), content=False),
    ),
    purchases=(
        Purchase(
            number="48230",
            state="paid",
            lines=(
                Line("Notebook, dotted, A5", "NTB-A5", Decimal("14.00"), quantity=3),
                Line("Fountain pen", "PEN-F", Decimal("38.00")),
            ),
            placed=timedelta(hours=2),
            currency="USD",
            eta=timedelta(days=4),
            address="71 Former Avenue, Testville",
        ),
    ),
)

CHLOE = Person(
    name="Chloé Marchetti",
    email="chloe.marchetti@example.com",
    phone="555-0104",
    language="en",
    account="K-21777",
    concern="Voucher",
    page="https://shop.example.com/checkout",
    manner=ENGLISH,
    names_order=False,
    patience=timedelta(seconds=40),
    opening=("Good afternoon, my voucher SPRING10 isn't accepted.", "It says that it has expired?"),
    reactions=(
        Reaction(
            ("new code", "new voucher", "refund", "credited", "10 %", "10%"), ("You're the best, merci!",)
        ),
        Reaction(("expired", "valid"), ("But I got it only yesterday!",), content=False),
    ),
    purchases=(
        Purchase(
            number="47981",
            state="delivered",
            lines=(Line("Tea towel, linen", "TWL-L", Decimal("11.50"), quantity=2),),
            placed=timedelta(days=24),
            carrier="Sample Post",
            tracking="SP5557981",
        ),
    ),
)

ELENA = Person(
    name="Elena Petrova",
    email="elena.petrova@example.com",
    phone="555-0156",
    language="en",
    account="K-20555",
    concern="Charged twice",
    page="https://shop.example.com/account/payments",
    manner=ENGLISH,
    patience=timedelta(seconds=45),
    opening=("Hello, my card was charged twice for the same order.", "Please have a look."),
    reactions=(
        Reaction((Fact.REFUND, "reversed", "refund"), ("That's a relief. Thank you for sorting it out!",)),
        Reaction((Fact.ORDER,), ("Exactly that one. Which payment comes back to me?",), content=False),
    ),
    purchases=(
        Purchase(
            number="48061",
            state="delivered",
            lines=(Line("Blanket, wool", "BLK-W", Decimal("119.00")),),
            placed=timedelta(days=15),
            carrier="Sample Parcel",
            tracking="PP5558061",
            payback=Payback(Decimal("119.00"), "requested"),
        ),
    ),
)
