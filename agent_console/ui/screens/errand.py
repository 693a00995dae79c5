"""What the chat system is asked to do, beside whatever is being typed."""

from collections.abc import Awaitable, Callable

from textual.content import Content

from agent_console.domain.chat import Conversation, ConversationId
from agent_console.domain.desk import Desk
from agent_console.ports import Declined
from agent_console.texts import _
from agent_console.ui.format import filled, line
from agent_console.ui.screens.pane_screen import PaneScreen

Told = Callable[[Declined | None], None]


class Errands:
    """Runs orders as supervised workers of the screen, and says what became of each."""

    def __init__(self, screen: PaneScreen, desk: Desk) -> None:
        self._screen = screen
        self._desk = desk

    def chosen(self) -> ConversationId | None:
        """Return the conversation that the agent attends to; says so where there is none."""
        conversation = self._screen.attended
        if conversation is None or conversation not in self._desk:
            self._screen.notice(Content(_("no conversation is chosen: go to one first")))
            return None
        return conversation

    def held(self) -> Conversation | None:
        """Return the same conversation as it is now; says so where there is none."""
        conversation = self.chosen()
        return None if conversation is None else self._desk[conversation]

    def run(
        self, work: Awaitable[Declined | None], name: str, done: Content, told: Told | None = None
    ) -> None:
        """Have `work` done; `done` is said afterwards, or the reason why not. `told` hears of it first."""

        async def carry_out() -> None:
            declined = await work
            if told is not None:
                told(declined)
            self._screen.notice(done if declined is None else _why_not(declined))

        self._screen.run_worker(carry_out(), name=name, group="orders", description=name)


def _why_not(declined: Declined) -> Content:
    """Return why an order was not carried out; offline, it may have been on its way."""
    reason = line(declined.reason)
    return filled(_("not confirmed: {reason}"), reason=reason) if declined.code == "offline" else reason
