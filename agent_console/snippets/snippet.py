"""One canned response: when it fires, where it holds, and its bodies, compiled when they are needed."""

from functools import cached_property
from typing import cast, get_args

from agent_console.snippets import compiler, permission
from agent_console.snippets.liquid.template import Condition
from agent_console.snippets.listing import Listing
from agent_console.snippets.macro import program
from agent_console.snippets.macro.step import StepRecipe
from agent_console.snippets.proof import Proof
from agent_console.snippets.recipe import Recipe
from agent_console.snippets.source.schema import Example, Expand, Fallback, Match, PlainMatch, Scope
from agent_console.snippets.trigger.casing import Style
from agent_console.snippets.trigger.index import Boundary, Trigger
from agent_console.snippets.variant import Variant, Wording, wordings
from agent_console.texts import _
from agent_console.yaml_source import Problem, SourceError


class Snippet(Listing):
    """A canned response; what takes time to work out is worked out when it is asked for, once."""

    # How it is called for.

    @cached_property
    def triggers(self) -> tuple[Trigger, ...]:
        """What is typed for it; nothing when it is for the picker only."""
        if self.expand == "picker":
            return ()
        word = self.entry.flag("word")
        left, right = self.entry.flag("left_word", word), self.entry.flag("right_word", word)
        return tuple(
            Trigger(text, self.id, self._boundary, left, right, self.propagate_case)
            for text in self.entry.typed
        )

    @property
    def trigger(self) -> str:
        """The first trigger; "" when it is reached by search only."""
        return self.triggers[0].text if self.triggers else ""

    @property
    def regex(self) -> str:
        """The pattern that calls for it, in the syntax of RE2; "" when there is none, or a trigger."""
        return "" if self.entry.typed else self.entry.text("regex")

    @property
    def expand(self) -> Expand:
        """When its trigger fires."""
        file, defaults = self.frame.file, self.frame.head.defaults
        usual = (defaults.expand or file.usual) if self.native else (file.expand or "immediate")
        return cast("Expand", self.entry.keys.get("expand") or usual)

    @property
    def immediate(self) -> bool:
        """Whether it expands as soon as its trigger is complete, without Tab."""
        return self.expand == "immediate"

    @property
    def propagate_case(self) -> bool:
        """Whether the case of the typed trigger is carried over to the text."""
        return self.entry.flag("propagate_case")

    @property
    def uppercase_style(self) -> Style:
        """What a trigger in capitals makes of the text."""
        written = self.entry.text("uppercase_style")
        # What espanso does not know it takes for the usual style, and tells nobody but its log.
        return cast("Style", written) if written in get_args(Style) else "uppercase"

    @property
    def _boundary(self) -> Boundary:
        file, defaults = self.frame.file, self.frame.head.defaults
        usual = defaults.boundary if self.native else (file.boundary or "espanso")
        return Boundary(self.entry.text("boundary") or usual)

    # Where it holds.

    @cached_property
    def scope(self) -> Scope:
        """Where it is offered."""
        own = self.entry.keys.get("scope")
        return self.frame.head.defaults.scope if own is None else Scope.model_validate(own)

    @property
    def locale_fallback(self) -> Fallback:
        """What is done for a customer in whose language there is no text."""
        usual = self.frame.head.defaults.locale_fallback
        return cast("Fallback", self.entry.text("locale_fallback") or usual)

    @cached_property
    def when(self) -> Condition | None:
        """What must hold for it to be offered."""
        text = self.entry.text("when")
        return compiler.condition(text) if text else None

    @cached_property
    def disabled(self) -> str:
        """Why it is listed but never inserted; "" when it can be."""
        return (
            self.fault
            or self.refused
            or _(permission.NOT_TEXT.get(self.wordings[0].kind, ""))
            or self._broken_steps
        )

    @cached_property
    def refused(self) -> str:
        """What it reaches outside the program that the config does not allow; "" when nothing."""
        shared = self.frame.global_vars
        if not shared and "vars" not in self.entry.keys:
            return ""
        reason = permission.refused(self.match, shared, self.frame.allowed)
        own = permission.refused(self.match, shared, self.frame.file.allowed)
        if own or not reason:
            return reason
        return _("{reason}, for the folder of what it `extends`, too").format(reason=reason)

    # What it says and does.

    @cached_property
    def match(self) -> Match:
        """Everything that is written."""
        if self.native:
            return Match.model_validate(self.entry.keys)
        return Match.model_construct(**dict(PlainMatch.model_validate(self.entry.keys)))

    @cached_property
    def wordings(self) -> tuple[Wording, ...]:
        """Its bodies in each language, as they are written; its own language first."""
        return tuple(wordings(self.entry, self.frame.head))

    @cached_property
    def variants(self) -> tuple[Variant, ...]:
        """Its bodies in each language; its own first."""
        return tuple(Variant(one, self._compiled) for one in self.wordings)

    def _compiled(self, wording: Wording) -> Recipe:
        frame = self.frame
        return compiler.recipe(
            wording.kind, wording.text, self.match, frame.global_vars, frame.native, frame.allowed
        )

    @property
    def language(self) -> str:
        """The language of `body`; "" when it serves every language."""
        return self.wordings[0].tag

    @property
    def languages(self) -> tuple[str, ...]:
        """Every language that it has a text in; its own first."""
        return tuple(one.tag for one in self.wordings)

    @property
    def body(self) -> Recipe:
        """The text in its own language."""
        return self.variants[0].recipe

    def body_in(self, language: str) -> Recipe:
        """Return the text in one of its languages; `locales` go before its own."""
        return next(one.recipe for one in reversed(self.variants) if one.wording.tag == language)

    @cached_property
    def steps(self) -> tuple[StepRecipe, ...]:
        """What is done besides, once the agent has confirmed it; nothing when it is not well formed."""
        try:
            return program.steps_of(self.match.actions)
        except SourceError:
            return ()

    @property
    def actions(self) -> object:
        """The steps as they are written, as a tree of values; None when there are none."""
        return self.entry.keys.get("actions")

    @property
    def tests(self) -> tuple[Example, ...]:
        """Its tests."""
        return self.match.tests if "tests" in self.entry.keys else ()

    # What is wrong with it.

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What keeps it, or one of its languages, from being used; its bodies are compiled for that."""
        return tuple(self._proof.mistakes())

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """What is probably a mistake although it can be used."""
        return tuple(self._proof.oddities())

    @property
    def _proof(self) -> Proof:
        return Proof(self.frame.sheet, self.entry, self.match, self.variants, self.when)

    @property
    def _broken_steps(self) -> str:
        return "has a mistake in its `actions`" if self.actions is not None and not self.steps else ""
