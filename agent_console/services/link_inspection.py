"""Where an address leads, and what about it could mislead whoever reads it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from ipaddress import AddressValueError, IPv6Address
from typing import Final

import idna

from agent_console.domain.character import BIDI_CONTROLS
from agent_console.domain.hyperlink import Hyperlink, Kind
from agent_console.domain.script import LOOKALIKE, mixes_scripts, scripts, turns
from agent_console.domain.text import hidden_count
from agent_console.domain.web_address import WebAddress, number_of
from agent_console.texts import N_, _

_PLAIN: Final = re.compile(r"(?=.{1,253}$)(?:[a-z0-9_-]{1,63}\.)*[a-z0-9_-]{1,63}\.?", re.IGNORECASE)
"""Names that need no conversion; IDNA knows no underscores, but some sites have them."""

_SCRIPTS: Final = (N_("Latin"), N_("Cyrillic"), N_("Greek"), N_("Armenian"), N_("Cherokee"))
"""Those that have names of their own here; all others are called as Unicode does."""


@dataclass(frozen=True, slots=True)
class Inspection:
    """What is known of an address before anything is done with it."""

    link: Hyperlink
    address: str
    """What is opened or copied: of a page in ASCII, with the site as it is asked for; all else as written."""
    site: str = ""
    """Where it leads, in ASCII: a name, with punycode where it has other letters, or a number."""
    spelled: str = ""
    """The same in its own letters, where they are not all ASCII."""
    cautions: tuple[str, ...] = ()
    """What could mislead, one line each, for a person."""
    refusal: str = ""
    """Why it is not opened, for a person; empty where it may be."""


def inspect(link: Hyperlink) -> Inspection:
    """Look at an address; nothing is asked of any server."""
    if link.kind is Kind.MAIL:
        return _mail(link)
    if link.kind is not Kind.WEB:
        why = _("only pages on the web are opened: this can be copied")
        return Inspection(link, link.address, cautions=tuple(_hidden(link)), refusal=why)
    parts = WebAddress.split(link.address)
    site = _site(parts.host) if parts is not None else None
    if parts is None or site is None:
        why = _("this is no address of a page: no such name can exist")
        return Inspection(link, link.address, cautions=tuple(_hidden(link)), refusal=why)
    cautions = (*_user(parts, site), *_name(site), *_hidden(link), *_direction(link))
    return Inspection(link, parts.to(site), site, _spelled(site), cautions)


def _mail(link: Hyperlink) -> Inspection:
    domain = link.address.partition("?")[0].rpartition("@")[2]
    site = _site(domain) or ""
    cautions = (*_name(site), *_hidden(link), *_direction(link))
    why = _("mail is not opened: its address can be copied")
    return Inspection(link, link.written, site, _spelled(site), cautions, why)


def _site(host: str) -> str | None:
    """Return a site as it is asked for, in ASCII; None for one that cannot exist."""
    if host.startswith("["):
        return _bracketed(host)
    try:
        if number := number_of(host):
            return number
        if _PLAIN.fullmatch(host) and "xn--" not in host.lower():
            return host.lower()
        return idna.encode(host, uts46=True, std3_rules=True).decode("ascii")
    except (ValueError, idna.IDNAError):
        return None


def _bracketed(host: str) -> str | None:
    """Return an IPv6 address in its usual notation; one with a zone, which no browser takes, is none."""
    try:
        return f"[{IPv6Address(host[1:-1])}]" if host.endswith("]") and "%" not in host else None
    except AddressValueError:
        return None


def _spelled(site: str) -> str:
    """Return a site in its own letters; empty where those are ASCII."""
    if "xn--" not in site:
        return ""
    return idna.decode(site)


def _user(parts: WebAddress, site: str) -> Iterator[str]:
    if parts.user:
        warning = _("what stands before the @ is a user's name, not the site: it leads to {site}")
        yield warning.format(site=site)


def _name(site: str) -> Iterator[str]:
    if site.startswith("[") or site.replace(".", "").isdecimal():
        yield _("the site is a number, not a name")
    spelled = _spelled(site)
    labels = spelled.split(".") if spelled else []
    if any(mixes_scripts(label) for label in labels):
        warning = _("a name with letters of several scripts: {scripts}")
        yield warning.format(scripts=_listed(max(labels, key=_variety)))
    elif looked := [label for label in labels if scripts(label) & LOOKALIKE]:
        warning = _("a name in {scripts} letters: some look like Latin ones")
        yield warning.format(scripts=_listed(looked[0]))


def _variety(label: str) -> int:
    return len(scripts(label))


def _listed(label: str) -> str:
    # Translators: stands between the names of scripts.
    return _(" and ").join(sorted(_(name.capitalize()) for name in scripts(label)))


def _hidden(link: Hyperlink) -> Iterator[str]:
    if "\\" in link.written:
        yield _("it has a backslash, which browsers take for a slash")
    turning = sum(ord(sign) in BIDI_CONTROLS for sign in link.written)
    if turning:
        yield _("it has signs that turn the writing direction: read it as it is sent")
    if hidden_count(link.written) > turning:
        yield _("it has characters that are not shown: read it as it is sent")


def _direction(link: Hyperlink) -> Iterator[str]:
    if turns(link.written):
        yield _("part of it is written from right to left: read it as it is sent")
