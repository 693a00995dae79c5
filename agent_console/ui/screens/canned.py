"""What the keys do that concerns canned replies: finding, inserting, choosing, and taking their steps."""

from collections.abc import Callable
from functools import partial

from textual.content import Content

from agent_console.domain.chat import ConversationId
from agent_console.domain.hold import QUIET_SECONDS
from agent_console.services.call import Obstacle
from agent_console.services.macros import Plan
from agent_console.services.workspace import Workspace
from agent_console.snippets.expansion import Trouble
from agent_console.snippets.field import Field
from agent_console.texts import _
from agent_console.ui.format import filled, joined, line
from agent_console.ui.inquiry.field import FieldInquiry
from agent_console.ui.inquiry.inquiry import NOTHING, Order
from agent_console.ui.inquiry.language import LanguageInquiry
from agent_console.ui.inquiry.macro import MacroInquiry
from agent_console.ui.inquiry.ordered import Ordered
from agent_console.ui.keys import KeyMap, pretty
from agent_console.ui.recipient import about
from agent_console.ui.screens.errand import Errands
from agent_console.ui.screens.overlay import Overlays
from agent_console.ui.screens.pane_screen import PaneScreen
from agent_console.ui.shortcut import Shortcuts
from agent_console.ui.step_line import step_line, steps_in_brief
from agent_console.ui.widgets.composer import Composer


