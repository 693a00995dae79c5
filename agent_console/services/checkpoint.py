"""Every check that a reply passes when Enter is pressed, in order; the first objection counts."""

from dataclasses import replace

from agent_console.domain.chat import Mode
from agent_console.domain.desk import Desk
from agent_console.domain.draft import Draft, Insertion
from agent_console.domain.verdict import ALLOWED, Rule, Ruling, Verdict
from agent_console.ports import Clock
from agent_console.services.attention import Attention
from agent_console.services.crew import Crew
from agent_console.services.library import Library
from agent_console.services.scrutiny import Scrutiny
from agent_console.snippets import residue
from agent_console.snippets.field import misfit
from agent_console.snippets.freshness import changes
from agent_console.texts import _, ngettext

MOST_BYTES = 16 * 1024
"""The longest reply in UTF-8; chat systems refuse longer ones."""
PERSONAL = ("customer.", "contact.", "custom_attribute.", "order.", "conversation.", "inbox.", "ticket.")
"""Where the values of a canned response come from that are one customer's own."""


def _refuse(rule: Rule, reason: str, span: tuple[int, int] | None = None) -> Verdict:
    return Verdict(Ruling.REFUSE, rule, reason, span=span)


def _ask(rule: Rule, reason: str, span: tuple[int, int] | None = None) -> Verdict:
    return Verdict(Ruling.ASK, rule, reason, span=span)


def _settled(verdict: Verdict, confirmed: frozenset[Rule]) -> bool:
    """Whether a verdict does not stand in the way."""
    return verdict.ruling is Ruling.ALLOW or (verdict.ruling is Ruling.ASK and verdict.rule in confirmed)


