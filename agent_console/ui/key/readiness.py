"""Why a command can do nothing just now: what the chat system, the desk or the place of its key lacks."""

from collections.abc import Callable, Mapping
from typing import Final

from agent_console.domain.chat import ConversationId, Delivery
from agent_console.domain.desk import Desk
from agent_console.domain.pressing import pressing
from agent_console.services.workspace import Workspace
from agent_console.texts import N_, _
from agent_console.ui.key.command import Command, Condition, Group

ELSEWHERE: Final = {
    Group.HELD: N_("its key works where a reply is stopped"),
    Group.MODAL: N_("its key works while letters steer, in the modal keyboard"),
    Group.LIST: N_("its key works in a list or a question"),
    Group.FOUND: N_("its key works where a search has gone to a line"),
    Group.RECORD: N_("its key works in the customer's record"),
}
"""Groups that are carried out only by their keys, with where these work, in English."""
_ABOUT_A_CHAT: Final = frozenset({Group.WRITING, Group.MESSAGE, Group.CHAT, Group.TEAM})
_WITHOUT_A_CHAT: Final = frozenset({Condition.QUESTION, Condition.ALWAYS})


def elsewhere(command: Command) -> str:
    """Return where the key of a command works that only its key carries out; empty for any other command."""
    return _(ELSEWHERE.get(command.group, ""))


class Readiness:
    """Looks at the desk as it is at that moment."""

    def __init__(self, workspace: Workspace, attended: Callable[[], ConversationId | None]) -> None:
        self._workspace = workspace
        self._attended = attended
        self._desk_lacks: Mapping[Condition, Callable[[], bool]] = {
            Condition.CHAT: lambda: self._chosen is None,
            Condition.QUESTION: lambda: not self._desk.questions,
            Condition.QUEUED: lambda: not self._desk.queue,
            Condition.OTHERS: self._nobody_else_waits,
            Condition.LATE: lambda: not workspace.waits.holding_lines.due,
        }
        self._chat_lacks: Mapping[Condition, Callable[[ConversationId], bool]] = {
            Condition.DRAFT: lambda chat: self._desk.draft(chat).empty,
            Condition.FAILED: self._nothing_failed,
            Condition.DELAYED: lambda chat: self._workspace.delay.of(chat) is None,
            Condition.PROMISED: lambda chat: self._desk[chat].promise is None,
            Condition.SILENT: lambda chat: workspace.waits.reminders.suggestion(chat) is None,
            Condition.OWED: lambda chat: self._desk[chat].waiting.since is None,
        }

    def why_not(self, command: Command) -> str:
        """Return why a command can do nothing now, for people; empty when it can."""
        return (
            self.never(command)
            or elsewhere(command)
            or next((lacking.lack for lacking in _conditions(command) if self._lacks(lacking)), "")
        )

    def never(self, command: Command) -> str:
        """Return why a command can do nothing with this chat system, for people; empty when it can."""
        # Several chat systems may stand on the desk: what is about a chat must be possible in that chat's.
        chat = self._chosen if command.group in _ABOUT_A_CHAT else None
        return command.why_not(self._workspace.actions.capabilities(chat))

    @property
    def _desk(self) -> Desk:
        return self._workspace.desk

    @property
    def _chosen(self) -> ConversationId | None:
        chosen = self._attended()
        return chosen if chosen is not None and chosen in self._desk else None

    def _lacks(self, condition: Condition) -> bool:
        if condition in self._desk_lacks:
            return self._desk_lacks[condition]()
        chosen = self._chosen
        return chosen is not None and condition in self._chat_lacks and self._chat_lacks[condition](chosen)

    def _nothing_failed(self, chat: ConversationId) -> bool:
        return not any(echo.delivery is Delivery.FAILED for echo in self._desk[chat].echoes)

    def _nobody_else_waits(self) -> bool:
        clock = self._workspace.clock
        owed = pressing(self._desk, clock.monotonic(), clock.now())
        return all(one == self._chosen for one in owed)


def _conditions(command: Command) -> tuple[Condition, ...]:
    own = () if command.when is None else (command.when,)
    about_a_chat = command.group in _ABOUT_A_CHAT and command.when not in _WITHOUT_A_CHAT
    return (Condition.CHAT, *own) if about_a_chat else own
