"""The Norwegian-speaking part of the cast."""

from datetime import timedelta
from decimal import Decimal

from agent_console.demo.cast.manner import NORWEGIAN
from agent_console.demo.person import Fact, Line, PastCase, Payback, Person, Purchase, Reaction

AASE = Person(
    name="Åse Bjørnstad",
    email="aase.bjornstad@example.com",
    phone="555-0122",
    language="nb",
    account="K-20002",
    concern="Forsinket levering",
    page="https://shop.example.com/no/ordre/48150",
    manner=NORWEGIAN,
    opening=("Hei! Pakken min skulle kommet i går.", "Vet dere når den kommer?"),
    reactions=(
        Reaction((Fact.ETA,), ("Tusen takk, da er jeg hjemme!",)),
        Reaction((Fact.TRACKING,), ("Takk. Og hvilken dag kommer den?",), content=False),
        Reaction((Fact.ORDER,), ("Ja, den er det.",), content=False),
    ),
    purchases=(
        Purchase(
            number="48150",
            state="in transit",
            lines=(Line("Ullteppe, rødt", "TPE-R", Decimal("899.00")),),
            placed=timedelta(days=7),
            currency="NOK",
            carrier="Eksempelposten",
            tracking="EP5558150",
            eta=timedelta(days=2),
            address="Prøveveien 12, Eksempelvik",
        ),
    ),
    cases=(
        PastCase(
            id="C-1011",
            subject="Vask av ull",
            opened=timedelta(days=320),
            lasted=timedelta(hours=1),
            tags=("advice",),
            rating=5,
            last_line="Så hyggelig, takk!",
        ),
    ),
)

OEYVIND = Person(
    name="Øyvind Kråkenes",
    email="oyvind.krakenes@example.com",
    phone="555-0139",
    language="nb",
    account="K-20646",
    concern="Retur",
    page="https://shop.example.com/no/retur",
    manner=NORWEGIAN,
    patience=timedelta(seconds=40),
    opening=("Heisann, jeg vil returnere en jakke.", "Jeg finner ingen returlapp i esken."),
    reactions=(
        Reaction(("returlapp", "etikett", "label", "pdf"), ("Flott, da skriver jeg den ut. Takk!",)),
        Reaction((Fact.REFUND, "refusjon"), ("Supert, takk for hjelpen!",)),
        Reaction((Fact.ORDER,), ("Stemmer! Hvordan får jeg en returlapp?",), content=False),
    ),
    purchases=(
        Purchase(
            number="48033",
            state="delivered",
            lines=(Line("Vindjakke, blå, L", "JKE-BL", Decimal("1290.00")),),
            placed=timedelta(days=11),
            currency="NOK",
            carrier="Eksempelposten",
            tracking="EP5558033",
            eta=timedelta(days=-4),
            address="Testbakken 7, Eksempelvik",
        ),
    ),
)

INGRID = Person(
    name="Ingrid Sæther",
    email="ingrid.saether@example.com",
    phone="555-0187",
    language="nb",
    account="K-21212",
    concern="Feil vare",
    page="https://shop.example.com/no/kontakt",
    manner=NORWEGIAN,
    names_order=False,
    opening=("Hei, jeg har fått feil vare.", "Jeg bestilte en hvit vase, men fikk en sort."),
    reactions=(
        Reaction(("ordrenummer", "bestillingsnummer"), ("Det er 48005.",), content=False),
        Reaction(("hvit", "ny vase", "bytte"), ("Så bra! Takk skal du ha.",)),
        Reaction((Fact.REFUND, "refusjon", "refunder"), ("Det er helt greit, takk.",)),
        Reaction((Fact.ORDER,), ("Ja. Kan jeg få den hvite i stedet?",), content=False),
    ),
    purchases=(
        Purchase(
            number="48005",
            state="delivered",
            lines=(
                Line("Vase, hvit", "VSE-H", Decimal("349.00")),
                Line("Telys, 30 stk.", "TLS-30", Decimal("59.00")),
            ),
            placed=timedelta(days=13),
            currency="NOK",
            carrier="Eksempelposten",
            tracking="EP5558005",
            eta=timedelta(days=-6),
            address="Oppdiktgata 1, Eksempelvik",
            payback=Payback(Decimal("349.00"), "offered", partial=True),
        ),
    ),
)
