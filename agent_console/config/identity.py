"""What canned responses may say of the agent and of the brand."""

from agent_console.config.setting import Setting


class AgentSettings(Setting):
    """The agent, for canned responses; the chat system's own name stands in for an empty one."""

    name: str = ""
    """What customers call you, such as `Sam Rivera`."""
    email: str = ""
    """Your address for customers."""
    signature: str = ""
    """What you sign with."""
    team: str = ""
    """Your team; replies whose scope names teams are only for theirs."""


class BrandSettings(Setting):
    """The company, for canned responses."""

    name: str = ""
    """What customers know it as."""
    url: str = ""
    """Its web site."""
    support_email: str = ""
    """Where customers write to."""
    hours: str = ""
    """When somebody is there, in words."""
