"""Other words of a machine for a text: what is wished for, and a preview that changes nothing by itself."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from textual.content import Content

from agent_console.ports import Declined
from agent_console.services.rewording import Proposal
from agent_console.texts import N_, _
from agent_console.ui.format import block, filled, line
from agent_console.ui.inquiry.inquiry import Amiss, Choice, Fill, Inquiry, Next, Outcome, matching

_TAG_LIKE = frozenset(range(2, 4))
"""How many letters the tag of a language has, without region and script."""
_SHOWN = 200
"""Characters of what did not come back that are named."""

Ask = Callable[[str], Inquiry]
"""Has a machine asked for something, and returns the preview that will show it."""


class LanguageWish(Inquiry):
    """Into which language a draft is translated, where the console cannot tell."""

    hint = N_("type a language or its tag, such as nl; {list.choose} goes on")

    def __init__(self, title: Content, languages: Mapping[str, str], ask: Ask) -> None:
        """`languages` are names by their tags."""
        super().__init__(title)
        self._choices = [_language(tag, name) for tag, name in languages.items()]
        self._ask = ask

    def choices(self, typed: str) -> Sequence[Choice]:
        """Return the languages that fit what is typed."""
        return matching(self._choices, typed)

    def answer(self, typed: str, choice: Choice | None) -> Outcome:
        """Ask for it; a tag that is typed counts although it is not listed."""
        tag = typed.strip()
        if choice is not None:
            return Next(self._ask(choice.value))
        if tag.isascii() and len(tag.partition("-")[0]) in _TAG_LIKE and tag.replace("-", "").isalnum():
            return Next(self._ask(tag))
        return Amiss(Content(_("that is no language that is known here; type its tag, such as nl")))


class Wish(Inquiry):
    """What a draft is to be like: one of the wishes of the settings, or words of the agent's own."""

    hint = N_("choose, or type what you wish; {list.choose} goes on")

    def __init__(self, title: Content, wishes: Mapping[str, str], ask: Ask) -> None:
        """`wishes` are what the machine is told, by what each is called."""
        super().__init__(title)
        self._choices = [
            Choice(told, line(_(name), 60, "bold"), line(told, 400)) for name, told in wishes.items()
        ]
        self._ask = ask

    def choices(self, typed: str) -> Sequence[Choice]:
        """Return the wishes that fit what is typed."""
        return matching(self._choices, typed)

    def answer(self, typed: str, choice: Choice | None) -> Outcome:
        """Ask for it."""
        told = typed.strip() if choice is None else choice.value
        return Next(self._ask(told)) if told else Amiss(Content(_("choose a wish, or type one")))


class Preview(Inquiry):
    """What a machine made of a text, beside the text itself; it is taken by Enter, left by Esc."""

    wide_page = True

    def __init__(self, title: Content, host: str, take: Callable[[Proposal], str] | None = None) -> None:
        """`take` puts it into the draft and returns why not; without one it is only to be read."""
        super().__init__(title)
        self._take = take
        self._proposal: Proposal | None = None
        self._insists = False
        self.page = filled(_("asking {host} …"), host=line(host, 60))
        if take is None:
            self.hint = _("only for you to read")
            # Translators: below a box of at least 40 characters, with Ctrl+C and Esc in it
            self.keys = _("{chat.copy} copy · {list.leave} close")
        else:
            self.hint = _("{list.choose} puts it into the draft")
            # Translators: below a box of at least 40 characters, with Enter, Ctrl+C and Esc in it
            self.keys = _("{list.choose} take · {chat.copy} copy · {list.leave} close")

    def told(self, answer: Proposal | Declined) -> None:
        """Take what came of it."""
        if isinstance(answer, Declined):
            self.page = line(answer.reason, 400, "bold")
        else:
            self._proposal = answer
            self.page = Content("\n").join(_rows(answer))

    def copied(self, choice: Choice | None) -> str:
        """Return the new words."""
        return "" if self._proposal is None else self._proposal.text

    def answer(self, typed: str, choice: Choice | None) -> Outcome:
        """Put it into the draft; where something is missing in it, only when asked a second time."""
        proposal = self._proposal
        if self._take is None:
            return None
        if proposal is None:
            return Fill(typed)
        if not proposal.restored.whole and not self._insists:
            self._insists = True
            return Amiss(Content(_("it is not complete, see below: once more takes it all the same")))
        why_not = self._take(proposal)
        return Amiss(Content(why_not)) if why_not else None


def _language(tag: str, name: str) -> Choice:
    return Choice(tag, line(name, 60))


def _rows(proposal: Proposal) -> Iterator[Content]:
    """Yield what is wrong with it, the new words, and those that they are for."""
    yield from _objections(proposal)
    yield block(proposal.text)
    yield Content()
    yield Content.styled(
        _("instead of:") if proposal.draft is not None else _("as it was written:"), "$quiet"
    )
    yield block(proposal.original).stylize("$quiet")


def _objections(proposal: Proposal) -> Iterator[Content]:
    restored = proposal.restored
    if proposal.text == proposal.original:
        yield Content.styled(_("nothing has changed"), "bold")
    for words, parts in (
        (_("missing here: {parts}"), restored.missing),
        (_("more than once here: {parts}"), restored.repeated),
        (_("stands for nothing: {parts}"), restored.invented),
    ):
        if parts:
            named = ", ".join(part or _("an empty field") for part in parts)
            yield filled(words, parts=line(named, _SHOWN)).stylize("bold")
