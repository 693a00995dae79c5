"""What helps an agent who comes back to a chat, and the machine that may write it."""

from typing import Annotated

from pydantic import Field

from agent_console.config.machine import MachineSettings
from agent_console.config.rewording import RewritingSettings, TranslationSettings
from agent_console.config.setting import FilePath, Name, Setting
from agent_console.config.writing import MarkSettings, SpellingSettings
from agent_console.yaml_source import Flag


class EndpointSettings(MachineSettings):
    """A language model behind OpenAI's protocol, of a provider or of your own; it is sent what was said."""

    model: Name
    """What the model is called there."""
    automatic: Flag = False
    """Ask for a summary at every return to a chat, not only for the key."""
    most_tokens: Annotated[int, Field(ge=50, le=4000)] = 300
    """How long an answer may be, in the model's tokens."""


class AssistSettings(Setting):
    """What helps an agent who serves several customers at once."""

    catch_up: Flag = True
    """Show where a chat stood to an agent who comes back; made on this machine, of words that were said."""
    phrases: Flag = True
    """Learn what you often send, on this machine, and offer it behind the cursor; never names or numbers."""
    team_phrases: FilePath | None = None
    """A text file with phrases that are offered from the start, one a line; relative to this file."""
    spelling: SpellingSettings = SpellingSettings()
    """Words that are probably misspelt, underlined as you type."""
    marks: MarkSettings = MarkSettings()
    """Phrases of customers that need attention, marked in the pane."""
    tone: Flag = True
    """Say quietly when a reply is far longer than usual, in capitals, or may read as unfriendly."""
    endpoint: EndpointSettings | None = None
    """A machine that may write it instead; without it nothing leaves this machine for that."""
    translation: TranslationSettings | None = None
    """A machine that translates, for a preview; without it nothing leaves this machine for that."""
    rewriting: RewritingSettings | None = None
    """A machine that rewrites, for a preview; without it nothing leaves this machine for that."""
