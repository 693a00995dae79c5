"""A file that belongs to a message."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file as the chat system keeps it; the name is raw and untrusted, and only a label."""

    name: str
    kind: str
    """Its MIME type as found in its content, such as `image/png`."""
    size: int
    """Bytes."""
    address: str
    """Where it is fetched, whole, with scheme and host."""
    width: int = 0
    """Of a picture, in pixels; 0 for anything else."""
    height: int = 0

    @property
    def picture(self) -> bool:
        """Whether it can be drawn."""
        return self.width > 0 and self.height > 0
