"""What may stand in a snippet file, in espanso's dialect and in `support/1`."""

import re
from typing import Annotated, Literal, Self, TypeAlias

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from agent_console.snippets.failure import BodyError
from agent_console.snippets.liquid.template import condition
from agent_console.snippets.pattern import compiled
from agent_console.snippets.trigger.casing import Style
from agent_console.yaml_source import Flag, Typed


def _several(value: object) -> object:
    """Take one text where a list is asked for."""
    return [value] if isinstance(value, str) else value


def _lines(value: object) -> object:
    """Take values on lines where a list is asked for."""
    return value.strip().splitlines() if isinstance(value, str) else value


Text: TypeAlias = Annotated[str, Field(min_length=1)]
Texts: TypeAlias = Annotated[tuple[Text, ...], BeforeValidator(_several)]
IDENTIFIER = r"^[A-Za-z0-9][A-Za-z0-9_-]*(\.[A-Za-z0-9][A-Za-z0-9_-]*)*$"
LANGUAGE = r"^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$"


def _language(value: str) -> str:
    if not re.fullmatch(LANGUAGE, value):
        raise ValueError("is not the tag of a language, such as de or pt-BR")
    return value


def _no_files(value: object) -> object:
    raise ValueError("has no effect: a reply cannot bring files; send them with the console's own key")


Identifier: TypeAlias = Annotated[str, Field(pattern=IDENTIFIER, examples=["refund-eta"])]
Language: TypeAlias = Annotated[str, AfterValidator(_language)]
Fallback: TypeAlias = Literal["ask", "default", "block"]
Expand: TypeAlias = Literal["tab", "space", "immediate", "picker"]
BoundaryName: TypeAlias = Literal["token", "word", "espanso"]
NATIVE = "support/1"
"""The name of the dialect that is this program's own."""
BODIES = ("template", "snippet", "replace", "markdown", "html", "form", "image_path")


class Part(BaseModel):
    """A group of keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


class Scope(Part):
    """Where a snippet is offered; an empty list means everywhere."""

    channels: Texts = ()
    queues: Texts = ()
    brands: Texts = ()
    teams: Texts = ()
    languages: Texts = ()


def _parameters(value: object) -> object:
    if value is not None and not isinstance(value, dict):
        raise ValueError("must be a mapping")
    return value


Parameters: TypeAlias = Annotated[Typed, AfterValidator(_parameters)]
"""Any values by name, the unquoted ones typed."""


class Variable(Part):
    """A variable as espanso has them."""

    model_config = ConfigDict(extra="ignore")

    name: str
    type: str
    params: Parameters = None
    inject_vars: Flag = True
    depends_on: tuple[str, ...] = ()


class NativeVariable(Variable):
    """The same in `support/1`."""

    model_config = ConfigDict(extra="forbid")

    name: Annotated[str, Field(pattern=r"^\w+$")]
    type: Text
    depends_on: Texts = ()


def _expression(value: str) -> str:
    compiled(value)
    return value


def _condition(value: str) -> str:
    try:
        condition(value)
    except BodyError as error:
        raise ValueError(str(error)) from None
    return value


class FormField(Part):
    """A field of a form, which becomes a tab stop."""

    type: Literal["text", "choice", "list", "number", "date", "bool"] = "text"
    multiline: Flag = False
    default: str | None = None
    values: Annotated[tuple[str, ...], BeforeValidator(_lines)] = ()
    required: Flag = True
    """Whether a field without a default must be filled in before sending."""
    pattern: Annotated[str, AfterValidator(_expression)] = ""
    """What the whole answer must match, in the syntax of RE2."""
    when: Annotated[str, AfterValidator(_condition)] | None = None
    """A Liquid condition on the fields before it and on what is known; without it there is no field."""
    text: str = ""
    """What stands in the reply when a `bool` is on: a word or a paragraph."""

    @model_validator(mode="after")
    def _says_enough(self) -> Self:
        if self.type in ("choice", "list") and not self.values:
            raise ValueError("needs `values` to choose from")
        if (self.type == "bool") != bool(self.text):
            raise ValueError("needs both the type `bool` and the `text` to stand there when it is on")
        return self


class Localized(Part):
    """The same reply in another language."""

    template: Text | None = None
    snippet: Text | None = None
    replace: Text | None = None
    form: Text | None = None

    @model_validator(mode="after")
    def _one_body(self) -> Self:
        if len(bodies_of(self)) != 1:
            raise ValueError("needs exactly one of `template`, `snippet`, `replace`, `form`")
        return self


class Example(Part):
    """A test of a snippet, run by `agent-console snippets check`."""

    name: str = ""
    given: Typed = None
    """Values by namespace, such as `customer: {first_name: Ana}`."""
    locale: Language | None = None
    """The language to write in; by default the customer's as given, else the snippet's own."""
    form: dict[str, str] = Field(default_factory=dict)
    """The agent's answers by field."""
    expect: str | None = None
    """The whole text."""
    expect_contains: Texts = ()
    """Parts that must be in the text."""
    expect_blocked: Texts = ()
    """The paths that must be missing; nothing else may be."""
    expect_actions: Typed = None
    """What its macro must do, written as `actions` are."""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        texts = self.expect is not None or self.expect_contains or self.expect_blocked
        if not texts and self.expect_actions is None:
            raise ValueError("needs `expect`, `expect_contains`, `expect_blocked` or `expect_actions`")
        return self


