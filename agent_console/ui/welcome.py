"""The first screen, while no chat system is set: try the demo, join a hub, join another system."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from math import inf
from time import monotonic
from typing import ClassVar, Final, TypeAlias

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Vertical
from textual.content import Content
from textual.screen import Screen
from textual.widgets import Input, OptionList, Static
from textual.widgets.option_list import Option

from agent_console.domain.keystrokes import SETTLING_SECONDS
from agent_console.texts import _
from agent_console.ui.backlog import worked_off
from agent_console.ui.format import filled, joined, line
from agent_console.ui.guarded_app import GuardedApp
from agent_console.ui.look.glyph import GlyphSet
from agent_console.ui.widgets.choice_list import ChoiceList


@dataclass(frozen=True, slots=True)
class Demo:
    """Try the console with customers of its own."""


@dataclass(frozen=True, slots=True)
class JoinHub:
    """Join the hub at `url` as the agent whom `token` names."""

    url: str
    token: str = field(repr=False)


Choice: TypeAlias = Demo | JoinHub


@dataclass(frozen=True, slots=True)
class HubCheck:
    """Whether a hub can be joined; each answer is the reason why not, empty when it can."""

    address: Callable[[str], str]
    """Judges an address by its form alone."""
    sign_in: Callable[[str, str], Awaitable[str]]
    """Asks the hub itself; takes address and token."""


def _option(name: str, number: int, title: str, meaning: str) -> Option:
    words = joined((f"\n{number}  ", "$quiet"), (title, "bold"), "\n   ", (meaning, "$quiet"), "\n")
    return Option(words, name)


class MenuPage(Screen[None]):
    """Asks where the customers are."""

    BINDINGS: ClassVar[list[BindingType]] = [
        ("1", "choose(0)", "Try the demo"),
        ("2", "choose(1)", "Join a hub"),
        ("3", "choose(2)", "Join another system"),
    ]

    def __init__(self) -> None:
        super().__init__()
        self._options = ChoiceList(
            _option("demo", 1, _("Try the demo"), _("a hub, a shop and customers, all on this machine")),
            _option("hub", 2, _("Join a hub"), _("your team runs one with agent-console serve")),
            _option(
                "other",
                3,
                _("Join another system"),
                _("Matrix, Chatwoot, LiveHelperChat, or several at once"),
            ),
            markup=False,
            compact=True,
        )

    def compose(self) -> ComposeResult:
        """Lay out the card."""
        card = Vertical(classes="card")
        card.border_title = Content(" agent console ")
        card.border_subtitle = Content(f" {_('Enter chooses · Ctrl+Q leaves')} ")
        with card:
            yield Static(_("No chat system is set yet. Where are your customers?"), markup=False)
            yield self._options

    def action_choose(self, index: int) -> None:
        """Choose by number."""
        self._options.highlighted = index
        self._options.action_select()


EXAMPLE: Final = """\
backend:
  kind: chatwoot
  url: https://chat.example.com
  token_env: CHATWOOT_TOKEN
