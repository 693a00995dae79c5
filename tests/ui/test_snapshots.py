"""Pictures of the console, looked at by people and kept; a difference is a change of looks."""

from collections.abc import AsyncIterator, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from agent_console.domain.action import Ask
from agent_console.domain.chat import AgentId, ConversationId, Delivery, Priority
from agent_console.texts import speak
from agent_console.ui.option import ConsoleOptions
from tests.ui.console import LARGE, MIDDLE, SMALL, Console, Outfit, colleague, running
from tests.ui.story import morning
from tests.ui.test_canned import REPLIES
from tests.ui.test_systems import two


class Picture(SingleFileSnapshotExtension):
    """One SVG file a picture."""

    file_extension = "svg"
    _write_mode = WriteMode.TEXT


@pytest.fixture
def picture(snapshot: SnapshotAssertion) -> SnapshotAssertion:
    """The kept picture of a test."""
    return snapshot.use_extension(Picture)


_STILL = 6
"""How many looks in a row must see the same: answers and hints come in their own time."""


async def _taken(console: Console) -> str:
    console.desk.tick()
    await console.pilot.pause()
    await console.until(lambda: console.workspace.desk.queue)
    return await _still(console)


async def _still(console: Console) -> str:
    seen, times = "", 0
    while times < _STILL:
        await console.pilot.pause(0.02)
        now = console.app.export_screenshot(title="agent console", simplify=True)
        seen, times = now, times + 1 if now == seen else 0
    return seen


@pytest.mark.parametrize("theme", ["dark", "light"])
@pytest.mark.parametrize("size", [SMALL, MIDDLE, LARGE], ids=["small", "middle", "large"])
async def test_desk(tmp_path: Path, picture: SnapshotAssertion, size: tuple[int, int], theme: str) -> None:
    async with running(Outfit(tmp_path, size, ConsoleOptions(theme=theme))) as console:
        await morning(console)
        assert await _taken(console) == picture


@pytest.mark.parametrize(
    ("size", "theme"),
    [(SMALL, "light"), (MIDDLE, "dark"), (LARGE, "light")],
    ids=["small-light", "middle-dark", "large-light"],
)
async def test_hold(tmp_path: Path, picture: SnapshotAssertion, size: tuple[int, int], theme: str) -> None:
    async with running(Outfit(tmp_path, size, ConsoleOptions(theme=theme))) as console:
        await morning(console)
        await console.press("alt+2")
        await console.type("Hi Karen, your refund is on its way.")
        await console.press("enter")
        assert await _taken(console) == picture


async def test_stale_hold(tmp_path: Path, picture: SnapshotAssertion) -> None:
    async with running(Outfit(tmp_path, SMALL)) as console:
        jonas = (await morning(console))[1]
        await console.press("alt+2")
        await console.type("I send you a new lamp today")
        for text in ("Wait!", "It is only the shade, and I found another one.", "Do not send a new lamp."):
            console.world.say(jonas, text)
        await console.until(lambda: console.workspace.desk[jonas].head == 4)
        await console.press("enter")
        assert await _taken(console) == picture


async def test_picker(tmp_path: Path, picture: SnapshotAssertion) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        await morning(console)
        await console.press("f4")
        await console.type("order")
        assert await _taken(console) == picture


_SMALL_AND_MIDDLE = pytest.mark.parametrize("size", [SMALL, MIDDLE], ids=["small", "middle"])


@_SMALL_AND_MIDDLE
async def test_picker_with_a_macro(tmp_path: Path, picture: SnapshotAssertion, size: tuple[int, int]) -> None:
    async with running(Outfit(tmp_path, size, canned=REPLIES)) as console:
        await morning(console, customers=3)
        await console.press("f4")
        await console.type("refund")
        await console.until(lambda: "then: tag refund" in console.screen_text())
        assert await _taken(console) == picture


