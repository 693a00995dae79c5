"""The Russian-speaking part of the cast."""

from datetime import timedelta
from decimal import Decimal

from agent_console.demo.cast.manner import RUSSIAN
from agent_console.demo.person import Fact, Line, PastCase, PastChat, Payback, Person, Purchase, Reaction

NATALIA = Person(
    name="Наталья Орлова",
    email="natalia.orlova@example.com",
    phone="555-0109",
    language="ru",
    account="K-20874",
    concern="Где мой заказ?",
    page="https://shop.example.com/ru/orders/48166",
    page_title="Заказ 48166",
    referrer="https://shop.example.com/ru/orders",
    timezone="Europe/Riga",
    membership="золотая, с 2018 года",
    shop_takes=timedelta(seconds=3),
    manner=RUSSIAN,
    opening=("Здравствуйте!", "Подскажите, пожалуйста, когда приедет мой заказ?"),
    reactions=(
        Reaction((Fact.ETA,), ("Отлично, спасибо большое!",)),
        Reaction((Fact.TRACKING,), ("Спасибо. А в какой день его привезут?",), content=False),
        Reaction((Fact.ORDER,), ("Да, это он.",), content=False),
    ),
    purchases=(
        Purchase(
            number="48166",
            state="in transit",
            payment="карта на 0073, оплачено",
            lines=(
                Line("Чайник заварочный", "TEA-1", Decimal("27.40")),
                Line("Чашка, 0,2 л", "CUP-02", Decimal("5.20"), quantity=6),
            ),
            placed=timedelta(days=4),
            carrier="Пример-Экспресс",
            tracking="PE5558166",
            eta=timedelta(days=3),
            address="ул. Вымышленная, 15, Примерск",
        ),
    ),
    cases=(
        PastCase(
            id="C-1165",
            subject="Оплата картой не проходит",
            opened=timedelta(days=60),
            lasted=timedelta(hours=4),
            tags=("payment",),
            rating=4,
            answer="Банк снова подтверждает платежи, попробуйте ещё раз.",
            last_line="Теперь всё прошло, спасибо.",
        ),
    ),
    chats=(
        PastChat(
            concern="Адрес доставки",
            says=("Можно поменять этаж в адресе?",),
            answer="Готово, изменил на третий этаж.",
            outcome="решено",
            tags=("delivery",),
            rating=5,
        ),
    ),
)

DMITRY = Person(
    name="Дмитрий Соколов",
    email="dmitry.sokolov@example.com",
    phone="555-0171",
    language="ru",
    account="K-20333",
    concern="Возврат денег",
    page="https://shop.example.com/ru/returns",
    page_title="Возврат",
    referrer="https://search.example.com/?q=вернуть+наушники",
    timezone="Asia/Almaty",
    manner=RUSSIAN,
    patience=timedelta(seconds=40),
    opening=("Добрый день. Я вернул наушники десять дней назад, а денег всё нет.", "Что происходит?"),
    reactions=(
        Reaction((Fact.REFUND,), ("Понял, буду ждать эту сумму. Спасибо!",)),
        Reaction(("извин", "прост"), ("Ничего. Но когда и сколько мне вернут?",), content=False),
        Reaction((Fact.ORDER, "возврат", "верн"), ("Хорошо. Какая сумма придёт?",), content=False),
    ),
    purchases=(
        Purchase(
            number="47740",
            state="returned",
            payment="карта на 0012, возврат оформлен",
            lines=(Line("Наушники, чёрные", "HPH-B", Decimal("59.99")),),
            placed=timedelta(days=28),
            carrier="Пример-Экспресс",
            tracking="PE5557740",
            address="пр. Тестовый, 2, Примерск",
            payback=Payback(Decimal("59.99"), "under way"),
        ),
    ),
    cases=(
        PastCase(
            id="C-1262",
            subject="Наушники: нет звука слева",
            opened=timedelta(days=26),
            lasted=timedelta(days=2),
            tags=("complaint", "return"),
            rating=3,
            answer="Наклейка для возврата в письме.",
            last_line="Хорошо, отправляю обратно.",
        ),
    ),
    chats=(
        PastChat(
            concern="Возврат",
            says=("Посылка с наушниками до вас дошла?",),
            answer="Дошла. Деньги вернём в течение двух недель.",
            outcome="решено",
            tags=("return", "refund"),
            rating=3,
        ),
    ),
)
