"""Finds a canned reply or a help article while its text is in view."""

from collections.abc import Collection
from functools import partial

from textual import work
from textual.content import Content
from textual.geometry import Region
from textual.widgets.option_list import Option

from agent_console.domain.chat import ConversationId
from agent_console.services.workspace import Workspace
from agent_console.texts import _
from agent_console.ui.backlog import worked_off
from agent_console.ui.berth import LEAST_HEIGHT
from agent_console.ui.keys import KeyMap
from agent_console.ui.picking.article import Articles
from agent_console.ui.picking.reply import Replies
from agent_console.ui.picking.section import Host, Section
from agent_console.ui.widgets.finder import SEARCH, WIDEST, Finder
from agent_console.ui.widgets.query_box import Moves, QueryLine


class Picker(Finder):
    """Bound at opening to one conversation, for which it looks up, previews and inserts."""

    def __init__(self, workspace: Workspace, host: Host, keys: KeyMap) -> None:
        super().__init__(keys, QueryLine())
        self.conversation: ConversationId | None = None
        self._workspace = workspace
        self._host = host
        self._section: Section = Replies(workspace, host, keys)
        self._recipient = Content()
        self._among = False

    def open(
        self,
        conversation: ConversationId,
        recipient: Content,
        over: Region,
        query: str = "",
        among: tuple[str, ...] = (),
    ) -> None:
        """Show the replies for a conversation, over its messages; the caller moves the focus here.

        `query` is what is looked for first. With `among` only those are shown, in their order.
        """
        self.conversation = conversation
        self._among = bool(among)
        self._recipient = recipient
        self.stand(over)
        self.query_line.value = query
        self.query_line.cursor_position = len(query)
        self.display = True
        self._turn_to(Replies(self._workspace, self._host, self._keys, among))

    @property
    def turns(self) -> bool:
        """Whether there is something else to find than what is listed."""
        return self._workspace.help.offered and not self._among

    async def turn(self) -> None:
        """Find help articles instead of canned replies, or these again; what was typed stays."""
        await worked_off(self.query_line, self)
        if self.conversation is None:
            return
        if isinstance(self._section, Articles):
            self._turn_to(Replies(self._workspace, self._host, self._keys))
        else:
            self._turn_to(Articles(self._workspace.help, self._host, self._keys))

    def _turn_to(self, section: Section) -> None:
        self._section = section
        self._listed = None
        self.border_title = section.titled(self._recipient)
        self.query_line.placeholder = (
            _("the best answers to what they asked; type to narrow")
            if isinstance(section, Articles)
            else _("type to find a reply; / looks into the texts")
        )
        self._begin()

    def close(self) -> None:
        """Disappear and forget the conversation."""
        super().close()
        self.conversation = None

    @property
    def _choosing(self) -> Collection[str]:
        return self._section.choices

    @property
    def _moves(self) -> Moves:
        turns = {"list.next": partial(self._turn_page, 1), "list.previous": partial(self._turn_page, -1)}
        return {**super()._moves, **turns}

    async def _mean(self, command_id: str) -> None:
        self._section.choices[command_id](self._options.highlighted)

    def _leave(self) -> None:
        self._host.close_picker()

    def _top(self, over: Region, wide: bool) -> int:
        """Leave the last messages in sight beside a choice among a few, and the title of a narrow pane."""
        if self._among and wide:
            return max(over.y, over.bottom - LEAST_HEIGHT)
        return over.y + (over.width < min(self.screen.size.width, WIDEST))

    # Looking up

    @work(name=SEARCH, group=SEARCH, description=SEARCH, exclusive=True)
    async def _begin(self) -> None:
        """List what fits at first, and prepare for what is typed."""
        await self._list()
        await self._section.make_ready()

    async def _list(self) -> None:
        conversation, query, section = self._held, self.query_line.value, self._section
        if conversation is None or not await section.find(conversation, query):
            return
        if (self._held, self._section) != (conversation, section):
            return
        self._listed = query
        self.border_subtitle = self._key_line
        self._options.clear_options()
        self._options.add_options(map(_option, section.lines))
        self._options.highlighted = 0 if self._options.option_count else None
        self._show_highlighted()

    @property
    def _held(self) -> ConversationId | None:
        """The conversation while it is there; one that has left is let go of with the next frame."""
        return self.conversation if self.conversation in self._workspace.desk else None

    # Showing

    @property
    def _key_line(self) -> Content:
        other = self.turns and not isinstance(self._section, Articles)
        articles = [Content(self._keys.spelled(_("{chat.replies} help articles")))] if other else []
        return Content(" · ").join([*articles, self._section.key_line])

    def _show_highlighted(self) -> None:
        if self._held is not None:
            self._show(self._section.page(self._options.highlighted))

    def _turn_page(self, step: int) -> None:
        page = self._section.turned(self._options.highlighted, step) if self._held is not None else None
        if page is not None:
            self._show(page)


def _option(shown: Content) -> Option:
    return Option(shown)
