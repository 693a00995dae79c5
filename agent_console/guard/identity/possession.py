"""How it is said that something identifies a customer, in one line."""

from collections.abc import Mapping
from typing import Final

from agent_console.guard.identity.identifier import Kind, Occurrence
from agent_console.texts import N_, _

_WHOLE: Final[Mapping[Kind, str]] = {
    Kind.ORDER: N_("{text} is {name}'s order number"),
    Kind.ACCOUNT: N_("{text} is {name}'s account number"),
    Kind.TRACKING: N_("{text} is {name}'s tracking number"),
    Kind.EMAIL: N_("{text} is {name}'s e-mail address"),
    Kind.PHONE: N_("{text} is {name}'s phone number"),
    Kind.USER: N_("{text} is {name}'s user name"),
    Kind.POSTCODE: N_("{text} is {name}'s postal code"),
    Kind.WRITTEN: N_("{text} is what {name} wrote"),
}
_ENDING: Final[Mapping[Kind, str]] = {
    Kind.ORDER: N_("{text} ends {name}'s order number"),
    Kind.ACCOUNT: N_("{text} ends {name}'s account number"),
    Kind.TRACKING: N_("{text} ends {name}'s tracking number"),
    Kind.EMAIL: N_("{text} ends {name}'s e-mail address"),
    Kind.PHONE: N_("{text} ends {name}'s phone number"),
    Kind.USER: N_("{text} ends {name}'s user name"),
    Kind.POSTCODE: N_("{text} ends {name}'s postal code"),
    Kind.WRITTEN: N_("{text} ends what {name} wrote"),
}


def possession(found: Occurrence, text: str, kind: Kind, name: str) -> str:
    """Return whose it is that was found in a text, and what."""
    words = _ENDING[kind] if found.ending else _WHOLE[kind]
    return _(words).format(text=text[found.start : found.end], name=name)
