"""Parts of the widget by themselves, in the browser that runs them."""

import pytest

from tests.widget.company import Company

pytestmark = [pytest.mark.needs("chromium"), pytest.mark.asyncio(loop_scope="session")]


def entry(sequence: int, text: str, **more: object) -> dict[str, object]:
    """Return a message of an agent as it comes from the hub."""
    return {
        "sequence": sequence,
        "client_id": f"m{sequence}",
        "author": "agent",
        "name": "Sam Rivera",
        "text": text,
        "sent_ms": 1_795_000_000_000 + sequence,
        "age_ms": 0,
        "mode": "reply",
        "amends": 0,
        "file": None,
        **more,
    }


ADD = """async (batches) => {
    const { Transcript } = await import("/widget/transcript.js");
    const transcript = new Transcript();
    transcript.follow("c");
    const answers = batches.map((batch) => transcript.add(batch)?.map(({ sequence }) => sequence) ?? "hole");
    const shown = transcript.messages.map(({ text, edited, deleted }) => [text, edited, deleted]);
    return [answers, transcript.cursor, shown];
}"""


async def test_messages_are_taken_once_in_order_and_not_over_a_hole(company: Company) -> None:
    mira = await company.visitor()
    one, two, three, four = (entry(number, f"text {number}") for number in range(1, 5))
    answers, cursor, messages = await mira.inside.evaluate(ADD, [[one], [one, two], [four], [three, four]])
    assert answers == [[1], [2], "hole", [3, 4]]
    assert cursor == 4
    assert [text for text, _, _ in messages] == ["text 1", "text 2", "text 3", "text 4"]


async def test_later_words_take_the_place_of_earlier_ones(company: Company) -> None:
    mira = await company.visitor()
    log = [
        entry(1, "parcl"),
        entry(2, "secret", file={"name": "a.png", "path": "/files/x", "kind": "image/png", "size": 1}),
        entry(3, "parcel", amends=1),
        entry(4, "", amends=2),
        entry(5, "gone before", amends=99),
    ]
    _, cursor, messages = await mira.inside.evaluate(ADD, [log])
    assert cursor == 5
    assert messages == [["parcel", True, False], ["", False, True]]


async def test_a_machines_message_says_so_and_a_strange_path_is_no_link(company: Company) -> None:
    mira = await company.visitor()
    script = """async ([one]) => {
        const { drawn } = await import("/widget/message_view.js");
        const { Texts } = await import("/widget/texts.js");
        const node = drawn(await Texts.read("en"), one, {});
        return [node.textContent, node.querySelectorAll("a, img").length];
    }"""
    stray = {"name": "a.png", "path": "https://evil.example.com/a.png", "kind": "image/png", "size": 5}
    words, elements = await mira.inside.evaluate(script, [entry(1, "Hi", author="bot", file=stray)])
    assert "automatic" in words
    assert "a.png" in words
    assert elements == 0


@pytest.mark.parametrize(
    ("language", "number", "words"),
    [
        ("en", 1, "It takes about 1 minute."),
        ("ru", 1, "Ждать примерно 1 минуту."),
        ("ru", 3, "Ждать примерно 3 минуты."),
        ("ru", 5, "Ждать примерно 5 минут."),
        ("de", 2, "Es dauert etwa 2 Minuten."),
    ],
)
async def test_numbers_have_the_languages_own_forms(
    company: Company, language: str, number: int, words: str
) -> None:
    mira = await company.visitor()
    script = """async ([language, number]) => {
        const { Texts } = await import("/widget/texts.js");
        return (await Texts.read(language)).count("standing.minutes", number);
    }"""
    assert await mira.inside.evaluate(script, [language, number]) == words


@pytest.mark.parametrize(
    ("language", "locales", "time"),
    [
        ("en", ["en-US"], "04:10 PM"),
        ("en", ["en-GB", "en-US"], "16:10"),
        ("en", ["nb-NO", "en-US"], "16:10"),
        ("de", ["en-GB"], "16:10"),
        ("ru", [], "16:10"),
    ],
)
async def test_a_promise_has_the_languages_words_and_the_browsers_time(
    company: Company, language: str, locales: list[str], time: str
) -> None:
    mira = await company.visitor()
    script = """async ([language, locales]) => {
        const { Texts } = await import("/widget/texts.js");
        const { standingWords } = await import("/widget/standing.js");
        const texts = new Texts(language, (await Texts.read(language)).words, locales);
        const until = new Date();
        until.setHours(16, 10, 0, 0);
        const said = (promise) => standingWords(texts, {
            standing: { status: "open", agent: "Kim Berg", hold_until_ms: until.getTime(), promise },
        });
        return [said("with the size"), said("")];
    }"""
    begun = {"en": "will be back", "de": "ist wieder da", "ru": "вернётся"}[language]
    dash = "\N{EM DASH}" if language == "ru" else "\N{EN DASH}"
    with_words, alone = await mira.inside.evaluate(script, [language, locales])
    # Browsers put a narrow space before AM and PM.
    assert with_words.replace("\u202f", " ") == f"Kim Berg {begun}: {time} {dash} with the size"
    assert alone.replace("\u202f", " ") == f"Kim Berg {begun}: {time}."


async def test_attempts_to_reconnect_spread_between_nothing_and_ten_seconds(company: Company) -> None:
    mira = await company.visitor()
    script = """async () => {
        const { Line } = await import("/widget/line.js");
        const line = new Line("ws://127.0.0.1:9", {});
        return Array.from({ length: 400 }, () => line.delay());
    }"""
    delays: list[float] = await mira.inside.evaluate(script)
    for attempt, delay in enumerate(delays):
        assert 0 <= delay <= min(10_000, 500 * 2**attempt)
    assert max(delays) > 9_000
    assert min(delays[10:]) < 1_000
