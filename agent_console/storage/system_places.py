"""Where each chat system of a profile is: what was written for one of them never goes to another."""

import json
from collections.abc import Mapping

from agent_console.ports import JournalError
from agent_console.storage import saved_file
from agent_console.storage.paths import ProfilePaths, make_private


class MovedSystemError(Exception):
    """A name stands for another chat system than before; the message says what to do."""


def agree(profile: ProfilePaths, places: Mapping[str, str]) -> None:
    """Check where the chat systems are against the earlier starts, and keep it for the next.

    `places` are by name; the only system's name is empty. Ids are no longer unique where a name stands for
    another system: customer 5 of one would be taken for customer 5 of the other. Raises `MovedSystemError`,
    and `JournalError` when the file cannot be read or written.
    """
    known = _known(profile)
    for name, place in places.items():
        before = known.get(name, place)
        if before != place:
            called = f"the chat system `{name}`" if name else "the chat system"
            raise MovedSystemError(
                f"{called} was at {before} so far, and is at {place} now. Drafts and unsent replies in this"
                " profile are for the former: give the new one another name, or start with another --profile."
                f" If it has only moved, delete {profile.systems}"
            )
    everything = {**known, **places}
    if everything != known:
        make_private(profile.directory)
        content = json.dumps(everything, indent=1, sort_keys=True).encode()
        declined = saved_file.save(profile.systems, content, replacing=True)
        if declined is not None:
            raise JournalError(declined.reason)


def _known(profile: ProfilePaths) -> dict[str, str]:
    try:
        kept = json.loads(profile.systems.read_bytes())
    except FileNotFoundError:
        return {}
    except ValueError as error:
        raise JournalError(f"{profile.systems} is damaged; delete it if the settings are right") from error
    except OSError as error:
        raise JournalError(f"{profile.systems} cannot be read: {error.strerror}") from error
    return {str(name): str(place) for name, place in kept.items()} if isinstance(kept, dict) else {}
