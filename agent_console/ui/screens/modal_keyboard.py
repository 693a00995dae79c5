"""The modal keyboard: out of the writing, letters do at once what they do after the leader key."""

from collections.abc import Awaitable, Callable

from textual.content import Content
from textual.widget import Widget

from agent_console.texts import _
from agent_console.ui.key.script import latin
from agent_console.ui.keys import Command, KeyMap
from agent_console.ui.screens.pane_screen import PaneScreen
from agent_console.ui.widgets.composer import Composer


class ModalKeyboard:
    """Takes the keys of a reply with the focus while letters steer, and those that nothing has.

    None reaches a text then; where the pane has gone that was steered in, the letters go on steering.
    """

    def __init__(
        self, screen: PaneScreen, keys: KeyMap, carry_out: Callable[[Command], Awaitable[None]], enabled: bool
    ) -> None:
        self._screen = screen
        self._keys = keys
        self._carry_out = carry_out
        self._enabled = enabled
        self._steering = False
        self._marked: Composer | None = None
        """The composer that says so."""

    async def take(self, key: str) -> bool:
        """Steer, or change between steering and writing, if the key means that."""
        composer = self._screen.focused
        if composer is None:
            return self._steering and await self._steer(key)
        if not self._enabled or not isinstance(composer, Composer):
            return False
        if self._steering:
            return not composer.asked and await self._steer(key)
        if self._keys.means(key, "composer.leave-fields") and not composer.leaves:
            self._turn(steering=True)
            return True
        return False

    def focus_moved(self, focused: Widget | None) -> None:
        """Say it in the reply that has the focus now, and no longer in the one that had it."""
        composer = focused if isinstance(focused, Composer) and self._steering else None
        if self._marked is not None and self._marked is not composer and self._marked.is_attached:
            self._marked.show_steering("")
        if composer is not None:
            composer.show_steering(self._keys.label("modal.write"))
        self._marked = composer

    async def _steer(self, key: str) -> bool:
        gate, command = self._screen.gate, self._keys.writing.get(key)
        alone = gate.alone
        gate.typed()
        if command is not None and command.id.startswith("transcript."):
            return False
        if not alone:
            self._screen.notice(Content(_("several keys at once do nothing here: was that pasted?")))
        elif self._keys.means(key, "modal.write") or self._keys.means(latin(key), "modal.write"):
            self._turn(steering=False)
        elif (command := self._keys.after_leader(key)) is not None:
            await self._carry_out(command)
        else:
            words = _("letters steer here: {modal.write} writes again")
            self._screen.notice(Content(self._keys.spelled(words)))
        return True

    def _turn(self, steering: bool) -> None:
        self._steering = steering
        self.focus_moved(self._screen.focused)
