"""What looks over the agent's shoulder: spelling, marks in what customers write, and tone."""

from typing import Annotated, TypeAlias

from pydantic import AfterValidator, Field

from agent_console.config.setting import FilePath, Name, Setting
from agent_console.yaml_source import Flag

_TAG = r"^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$"


def _names(value: tuple[str, ...]) -> tuple[str, ...]:
    if any("/" in name or "\\" in name for name in value):
        raise ValueError("must be names such as en_GB; put the files into `folder`")
    return value


Language: TypeAlias = Annotated[str, Field(pattern=_TAG, examples=["de"])]
Dictionaries: TypeAlias = Annotated[tuple[Name, ...], AfterValidator(_names)]


class SpellingSettings(Setting):
    """Spelling as you type, in the customer's language; nothing leaves this machine."""

    enabled: Flag = True
    """Underline words that no dictionary has."""
    also: tuple[Language, ...] = ()
    """Languages whose words count as right in every chat, such as your own."""
    notes: Language | None = None
    """The language that notes are written in; null: notes are not checked."""
    folder: FilePath | None = None
    """A folder of Hunspell dictionaries (.aff and .dic) of your own, before those that are installed."""
    dictionaries: dict[Name, Dictionaries] = Field(default_factory=dict)
    """Which dictionaries a language uses, such as `en: [en_GB]`; a word is right that one of them has."""
    words: tuple[FilePath, ...] = ()
    """Text files with words of the company's, one a line."""


class MarkSettings(Setting):
    """Phrases in what customers write that need attention, such as `my lawyer`."""

    shipped: Flag = True
    """Use the rules that come with the console, in English, German, Norwegian and Russian."""
    files: tuple[FilePath, ...] = ()
    """YAML files with rules of your own."""
