"""What helps an agent who comes back to a chat, and the machine that may write it."""

from datetime import timedelta
from typing import Annotated, Self

from pydantic import AfterValidator, Field, model_validator

from agent_console.config import address
from agent_console.config.secret import Secret, secret
from agent_console.config.setting import Duration, FilePath, Name, Setting
from agent_console.config.writing import MarkSettings, SpellingSettings
from agent_console.yaml_source import Flag

LONGEST_WAIT = timedelta(seconds=60)


def _wait(length: timedelta) -> timedelta:
    if length > LONGEST_WAIT:
        raise ValueError("must be at most 60s: nobody waits longer for a summary")
    return length


class EndpointSettings(Setting):
    """A language model behind OpenAI's protocol, of a provider or of your own; it is sent what was said."""

    url: Name
    """Where `/chat/completions` is: `https://llm.example.com/v1`. No other host is asked."""
    model: Name
    """What the model is called there."""
    key_env: Name | None = None
    """The environment variable that holds the key; a server of your own may need none."""
    key_file: FilePath | None = None
    """The file that holds the key; relative to this file."""
    automatic: Flag = False
    """Ask for a summary at every return to a chat, not only for the key."""
    timeout: Annotated[Duration, AfterValidator(_wait)] = timedelta(seconds=15)
    """How long an answer may take, at most 60s."""
    most_tokens: Annotated[int, Field(ge=50, le=4000)] = 300
    """How long an answer may be, in the model's tokens."""
    insecure: Flag = False
    """Take `http://` to another machine, which shows what was said to whoever is on the way."""
    private: Flag = False
    """Take a host whose name leads to an address of a private network, such as a server in the office."""

    @model_validator(mode="after")
    def _safe(self) -> Self:
        parts = address.checked(self.url, "https", "http", self.insecure)
        address.plainly_written(parts.hostname or "")
        if self.key_env or self.key_file:
            secret(self.key_env, self.key_file, "key")
        return self

    @property
    def key(self) -> Secret | None:
        """Where the key is; None when none is needed."""
        return secret(self.key_env, self.key_file, "key") if self.key_env or self.key_file else None


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
