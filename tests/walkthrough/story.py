"""A new user's first ten minutes with eight customers, step by step, by keys alone."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path

from agent_console.backends.memory import MemoryWorld
from agent_console.backends.memory_world import Introduced
from agent_console.ui.option import ConsoleOptions
from agent_console.ui.welcome import HubCheck, WelcomeApp
from tests.fakes import FrozenClock
from tests.ui.console import Console, Outfit, running
from tests.ui.story import CAST
from tests.walkthrough.newcomer import Newcomer, seen
from tests.walkthrough.picture import Screen

_REPLIES = Path(__file__).parents[2] / "canned_responses"
FIRST, LAST = "the first screen", "back again"

EIGHT: tuple[tuple[str, str, int, Introduced], ...] = (
    *CAST,
    ("Rosa Lind", "My gift card says it has expired, but I got it in March.", 0, {"concern": "Gift card"}),
)
MIRA, JONAS, KAREN = range(3)
_SECONDS_BETWEEN_CUSTOMERS = 6


@dataclass(frozen=True, slots=True)
class Step:
    """One thing that the newcomer does, and how it is told."""

    name: str
    told: str
    play: Callable[[Newcomer], Awaitable[None]]


async def _look(sam: Newcomer) -> None:
    await sam.sees("queue: 8 waiting")


async def _help(sam: Newcomer) -> None:
    await sam.press("f1")
    await sam.sees("all keys")


async def _take(sam: Newcomer) -> None:
    await sam.press("escape")
    await sam.press(*["f3"] * len(EIGHT))
    await sam.sees("nobody is waiting")


async def _canned(sam: Newcomer) -> None:
    await sam.press("alt+1")
    await sam.passes(2)
    await sam.type(";eta")
    await sam.press("tab")
    await sam.sees("is on its way")


async def _answer(sam: Newcomer) -> None:
    await sam.press("enter")
    await sam.delivered(MIRA, 2)
    await sam.passes(20)
    sam.says(MIRA, "Oh good, thank you! It is a birthday present.")
    await sam.delivered(MIRA, 3)
    await sam.press("f2")


async def _stop(sam: Newcomer) -> None:
    await sam.press("alt+2")
    await sam.passes(2)
    await sam.type("Sorry, Karen! Your refund is on its way.")
    await sam.press("enter")
    await sam.sees("NOT SENT")


async def _move(sam: Newcomer) -> None:
    await sam.passes(1)
    await sam.press("m")
    await sam.sees("moved from")


async def _note(sam: Newcomer) -> None:
    await sam.passes(2)
    await sam.press("enter")
    await sam.delivered(KAREN, 2)
    await sam.press("f6")
    await sam.type("Rightly angry: be generous.")
    await sam.sees("be generous")


async def _promise(sam: Newcomer) -> None:
    await sam.press("enter")
    await sam.delivered(KAREN, 3)
    await sam.press("f6", "alt+2")
    await sam.passes(2)
    await sam.type("Oh no! I'll be back in 5 minutes.")
    await sam.press("enter")
    await sam.delivered(JONAS, 2)
    await sam.sees("F10 timer")
    await sam.press("f10")
    await sam.passes(45)


async def _search(sam: Newcomer) -> None:
    await sam.press("ctrl+g", "S")
    await sam.type("birthday")
    await sam.sees("Mira Holm · 1")


async def _zoom(sam: Newcomer) -> None:
    await sam.press("escape", "alt+3", "ctrl+g", "Z")
    await sam.sees("zoom")


async def _peek(sam: Newcomer) -> None:
    await sam.press("ctrl+g", "Z")
    await sam.press("alt+6")
    await sam.passes(2)
    await sam.type("Hei! ")
    await sam.press("ctrl+g", "apostrophe", "8")
    await sam.type("Ja, ")
    await sam.sees("PEEK")


async def _menu(sam: Newcomer) -> None:
    await sam.press("escape", "ctrl+g")
    await sam.sees("press one of these")


async def _quit(sam: Newcomer) -> None:
    await sam.press("q")
    await sam.sees("again quits")


STEPS = (
    Step(
        "the desk",
        "Eight customers are in the queue; the line for them says who has waited longest, and the "
        "last line which keys to begin with.",
        _look,
    ),
    Step("every key", "`F1` shows every key, by what it is for. `F1` again, or `Esc`, closes it.", _help),
    Step(
        "eight customers",
        "`F3` takes the next customer, `F3` seven more times the others. Who has no pane stands on "
        "the strip below, whoever has waited longest first; nothing has the keys yet.",
        _take,
    ),
    Step(
        "a canned reply",
        "`Alt+1` goes to Mira. She asks for her order: `;eta`, `Tab`, and the canned reply has her "
        "number and the day that the shop names.",
        _canned,
    ),
    Step(
        "the next best",
        "`Enter` sends it. She thanks, and `F2` goes on to the customer who is closest to waiting too"
        " long: Jonas.",
        _answer,
    ),
    Step(
        "the wrong customer",
        "A reply meant for Karen is written to Jonas. `Enter` does not send it: it names another customer.",
        _stop,
    ),
    Step("the draft moves", "`m` moves it to Karen, and the keys go with it.", _move),
    Step(
        "a note",
        "`Enter` sends it to her, now rightly. `F6` writes a note, which only colleagues see; its "
        "frame looks like no reply.",
        _note,
    ),
    Step(
        "a promise",
        "`Enter` keeps the note, `F6` writes replies again. Back with Jonas (`Alt+2`), the reply says"
        ' "back in 5 minutes", and `F10` makes a timer of that: the title counts down.',
        _promise,
    ),
    Step(
        "search",
        "Who spoke of a birthday? `Ctrl+G` `S` finds it in every transcript; `Esc` goes back to the reply.",
        _search,
    ),
    Step(
        "zoom",
        "`Alt+3`, then `Ctrl+G` `Z`: Karen's pane has all the room, where there is more than one, "
        "until `Ctrl+G` `Z` is pressed again.",
        _zoom,
    ),
    Step(
        "peek",
        "A reply to Ingrid is half written (`Alt+6`). `Ctrl+G` `'` `8` shows Rosa's pane meanwhile, "
        "and the keys stay in the draft. `Esc` ends it.",
        _peek,
    ),
    Step("what else", "`Ctrl+G` shows what may follow it; what can do nothing now is faint.", _menu),
    Step("quitting", "`q` quits, and asks first: a draft is not sent, a promise not kept. Both stay.", _quit),
)


TOLD = {
    FIRST: "`agent-console` without settings asks where the customers are. `1`, or `Enter`, tries the demo.",
    **{step.name: step.told for step in STEPS},
    LAST: (
        "`Ctrl+Q` again leaves. The next start finds panes, draft and promise as they were, and says "
        "where the keys were."
    ),
}
"""How each step is told, in order, by its name."""


async def walk(
    folder: Path, size: tuple[int, int], options: ConsoleOptions
) -> AsyncIterator[tuple[str, Screen]]:
    """Play the first ten minutes, and give each step's name with what is on the screen then."""
    yield FIRST, await _first_screen(size, options.theme)
    clock = FrozenClock()
    outfit = Outfit(
        folder,
        size,
        options,
        canned=(_REPLIES / "order_status.yaml").read_text(encoding="utf-8"),
        remembering=True,
        clock=clock,
        world=MemoryWorld(clock),
    )
    async with running(outfit) as console:
        _queue_up(console)
        sam = Newcomer(console)
        for step in STEPS:
            await step.play(sam)
            yield step.name, await sam.looks()
        await sam.press("ctrl+q")
    clock.advance(30)
    async with running(outfit) as console:
        sam = Newcomer(console)
        await sam.sees("you were with")
        yield LAST, await sam.looks()


def _queue_up(console: Console) -> None:
    for name, opening, _, known in EIGHT:
        console.world.say(console.world.join(name, **known), opening)
        console.clock.advance(_SECONDS_BETWEEN_CUSTOMERS)


async def _first_screen(size: tuple[int, int], theme: str) -> Screen:
    async def never(_url: str, _token: str) -> str:
        return ""

    app = WelcomeApp(HubCheck(lambda _: "", never), "/home/sam/.config/agent-console/config.yaml", theme)
    async with app.run_test(size=size) as pilot:
        await pilot.pause()
        return seen(app)
