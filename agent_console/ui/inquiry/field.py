"""The fields of a canned reply that must be known before its text can be made, asked one after the other."""

from collections.abc import Callable, Mapping, Sequence
from itertools import zip_longest

from textual.content import Content

from agent_console.snippets.field import Field, misfit
from agent_console.texts import _
from agent_console.ui.format import line
from agent_console.ui.inquiry.inquiry import Amiss, Choice, Inquiry, Next, Outcome, matching


class FieldInquiry(Inquiry):
    """One field; the last answer inserts the reply."""

    def __init__(
        self,
        title: Content,
        fields: Sequence[Field],
        insert: Callable[[Mapping[str, str]], None],
        answers: Mapping[str, str] | None = None,
    ) -> None:
        """`insert` takes the answers by the names of the fields; `answers` are those given so far."""
        super().__init__(title)
        self._field, *self._rest = fields
        self._insert = insert
        self._answers = answers or {}
        self.hint = line(self._field.name.rpartition(".")[2], 40).plain
        self.multiline = self._field.multiline
        self.initial = "" if self._field.choices else self._field.usual
        labels = zip_longest(self._field.choices, self._field.labels[: len(self._field.choices)])
        self._choices = [Choice(value, line(label or value or _("nothing"), 60)) for value, label in labels]

    def choices(self, typed: str) -> Sequence[Choice]:
        """Return what the field can be."""
        return matching(self._choices, typed)

    def answer(self, typed: str, choice: Choice | None) -> Outcome:
        """Take the value, and go on to the next field or insert the reply."""
        if self._choices and choice is None:
            return Amiss(Content(_("choose one of those that are listed")))
        value = typed.strip() if choice is None else choice.value
        if reason := self._wrong(value):
            return Amiss(line(reason))
        answers = {**self._answers, self._field.name: value}
        if self._rest:
            return Next(FieldInquiry(self.title, self._rest, self._insert, answers))
        self._insert(answers)
        return None

    def _wrong(self, value: str) -> str:
        if not value and self._field.required and not self._choices:
            return _("must not be empty")
        return misfit(self._field.check, value)
