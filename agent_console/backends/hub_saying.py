"""What a hub says to an agent, in the language that is spoken; hubs speak English."""

import re
from functools import cache
from string import Formatter
from typing import Final

from agent_console.texts import N_, _

SENTENCES: Final = (
    # Of what an agent asks for.
    N_("there is no such conversation"),
    N_("the conversation is closed"),
    N_("you do not hold this conversation any more"),
    N_("nobody is waiting for you"),
    N_("the customer has just written; read it first"),
    N_("name either a colleague or a queue"),
    N_("there is no such colleague"),
    N_("this colleague is not here at the moment"),
    N_("a question goes to somebody else"),
    N_("nobody has asked you this"),
    N_("the question needs no answer any more"),
    N_("the message was deleted"),
    N_("there is no such message"),
    N_("only its writer can change a message"),
    N_("this time has passed already; promise a later one"),
    N_("this customer has no such chat"),
    N_("it has half a character or a number out of all bounds in it"),
    N_("the hub is ending; it is tried again"),
    # Of messages and files.
    N_("nothing more is taken from this customer"),
    N_("another message was sent under the same id"),
    N_("the reply was written for another customer"),
    N_("the conversation was closed before the reply arrived"),
    N_("the conversation was not yours any more when the reply arrived"),
    N_("the file is not there any more; send it again"),
    N_("the file is not whole yet; send the rest of it first"),
    # Of why a conversation has left.
    N_("closed"),
    N_("taken"),
    N_("blocked"),
    N_("you were away for too long; it is in the queue again"),
    # Of the connection.
    N_("the hub restarts"),
    N_("the hub does not know this token"),
    N_("this token is a program's; sign in with an agent's"),
    N_("the hub cannot write at the moment; come back"),
    N_("this token counts no more"),
)
"""What is said without a value in it."""
TEMPLATES: Final = (
    N_("{name} has this conversation already"),
    N_("{name} takes no new customers at the moment"),
    N_("{name} has taken it"),
    N_("handed over to {name}"),
    N_("a conversation can have {most} tags; take another one off first"),
    N_("a tag may have {most} characters, and this one has {count}"),
    N_("{count} characters are too many; at most {most} are kept"),
    N_("the file is too large; at most {most} can be sent"),
    N_("at most {most} can be sent in a day; try again tomorrow"),
    N_("files of this kind are not taken; these are: {kinds}"),
    N_("the hub cannot write at the moment ({error}); it is tried again"),
    N_("this hub speaks protocol {hub}, the client {client}"),
)
"""What is said with values in it."""


def heard(reason: str) -> str:
    """Return what a hub said as the agent reads it; what is not known here stays as it was said."""
    if reason in SENTENCES:
        return _(reason)
    for template in TEMPLATES:
        if found := _pattern(template).fullmatch(reason):
            return _(template).format(**found.groupdict())
    return reason


@cache
def _pattern(template: str) -> re.Pattern[str]:
    parts = Formatter().parse(template)
    return re.compile(
        "".join(re.escape(words) + (f"(?P<{name}>.+?)" if name else "") for words, name, *_rest in parts)
    )
