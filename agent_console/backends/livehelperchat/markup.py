"""LiveHelperChat's own marks in a message as words; what people typed stays as it is."""

import html
import re

from agent_console.backends.livehelperchat.row import VISITOR
from agent_console.texts import _

FILE = re.compile(r"\[file=\"?(?P<id>[0-9]{1,15})_(?P<hash>[0-9A-Za-z]{1,64})(?:_[a-z]{1,20})?\"?\]")
IMAGE = re.compile(r"\[img\](?P<address>[^\[\]\s]{1,2000})\[/img\]")
NAMED_LINK = re.compile(r"\[url=(?P<address>[^\[\]\s]{1,2000})\](?P<words>[^\[\]]{0,2000})\[/url\]")
LINK = re.compile(r"\[url\](?P<address>[^\[\]\s]{1,2000})\[/url\]")
STYLE = re.compile(r"\[/?(?:b|i|u|s|strong|em|level|fs[0-9]{1,2}|color(?:=#?[0-9A-Za-z]{1,20})?)\]")


def readable(text: str, writer: int, url: str) -> str:
    """Return a message's words: files and links as addresses.

    In what the system and its bots write, styles go and entities become letters; in what people write both
    are theirs. `url` is the address of the system, without a slash behind it.
    """
    if writer < VISITOR:
        text = html.unescape(STYLE.sub("", text)) if len(text) < 100_000 else text
    if "[" not in text:
        return text
    text = FILE.sub(lambda found: _file(url, found["id"], found["hash"]), text)
    text = IMAGE.sub(lambda found: found["address"], text)
    text = NAMED_LINK.sub(lambda found: _link(found["words"], found["address"]), text)
    return LINK.sub(lambda found: found["address"], text)


def _file(url: str, file: str, key: str) -> str:
    return _("file: {address}").format(address=f"{url}/file/downloadfile/{file}/{key}")


def _link(words: str, address: str) -> str:
    return address if words.strip() in ("", address) else f"{words} ({address})"