"""
"""Settings for one of the other systems, as they are written into the file; a test loads them."""


class OtherPage(Screen[None]):
    """Says how another system is joined: its settings are more than a form would hold."""

    BINDINGS: ClassVar[list[BindingType]] = [("escape,enter", "dismiss", "Back")]

    def __init__(self, place: str) -> None:
        super().__init__()
        self._place = place

    def compose(self) -> ComposeResult:
        """Lay out the card."""
        card = Vertical(classes="card")
        card.border_title = Content(f" {_('join another system')} ")
        card.border_subtitle = Content(f" {_('Esc goes back · Ctrl+Q leaves')} ")
        with card:
            yield Static(
                filled(_("Write it into {file}, and start again:"), file=line(self._place)),
                classes="strong",
                markup=False,
            )
            yield Static(Content(EXAMPLE), markup=False)
            yield Static(
                _(
                    "The kind may be matrix or livehelperchat, too. config.example.yaml has every setting"
                    " of each, and several systems on one desk; agent-console doctor says whether they let"
                    " you in."
                ),
                classes="quiet",
                markup=False,
            )


class JoinPage(Screen[JoinHub | None]):
    """Asks for a hub's address and a token until that hub knows the agent; dismissed with both, or None.

    A token is never to be read in the field of the address: whoever types on sees it there too late. So
    the keys that move the focus come to the page itself, and it holds those behind them until it has moved.
    """

    BINDINGS: ClassVar[list[BindingType]] = [("escape", "dismiss", "Back")]

    def __init__(self, check: HubCheck, place: str) -> None:
        super().__init__()
        self._check = check
        self._place = place
        self._address = Input(placeholder="wss://support.example.com", compact=True)
        self._token = Input(password=True, compact=True)
        self._form = Vertical(classes="form")
        self._trouble = Static(classes="trouble", markup=False)
        self._judged: JoinHub | None = None
        """What the words in `_trouble` are about."""
        self._address_refused_at = -inf

    def compose(self) -> ComposeResult:
        """Lay out the card."""
        card = Vertical(classes="card")
        card.border_title = Content(f" {_('join a hub')} ")
        card.border_subtitle = Content(f" {_('Enter goes on · Esc goes back · Ctrl+Q leaves')} ")
        with card:
            with self._form:
                yield Static(_("Where is the hub?"), classes="strong", markup=False)
                yield self._address
                forms = _("wss://, or ws:// for a hub on this very machine")
                yield Static(forms, classes="quiet", markup=False)
                yield Static(_("Your token"), classes="strong", markup=False)
                yield self._token
                yield Static(
                    _("who runs the hub gets it from agent-console serve --add-agent"),
                    classes="quiet",
                    markup=False,
                )
            yield self._trouble
            yield Static(filled(_("Kept in {file}"), file=line(self._place)), classes="quiet", markup=False)

    @on(Input.Changed)
    def forget_trouble(self) -> None:
        """Clear what was said about texts that have changed since; word of an earlier change comes late."""
        if self._filled_in != self._judged:
            self._trouble.update()

    async def take(self, event: events.Key | events.Paste) -> bool:
        """Take what moves the focus, and drop what was meant for the token; other keys are the field's."""
        if self._is_astray(event):
            return True
        moves: dict[str, Callable[[], object]] = {
            "enter": self._go_on,
            "tab": self.focus_next,
            "shift+tab": self.focus_previous,
        }
        move = moves.get(event.key) if isinstance(event, events.Key) else None
        if move is None or self._form.disabled:
            return False
        await worked_off(self._address, self._token)
        move()
        return True

    def _is_astray(self, event: events.Key | events.Paste) -> bool:
        """Whether this was typed before its writer can have seen that the address is to be mended first."""
        typed = isinstance(event, events.Paste) or event.is_printable
        return typed and event.time < self._address_refused_at + SETTLING_SECONDS

    def _go_on(self) -> None:
        """Go to the field that is still wanting, or ask the hub."""
        hub = self._judged = self._filled_in
        objection = self._check.address(hub.url)
        if objection:
            # Translators: {objection} goes on in English, such as: this must begin with wss:// or ws://
            self._object(_("this {objection}").format(objection=objection), self._address)
            self._address_refused_at = monotonic()
        elif hub.token:
            self._ask(hub)
        elif self.focused is self._token:
            self._object(_("the token is missing"), self._token)
        else:
            self.set_focus(self._token)

    @property
    def _filled_in(self) -> JoinHub:
        return JoinHub(self._address.value.strip(), self._token.value.strip())

    def _ask(self, hub: JoinHub) -> None:
        self._form.disabled = True
        self._trouble.update(filled(_("asking {address} …"), address=line(hub.url)))
        self.run_worker(self._sign_in(hub), group="sign-in", description="sign-in")

    async def _sign_in(self, hub: JoinHub) -> None:
        objection = await self._check.sign_in(hub.url, hub.token)
        if objection:
            self._form.disabled = False
            self._object(objection, self._token)
        else:
            self.dismiss(hub)

    def _object(self, reason: str, field: Input) -> None:
        self._trouble.update(joined((" ! ", "reverse bold"), " ", line(reason)))
        self.set_focus(field)


class WelcomeApp(GuardedApp[Choice]):
    """Returns what the person chose; None when they left without a choice."""

    CSS_PATH = "welcome.tcss"
    TITLE = "agent console"

    def __init__(self, check: HubCheck, place: str, theme: str = "dark", glyphs: str = GlyphSet.WIDE) -> None:
        """`place` is the file, in words, in which the answer will be kept."""
        super().__init__(theme, glyphs)
        self._check = check
        self._place = place

    def get_default_screen(self) -> MenuPage:
        """Begin with the question."""
        return MenuPage()

    async def on_event(self, event: events.Event) -> None:
        """Give what is typed to the form first; it is not left to the queues of its fields."""
        if isinstance(event, events.Key | events.Paste) and not event.is_forwarded:
            if not self.app_focus:
                self.app_focus = True
            form = self.screen
            if isinstance(form, JoinPage) and await form.take(event):
                return
        await super().on_event(event)

    def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Take the demo, or ask on."""
        match event.option_id:
            case "demo":
                self.exit(Demo())
            case "hub":
                self.push_screen(JoinPage(self._check, self._place), self._joined)
            case _:
                self.push_screen(OtherPage(self._place))

    def _joined(self, hub: JoinHub | None) -> None:
        if hub is not None:
            self.exit(hub)