class CannedReplies:
    """Inserts into the reply that a key was pressed in; what else a reply does, it asks about first."""

    def __init__(
        self,
        screen: PaneScreen,
        overlays: Overlays,
        workspace: Workspace,
        keys: KeyMap,
        errands: Errands,
        otherwise: Callable[[ConversationId], bool],
    ) -> None:
        """`otherwise` takes what else a pane offers under the same key, and returns whether it did."""
        self._otherwise = otherwise
        self._screen = screen
        self._overlays = overlays
        self._workspace = workspace
        self._keys = keys
        self._errands = errands
        self._asked_at = float("-inf")
        self._book = workspace.library.book
        self._shortcuts = Shortcuts(self._book.snippets, keys)
        self._begun: tuple[ConversationId, tuple[str, ...]] | None = None
        """The first keys of a shortcut that is being pressed, and for whom."""

    # Actions of the key table

    async def pick(self) -> None:
        """Open the picker for the attended conversation; in it, go on to the help articles and back."""
        pane = self._screen.pane_of(self._errands.chosen())
        picker = self._overlays.picker
        if self._screen.focused is picker.query_line and picker.turns:
            await picker.turn()
        elif pane is not None:
            sought = self._workspace.expansions.sought(pane.conversation, pane.composer.mode)
            self._overlays.open_picker(pane, sought)

    def take_steps(self) -> None:
        """Ask whether the steps of the reply that was inserted last are to be taken; yes if that is asked."""
        asked = self._overlays.box.inquiry
        now = self._workspace.clock.monotonic()
        if isinstance(asked, Ordered) and self._screen.focused is self._overlays.box.field:
            # A key that is held down repeats itself: it must not answer the question that it raised.
            quiet = now - max(self._asked_at, asked.raised_at) >= QUIET_SECONDS
            order = asked.confirmed() if quiet and not self._overlays.box.waiting else None
            if order is not None:
                self._overlays.carry_out(order)
            self._asked_at = now
            return
        conversation = self._errands.chosen()
        plan = None if conversation is None else self._workspace.macros.offered(conversation)
        if conversation is not None and (plan is not None or not self._otherwise(conversation)):
            self._ask_steps(plan)

    # Shortcuts

    @property
    def shortcuts(self) -> Shortcuts:
        """Those of the replies that are loaded now."""
        if self._book is not self._workspace.library.book:
            self._book = self._workspace.library.book
            self._shortcuts = Shortcuts(self._book.snippets, self._keys)
        return self._shortcuts

    def take_shortcut(self, key: str) -> bool:
        """Take a key of a shortcut; whether it was one, or ends one that was begun."""
        if self._begun is not None:
            conversation, before = self._begun
            self._begun = None
            self._press(conversation, (*before, key))
            return True
        composer = self._screen.focused
        if isinstance(composer, Composer) and (self.shortcuts.of((key,)) or self.shortcuts.after((key,))):
            self._press(composer.conversation, (key,))
            return True
        return False

    def _press(self, conversation: ConversationId, keys: tuple[str, ...]) -> None:
        shortcut, more = self.shortcuts.of(keys), self.shortcuts.after(keys)
        if shortcut is not None:
            self.insert(conversation, shortcut.snippet)
        elif more:
            self._begun = (conversation, keys)
            ways = [joined((pretty(one.keys[len(keys)]), "bold"), " ", line(one.label, 30)) for one in more]
            self._screen.notice(joined(f"{_written(keys)} … ", Content(" · ").join(ways)))
        elif not self._keys.means(keys[-1], "list.leave"):
            self._screen.notice(Content(_("no canned reply has {keys}").format(keys=_written(keys))))

    # Inserting and choosing

    def insert(self, conversation: ConversationId, snippet: str, locale: str = "") -> None:
        """Insert a reply; one without a text only asks about its steps."""
        pane = self._screen.pane_of(conversation)
        if self._workspace.library.bare(snippet):
            self._ask_steps(self._workspace.macros.plan(conversation, snippet))
        elif pane is not None:
            pane.composer.insert_reply(snippet, locale)

    def resolve(self, conversation: ConversationId, obstacle: Obstacle) -> None:
        """Ask for what a reply needs, and have it inserted then."""
        if obstacle.macro:
            self.insert(conversation, obstacle.macro)
        elif obstacle.fields:
            self._ask_fields(conversation, obstacle.snippets[0], obstacle.fields)
        elif obstacle.locales:
            self._choose_language(conversation, obstacle.snippets[0], obstacle.locales)
        else:
            self._choose_reply(conversation, obstacle.snippets)

    def _choose_reply(self, conversation: ConversationId, snippets: tuple[str, ...]) -> None:
        """Ask which of these replies a trigger stands for."""
        pane = self._screen.pane_of(conversation)
        if pane is not None:
            self._overlays.open_picker(pane, among=snippets)

    def _choose_language(self, conversation: ConversationId, snippet: str, locales: tuple[str, ...]) -> None:
        """Ask in which of these languages a reply is to be."""
        catalogue = self._workspace.catalogue
        languages = [one for one in catalogue.languages(snippet) if one.tag in locales]
        title = about(_("in which language for {who}"), self._workspace.desk, conversation)
        preview = partial(catalogue.preview, conversation, snippet)
        insert = partial(self.insert, conversation, snippet)
        self._overlays.ask(LanguageInquiry(title, languages, preview, insert), conversation)

    def _ask_fields(self, conversation: ConversationId, snippet: str, fields: tuple[Field, ...]) -> None:
        """Ask for the values that a reply is made of, one after the other."""
        pane = self._screen.pane_of(conversation)
        if pane is not None:
            title = about(_("for the reply to {who}"), self._workspace.desk, conversation)
            inquiry = FieldInquiry(title, fields, partial(pane.composer.fill_in, snippet))
            # The question that led here, if any, closes first.
            self._screen.call_later(self._overlays.ask, inquiry, conversation)

    # Steps

    def offer(self, conversation: ConversationId) -> Content:
        """Return what the steps of the reply inserted last are, and the key for them; empty for none."""
        plan = self._workspace.macros.offered(conversation)
        if plan is None:
            return NOTHING
        if isinstance(plan, Trouble):
            return line(plan.reason)
        key = Content.styled(self._keys.label("chat.steps"), "bold")
        brief = steps_in_brief(plan.steps, self._workspace.desk, self._workspace.clock.now())
        return filled(_("{key} then: {steps}"), key=key, steps=brief)

    def _ask_steps(self, plan: Plan | Trouble | None) -> None:
        if plan is None:
            self._screen.notice(Content(_("no canned reply here has steps to take")))
        elif isinstance(plan, Trouble):
            self._screen.notice(line(plan.reason))
        else:
            self._ask(plan)

    def _ask(self, plan: Plan) -> None:
        desk, macros = self._workspace.desk, self._workspace.macros
        now = self._workspace.clock.now()
        done = filled(_("done: {steps}"), steps=steps_in_brief(plan.steps, desk, now))
        wait = Content.styled(_("They wait until the reply has been sent."), "bold")
        inquiry = MacroInquiry(
            about(_("steps for {who}: {label}"), desk, plan.conversation, label=line(plan.label, 40)),
            [step_line(step, desk, now) for step in plan.steps],
            Order(lambda: macros.run(plan), done, patient=not plan.waits),
            self._keys.label("chat.steps"),
            lambda: macros.settle(plan),
            wait if plan.waits else NOTHING,
        )
        self._asked_at = self._workspace.clock.monotonic()
        self._overlays.ask(inquiry, plan.conversation)


def _written(keys: tuple[str, ...]) -> str:
    return " ".join(map(pretty, keys))
