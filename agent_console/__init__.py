"""A terminal console for live-chat support agents."""

__version__ = "0.1.0"
