"""A file of rules, in YAML: read, checked, and every mistake told with its line and column."""

from typing import Annotated, Final, Literal, Self, TypeAlias

import re2
from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from agent_console.assist.cue import phrase
from agent_console.assist.cue.rule import Rule
from agent_console.domain.chat import Priority
from agent_console.domain.cue import Side
from agent_console.yaml_source import CONFIG_LIMITS, Source, parse, validate

LONGEST_MARK: Final = 12
"""Characters; it stands in a narrow pane."""
_MOST_MEMORY: Final = 4 * 1024 * 1024
"""Bytes that one compiled pattern may take."""


def _one_or_more(value: object) -> object:
    return [value] if isinstance(value, str) else value


def _phrase(value: str) -> str:
    phrase.read(value)
    return value


def _pattern(value: str) -> str:
    try:
        compiled(value)
    except re2.error as error:
        reason = error.args[0].decode() if isinstance(error.args[0], bytes) else str(error.args[0])
        raise ValueError(f"is no pattern that can be looked for: {reason}") from None
    return value


def compiled(pattern: str) -> "re2._Regexp":
    """Return a pattern that ignores case; raises `re2.error`."""
    options = re2.Options()
    options.case_sensitive, options.max_mem, options.log_errors = False, _MOST_MEMORY, False
    return re2.compile(pattern, options)


Phrase: TypeAlias = Annotated[str, AfterValidator(_phrase)]
Phrases: TypeAlias = Annotated[tuple[Phrase, ...], BeforeValidator(_one_or_more)]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True, populate_by_name=True)


class RuleEntry(_Part):
    """A rule as it is written."""

    mark: Annotated[str, Field(min_length=1, max_length=LONGEST_MARK)]
    """What it is a sign of, in a word: `legal`, `churn`, `upset`."""
    of: Side = Side.CUSTOMER
    """Whose words: the customer's, or the agent's own draft."""
    phrases: Phrases = ()
    """Whole words, whatever their case and accents; `*` behind a word stands for any ending."""
    unless: Phrases = ()
    """Longer phrases in which they mean nothing, such as `no lawyer`."""
    pattern: Annotated[str, AfterValidator(_pattern)] = ""
    """A regular expression in RE2's syntax, where words do not suffice; it ignores case."""
    reply: str = ""
    """The id of the canned reply that is suggested."""
    priority: Priority | None = None
    """The priority that is suggested."""

    @model_validator(mode="after")
    def _looks_for_something(self) -> Self:
        if not self.phrases and not self.pattern:
            raise ValueError("needs `phrases` or a `pattern`")
        return self

    def rule(self, language: str) -> Rule:
        """Return the same, ready for looking."""
        phrases, unless = (tuple(map(phrase.read, each)) for each in (self.phrases, self.unless))
        return Rule(self.mark, self.of, phrases, unless, self.pattern, self.reply, self.priority, language)


class Sheet(_Part):
    """A file of rules."""

    dialect: Literal["marks/1"]
    """What the file is: `marks/1`."""
    language: Annotated[str, Field(pattern="^[a-z]{2}$")] | None = None
    """The language of its phrases, as two letters; without one they are looked for in every chat."""
    rules: tuple[RuleEntry, ...] = ()


def read(text: str, name: str) -> tuple[Rule, ...]:
    """Return the rules of a file; raises `SourceError` with everything that is wrong in it."""
    source = Source(name, text)
    sheet = validate(parse(text, name, CONFIG_LIMITS), Sheet, source)
    return tuple(entry.rule(sheet.language or "") for entry in sheet.rules)
