"""The Norwegian-speaking part of the cast."""

from datetime import timedelta
from decimal import Decimal

from agent_console.demo.cast.manner import NORWEGIAN
from agent_console.demo.person import Fact, Line, PastCase, PastChat, Payback, Person, Purchase, Reaction

AASE = Person(
    name="Åse Bjørnstad",
    email="aase.bjornstad@example.com",
    phone="555-0122",
    language="nb",
    account="K-20002",
    concern="Forsinket levering",
    page="https://shop.example.com/no/ordre/48150",
    page_title="Ordre 48150",
    referrer="https://shop.example.com/no/ordre",
    timezone="Europe/Oslo",
    shop_fails_first=True,
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
            payment="kort som slutter på 0055, betalt",
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
            answer="Ull vaskes for hånd.",
            last_line="Så hyggelig, takk!",
        ),
    ),
    chats=(
        PastChat(
            concern="Levering",
            says=("Når sendes teppet?",),
            answer="Det gikk i går, og kommer på mandag.",
            outcome="løst",
            tags=("delivery",),
            rating=4,
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
    page_title="Retur",
    referrer="https://search.example.com/?q=returlapp",
    timezone="Europe/Oslo",
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
            payment="faktura, betalt",
            lines=(Line("Vindjakke, blå, L", "JKE-BL", Decimal("1290.00")),),
            placed=timedelta(days=11),
            currency="NOK",
            carrier="Eksempelposten",
            tracking="EP5558033",
            eta=timedelta(days=-4),
            address="Testbakken 7, Eksempelvik",
        ),
    ),
    cases=(
        PastCase(
            id="C-1121",
            subject="Kan jakken vaskes?",
            opened=timedelta(days=9),
            lasted=timedelta(minutes=40),
            tags=("advice",),
            rating=4,
            answer="Ja, på 30 grader.",
            last_line="Den er grei.",
        ),
    ),
    chats=(
        PastChat(
            concern="Størrelse",
            says=("Er jakken stor i størrelsen?",),
            answer="Ja, velg en mindre hvis du er i tvil.",
            outcome="råd gitt",
            tags=("advice",),
            rating=4,
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
    page_title="Kontakt oss",
    referrer="https://shop.example.com/no/",
    timezone="Arctic/Longyearbyen",
    membership="sølv, siden 2020",
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
            payment="kort som slutter på 0064, betalt",
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
    cases=(
        PastCase(
            id="C-1078",
            subject="Bytte av pute",
            opened=timedelta(days=170),
            lasted=timedelta(days=5),
            tags=("exchange",),
            rating=2,
            answer="Ny pute er sendt.",
            last_line="Endelig.",
        ),
    ),
    chats=(
        PastChat(
            concern="Lager",
            says=("Har dere flere hvite vaser?",),
            answer="Ja, tolv stykker.",
            outcome="råd gitt",
            tags=("stock",),
            rating=5,
        ),
    ),
)
