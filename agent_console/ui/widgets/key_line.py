"""The bottom line: the connection, what was just done or went wrong, and the keys needed most."""

from collections.abc import Mapping
from datetime import datetime

from textual.content import Content
from textual.widgets import Static

from agent_console.domain.connection import NONE_YET, Connection
from agent_console.domain.events import Link
from agent_console.domain.system import ONLY, SystemName
from agent_console.services.workspace import Workspace
from agent_console.texts import _, ngettext, pgettext
from agent_console.ui.format import joined, line, time_of_day
from agent_console.ui.keys import KeyMap
from agent_console.ui.symbol import DIVIDER
from agent_console.ui.word import link_words

NOTICE_SECONDS = 5.0
"""For how long something is said."""
_BETWEEN = f" {DIVIDER} "


class KeyLine(Static):
    """One line of status; a notice, and else lasting trouble, stands in place of the hints."""

    def __init__(self, workspace: Workspace, keys: KeyMap, problems: tuple[str, ...]) -> None:
        super().__init__(markup=False)
        self.warnings: tuple[str, ...] = ()
        """What is wrong with the replies in use, beside what is wrong in their files."""
        self._workspace = workspace
        self._keys = keys
        self._problems = problems
        self._shown = Content()
        self._notice = Content()
        self._noticed_at = float("-inf")
        self._offline_since: dict[SystemName, datetime] = {}

    def notice(self, words: Content) -> None:
        """Say something for a few seconds."""
        self._notice = words
        self._noticed_at = self._workspace.clock.monotonic()
        self.tick(self._noticed_at)

    def tick(self, now: float) -> None:
        """Draw the line at the monotonic instant `now`, if it has changed."""
        noticed = now - self._noticed_at <= NOTICE_SECONDS
        online = self._workspace.desk.link is Link.ONLINE
        # A notice about the last key needs the room; that all is well need not be said meanwhile.
        parts = [] if noticed and online else [self._link(brief=noticed)]
        parts += [Content() if noticed else self._silence(), self._questions()]
        room = self.screen.size.width - sum(part.cell_length + len(_BETWEEN) for part in parts if part) - 1
        parts.append(self._notice.stylize("bold") if noticed else self._words(room))
        content = joined(" ", Content(_BETWEEN).join(part for part in parts if part))
        if not content.is_same(self._shown):
            self._shown = content
            self.update(joined(content))

    def _silence(self) -> Content:
        until = self._workspace.alerts.silent_until
        return (
            Content()
            if until is None
            else Content(_("no calls until {time}").format(time=time_of_day(until)))
        )

    def _questions(self) -> Content:
        count = len(self._workspace.desk.questions)
        if not count:
            return Content()
        words = ngettext("{count} question", "{count} questions", count).format(count=count)
        return joined((f" ? {words} ", "reverse bold"), " ", (self._keys.label("team.answer"), "bold"))

    def _words(self, room: int) -> Content:
        trouble = self._workspace.drafts.trouble or self._workspace.replies.trouble
        lasting = dict.fromkeys((*self._problems, *self._workspace.library.problems, *self.warnings))
        space = self._workspace
        standing = (space.layouts.trouble, space.resumption.trouble)
        beside = (space.scrutiny.trouble, space.phrases.trouble, *standing)
        problems = [*(one for one in (trouble, *beside) if one), *lasting]
        if not problems:
            return self._hints(room) if self._workspace.desk.link is Link.ONLINE else Content()
        more = len(problems) - 1
        words = ngettext("(and {count} more)", "(and {count} more)", more).format(count=more)
        return joined((" ! ", "reverse bold"), " ", line(problems[0]), f"  {words}" if more else "")

    def _link(self, brief: bool) -> Content:
        desk = self._workspace.desk
        down = {name: one for name, one in desk.connections.items() if one.link is not Link.ONLINE}
        now = self._workspace.clock.now()
        self._offline_since = {name: self._offline_since.get(name, now) for name in down}
        if desk.link is Link.ONLINE:
            # Translators: whether the agent takes new chats
            state = pgettext("agent", "accepting") if desk.accepting else pgettext("agent", "away")
            return joined((link_words(desk.link), "bold"), " ", line(desk.agent_name, 20), f", {state}")
        if not down:
            return self._offline({ONLY: NONE_YET}, brief)
        return self._offline(down, brief)

    def _offline(self, down: Mapping[SystemName, Connection], brief: bool) -> Content:
        """Say which connections do not stand, why the first of them does not, and what becomes of replies."""
        state = ", ".join(self._state(name, one.link) for name, one in down.items())
        if brief:
            return Content.styled(f" {state} ", "reverse bold")
        reason = next((one.reason for one in down.values() if one.reason), "")
        why = joined(": ", line(reason, 80)) if reason else Content()
        waits = any(one.link is Link.OFFLINE for one in down.values())
        kept = f" · {_('replies wait, and leave when it is back')}" if waits else ""
        return joined((f" {state} ", "reverse bold"), why, kept)

    def _state(self, system: SystemName, link: Link) -> str:
        state = link_words(link)
        if link is Link.OFFLINE and system in self._offline_since:
            since = time_of_day(self._offline_since[system])
            # Translators: how the connection is, and since when, such as: offline since 14:02
            state = _("{state} since {time}").format(state=state, time=since)
        return f"{system} {state}".lstrip() if self._workspace.desk.several else state

    def _hints(self, room: int) -> Content:
        """Return as many of the hints as have room, each whole; those that are needed most come first."""
        labels = ((self._keys.label(name), words) for name, words in _hints())
        hints = [joined((label, "bold"), (f" {words}", "$quiet")) for label, words in labels if label]
        while hints and Content("  ").join(hints).cell_length > room:
            hints.pop()
        return Content("  ").join(hints)


def _hints() -> tuple[tuple[str, str], ...]:
    """Return commands with what their keys do; those that are needed most come first."""
    return (
        # Translators: in the bottom line, what keys do, from here to "close"; at most 12 characters each
        ("desk.help", pgettext("key", "help")),
        ("desk.leader", pgettext("key", "more")),
        ("desk.next", pgettext("key", "next best")),
        ("desk.take", pgettext("key", "take")),
        ("chat.replies", pgettext("key", "replies")),
        ("chat.close", pgettext("key", "close")),
    )