class Defaults(Part):
    """What holds for every match of a file that does not say otherwise."""

    scope: Scope = Scope()
    boundary: BoundaryName = "token"
    expand: Expand | None = None
    """By default what the user's config says."""
    locale_fallback: Fallback = "ask"


class PlainMatch(Part):
    """A match as espanso has them; keys that espanso does not know are passed over, as it does."""

    model_config = ConfigDict(extra="ignore")

    trigger: str | None = None
    triggers: tuple[str, ...] = ()
    regex: str | None = None
    label: str | None = None
    search_terms: tuple[str, ...] = ()
    replace: str | None = None
    form: str | None = None
    markdown: str | None = None
    html: str | None = None
    image_path: str | None = None
    vars: tuple[Variable, ...] = ()
    form_fields: Parameters = None
    word: Flag = False
    left_word: Flag | None = None
    right_word: Flag | None = None
    propagate_case: Flag = False
    uppercase_style: str = "uppercase"
    """What espanso does not know it takes for `uppercase`."""
    force_mode: str | None = None
    force_clipboard: Flag = False
    paragraph: Flag = False


class Match(PlainMatch):
    """A match of dialect `support/1`: the same keys with the same meaning, and more; exactly one body."""

    model_config = ConfigDict(extra="forbid")

    id: Identifier | None = None
    extends: Text | None = None
    """The id of a match whose keys count where this one has none."""
    trigger: Text | None = None
    triggers: Texts = ()
    regex: Text | None = None
    search_terms: Texts = ()
    vars: tuple[NativeVariable, ...] = ()
    form_fields: dict[str, FormField] = Field(default_factory=dict)
    uppercase_style: Style = "uppercase"
    description: str = ""
    tags: Texts = ()
    shortcut: str = ""
    template: Text | None = None
    snippet: Text | None = None
    scope: Scope | None = None
    when: Text | None = None
    requires: Texts = ()
    locales: dict[Language, Localized] = Field(default_factory=dict)
    locale_fallback: Fallback | None = None
    expand: Expand | None = None
    boundary: BoundaryName | None = None
    attach: Annotated[None, BeforeValidator(_no_files)] = None
    """Refused: a reply that silently came without its file would be worse."""
    actions: Typed = None
    tests: tuple[Example, ...] = ()

    @model_validator(mode="after")
    def _one_body(self) -> Self:
        bodies = [f"`{kind}`" for kind, _ in bodies_of(self)]
        if len(bodies) > 1:
            raise ValueError(f"has {' and '.join(bodies)}, and may have only one of them")
        if not bodies and self.actions is None and self.extends is None:
            raise ValueError(f"needs one of {', '.join(f'`{body}`' for body in BODIES)}, or `actions`")
        return self


class PlainHead(Part):
    """A file in espanso's dialect without its matches."""

    model_config = ConfigDict(extra="ignore")

    imports: tuple[str, ...] = ()
    global_vars: tuple[Variable, ...] = ()


class Head(PlainHead):
    """A file of dialect `support/1` without its matches."""

    model_config = ConfigDict(extra="forbid")

    dialect: Literal["support/1"] = "support/1"
    namespace: Identifier | None = None
    language: Language | None = None
    """The language of the bodies that stand directly under a match; when it is not said they serve
    customers of every language, but are taken for English beside `locales`."""
    defaults: Defaults = Defaults()
    imports: Texts = ()
    global_vars: tuple[NativeVariable, ...] = ()
    matches: None = None
    """They are read one by one and never stand here; the key is among those that a misspelt one may mean."""


def bodies_of(part: PlainMatch | Localized) -> tuple[tuple[str, str], ...]:
    """Return the bodies that are written, with their kinds, in order of precedence."""
    written = part.__dict__
    return tuple((kind, text) for kind in BODIES if isinstance(text := written.get(kind), str))
