"""Files of messages, both ways: what Matrix says of them, and the id that an outgoing message names."""

from dataclasses import dataclass
from urllib.parse import parse_qs, quote, urlencode

from agent_console.backends.matrix.value import Content, mapping, number, text
from agent_console.domain.attachment import Attachment

_FILES = frozenset({"m.file", "m.image", "m.audio", "m.video"})
_SCHEME = "mxc://"
UNKNOWN_KIND = "application/octet-stream"
_LONGEST_KIND = 100
_UNNAMED = "file"


@dataclass(frozen=True, slots=True)
class Upload:
    """A file that the homeserver has; its id carries all that a message must say of it."""

    address: str
    """As Matrix writes it: `mxc://SERVER/ID`."""
    kind: str
    size: int
    name: str = ""

    @property
    def id(self) -> str:
        """What a message to be sent names it by."""
        return f"{self.address}?{urlencode({'kind': self.kind, 'size': self.size, 'name': self.name})}"

    def content(self, words: str) -> dict[str, object]:
        """Return the content of a message with the file, and with words unless they are empty."""
        return {
            "msgtype": "m.image" if self.kind.startswith("image/") else "m.file",
            "body": words or self.name,
            "filename": self.name,
            "url": self.address,
            "info": {"mimetype": self.kind, "size": self.size},
        }


def upload(identity: str) -> Upload | None:
    """Return the file that an id names; None for what is no such id."""
    address, _mark, told = identity.partition("?")
    facts = parse_qs(told)
    size = "".join(facts.get("size", []))
    if not parts(address) or not (size.isascii() and size.isdecimal() and len(size) < 16):
        return None
    kind, named = ("".join(facts.get(key, [])) for key in ("kind", "name"))
    return Upload(address, kind or UNKNOWN_KIND, int(size), named or _UNNAMED)


def parts(address: str) -> tuple[str, str] | None:
    """Return the server and the id in a file's address; None for what is none."""
    server, _slash, identity = address.removeprefix(_SCHEME).partition("/")
    plain = (
        address.startswith(_SCHEME) and server and identity and address.isascii() and address.isprintable()
    )
    return (server, identity) if plain and "/" not in identity and len(address) <= 1000 else None


def attached(content: Content, homeserver: str) -> Attachment | None:
    """Return the file of a message; None when it has none that can be fetched."""
    found = parts(text(content.get("url")))
    if text(content.get("msgtype")) not in _FILES or found is None:
        return None
    info = mapping(content.get("info"))
    server, identity = (quote(part, safe="") for part in found)
    return Attachment(
        name=text(content.get("filename")) or text(content.get("body")),
        kind=text(info.get("mimetype"))[:_LONGEST_KIND],
        size=number(info.get("size")) or 0,
        address=f"{homeserver}/_matrix/client/v1/media/download/{server}/{identity}",
    )


def caption(content: Content) -> str:
    """Return the words that go with a file: its body, unless that is the file's name only."""
    words, file_name = text(content.get("body")), text(content.get("filename"))
    return words if file_name and words != file_name else ""
