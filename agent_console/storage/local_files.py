"""Files on this machine, for sending: paths as they are typed, and contents in pieces."""

import asyncio
import os
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

from agent_console.domain.local_file import LocalFile, PathOffer
from agent_console.ports import Declined
from agent_console.storage.saved_file import save
from agent_console.texts import _

_MOST_OFFERS = 200
_PIECE = 256 * 1024
"""Bytes that are read at once."""


class DiskFiles:
    """The agent's own files; implements `ports.LocalFiles`."""

    def offers(self, typed: str) -> list[PathOffer]:
        """Return what a path can go on to: folders, then files, both by name; hidden ones when asked."""
        folder, slash, prefix = typed.rpartition("/")
        typed_folder = f"{folder}/" if slash else "~/"
        found = sorted(
            _entries(_place(typed_folder), prefix),
            key=lambda entry: (not _is_folder(entry), entry.name.casefold()),
        )
        return [_offer(typed_folder, entry) for entry in found[:_MOST_OFFERS]]

    def open(self, path: str) -> LocalFile | str:
        """Return a file, or why it cannot be read."""
        place = _place(path)
        try:
            if not place.is_file():
                return _("{path} is not a file.").format(path=path)
            with place.open("rb"):  # whether it can be read is to be known before anything is sent
                return LocalFile(place.name, place.stat().st_size, _content(place))
        except OSError as error:
            return _("{path} cannot be read: {error}.").format(path=path, error=error.strerror)

    async def save(self, path: str, text: str, replacing: bool = False) -> Declined | None:
        """Write a text into a file; one that is there only when `replacing` it."""
        return await asyncio.to_thread(save, _place(path), text.encode(), replacing)


def _place(path: str) -> Path:
    """Return where a path leads, without a folder in the agent's home; a `~` of nobody is a name."""
    if "\0" in path:  # no name of a file or of a person has it
        return Path(path)
    return Path(os.path.expanduser(path if "/" in path or path == "~" else f"~/{path}"))


def _entries(place: Path, prefix: str) -> Iterator["os.DirEntry[str]"]:
    try:
        with os.scandir(place) as entries:
            for entry in entries:
                hidden = entry.name.startswith(".") and not prefix.startswith(".")
                if entry.name.casefold().startswith(prefix.casefold()) and not hidden:
                    yield entry
    except (OSError, ValueError):
        return  # a folder that is not there, not ours, or no name has nothing to offer; `open` says why


def _is_folder(entry: "os.DirEntry[str]") -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads round in a circle
        return False


def _offer(folder: str, entry: "os.DirEntry[str]") -> PathOffer:
    if _is_folder(entry):
        return PathOffer(f"{folder}{entry.name}/", folder=True)
    try:
        return PathOffer(f"{folder}{entry.name}", entry.stat().st_size)
    except OSError:  # a link to nowhere, or one that was removed meanwhile
        return PathOffer(f"{folder}{entry.name}")


async def _content(place: Path) -> AsyncIterator[bytes]:
    file = await asyncio.to_thread(place.open, "rb")
    try:
        while piece := await asyncio.to_thread(file.read, _PIECE):
            yield piece
    finally:
        await asyncio.to_thread(file.close)
