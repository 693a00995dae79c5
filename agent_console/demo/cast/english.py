"""The English-speaking part of the cast; two of them have nearly the same name."""

from datetime import timedelta
from decimal import Decimal

from agent_console.demo.cast.manner import ENGLISH, FURIOUS
from agent_console.demo.person import (
    Fact,
    Line,
    Parcel,
    PastCase,
    PastChat,
    Payback,
    Person,
    Purchase,
    Reaction,
)

KAREN = Person(
    name="Karen Whitfield",
    email="karen.whitfield@example.com",
    phone="555-0142",
    language="en",
    account="K-20417",
    concern="Late delivery",
    page="https://shop.example.com/orders/48190",
    page_title="Your order 48190",
    referrer="https://mail.example.com/",
    timezone="America/New_York",
    membership="gold, since 2014",
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
            payment="card ending 0042, paid",
            lines=(Line("Garden table, oak, 180 cm", "TBL-180", Decimal("349.00")),),
            placed=timedelta(days=12),
            carrier="Sample Freight",
            tracking="SF5550190",
            eta=timedelta(days=2),
            more_parcels=(Parcel("Sample Post", "SP5550191", timedelta(days=-5)),),
            address="14 Sample Street, Exampleton",
        ),
        Purchase(
            number="47120",
            state="delivered",
            payment="card ending 0042, paid",
            lines=(Line("Cushion, grey", "CSH-G", Decimal("24.90"), quantity=4),),
            placed=timedelta(days=96),
            carrier="Sample Post",
            tracking="SP5557120",
            address="14 Sample Street, Exampleton",
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
            answer="We are sorry. The grey ones left today.",
            last_line="It took you long enough.",
        ),
        PastCase(
            id="C-1302",
            subject="Delivery date for the garden table",
            opened=timedelta(days=5),
            lasted=timedelta(hours=2),
            tags=("delivery",),
            rating=3,
            answer="It arrives on Monday, says the carrier.",
            last_line="Monday then. I'm counting on it.",
        ),
    ),
    chats=(
        PastChat(
            concern="Late delivery",
            says=("Where is my table?!",),
            answer="I have asked the carrier and will call you back this afternoon.",
            outcome="call back promised",
            tags=("late", "promise"),
            rating=2,
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
    page_title="Your order 48127",
    referrer="https://shop.example.com/orders",
    timezone="Europe/London",
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
            payment="wallet, paid",
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
            payment="wallet, paid",
            lines=(Line("Mug, blue", "MUG-B", Decimal("12.90"), quantity=6),),
            placed=timedelta(days=140),
            carrier="Sample Post",
            tracking="SP5556873",
            address="3 Fiction Lane, Exampleton",
        ),
    ),
    cases=(
        PastCase(
            id="C-1150",
            subject="Mugs: two arrived chipped",
            opened=timedelta(days=138),
            lasted=timedelta(days=2),
            tags=("damaged", "replacement"),
            rating=5,
            answer="We have sent two new mugs today.",
            last_line="Wow, that was fast. Thank you!",
        ),
    ),
    chats=(
        PastChat(
            concern="Delivery address",
            says=("Is my parcel going to the right address?",),
            answer="Yes, to 3 Fiction Lane.",
            outcome="solved",
            tags=("delivery",),
            rating=5,
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
    page_title="Returns and exchanges",
    referrer="https://search.example.com/?q=return+rain+boots",
    timezone="Europe/Dublin",
    membership="silver, since 2021",
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
            payment="card ending 0007, paid",
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
            answer="They run true to size.",
            last_line="Great, then I'll take the 38!",
        ),
    ),
    chats=(
        PastChat(
            concern="Sizes",
            says=("Do you have the boots in size 40, too?",),
            answer="Yes, we do. If yours are too small, send them back and we exchange them.",
            outcome="advice given",
            tags=("advice",),
            rating=5,
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
    page_title="Your account",
    referrer="https://shop.example.com/",
    timezone="Australia/Sydney",
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
            payment="invoice, paid",
            lines=(Line("Desk lamp, black", "LMP-B", Decimal("89.90")),),
            placed=timedelta(days=31),
            carrier="Sample Parcel",
            tracking="PP5557655",
            payback=Payback(Decimal("84.95"), "under way", partial=True),
            address="2 Specimen Quay, Port Example",
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
            answer="The label is in your mailbox now.",
            last_line="Label received, thanks.",
        ),
    ),
    chats=(
        PastChat(
            concern="Refund",
            says=("Has my lamp arrived at yours?",),
            answer="It has. The refund is on its way; it takes up to two weeks.",
            outcome="solved",
            tags=("return", "refund"),
            rating=4,
        ),
    ),
)
