"""What may stand in a snippet file, in espanso's dialect and in `support/1`."""

from typing import Annotated, Literal, Self, TypeAlias

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from agent_console.yaml_source import Flag, RawScalar, Typed


def _several(value: object) -> object:
    """Take one text where a list is asked for."""
    return [value] if isinstance(value, RawScalar) else value


def _lines(value: object) -> object:
    """Take values on lines where a list is asked for."""
    return value.strip().splitlines() if isinstance(value, RawScalar) else value


Text: TypeAlias = Annotated[str, Field(min_length=1)]
Texts: TypeAlias = Annotated[tuple[Text, ...], BeforeValidator(_several)]
Identifier: TypeAlias = Annotated[
    str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*(\.[A-Za-z0-9][A-Za-z0-9_-]*)*$")
]
Language: TypeAlias = Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$")]
Fallback: TypeAlias = Literal["ask", "default", "block"]
Expand: TypeAlias = Literal["tab", "space", "immediate", "picker"]
BoundaryName: TypeAlias = Literal["token", "word", "espanso"]
UppercaseStyle: TypeAlias = Literal["uppercase", "capitalize", "capitalize_words"]
BODIES = ("template", "snippet", "replace", "form", "markdown", "html", "image_path")


class Part(BaseModel):
    """A group of keys."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


class Scope(Part):
    """Where a snippet is offered; an empty list means everywhere."""

    channels: Texts = ()
    queues: Texts = ()
    brands: Texts = ()
    teams: Texts = ()
    languages: Texts = ()


class Variable(Part):
    """A variable as espanso has them."""

    name: Annotated[str, Field(pattern=r"^\w+$")]
    type: Text
    params: Typed = None
    inject_vars: Flag = True
    depends_on: Texts = ()


class FormField(Part):
    """A field of a form, which becomes a tab stop."""

    type: Literal["text", "choice", "list", "number", "date"] = "text"
    multiline: Flag = False
    default: str | None = None
    values: Annotated[tuple[str, ...], BeforeValidator(_lines)] = ()
    required: Flag = True
    """Whether a field without a default must be filled in before sending."""

    @model_validator(mode="after")
    def _choices(self) -> Self:
        if self.type in ("choice", "list") and not self.values:
            raise ValueError("needs `values` to choose from")
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
    expect: str | None = None
    """The whole text."""
    expect_contains: Texts = ()
    """Parts that must be in the text."""
    expect_blocked: Texts = ()
    """The paths that must be missing; nothing else may be."""

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if self.expect is None and not self.expect_contains and not self.expect_blocked:
            raise ValueError("needs `expect`, `expect_contains` or `expect_blocked`")
        return self


class Defaults(Part):
    """What holds for every match of a file that does not say otherwise."""

    scope: Scope = Scope()
    boundary: BoundaryName = "token"
    expand: Expand = "tab"
    locale_fallback: Fallback = "ask"


class PlainMatch(Part):
    """A match as espanso has them; keys that espanso does not know are passed over, as it does."""

    model_config = ConfigDict(extra="ignore")

    trigger: Text | None = None
    triggers: Texts = ()
    regex: Text | None = None
    label: str | None = None
    search_terms: Texts = ()
    replace: str | None = None
    form: str | None = None
    markdown: str | None = None
    html: str | None = None
    image_path: str | None = None
    vars: tuple[Variable, ...] = ()
    form_fields: dict[str, FormField] = Field(default_factory=dict)
    word: Flag = False
    left_word: Flag | None = None
    right_word: Flag | None = None
    propagate_case: Flag = False
    uppercase_style: UppercaseStyle = "uppercase"
    force_mode: str | None = None
    force_clipboard: Flag = False
    paragraph: Flag = False


class Match(PlainMatch):
    """A match of dialect `support/1`: the same keys with the same meaning, and more; exactly one body."""

    model_config = ConfigDict(extra="forbid")

    id: Identifier | None = None
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
    attach: Texts = ()
    actions: Typed = None
    tests: tuple[Example, ...] = ()

    @model_validator(mode="after")
    def _one_body(self) -> Self:
        if len(bodies_of(self)) != 1 and (bodies_of(self) or self.actions is None):
            raise ValueError(f"needs exactly one of {', '.join(f'`{body}`' for body in BODIES)}")
        return self


class PlainHead(Part):
    """A file in espanso's dialect without its matches."""

    model_config = ConfigDict(extra="ignore")

    global_vars: tuple[Variable, ...] = ()


class Head(Part):
    """A file of dialect `support/1` without its matches."""

    dialect: Literal["support/1"] = "support/1"
    namespace: Identifier | None = None
    language: Language | None = None
    """The language of the bodies that stand directly under a match; when it is not said they serve
    customers of every language, but are taken for English beside `locales`."""
    defaults: Defaults = Defaults()
    global_vars: tuple[Variable, ...] = ()


def bodies_of(part: PlainMatch | Localized) -> tuple[tuple[str, str], ...]:
    """Return the bodies that are written, with their kinds, in order of precedence."""
    texts = ((kind, getattr(part, kind, None)) for kind in BODIES)
    return tuple((kind, text) for kind, text in texts if isinstance(text, str))
