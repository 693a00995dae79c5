"""Asks before the steps of a macro are taken; each is listed, and Enter alone takes none."""

from collections.abc import Callable, Sequence

from textual.content import Content

from agent_console.ports import Declined
from agent_console.texts import N_, _
from agent_console.ui.format import joined, line
from agent_console.ui.inquiry.inquiry import NOTHING, Choice, Inquiry, Order, Outcome, matching
from agent_console.ui.inquiry.ordered import Ordered

_NO, _YES = "no", "yes"


class MacroInquiry(Ordered):
    """Whether all steps are to be taken; an Enter out of habit means no, and one key of its own means yes."""

    # Translators: "yes" is what the texts "yes, take …" begin with
    hint = N_("type yes, or choose with the arrow keys")
    reading = True

    def __init__(
        self,
        title: Content,
        steps: Sequence[Content],
        order: Order,
        key: str,
        leave: Callable[[], None],
        remark: Content = NOTHING,
    ) -> None:
        """`key` also means yes, as people write it; `leave` is called once the answer is no."""
        super().__init__(title)
        self.order = order
        takes = _("{key} takes all of them").format(key=key)
        self.keys = " · ".join((takes, _("{list.leave} leaves them")))
        listed = [joined((f"{number}. ", "bold"), step) for number, step in enumerate(steps, 1)]
        self.page = Content("\n").join([*listed, remark] if remark else listed)
        self.left = leave
        yes = _("yes, take this step") if len(steps) == 1 else _("yes, take these steps")
        self._choices = (
            Choice(_NO, Content(_("no, leave them"))),
            Choice(_YES, Content(yes)),
        )

    def choices(self, typed: str) -> Sequence[Choice]:
        """Return both answers."""
        return matching(self._choices, typed)

    def confirmed(self) -> Order:
        """Have the steps taken."""
        return self.order

    def answer(self, typed: str, choice: Choice | None) -> Outcome:
        """Have the steps taken, or leave them."""
        if choice is not None and choice.value == _YES:
            return self.order
        self.left()
        return None

    def declined(self, typed: str, declined: Declined) -> Inquiry | None:
        """Tell how far it went; taking the steps again could take some of them twice."""
        return Standstill(self.title, declined)


class Standstill(Inquiry):
    """Tells which steps were taken, and which was not; there is nothing to answer."""

    keys = N_("{list.choose} or {list.leave} closes")

    def __init__(self, title: Content, declined: Declined) -> None:
        super().__init__(title)
        self.page = line(declined.reason, 1_000, "bold")

    def answer(self, typed: str, choice: Choice | None) -> Outcome:
        """Close."""
        return None
