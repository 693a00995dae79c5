"""Canned replies on their way into a draft: called for or picked, filled in, inserted, and counted."""

from collections.abc import Mapping
from dataclasses import replace

from agent_console.domain.change import Change, Part
from agent_console.domain.chat import ConversationId, Mode
from agent_console.domain.desk import Desk
from agent_console.domain.draft import Draft
from agent_console.domain.draft_shelf import Slot
from agent_console.domain.outside import Request
from agent_console.ports import AnswerError
from agent_console.services.answers import Answers, asking
from agent_console.services.call import Call, Obstacle, Wanted
from agent_console.services.changes import Changes
from agent_console.services.crew import Crew
from agent_console.services.drafts import Drafts
from agent_console.services.library import Library
from agent_console.services.origins import Origin, Origins
from agent_console.services.tally import Tally
from agent_console.snippets.expansion import Expansion, Trouble
from agent_console.snippets.trigger.firing import Firing
from agent_console.texts import _


class Expansions:
    """Puts canned replies into drafts; a draft that has changed meanwhile is never touched."""

    def __init__(
        self,
        desk: Desk,
        drafts: Drafts,
        library: Library,
        changes: Changes,
        crew: Crew,
        answers: Answers,
        tally: Tally,
        origins: Origins,
    ) -> None:
        self._desk = desk
        self._drafts = drafts
        self._library = library
        self._changes = changes
        self._crew = crew
        self._tally = tally
        self._origins = origins
        self._answers = answers
        self._open: dict[Slot, Call] = {}
        """Calls about which the agent is being asked."""
        self._asked: dict[Slot, tuple[Call, Request]] = {}
        """Calls that wait for the world outside."""
        self._ready: dict[Slot, Wanted] = {}
        """Replies whose answers came when the agent had gone on writing."""
        self._words: dict[Slot, str] = {}

    def words(self, conversation: ConversationId, mode: Mode = Mode.REPLY) -> str:
        """Return what there is to say about a call that waits or waited, in one raw line; else empty.

        Once the draft is gone, there is nothing.
        """
        if self._desk.draft(conversation, mode).empty:
            self._words.pop((conversation, mode), None)
        return self._words.get((conversation, mode), "")

    def expand(self, conversation: ConversationId, mode: Mode = Mode.REPLY) -> Draft | Obstacle | None:
        """Put a canned reply in place of the trigger left of the cursor; None when there is no trigger."""
        call = self._library.called(self._drafts.begun(conversation, mode))
        return None if call is None else self.carry_out(call)

    def expand_pending(
        self, conversation: ConversationId, mode: Mode = Mode.REPLY
    ) -> Draft | Obstacle | None:
        """Do the same before a draft is sent; triggers that fire by themselves are text by then."""
        call = self._library.called(self._drafts.begun(conversation, mode))
        if call is None or self._library.fires_by_itself(call.snippets[0]):
            return None
        return self.carry_out(call)

    def fire(
        self, conversation: ConversationId, firing: Firing, mode: Mode = Mode.REPLY
    ) -> Draft | Obstacle | None:
        """Put a reply in place of a trigger that was just typed to its end; None when none fits here."""
        call = self._library.fired(self._drafts.begun(conversation, mode), firing)
        if call is None:
            return None
        if len(call.wanted) > 1:
            # Whoever types on must not find the next keys in a list.
            words = _("{trigger} stands for {replies}: expand it to choose.")
            return Obstacle(words.format(trigger=firing.trigger, replies=", ".join(call.snippets)))
        return self.carry_out(call)

    def sought(self, conversation: ConversationId, mode: Mode = Mode.REPLY) -> str:
        """Return what was typed of a trigger, which a picked reply takes the place of; else empty."""
        return self._library.sought(self._drafts.begun(conversation, mode))

    def pick(
        self, conversation: ConversationId, snippet: str, mode: Mode = Mode.REPLY, locale: str = ""
    ) -> Draft | Obstacle:
        """Put the reply that the agent chose at the cursor, or in place of what was typed of a trigger."""
        draft = self._drafts.begun(conversation, mode)
        call = self._open.pop((conversation, mode), None)
        here = None if call is None else call.within(draft)
        settled = None if here is None else here.settled_on(snippet, locale)
        if settled is not None:
            return self.carry_out(settled)
        start = draft.cursor - len(self._library.sought(draft))
        return self.carry_out(Call(draft, (Wanted(snippet, start, locale=locale),)))

    def fill_in(
        self, conversation: ConversationId, snippet: str, fields: Mapping[str, str], mode: Mode = Mode.REPLY
    ) -> Draft | Obstacle:
        """Go on with a reply whose fields the agent was asked for, now that they are answered."""
        call = self._open.pop((conversation, mode), None)
        here = None if call is None else call.within(self._drafts.begun(conversation, mode))
        settled = None if here is None else here.settled_on(snippet, here.wanted[0].locale)
        if settled is None:
            return Obstacle(_("The draft is another one now: call for the reply again."))
        return self.carry_out(replace(settled, wanted=(settled.wanted[0].told(fields),)))

    def carry_out(self, call: Call) -> Draft | Obstacle:
        """Fill a called reply in and insert it, or say what stands in the way."""
        self._words.pop(call.slot, None)
        self._asked.pop(call.slot, None)
        if len(call.wanted) > 1:
            call = self._likeliest_first(call)
            self._open[call.slot] = call
            words = _("choose one of {replies}").format(replies=", ".join(call.snippets))
            return Obstacle(words, call.snippets)
        call = self._with_answers(call)
        filled = self._library.filled(call.draft.conversation, call.wanted[0])
        if isinstance(filled, Trouble):
            return self._stopped(call, filled)
        return self._cleared(call) if self._library.bare(filled.snippet) else self._inserted(call, filled)

    def _with_answers(self, call: Call) -> Call:
        ready, wanted = self._ready.pop(call.slot, None), call.wanted[0]
        if ready is None or ready.snippet != wanted.snippet:
            return call
        answers = {**ready.occasion.answers, **wanted.occasion.answers}
        return replace(call, wanted=(replace(wanted, occasion=replace(wanted.occasion, answers=answers)),))

    def _inserted(self, call: Call, expansion: Expansion) -> Draft:
        held, wanted = self._desk[call.draft.conversation], call.wanted[0]
        source = replace(expansion.insertion, customer=held.customer.id, text=expansion.text)
        language = wanted.locale or self._library.context(held.id).language
        self._origins.note(source, Origin(wanted, language, held.head))
        start, end = wanted.start, call.draft.cursor
        self._tally.used(expansion.snippet)
        stops = (*expansion.stops, *expansion.defaults)
        return self._drafts.adopt(call.draft.inserted(start, end, expansion.text, stops, source))

    def _cleared(self, call: Call) -> Obstacle:
        """Take the trigger of a reply without a text away."""
        wanted = call.wanted[0]
        self._tally.used(wanted.snippet)
        self._drafts.adopt(call.draft.replaced(wanted.start, call.draft.cursor, ""))
        return Obstacle(_("{reply} has no text").format(reply=wanted.snippet), macro=wanted.snippet)

    def _stopped(self, call: Call, trouble: Trouble) -> Obstacle:
        if trouble.locales:
            self._open[call.slot] = call
            return Obstacle(trouble.reason, call.snippets, trouble.locales)
        if trouble.request is not None:
            return self._ask(call, trouble.request)
        if trouble.fields:
            self._open[call.slot] = call
            return Obstacle(trouble.reason, call.snippets, fields=trouble.fields)
        return Obstacle(trouble.reason)

    def _likeliest_first(self, call: Call) -> Call:
        """Order what there is to choose from: made for the fewest conversations first, then used last."""
        counts = self._tally.counts()

        def rank(wanted: Wanted) -> tuple[int, float]:
            used = counts.get(wanted.snippet)
            return (-self._library.narrowness(wanted.snippet), -used.last.timestamp() if used else 0.0)

        return replace(call, wanted=tuple(sorted(call.wanted, key=rank)))

    # The world outside

    def _ask(self, call: Call, request: Request) -> Obstacle:
        self._asked[call.slot] = (call, request)
        self._crew.start(lambda: self._answered(call, request))
        reason = asking(call.snippets[0], request)
        self._words[call.slot] = reason
        return Obstacle(reason)

    async def _answered(self, call: Call, request: Request) -> None:
        try:
            answer = await self._answers.answer(call.draft.conversation, request)
        except AnswerError as error:
            self._give_up(call, request, f"{call.snippets[0]}: {error}")
            return
        if self._asked.get(call.slot) != (call, request):
            return
        self._resume(call, call.wanted[0].answered(request, answer))

    def _resume(self, call: Call, wanted: Wanted) -> None:
        """Go on with a call whose answer has come, unless the agent has gone on writing meanwhile."""
        conversation, mode = call.slot
        if conversation not in self._desk:
            self._asked.pop(call.slot, None)
            return
        here = call.within(self._drafts.begun(conversation, mode))
        if here is not None:
            result = self.carry_out(replace(here, wanted=(wanted,)))
            if isinstance(result, Obstacle) and call.slot not in self._asked:
                self._ready[call.slot] = wanted
                words = _("{reason}: call for it again.").format(reason=result.reason)
                self._words[call.slot] = words
        else:
            self._asked.pop(call.slot, None)
            self._ready[call.slot] = wanted
            words = _("{reply} is ready, but you wrote on: call for it again.")
            self._words[call.slot] = words.format(reply=wanted.snippet)
        self._changes.announce(Change(Part.DRAFT, conversation))

    def _give_up(self, call: Call, request: Request, reason: str) -> None:
        if self._asked.get(call.slot) == (call, request):
            del self._asked[call.slot]
            self._words[call.slot] = reason
            self._changes.announce(Change(Part.DRAFT, call.draft.conversation))
