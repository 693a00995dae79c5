"""The folder that keeps the files, each under a random name of the hub's own."""

import os
import re
import secrets
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO

TOKEN = re.compile(r"[0-9a-f]{32}")
_BARE = os.O_NOFOLLOW | os.O_CLOEXEC


class Depot:
    """Reads and writes by tokens, within one folder and nowhere else.

    Its methods raise OSError when the disk does not obey, and may be called by one thread at a time.
    """

    def __init__(self, folder: Path) -> None:
        """Open the folder, made when it is not there."""
        folder.mkdir(mode=0o700, exist_ok=True)
        self._folder = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | _BARE)

    def close(self) -> None:
        """Let go of the folder."""
        os.close(self._folder)

    def create(self) -> str:
        """Make an empty file and return its token, which nobody can guess."""
        token = secrets.token_hex(16)
        os.close(self._open(token, os.O_WRONLY | os.O_CREAT | os.O_EXCL))
        os.fsync(self._folder)
        return token

    def size(self, token: str) -> int:
        """Return how many bytes of a file are there."""
        return os.stat(token, dir_fd=self._folder, follow_symlinks=False).st_size

    def touched_at(self, token: str) -> float:
        """Return when a file last grew, in seconds since 1970."""
        return os.stat(token, dir_fd=self._folder, follow_symlinks=False).st_mtime

    def append(self, token: str, offset: int, data: bytes, durable: bool) -> None:
        """Add a piece behind the first `offset` bytes; one that cannot be written whole leaves nothing.

        A `durable` one is on disk, with all before it, when this returns.
        """
        with self._descriptor(token, os.O_WRONLY) as descriptor:
            try:
                _write(descriptor, offset, data)
                if durable:
                    os.fsync(descriptor)
            except OSError:
                # The disk is full or failing; the half piece would pass for a whole one.
                os.ftruncate(descriptor, offset)
                raise

    def open(self, token: str) -> BinaryIO:
        """Open a file for reading."""
        return os.fdopen(self._open(token, os.O_RDONLY), "rb")

    def remove(self, token: str) -> None:
        """Take a file away; one that is not there changes nothing."""
        with suppress(FileNotFoundError):
            os.unlink(token, dir_fd=self._folder)

    def remove_others(self, known: Iterable[str], grace_seconds: float) -> None:
        """Take away every file that nobody knows of: the hub was killed while it made or dropped it.

        One that is younger than `grace_seconds` stays.
        """
        before = time.time() - grace_seconds
        for name in set(filter(TOKEN.fullmatch, os.listdir(self._folder))).difference(known):
            with suppress(FileNotFoundError):
                if not grace_seconds or self.touched_at(name) < before:
                    self.remove(name)

    def room(self) -> int:
        """Return how many bytes the disk could still take."""
        disk = os.fstatvfs(self._folder)
        return disk.f_bavail * disk.f_frsize

    @contextmanager
    def _descriptor(self, token: str, flags: int) -> Iterator[int]:
        descriptor = self._open(token, flags)
        try:
            yield descriptor
        finally:
            os.close(descriptor)

    def _open(self, token: str, flags: int) -> int:
        if not TOKEN.fullmatch(token):
            raise ValueError(f"not a token: {token[:40]!r}")
        return os.open(token, flags | _BARE, 0o600, dir_fd=self._folder)


def _write(descriptor: int, offset: int, data: bytes) -> None:
    """Write all of a piece, however little the disk takes at once."""
    view = memoryview(data)
    while view:
        written = os.pwrite(descriptor, view, offset)
        view, offset = view[written:], offset + written
