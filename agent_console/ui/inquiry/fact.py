"""Questions about what a conversation is: its tags, its priority, and how it ended."""

from collections.abc import Awaitable, Callable, Iterable, Sequence

from textual.content import Content

from agent_console.domain.action import LONGEST_TAG
from agent_console.domain.chat import Priority
from agent_console.ports import Declined
from agent_console.texts import N_, _
from agent_console.ui.format import filled, joined, line
from agent_console.ui.inquiry.inquiry import Amiss, Choice, Inquiry, Order, Outcome, matching
from agent_console.ui.symbol import PRIORITY_GLYPH, TAGGED_GLYPH

Act = Callable[[str], Awaitable[Declined | None]]

OUTCOMES = (N_("solved"), N_("not solved"), N_("no answer"), N_("spam"))
"""The usual ones, in English, as chat systems are told them."""


class TagInquiry(Inquiry):
    """Which tag to put on, or to take off if it is on; an unknown one is made by typing it."""

    hint = N_("type a tag; {list.choose} puts it on, or takes it off")

    def __init__(
        self, title: Content, present: Sequence[str], known: Iterable[str], put: Act, take: Act
    ) -> None:
        super().__init__(title)
        self._present = tuple(present)
        self._known = sorted({*known} - {*present}, key=str.casefold)
        self._put = put
        self._take = take

    def choices(self, typed: str) -> Sequence[Choice]:
        """Return the tags that are on, those that are known, and what is typed as a new one."""
        on = [
            Choice(
                tag, joined(f"{TAGGED_GLYPH} #", line(tag, 60), "  ", _("on it: chosen again, it comes off"))
            )
            for tag in self._present
        ]
        off = [Choice(tag, joined("  #", line(tag, 60))) for tag in self._known]
        new = typed.strip()
        found = matching([*on, *off], typed)
        if new and new not in (*self._present, *self._known):
            found.append(Choice(new, joined("+ #", line(new, 60), "  ", _("a new tag"))))
        return found

    def answer(self, typed: str, choice: Choice | None) -> Outcome:
        """Put the tag on, or take it off."""
        if choice is None:
            return Amiss(Content(_("type a tag first")))
        tag = choice.value
        if tag in self._present:
            return Order(lambda: self._take(tag), filled(_("tag taken off: #{tag}"), tag=line(tag, 60)))
        if len(tag) > LONGEST_TAG:
            words = _("a tag may have {most} characters, and this one has {count}")
            return Amiss(Content(words.format(most=LONGEST_TAG, count=len(tag))))
        return Order(lambda: self._put(tag), filled(_("tagged: #{tag}"), tag=line(tag, 60)))


class PriorityInquiry(Inquiry):
    """How soon the conversation must be served."""

    hint = N_("choose with the arrow keys, or type")

    def __init__(
        self, title: Content, present: Priority, act: Callable[[Priority], Awaitable[Declined | None]]
    ) -> None:
        super().__init__(title)
        self._present = present
        self._act = act

    def choices(self, typed: str) -> Sequence[Choice]:
        """Return the priorities, the most urgent first."""
        return matching([self._choice(priority) for priority in reversed(Priority)], typed)

    def answer(self, typed: str, choice: Choice | None) -> Outcome:
        """Set the priority."""
        if choice is None:
            return Amiss(Content(_("there is no such priority")))
        priority = Priority(choice.value)
        done = _("priority: {priority}").format(priority=_(priority.value))
        return Order(lambda: self._act(priority), Content(done))

    def _choice(self, priority: Priority) -> Choice:
        now = "  " + _("as it is now") if priority is self._present else ""
        return Choice(priority.value, Content(f"{PRIORITY_GLYPH[priority]:>2} {_(priority.value)}{now}"))


class OutcomeInquiry(Inquiry):
    """How a conversation ended, before it is closed."""

    hint = N_("choose, or type how it ended")

    def __init__(self, title: Content, act: Act) -> None:
        super().__init__(title)
        self._act = act

    def choices(self, typed: str) -> Sequence[Choice]:
        """Return the usual outcomes, and what is typed as one of its own."""
        usual = matching([Choice(outcome, Content(outcome_word(outcome))) for outcome in OUTCOMES], typed)
        own = typed.strip()
        if not own or own in (*OUTCOMES, *map(outcome_word, OUTCOMES)):
            return usual
        return [*usual, Choice(own, joined("“", line(own, 60), "”"))]

    def answer(self, typed: str, choice: Choice | None) -> Outcome:
        """Close the conversation."""
        if choice is None:
            return Amiss(Content(_("say how it ended")))
        return Order(
            lambda: self._act(choice.value),
            filled(_("closed: {outcome}"), outcome=line(outcome_word(choice.value), 60)),
        )


def outcome_word(outcome: str) -> str:
    """Return what an outcome is called: a usual one in the agent's language, any other as it was written."""
    return _(outcome) if outcome in OUTCOMES else outcome
