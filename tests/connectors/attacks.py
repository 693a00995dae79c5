"""Attacks on connectors, as tables: where a look-up must not lead, and what a customer may type."""

from collections.abc import Sequence
from dataclasses import dataclass
from ipaddress import IPv4Address

UNWRITABLE = [
    "http://2130706433:{port}/orders",
    "http://0x7f000001:{port}/orders",
    "http://0x7f.1:{port}/orders",
    "http://0177.0.0.1:{port}/orders",
    "http://127.1:{port}/orders",
    "http://127.0.0.1.:{port}/orders",
    "http://localhost.:{port}/orders",
    "http://１２７.０.０.１:{port}/orders",
    "http://①②⑦.0.0.1:{port}/orders",
    "http://ⓛocalhost:{port}/orders",
    "http://shop.example.com@127.0.0.1:{port}/orders",
    "http://console:secret@127.0.0.1:{port}/orders",
    "http://{email}.localhost:{port}/orders",
    "http://shop.example.com:{port}/orders",
    "file:///etc/passwd",
    "gopher://127.0.0.1:{port}/_GET%20/orders",
    "ftp://127.0.0.1:{port}/orders",
    "//127.0.0.1:{port}/orders",
    "http:///orders",
    "http://127.0.0.1:99999/orders",
]
"""Addresses of connectors that no configuration may have; `{port}` is the forbidden server's."""

NAMED = [
    "127.0.0.1",
    "127.0.0.2",
    str(IPv4Address(0)),
    "0.0.0.1",
    "::1",
    "::",
    "::ffff:127.0.0.1",
    "::127.0.0.1",
    "64:ff9b::7f00:1",
    "2002:7f00:1::",
    "10.1.2.3",
    "172.20.0.1",
    "192.168.0.10",
    "100.64.1.1",
    "169.254.169.254",
    "::ffff:169.254.169.254",
    "64:ff9b::a9fe:a9fe",
    "2002:a9fe:a9fe::",
    "fd00:ec2::254",
    "100.100.100.200",
    "fe80::1%1",
    "fc00::1",
    "224.0.0.1",
    "255.255.255.255",
    "240.0.0.1",
    "192.0.2.1",
]
"""Addresses that the name of a company's server may suddenly lead to."""

LINKS = [
    "http://127.0.0.1:{port}/orders",
    "https://127.0.0.1:{port}/orders",
    "//127.0.0.1:{port}/orders",
    "http://127.1:{port}/orders",
    "http://2130706433:{port}/orders",
    "http://0x7f.1:{port}/orders",
    "http://[::ffff:127.0.0.1]:{port}/orders",
    "http://localhost:{port}/orders",
    "http://127.0.0.1.:{port}/orders",
    "http://１２７.0.0.1:{port}/orders",
    "http://{good}@127.0.0.1:{port}/orders",
    "http://user:secret@{good}/orders",
    "http://{good}\\@127.0.0.1:{port}/orders",
    "http://{good}:{port}/orders",
    "https://{good}/orders",
    "file:///etc/passwd",
    "gopher://127.0.0.1:{port}/_x",
    "data:application/json,[]",
    "javascript:alert(1)",
    "http://169.254.169.254/latest/meta-data",
    "http://[fe80::1]/",
    "http://127.0.0.1:{port}\r\nHost: evil.example.com/orders",
    "\thttp://127.0.0.1:{port}/orders",
    "http://[/orders",
]
"""What an answer may point to as its next page, or as details of a row; `{good}` is its own host and port."""

PATHS = [
    "\\\\127.0.0.1:{port}\\orders",
    "/\\127.0.0.1:{port}/orders",
    "http:\\\\127.0.0.1:{port}/orders",
    "http:/127.0.0.1:{port}/orders",
    "http://",
    "?next=http://127.0.0.1:{port}/orders",
    "#//127.0.0.1:{port}/orders",
    "./127.0.0.1:{port}/orders",
]
"""Links that some programs take for another server's; here they are paths on the same one."""

REDIRECTS = [301, 302, 303, 307, 308]


@dataclass(frozen=True)
class Typed:
    """An e-mail address that a customer typed before the chat."""

    text: str
    refused: bool = False
    """Whether no request at all can hold it."""


TYPED: Sequence[Typed] = [
    Typed("o'hara@example.com"),
    Typed('"mira holm"@example.com'),
    Typed("x' OR '1'='1"),
    Typed('x" OR "1"="1'),
    Typed("mira@example.com' -- "),
    Typed("mira@example.com'; DROP TABLE purchase; --"),
    Typed("mira@example.com\\"),
    Typed("mira\\' OR 1=1 -- @example.com"),
    Typed('mira@example.com") { orders { id } } #'),
    Typed('mira@example.com","admin":true,"x":"'),
    Typed("mira@example.com&admin=1"),
    Typed("mira@example.com?admin=1#top"),
    Typed("mira@example.com%26admin%3D1"),
    Typed("../../admin"),
    Typed("..%2f..%2fadmin"),
    Typed("//evil.example.com/mira"),
    Typed("{account}@example.com"),
    Typed("{{email}}"),
    Typed("${account} :account %(account)s $1 ?"),
    Typed("mira%@example.com_"),
    Typed("$ne"),
    Typed("mira＇OR＇1＝1@example.com"),
    Typed("mira@ｅxample.com"),
    Typed("mira\u202e@example.com"),
    Typed("mira\r\nX-Admin: 1@example.com", refused=True),
    Typed("mira\n@example.com", refused=True),
    Typed("mira\x00@example.com", refused=True),
    Typed("mira\x1b[2J@example.com", refused=True),
    Typed("mira\u2028@example.com", refused=True),
    Typed("mira\ud800@example.com", refused=True),
]

LOOKALIKES = [
    "mi\u212aa@example.com",
    "M\u0130KA@example.com",
    "mıka@example.com",
    "mika@example.com\u200b",
    "ｍika@example.com",
    "mіka@example.com",
    "mika@example.com, eve@example.com",
    "%",
    "*",
    "",
]
"""Addresses that are not `mika@example.com`, however alike some comparisons take them to be."""

CONFUSED: Sequence[object] = [
    True,
    0,
    {"$eq": "mira@example.com"},
    {"mira@example.com": True},
    [["mira@example.com"]],
    "mira@example.com.evil.example.com",
    "mira@example.com\x00",
    None,
]
"""What a row may have as its owner, without being the customer's."""