@_SMALL_AND_MIDDLE
async def test_steps_of_a_macro(tmp_path: Path, picture: SnapshotAssertion, size: tuple[int, int]) -> None:
    async with running(Outfit(tmp_path, size, canned=REPLIES)) as console:
        await morning(console, customers=3)
        await console.press("f11", "f10")
        await console.until(lambda: "2. note: refund for Mira" in console.screen_text())
        assert await _taken(console) == picture


async def test_language_of_a_reply(tmp_path: Path, picture: SnapshotAssertion) -> None:
    async with running(Outfit(tmp_path, SMALL, ConsoleOptions(theme="light"), canned=REPLIES)) as console:
        await console.welcome("Vera", "Здравствуйте!", language="ru")
        await console.press("alt+1", "ctrl+r", "e")
        await console.until(lambda: "in which language for" in console.screen_text())
        console.world.join("Pat Omar", "Delivery")
        assert await _taken(console) == picture


async def test_leader_menu(tmp_path: Path, picture: SnapshotAssertion) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        await morning(console)
        await console.press("ctrl+g")
        assert await _taken(console) == picture


async def test_failed_send_while_offline(tmp_path: Path, picture: SnapshotAssertion) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        mira = (await morning(console))[0]
        console.world.refusing = "the shop's chat has closed for today"
        await console.press("enter")
        await console.until(lambda: console.workspace.desk[mira].echoes[0].delivery is Delivery.FAILED)
        console.world.cut()
        await console.type("and one more thing")
        await console.press("enter")
        await console.until(lambda: console.workspace.desk[mira].echoes[1].delivery is Delivery.SENDING)
        assert await _taken(console) == picture


