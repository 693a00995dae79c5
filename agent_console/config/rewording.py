"""Machines that translate and rewrite for the agent; without these settings no text leaves for that."""

from typing import Literal, Self

from pydantic import Field, model_validator

from agent_console.config.machine import MachineSettings
from agent_console.config.setting import Name
from agent_console.config.writing import Language
from agent_console.texts import N_

WISHES = {
    N_("correct the grammar"): "Correct spelling, grammar and punctuation. Change nothing else.",
    N_("shorter"): "Say the same in fewer words. Keep every fact, every promise and every question.",
    N_("friendlier"): "Say the same in a warmer and more polite way, without adding facts or promises.",
    N_("simpler"): "Say the same in short sentences and everyday words, for somebody who reads with effort.",
    N_("more formal"): "Say the same in a formal and matter-of-fact way.",
}
"""What is offered where the settings name no wishes: what each is called, and what the model is told."""


class TranslationSettings(MachineSettings):
    """What translates drafts for the customer, and what the customer wrote for you."""

    kind: Literal["libretranslate", "openai"]
    """A LibreTranslate server, or a language model behind OpenAI's protocol."""
    model: Name | None = None
    """What the model is called there; `libretranslate` has none."""
    language: Language | None = None
    """Your own language; null: the one that the console speaks."""

    @model_validator(mode="after")
    def _with_its_model(self) -> Self:
        if self.kind == "openai" and self.model is None:
            raise ValueError("needs a `model` with `kind: openai`")
        if self.kind == "libretranslate" and self.model is not None:
            raise ValueError("has a `model`, which `kind: libretranslate` knows nothing of; leave it out")
        return self


class RewritingSettings(MachineSettings):
    """What puts a draft into other words."""

    kind: Literal["openai"] = "openai"
    """A language model behind OpenAI's protocol."""
    model: Name
    """What the model is called there."""
    wishes: dict[Name, Name] = Field(default_factory=lambda: dict(WISHES))
    """What can be wished for, each with what the model is told; yours take the place of the usual ones."""
