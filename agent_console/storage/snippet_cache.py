"""Snippets as they were read last time, for a start without YAML; what is damaged or foreign is no cache."""

import hashlib
import os
import tempfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import NamedTuple

import msgspec

from agent_console import snippets, yaml_source
from agent_console.snippets.source.parcel import Parcel
from agent_console.storage.paths import make_private

MAGIC = b"agent-console snippets\n"
DIGEST_BYTES = 16


class Stamp(NamedTuple):
    """What tells one state of a file from another."""

    device: int
    inode: int
    size: int
    modified: int
    """Nanoseconds since 1970, as is `changed`, which nobody can set back."""
    changed: int

    @classmethod
    def of(cls, path: Path) -> "Stamp | None":
        """Return the stamp of a file as it is now; None when there is no such file."""
        try:
            status = os.stat(path)
        except OSError:
            return None
        return cls(status.st_dev, status.st_ino, status.st_size, status.st_mtime_ns, status.st_ctime_ns)


class Kept(NamedTuple):
    """One file as it was read."""

    stamp: Stamp
    parcel: Parcel


class SnippetCache:
    """One file on disk with what was read from some folders."""

    def __init__(self, directory: Path, folders: Sequence[Path]) -> None:
        """Each set of folders has a file of its own in the directory, which need not exist."""
        name = _digest("\0".join(map(str, folders)).encode(errors="surrogateescape")).hex()
        self._file = directory / f"{name}.msgpack"

    def read(self) -> Mapping[str, Kept]:
        """Return what is kept by the path of the file; nothing when the cache cannot be used."""
        try:
            content = self._file.read_bytes()
        except OSError:
            return {}
        body = content.removeprefix(_head())
        digest, packed = body[:DIGEST_BYTES], body[DIGEST_BYTES:]
        if len(body) == len(content) or digest != _digest(packed):
            return {}
        try:
            return msgspec.msgpack.decode(packed, type=dict[str, Kept])
        except msgspec.DecodeError:
            return {}

    def write(self, kept: Mapping[str, Kept]) -> None:
        """Keep this and nothing else; another console never sees half of it. Raises OSError."""
        packed = msgspec.msgpack.encode(kept)
        make_private(self._file.parent)
        descriptor, name = tempfile.mkstemp(dir=self._file.parent)
        try:
            with os.fdopen(descriptor, "wb") as stream:
                stream.write(b"".join((_head(), _digest(packed), packed)))
            os.replace(name, self._file)
        except OSError:
            os.unlink(name)
            raise


@cache
def _head() -> bytes:
    """Return how a cache begins that this very program has written.

    Another version may read the same file differently, so the state of its own code is part of it.
    """
    folders = [Path(str(package.__file__)).parent for package in (snippets, yaml_source)]
    code = sorted(path for folder in folders for path in folder.rglob("*.py"))
    states = ((status.st_size, status.st_mtime_ns) for status in map(os.stat, code))
    return MAGIC + _digest(repr(list(states)).encode())


def _digest(content: bytes) -> bytes:
    return hashlib.blake2b(content, digest_size=DIGEST_BYTES).digest()