async def test_no_color(tmp_path: Path, picture: SnapshotAssertion, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    async with running(Outfit(tmp_path, LARGE)) as console:
        await morning(console)
        assert await _taken(console) == picture


async def _letter() -> AsyncIterator[bytes]:
    yield b"plainly fictional"


async def _case(console: Console) -> ConversationId:
    """Let the first customer's conversation have a note, a file, tags, a priority and a promise."""
    mira = (await morning(console))[0]
    actions = console.workspace.actions
    until = console.clock.now() + timedelta(minutes=12)
    for done in (
        actions.tag(mira, "vip"),
        actions.tag(mira, "late parcel"),
        actions.prioritise(mira, Priority.URGENT),
        actions.hold(mira, until, "call the carrier"),
        console.workspace.attachments.send(mira, "carrier letter.pdf", _letter(), 17),
    ):
        assert await done is None
    await console.press("f6")
    await console.type("She has waited a week; be generous.")
    await console.press("enter")
    await console.until(lambda: console.workspace.desk[mira].head == 6)
    console.world.read(mira)
    return mira


@_SMALL_AND_MIDDLE
async def test_note(tmp_path: Path, picture: SnapshotAssertion, size: tuple[int, int]) -> None:
    async with running(Outfit(tmp_path, size)) as console:
        mira = await _case(console)
        await console.type("and the lamp is")
        console.world.type(mira, "I still wait")
        assert await _taken(console) == picture


@_SMALL_AND_MIDDLE
async def test_facts_and_file(tmp_path: Path, picture: SnapshotAssertion, size: tuple[int, int]) -> None:
    async with running(Outfit(tmp_path, size)) as console:
        await _case(console)
        await console.press("f6")
        assert await _taken(console) == picture


@_SMALL_AND_MIDDLE
async def test_hand_over(tmp_path: Path, picture: SnapshotAssertion, size: tuple[int, int]) -> None:
    async with running(Outfit(tmp_path, size)) as console:
        await _case(console)
        async with colleague(console, "Maria Lopez"), colleague(console, "Tom Berg") as tom:
            await tom.backend.set_accepting(False)
            await console.press("f7")
            await console.until(lambda: "away, 0 chats" in console.screen_text())
            assert await _taken(console) == picture


@_SMALL_AND_MIDDLE
async def test_history(tmp_path: Path, picture: SnapshotAssertion, size: tuple[int, int]) -> None:
    async with running(Outfit(tmp_path, size)) as console:
        await _case(console)
        await console.press("ctrl+g", "l")
        await console.until(lambda: "came into the queue" in console.screen_text())
        assert await _taken(console) == picture


async def test_question(tmp_path: Path, picture: SnapshotAssertion) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        await morning(console)
        async with colleague(console, "Maria Lopez") as maria:
            rosa = next(
                c for c, chat in console.world.chats.items() if chat.facts.customer.name == "Rosa Lind"
            )
            console.world.say(rosa, "Can I use two gift cards for one lamp?")
            await maria.backend.take(rosa)
            await console.until(lambda: rosa in maria.desk)
            ask = Ask(AgentId("Sam"), "Do we allow two gift cards?")
            assert await maria.backend.perform(rosa, maria.desk[rosa].fence, ask) is None
            await console.until(lambda: console.workspace.desk.questions)
            await console.press("ctrl+g", "exclamation_mark")
            await console.until(lambda: "Maria Lopez asks:" in console.screen_text())
            assert await _taken(console) == picture


_FIELDS = """\
dialect: support/1
namespace: test
language: en
matches:
  - id: offer
    triggers: [";offer"]
    label: What we can do about it
    template: |-
      Hello {{ customer.first_name | default: "there" }}, I am sorry about order {{ order.number }}.
      I can ${1|refund it,replace it,repair it|} by ${2:Friday}; if ${2} is too late, tell me.$0
"""


@pytest.mark.parametrize("theme", ["dark", "light"])
async def test_fields(tmp_path: Path, picture: SnapshotAssertion, theme: str) -> None:
    outfit = Outfit(tmp_path, SMALL, ConsoleOptions(theme=theme), canned=_FIELDS)
    async with running(outfit) as console:
        await console.welcome("", "My lamp is broken.")
        await console.press("alt+1")
        await console.type(";offer")
        await console.press("tab", "tab", "alt+down")
        await console.until(lambda: "replace it · repair it" in console.screen_text())
        console.desk.tick()
        assert await _still(console) == picture


async def test_ghost(tmp_path: Path, picture: SnapshotAssertion) -> None:
    async with running(Outfit(tmp_path, SMALL, canned=_FIELDS)) as console:
        await console.welcome("Mira Holm", "My lamp is broken.")
        await console.press("alt+1")
        await console.type("Good morning! ;of")
        await console.until(lambda: "What we can do" in console.screen_text())
        console.desk.tick()
        assert await _still(console) == picture


@pytest.fixture
def english_again() -> Iterator[None]:
    """Whatever a test speaks, the next one speaks English."""
    yield
    speak("en")


@pytest.mark.usefixtures("english_again")
@pytest.mark.parametrize("language", ["de", "nb", "ru"])
async def test_leader_menu_in_other_languages(
    tmp_path: Path, picture: SnapshotAssertion, language: str
) -> None:
    speak(language)
    async with running(Outfit(tmp_path, SMALL)) as console:
        await morning(console)
        await console.press("alt+2", "ctrl+g")
        assert await _taken(console) == picture


@pytest.mark.parametrize(
    ("size", "theme"), [(MIDDLE, "dark"), (LARGE, "light")], ids=["middle-dark", "large-light"]
)
async def test_two_systems(
    tmp_path: Path, picture: SnapshotAssertion, size: tuple[int, int], theme: str
) -> None:
    """One of them is gone: its pane is stale, the bottom line names it, and the other goes on."""
    async with two(tmp_path, size, ConsoleOptions(theme=theme)) as (console, club, _mira, _ben):
        club.say(club.join("Ida Moe"), "Anybody?")
        console.clock.advance(50)
        await console.until(lambda: "Ida Moe" in console.screen_text())
        console.world.cut()
        await console.until(lambda: "offline since" in console.screen_text())
        assert await _taken(console) == picture
