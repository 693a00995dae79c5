"""Replies in four languages without a mistake, full of what no dictionary has: names, numbers, links."""

from collections.abc import Mapping
from typing import Final

CUSTOMERS: Final[Mapping[str, tuple[str, str]]] = {
    "en": ("Siobhan O’Shaughnessy", "My parcel from Fjordpost is lost. I live in Ballinskelligs."),
    "de": ("Jörn Przybylski", "Mein Paket von Fjordpost ist weg. Ich wohne in Wülknitz."),
    "nb": ("Ragnhild Øksnevad", "Pakken fra Fjordpost er borte. Jeg bor i Skjervøy."),
    "ru": ("Аглая Заболоцкая", "Моя посылка от Фьордпост потерялась. Я живу в Кандалакше."),
}
"""For each language the customer, and what they wrote first: what it names is known from then on."""

CORRECT: Final[Mapping[str, tuple[str, ...]]] = {
    "en": (
        "Hello Siobhan, your order #A-1042-XQ left with Fjordpost today.",
        "Ms O’Shaughnessy’s parcel FP-555-0142 goes to Ballinskelligs.",
        "You can follow it at https://track.example.com/FP-555-0142?lang=engb&x=qwzr.",
        "Please write to returns.dept@example.com or see example.com/hlp/faqs.",
        "Set `max_retrys = 3` and run agentctl() or get_ordr_status().",
        "Error 0x80070057 in C:\\Users\\smrv\\cfg.ini, see ~/logs/dbg.txt.",
        "Use ;eta or #urgnt for @samrivera, thanks.",
        "The VAT and ETA are on the PDF, the SKU is LMP-BRS-01.",
        "It costs €49.90, 10:30–12:00, 3x, 2nd floor, v2.1.7.",
        "Our iPad and eBay pages show it, too.",
    ),
    "de": (
        "Guten Tag Jörn, Ihre Bestellung #A-1042-XQ ist mit Fjordpost unterwegs.",
        "Herr Przybylski, das Paket FP-555-0142 geht nach Wülknitz.",
        "Sie finden es unter https://track.example.com/FP-555-0142?lang=dede&x=qwzr.",
        "Schreiben Sie bitte an ruecksendng@example.com oder sehen Sie unter example.com/hlfe nach.",
        "Setzen Sie `max_versche = 3` und starten Sie agentctl() oder hole_bestllung().",
        "Fehler 0x80070057 in C:\\Users\\jprz\\cfg.ini, siehe ~/logs/dbg.txt.",
        "Nehmen Sie ;eta oder #dringnd für @samrivera, danke.",
        "Die MwSt. steht auf der PDF, die SKU ist LMP-BRS-01.",
        "Es kostet 49,90 €, 10:30–12:00 Uhr, 3x, z.B. v2.1.7.",
        "Unsere Seiten auf iPad und eBay zeigen es auch.",
    ),
    "nb": (
        "Hei Ragnhild, bestillingen #A-1042-XQ er på vei med Fjordpost.",
        "Pakken FP-555-0142 til Øksnevad går til Skjervøy.",
        "Du kan følge den på https://track.example.com/FP-555-0142?lang=nbno&x=qwzr.",
        "Skriv til retr@example.com eller se example.com/hjlp.",
        "Sett `maks_forsk = 3` og kjør agentctl() eller hent_bestllng().",
        "Feil 0x80070057 i C:\\Users\\rgnh\\cfg.ini, se ~/logs/dbg.txt.",
        "Bruk ;eta eller #hastr til @samrivera, takk.",
        "Fakturaen er en PDF, og SKU er LMP-BRS-01.",
        "Den koster 499,90 kr, 10:30–12:00, 3x, v2.1.7.",
        "Sidene våre på iPad og eBay viser det også.",
    ),
    "ru": (
        "Здравствуйте, Аглая, ваш заказ #A-1042-XQ отправлен через Фьордпост.",
        "Посылка FP-555-0142 для Аглаи Заболоцкой идёт в Кандалакшу.",
        "Вы можете следить за ней: https://track.example.com/FP-555-0142?lang=ruru&x=qwzr.",
        "Пишите на vozvrt@example.com или смотрите example.com/pomsch.",
        "Укажите `max_popytk = 3` и запустите agentctl() или get_zakz().",
        "Ошибка 0x80070057 в C:\\Users\\azbl\\cfg.ini, смотрите ~/logs/dbg.txt.",
        "Используйте ;eta или #срочн для @samrivera, спасибо.",
        "НДС указан в PDF, артикул LMP-BRS-01.",
        "Это стоит 49,90 €, с 10:30 до 12:00, 3x, v2.1.7.",
        "Наши страницы на iPad и eBay тоже показывают это.",
    ),
}
