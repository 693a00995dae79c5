"""Addresses of articles, as far as a customer may be sent there."""

import re

LONGEST = 2_000
"""Characters; longer addresses are cut off by mail programs and some browsers."""
_WEB = re.compile(
    r"https?://[^\s<>\"'`\\^{|}\x00-\x20\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2066-\u2069]+"
)


def web_address(text: str) -> str:
    """Return an address of the web as it is; empty for every other scheme, and for what hides something."""
    found = text.strip()
    return found if len(found) <= LONGEST and _WEB.fullmatch(found) else ""
