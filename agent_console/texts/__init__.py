"""The console's own words in the agent's language: English in the code, the others in gettext catalogues."""

from agent_console.texts.catalogue import LANGUAGES, N_, _, ngettext, pgettext, speak, spoken
from agent_console.texts.choice import language_for

__all__ = ["LANGUAGES", "N_", "_", "language_for", "ngettext", "pgettext", "speak", "spoken"]
