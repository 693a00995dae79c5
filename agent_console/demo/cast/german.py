"""The German-speaking part of the cast."""

from datetime import timedelta
from decimal import Decimal

from agent_console.demo.cast.manner import GERMAN
from agent_console.demo.person import Fact, Line, PastCase, PastChat, Person, Purchase, Reaction

ANNELIESE = Person(
    name="Anneliese Müller",
    email="anneliese.mueller@example.com",
    phone="555-0118",
    language="de",
    account="K-18822",
    concern="Stornierung",
    page="https://shop.example.com/de/bestellung/48240",
    page_title="Ihre Bestellung 48240",
    referrer="https://shop.example.com/de/konto",
    timezone="Europe/Berlin",
    membership="Gold, seit 2009",
    manner=GERMAN,
    opening=(
        "Guten Tag, ich habe aus Versehen doppelt bestellt.",
        "Bitte stornieren Sie die zweite Bestellung.",
    ),
    reactions=(
        Reaction(("storniert", "stornierung ist", "cancelled"), ("Wunderbar, vielen herzlichen Dank!",)),
        Reaction((Fact.ORDER,), ("Ja, genau, die 48240 bitte stornieren.",), content=False),
    ),
    purchases=(
        Purchase(
            number="48240",
            state="paid",
            payment="Rechnung, offen",
            lines=(Line("Gießkanne, Zink, 9 l", "GKN-9", Decimal("32.90")),),
            placed=timedelta(hours=5),
            eta=timedelta(days=3),
            address="Musterweg 4, Beispielstadt",
        ),
        Purchase(
            number="48239",
            state="paid",
            payment="Rechnung, offen",
            lines=(Line("Gießkanne, Zink, 9 l", "GKN-9", Decimal("32.90")),),
            placed=timedelta(hours=5, minutes=2),
            eta=timedelta(days=3),
            address="Musterweg 4, Beispielstadt",
        ),
    ),
    cases=(
        PastCase(
            id="C-0987",
            subject="Frage zur Pflege von Zink",
            opened=timedelta(days=200),
            lasted=timedelta(minutes=35),
            tags=("advice",),
            rating=5,
            answer="Zink braucht nur klares Wasser.",
            last_line="Das hat mir sehr geholfen!",
        ),
    ),
    chats=(
        PastChat(
            concern="Liefertermin",
            says=("Wann kommt meine Gießkanne?",),
            answer="In drei Tagen, mit der Post.",
            outcome="gelöst",
            tags=("delivery",),
            rating=5,
        ),
    ),
)

JUERGEN = Person(
    name="Jürgen Weiß",
    email="juergen.weiss@example.com",
    phone="555-0134",
    language="de",
    account="K-19310",
    concern="Rechnung",
    page="https://shop.example.com/de/konto",
    page_title="Mein Konto",
    referrer="https://shop.example.com/de/",
    timezone="Europe/Vienna",
    company="Tischlerei Weiß",
    manner=GERMAN,
    patience=timedelta(seconds=70),
    opening=("Guten Tag,", "mir fehlt noch die Rechnung zu meiner letzten Bestellung."),
    reactions=(
        Reaction(("rechnung", "invoice"), ("Danke, sie ist gerade angekommen. Schönen Tag noch!",)),
        Reaction((Fact.ORDER,), ("Richtig, um die geht es.",), content=False),
    ),
    purchases=(
        Purchase(
            number="47902",
            state="delivered",
            payment="Vorkasse, bezahlt",
            lines=(
                Line("Werkbank", "WRK-1", Decimal("189.00")),
                Line("Schraubzwinge", "SZW-30", Decimal("17.80"), quantity=4),
            ),
            placed=timedelta(days=20),
            carrier="Muster Spedition",
            tracking="MS5557902",
            eta=timedelta(days=-12),
            address="Probeallee 90, Beispielstadt",
        ),
    ),
    cases=(
        PastCase(
            id="C-1219",
            subject="Werkbank: zwei Schrauben fehlen",
            opened=timedelta(days=17),
            lasted=timedelta(days=3),
            tags=("complaint", "parts"),
            rating=4,
            answer="Die Schrauben sind heute abgegangen.",
            last_line="Sind da. Danke.",
        ),
    ),
    chats=(
        PastChat(
            concern="Lieferung",
            says=("Wird die Werkbank bis in den Keller getragen?",),
            answer="Bis zur Bordsteinkante, leider nicht weiter.",
            outcome="Auskunft gegeben",
            tags=("advice",),
            rating=3,
        ),
    ),
)

OEZLEM = Person(
    name="Özlem Kaya",
    email="oezlem.kaya@example.com",
    phone="555-0150",
    language="de",
    account="K-21098",
    concern="Paketshop",
    page="https://shop.example.com/de/bestellung/48099",
    page_title="Ihre Bestellung 48099",
    referrer="https://mail.example.com/",
    timezone="Europe/Berlin",
    manner=GERMAN,
    opening=(
        "Hallo! Mein Paket liegt angeblich im Paketshop, dort weiß aber niemand davon.",
        "Was soll ich tun?",
    ),
    reactions=(
        Reaction((Fact.TRACKING,), ("Mit der Nummer haben sie es gefunden. Danke!",)),
        Reaction((Fact.ETA, "erneut", "ersatz"), ("Super, dann warte ich so lange. Danke!",)),
        Reaction((Fact.ORDER,), ("Ja, die ist es.",), content=False),
    ),
    purchases=(
        Purchase(
            number="48099",
            state="ready for pickup",
            payment="Lastschrift, bezahlt",
            lines=(Line("Kinderrucksack, gelb", "RCK-G", Decimal("42.00")),),
            placed=timedelta(days=8),
            carrier="Muster Paket",
            tracking="MP5558099",
            eta=timedelta(days=1),
            address="Paketshop am Testplatz, Beispielstadt",
        ),
    ),
    cases=(
        PastCase(
            id="C-1061",
            subject="Rucksack: Farbe umtauschen",
            opened=timedelta(days=190),
            lasted=timedelta(days=4),
            tags=("exchange",),
            rating=5,
            answer="Der gelbe ist unterwegs.",
            last_line="Meine Tochter freut sich, danke!",
        ),
    ),
    chats=(
        PastChat(
            concern="Paket",
            says=("Kann das Paket in einen Paketshop?",),
            answer="Ja, ich habe es umgeleitet.",
            outcome="gelöst",
            tags=("delivery",),
            rating=5,
        ),
    ),
)
