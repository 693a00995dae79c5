"""Those of the cast who write in English from elsewhere."""

from datetime import timedelta
from decimal import Decimal

from agent_console.demo.cast.manner import ENGLISH
from agent_console.demo.person import Fact, Line, PastCase, PastChat, Payback, Person, Purchase, Reaction

TOM = Person(
    name="Tom O'Brien",
    email="tom.o'brien@example.com",
    phone="555-0178",
    language="en",
    account="K-19764",
    concern="Damaged on arrival",
    page="https://shop.example.com/contact",
    page_title="Contact us",
    referrer="https://shop.example.com/help",
    timezone="Europe/London",
    membership="silver, since 2023",
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
            payment="card ending 0019, paid",
            lines=(Line("Drinking glass, 0.3 l", "GLS-03", Decimal("7.50"), quantity=6),),
            placed=timedelta(days=5),
            currency="GBP",
            carrier="Sample Post",
            tracking="SP5550175",
            eta=timedelta(days=-1),
            address="8 Madeup Mews, Nowhere-on-Sea",
            recipient="Maeve O'Brien",
        ),
    ),
    cases=(
        PastCase(
            id="C-1203",
            subject="Can glasses go into the dishwasher?",
            opened=timedelta(days=44),
            lasted=timedelta(minutes=25),
            tags=("advice",),
            rating=5,
            answer="Yes, up to 60 °C.",
            last_line="Ta, good to know.",
        ),
    ),
    chats=(
        PastChat(
            concern="Delivery",
            says=("Alright, will the glasses come today?",),
            answer="They will, before six.",
            outcome="solved",
            tags=("delivery",),
            rating=5,
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
    page_title="Your order 48230",
    referrer="https://shop.example.com/checkout/thanks",
    timezone="America/Los_Angeles",
    company="Raman Design Studio",
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
            payment="card ending 0088, authorised",
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
    cases=(
        PastCase(
            id="C-1096",
            subject="Invoice for my office",
            opened=timedelta(days=150),
            lasted=timedelta(hours=6),
            tags=("invoice",),
            rating=4,
            answer="The invoice with your company's name is attached.",
            last_line="Got it, thanks.",
        ),
    ),
    chats=(
        PastChat(
            concern="Gift wrapping",
            says=("Could the pen come gift-wrapped?",),
            answer="Of course, I have noted it on your order.",
            outcome="solved",
            tags=("gift",),
            rating=5,
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
    page_title="Checkout",
    referrer="https://news.example.com/spring",
    timezone="Europe/Paris",
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
            payment="wallet, paid",
            lines=(Line("Tea towel, linen", "TWL-L", Decimal("11.50"), quantity=2),),
            placed=timedelta(days=24),
            carrier="Sample Post",
            tracking="SP5557981",
            address="2 Specimen Quay, Port Example",
        ),
    ),
    cases=(
        PastCase(
            id="C-1240",
            subject="Two accounts with one address",
            opened=timedelta(days=30),
            lasted=timedelta(days=1),
            tags=("account",),
            rating=3,
            answer="We have merged both into K-21777.",
            last_line="It took a while, but now it works.",
        ),
    ),
    chats=(
        PastChat(
            concern="Voucher",
            says=("Is SPRING10 good for towels?",),
            answer="It is, until the end of the month.",
            outcome="advice given",
            tags=("voucher",),
            rating=4,
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
    page_title="Payments",
    referrer="https://shop.example.com/account",
    timezone="Europe/Sofia",
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
            payment="card ending 0031, paid twice",
            lines=(Line("Blanket, wool", "BLK-W", Decimal("119.00")),),
            placed=timedelta(days=15),
            carrier="Sample Parcel",
            tracking="PP5558061",
            payback=Payback(Decimal("119.00"), "requested"),
            address="2 Specimen Quay, Port Example",
        ),
    ),
    cases=(
        PastCase(
            id="C-1188",
            subject="How do I wash a wool blanket?",
            opened=timedelta(days=14),
            lasted=timedelta(hours=2),
            tags=("advice",),
            rating=5,
            answer="By hand and cold, please.",
            last_line="Thank you, will do.",
        ),
    ),
    chats=(
        PastChat(
            concern="Payment",
            says=("Can I pay with two cards?",),
            answer="Not with two, I am afraid.",
            outcome="advice given",
            tags=("payment",),
            rating=3,
        ),
    ),
)
