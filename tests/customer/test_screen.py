"""What a customer sees in the terminal."""

import io
from datetime import UTC, datetime, timedelta

import pytest

from agent_console.customer.screen import Screen
from agent_console.domain.attachment import Attachment
from agent_console.domain.chat import Author, ClientId, Message, Status
from agent_console.domain.events import Link, LinkChanged
from agent_console.wire.frame import Standing

NOW = datetime(2026, 3, 7, 12, 0, tzinfo=UTC)


def message(
    text: str, *, sequence: int = 2, amends: int = 0, attachment: Attachment | None = None
) -> Message:
    return Message(
        ClientId("r1"), Author.AGENT, "Ann", text, NOW, sequence, amends=amends, attachment=attachment
    )


async def shown(*messages: Message) -> str:
    """Return what is printed of some messages."""
    output = io.StringIO()
    screen = Screen(output, io.StringIO())
    for each in messages:
        await screen.show(each)
    return output.getvalue()


async def test_edits_and_deletions_are_marked() -> None:
    said = await shown(
        message("yuo"), message("you", sequence=3, amends=2), message("", sequence=4, amends=2)
    )
    assert said == "Ann: yuo\nAnn (edited): you\nAnn took a message back\n"


async def test_a_file_is_a_name_a_size_and_an_address() -> None:
    file = Attachment("par\x1bcel.png", "image/png", 12_345, "http://127.0.0.1:1/files/00")
    said = await shown(message("look", attachment=file), message("", attachment=file))
    assert said == (
        "Ann: look\n  [par\u241bcel.png, 12.3 kB] http://127.0.0.1:1/files/00\n"
        "Ann:\n  [par\u241bcel.png, 12.3 kB] http://127.0.0.1:1/files/00\n"
    )


@pytest.mark.parametrize(
    ("standing", "said"),
    [
        (Standing(Status.WAITING, place=3), "you are number 3 in the queue"),
        (
            Standing(Status.WAITING, place=3, wait_ms=60_000),
            "you are number 3 in the queue, for about 1 minute more",
        ),
        (Standing(Status.WAITING), "you are in the queue"),
        (Standing(Status.OPEN, agent="Ann"), "Ann is with you"),
        (Standing(Status.CLOSED, blocked=True), "this chat was closed, and nothing more is taken in it"),
    ],
)
def test_a_person_reads_how_the_chat_stands_once(standing: Standing, said: str) -> None:
    output = io.StringIO()
    screen = Screen(output, io.StringIO(), interactive=True)
    screen.standing(standing)
    screen.standing(standing)
    assert output.getvalue() == f"-- {said}\n"


def test_a_person_reads_that_the_hub_is_there_again_but_not_that_it_is_there() -> None:
    output, trouble = io.StringIO(), io.StringIO()
    screen = Screen(output, trouble, interactive=True)
    screen.link(LinkChanged(Link.ONLINE))
    assert output.getvalue() == ""
    screen.link(LinkChanged(Link.OFFLINE, "the connection was lost"))
    screen.link(LinkChanged(Link.ONLINE))
    screen.link(LinkChanged(Link.ONLINE))
    assert trouble.getvalue() == "agent-console: the connection was lost; trying again\n"
    assert output.getvalue() == "-- the hub is there again\n"


def test_a_promise_has_its_time_and_its_day_when_that_is_another() -> None:
    output = io.StringIO()
    back = datetime.now(UTC) + timedelta(days=2)
    until = int(back.timestamp() * 1000)
    Screen(output, io.StringIO(), interactive=True).standing(
        Standing(Status.OPEN, agent="Ann", hold_until_ms=until, promise="call \x1b[31m the carrier")
    )
    local = back.astimezone()
    assert output.getvalue() == (
        f"-- Ann will be back at {local:%H:%M} on {local:%Y-%m-%d}: call \u241b[31m the carrier\n"
    )


def test_a_program_does_not_read_how_the_chat_stands() -> None:
    output = io.StringIO()
    screen = Screen(output, io.StringIO())
    screen.standing(Standing(Status.WAITING, place=3))
    screen.note("help")
    assert output.getvalue() == ""