class Checkpoint:
    """Decides whether a draft may leave; looks at the desk, changes nothing."""

    def __init__(
        self,
        desk: Desk,
        clock: Clock,
        attention: Attention,
        scrutiny: Scrutiny,
        crew: Crew,
        library: Library,
    ) -> None:
        self._desk = desk
        self._library = library
        self._clock = clock
        self._attention = attention
        self._scrutiny = scrutiny
        self._crew = crew
        self._note_looks = (self._fit, self._bound, self._size)
        self._looks = (
            *self._note_looks,
            self._unbroken,
            self._holes,
            self._misfits,
            self._leftovers,
            self._suspects,
            self._values,
            self._changes,
            self._scrutiny.check,
            self._news,
        )

    def check(self, draft: Draft, confirmed: frozenset[Rule] = frozenset()) -> Verdict:
        """Return the first objection to sending the draft now; rules in `confirmed` do not ask again.

        A note must only be for this customer's chat and fit: no customer ever sees it. A DELAY counts only
        where nothing stops the draft. An ALLOW has the guard's figures.
        """
        found = ALLOWED
        for look in self._looks if draft.mode is Mode.REPLY else self._note_looks:
            verdict = look(draft)
            if verdict is None:
                continue
            if verdict.ruling is not Ruling.DELAY and not _settled(verdict, confirmed):
                return verdict
            found = verdict
        return found if found.ruling is Ruling.DELAY else ALLOWED.with_figures_of(found)

    def _fit(self, draft: Draft) -> Verdict | None:
        if draft.empty:
            return _refuse(Rule.EMPTY, _("There is nothing to send yet."))
        if self._crew.over:
            return _refuse(Rule.UNSENDABLE, _("The session is over; the text stays here as a draft."))
        return None

    def _bound(self, draft: Draft) -> Verdict | None:
        if draft.conversation not in self._desk:
            return _refuse(Rule.MOVED, _("This chat is not yours any more; the text is kept as a draft."))
        held = self._desk[draft.conversation]
        if draft.customer != held.customer.id:
            reason = _("This chat has another customer now. Cut the text and paste it to write to {name}.")
            return _refuse(Rule.MOVED, reason.format(name=held.customer.name))
        return None

    def _unbroken(self, draft: Draft) -> Verdict | None:
        if draft.fence != self._desk[draft.conversation].fence:
            reason = _("This chat was out of your hands since you began. Read it again.")
            return _ask(Rule.MOVED, reason)
        return None

    def _size(self, draft: Draft) -> Verdict | None:
        try:
            size = len(draft.text.encode())
        except UnicodeEncodeError as error:
            reason = _("Character {place} is broken; delete it.").format(place=error.start + 1)
            return _refuse(Rule.UNSENDABLE, reason, (error.start, error.end))
        if size > MOST_BYTES:
            reason = _("{size} bytes is too long; {most} is the most.")
            return _refuse(Rule.TOO_LONG, reason.format(size=f"{size:,}", most=f"{MOST_BYTES:,}"))
        return None

    def _holes(self, draft: Draft) -> Verdict | None:
        if not draft.holes:
            return None
        hole = draft.holes[0]
        reason = (
            _("Fill in {value} first.").format(value=hole.path) if hole.path else _("Fill in a value first.")
        )
        return _refuse(Rule.HOLE, reason, (hole.start, hole.end))

    def _misfits(self, draft: Draft) -> Verdict | None:
        for stop in draft.stops:
            text = draft.text[stop.start : stop.end]
            if reason := misfit(stop.check, text):
                # Translators: the reason follows the text, such as “12a” must be a number.
                reason = _("“{text}” {reason}.").format(text=text, reason=reason)
                return _refuse(Rule.MISFIT, reason, (stop.start, stop.end))
        return None

    def _leftovers(self, draft: Draft) -> Verdict | None:
        for left in residue.find(draft.text):
            reason = _("{text} is template text: fill it in or delete it.").format(text=left.text)
            return _refuse(Rule.PLACEHOLDER, reason, (left.start, left.end))
        return None

    def _suspects(self, draft: Draft) -> Verdict | None:
        for left in residue.suspect(draft.text):
            reason = _("{text} looks like a placeholder.").format(text=left.text)
            return _ask(Rule.SUSPECT, reason, (left.start, left.end))
        return None

    def _values(self, draft: Draft) -> Verdict | None:
        """Look for what was filled in, or copied, from another customer's facts."""
        for insertion in draft.insertions:
            if insertion.customer != draft.customer:
                for path, value in insertion.values:
                    if path.startswith(PERSONAL) and value in draft.text:
                        return self._foreign(insertion, path, value, draft.text.index(value))
        return None

    def _foreign(self, insertion: Insertion, path: str, value: str, start: int) -> Verdict:
        """Ask about a value of another customer, who is named as long as their chat is open."""
        chats = self._desk.conversations.values()
        owner = next((held for held in chats if held.customer.id == insertion.customer), None)
        name = owner.customer.name.strip() if owner else ""
        reason = _filled_in(name) if insertion.snippet else _copied(name)
        reason = reason.format(value=value, path=path, name=name)
        verdict = _ask(Rule.INSERTION, reason, (start, start + len(value)))
        return replace(verdict, suggestion=owner.id if owner else None)

    def _changes(self, draft: Draft) -> Verdict | None:
        """Look for what a canned response was filled with and is no longer so."""
        own = [one for one in draft.insertions if one.customer == draft.customer]
        used = tuple((path, value) for one in own for path, value in one.values if path.startswith(PERSONAL))
        if not used:
            return None
        for change in changes(used, draft.text, self._library.context(draft.conversation)):
            return _ask(Rule.OUTDATED, change.reason, change.span)
        return None

    def _news(self, draft: Draft) -> Verdict | None:
        now = self._clock.monotonic()
        unread = self._attention.unread(draft.conversation, draft.began_at, now)
        if not unread:
            return None
        reason = ngettext(
            "There is a new line since you began: read before you send.",
            "There are {count} new lines since you began: read before you send.",
            unread,
        )
        return _ask(Rule.STALE, reason.format(count=unread))


def _filled_in(name: str) -> str:
    """Return why to ask about a value that a canned response brought."""
    if not name:
        return _("“{value}” ({path}) was filled in for another customer.")
    return _("“{value}” ({path}) was filled in for {name}.")


def _copied(name: str) -> str:
    """Return why to ask about what was pasted."""
    if not name:
        return _("“{value}” was copied from another customer's chat.")
    return _("“{value}” was copied from {name}'s chat.")
