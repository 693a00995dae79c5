"""Shows what everybody who waits would get, before one key sends it; Enter only takes somebody out or in."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

from textual.content import Content

from agent_console.domain.chat import ConversationId
from agent_console.ports import Declined
from agent_console.services.holding_line import LeftOut, Line
from agent_console.texts import N_, _, ngettext
from agent_console.ui.format import block, clock, joined, line
from agent_console.ui.inquiry.inquiry import Amiss, Choice, Next, Order, Outcome, matching
from agent_console.ui.inquiry.ordered import Ordered

_IN, _OUT, _NOT = N_("✓ gets it"), N_("- taken out"), N_("✗ left out")


@dataclass(frozen=True, slots=True)
class Addressee:
    """One customer of the list."""

    line: Line
    who: Content
    """How the customer is told from the others."""
    tier: str
    """The glyph of the wait."""
    draft: bool
    """Whether something is half written there."""


class HoldingInquiry(Ordered):
    """The list, the longest wait first; what has changed by the time of sending is left out then."""

    hint = N_("a name narrows the list")

    def __init__(
        self,
        title: Content,
        addressees: Sequence[Addressee],
        key: str,
        send: Callable[[Sequence[Line]], Sequence[LeftOut]],
        raised_at: float,
        width: int,
    ) -> None:
        """`key` sends, as people write it; each text is shown whole, in lines of `width` cells."""
        super().__init__(title)
        ways = _("{list.choose} takes out or in · {list.leave} closes")
        self.keys = " · ".join((_("{key} sends").format(key=key), ways))
        self.raised_at = raised_at
        self._addressees = addressees
        self._key = key
        self._width = width
        self._send_lines = send
        self._out: set[ConversationId] = set()
        self._at = ""
        self._count()

    def choices(self, typed: str) -> Sequence[Choice]:
        """Return everybody who waits, with the exact text for each, or why there is none."""
        return matching([self._choice(one) for one in self._addressees], typed)

    def highlighted(self, typed: str, choices: Sequence[Choice]) -> int | None:
        """Return the one that Enter was pressed on last."""
        values = [choice.value for choice in choices]
        return values.index(self._at) if self._at in values else super().highlighted(typed, choices)

    def answer(self, typed: str, choice: Choice | None) -> Outcome:
        """Take somebody out, or in again."""
        if choice is None:
            return Amiss(Content(_("nobody of that name waits")))
        if choice.blocked:
            return Amiss(line(choice.blocked, 200))
        self._out ^= {ConversationId(choice.value)}
        self._at, self.initial = choice.value, typed
        self._count()
        return Next(self)

    def confirmed(self) -> Order | None:
        """Send to everybody who is not taken out."""
        lines = self._lines
        if not lines:
            return None
        return Order(lambda: self._send(lines), Content(_sent(len(lines))))

    def _send(self, lines: Sequence[Line]) -> Awaitable[Declined | None]:
        """Bind the replies at once, and tell afterwards."""
        left = self._send_lines(lines)

        async def told() -> Declined | None:
            return _told(left, len(lines)) if left else None

        return told()

    @property
    def _lines(self) -> list[Line]:
        lines = (one.line for one in self._addressees)
        return [one for one in lines if one.text and one.conversation not in self._out]

    def _count(self) -> None:
        number = len(self._lines)
        words = ngettext(
            "{key} sends it to {count} customer, to each as a reply of its own.",
            "{key} sends it to {count} customers, to each as a reply of its own.",
            number,
        ).format(key=self._key, count=number)
        self.page = Content.styled(words if number else _("Nobody is left to send it to."), "bold")

    def _choice(self, one: Addressee) -> Choice:
        about = one.line
        state = _NOT if about.objection else _OUT if about.conversation in self._out else _IN
        waited = f"  {clock(about.waited)} {one.tier}  "
        draft = ("  " + _("the draft there stays"), "italic") if one.draft else ""
        head = joined((_(state), "bold"), waited, one.who.stylize("bold"), draft)
        text = line(about.objection, 300, "italic") if about.objection else block(about.text)
        lines = [head, *text.wrap(self._width)]
        return Choice(about.conversation, Content("\n").join(lines), blocked=about.objection)


def _told(left: Sequence[LeftOut], number: int) -> Declined:
    nameless = _("no name")
    names = ", ".join(f"{one.customer.name or nameless} ({one.reason})" for one in left)
    words = _("{sent}; left out: {names}")
    return Declined(words.format(sent=_sent(number - len(left)), names=names))


def _sent(number: int) -> str:
    return ngettext(
        "holding line sent to {count} customer", "holding line sent to {count} customers", number
    ).format(count=number)
