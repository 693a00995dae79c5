"""Colleagues: handing over with a comment, asking and answering, and being told without losing the focus."""

from pathlib import Path

from agent_console.domain.action import Ask, HandOver
from agent_console.domain.chat import AgentId, ConversationId, Mode
from tests.ui.console import MIDDLE, ColleagueConsole, Console, Outfit, colleague, running


async def _held_by(console: Console, other: ColleagueConsole, name: str) -> ConversationId:
    """Let a colleague have a customer."""
    conversation = console.world.join(name)
    console.world.say(conversation, "Where is it?")
    await other.backend.take(conversation)
    await console.until(lambda: conversation in other.desk)
    return conversation


async def test_hand_over_to_a_colleague_with_a_comment(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console, colleague(console, "Maria") as maria:
        mira = await console.welcome("Mira Holm", "Where is my lamp?")
        await console.press("alt+1", "f7")
        await console.until(lambda: "hand over ✚ Mira Holm" in console.screen_text())
        await console.type("mar")
        await console.press("enter")
        await console.until(lambda: "hand over ✚ Mira Holm to Maria" in console.screen_text())
        await console.type("She wants the blue one.")
        await console.press("enter")
        await console.until(lambda: mira in maria.desk)
        await console.until(lambda: mira not in console.workspace.desk)
        await console.until(lambda: "handed over to Maria" in console.screen_text())
        shown = maria.desk[mira].messages
        assert [m.text for m in shown] == ["Where is my lamp?", "She wants the blue one."]
        assert shown[-1].handed_over
        assert not console.desk.overlays.box.display


async def test_only_who_takes_customers_can_be_handed_one(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console, colleague(console, "Maria") as maria:
        await maria.backend.set_accepting(False)
        await console.until(lambda: not console.workspace.desk.colleagues[-1].accepting)
        mira = await console.welcome("Mira Holm")
        await console.press("alt+1", "f7")
        await console.type("maria")
        await console.press("enter")
        await console.until(lambda: "Maria is away." in console.screen_text())
        console.desk.overlays.box.field.fill("queue sal")
        await console.press("enter", "enter")
        await console.until(lambda: mira not in console.workspace.desk)
        assert console.world.chats[mira].facts.queue == "sales"


async def test_colleague_who_has_gone_meanwhile_costs_no_words(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        async with colleague(console, "Maria"):
            mira = await console.welcome("Mira Holm")
            await console.press("alt+1", "f7")
            await console.type("maria")
            await console.press("enter")
            await console.type("a long story")
        await console.press("enter")
        await console.until(lambda: "This colleague takes no chats" in console.screen_text())
        assert console.desk.overlays.box.field.text == "a long story"
        await console.press("escape")
        assert console.desk.focused is console.composer(mira)


async def test_chat_that_is_handed_over_arrives_with_its_comment_and_without_the_focus(
    tmp_path: Path,
) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console, colleague(console, "Maria") as maria:
        jonas = await console.welcome("Jonas Berg")
        await console.press("alt+1")
        await console.type("dear ")
        mira = await _held_by(console, maria, "Mira Holm")
        comment = HandOver(AgentId("Sam"), comment="She waits for a call.")
        assert await maria.backend.perform(mira, maria.desk[mira].fence, comment) is None
        words = "Maria hands over Mira Holm on the strip (Alt+2): She waits for a call."
        await console.until(lambda: words in console.screen_text())
        console.clock.advance(2)  # a pane opens only while nobody types
        await console.until(lambda: "⇄ from Maria, handed over:" in console.screen_text())
        assert console.desk.focused is console.composer(jonas)
        await console.type("Jonas")
        assert console.workspace.desk.draft(jonas).text == "dear Jonas"


async def test_colleague_is_asked_and_the_answer_is_a_note(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console, colleague(console, "Maria") as maria:
        mira = await console.welcome("Mira Holm")
        await console.press("alt+1")
        console.burst("ctrl+g", "question_mark")
        await console.until(lambda: "ask a colleague about ✚ Mira Holm" in console.screen_text())
        await console.press("enter")
        await console.type("Can we refund the shipping?")
        await console.press("enter")
        await console.until(lambda: maria.desk.questions)
        (question,) = maria.desk.questions
        assert (question.asker, question.text) == ("Sam", "Can we refund the shipping?")
        assert [m.text for m in console.world.transcript(mira)] == ["Hello?"]
        assert console.workspace.desk[mira].messages[-1].mode is Mode.NOTE


async def test_question_is_announced_read_with_its_chat_and_answered(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console, colleague(console, "Maria") as maria:
        await console.welcome("Jonas Berg")
        await console.press("alt+1")
        mira = await _held_by(console, maria, "Mira Holm")
        ask = Ask(AgentId("Sam"), "May she keep [b]both[/b]?")
        assert await maria.backend.perform(mira, maria.desk[mira].fence, ask) is None
        await console.until(lambda: "Maria asks about Mira Holm" in console.screen_text())
        await console.until(lambda: "? 1 question" in console.screen_text())
        await console.press("ctrl+g", "exclamation_mark")
        await console.until(lambda: "Where is it?" in console.screen_text())
        await console.until(lambda: "Maria asks: May she keep [b]both[/b]?" in console.screen_text())
        await console.press("enter")
        await console.until(lambda: "answer to Maria" in console.screen_text())
        assert "Where is it?" in console.screen_text()
        await console.type("Yes, both.")
        await console.press("enter")
        await console.until(lambda: maria.desk[mira].messages[-1].text == "Yes, both.")
        await console.until(lambda: "? 1 question" not in console.screen_text())
        assert mira not in console.workspace.desk


async def test_nobody_to_ask_and_nothing_to_answer_is_said(tmp_path: Path) -> None:
    async with running(Outfit(tmp_path, MIDDLE)) as console:
        await console.welcome("Jonas Berg")
        await console.press("alt+1", "ctrl+g", "question_mark")
        await console.until(lambda: "there is nobody to ask" in console.screen_text())
        await console.press("ctrl+g", "exclamation_mark")
        await console.until(lambda: "nobody has asked you anything" in console.screen_text())
