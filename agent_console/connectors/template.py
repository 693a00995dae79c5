"""Fills a customer's values into the templates of a request, each escaped for its place: pure."""

import re
from collections.abc import Callable, Iterable, Mapping
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from agent_console.config.placeholder import CUSTOM, PLACEHOLDER, Owner
from agent_console.connectors.failure import LookUpError
from agent_console.connectors.value import mailbox
from agent_console.domain.customer import Customer
from agent_console.domain.system import within
from agent_console.texts import N_, _

Values = Mapping[str, str]
Escape = Callable[[str, str, str], str]
"""From what stands before a value, the value, and what stands behind it, to what is to stand there."""

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_WORD = re.compile(r"[\w@.+-]+")
"""A value that cannot be taken for more than one word, whatever the language around it."""
_QUOTES = "'\"`"
_DOTS = {".", ".."}
_MISSING = {
    "email": N_("this customer's e-mail address is not known"),
    "email_lower": N_("this customer's e-mail address is not known"),
    "customer_id": N_("this customer's customer id is not known"),
    "phone": N_("this customer's phone number is not known"),
    "account": N_("this customer's account number is not known"),
    "order_number": N_("this customer's order number is not known"),
    "timezone": N_("this customer's time zone is not known"),
}
_MALFORMED = {
    "email": N_("this customer's e-mail address has characters that none can have"),
    "email_lower": N_("this customer's e-mail address has characters that none can have"),
    "customer_id": N_("this customer's customer id has characters that none can have"),
    "phone": N_("this customer's phone number has characters that none can have"),
    "account": N_("this customer's account number has characters that none can have"),
    "order_number": N_("this customer's order number has characters that none can have"),
    "timezone": N_("this customer's time zone has characters that none can have"),
}


def values_of(customer: Customer) -> Values:
    """Return what placeholders stand for; a value that the customer did not give is empty."""
    values = {
        Owner.EMAIL: customer.email,
        "email_lower": mailbox(customer.email),
        Owner.CUSTOMER_ID: within(customer.id),
        Owner.PHONE: customer.phone,
        Owner.ACCOUNT: customer.account,
        "order_number": customer.order_number,
        "company": customer.company,
        "timezone": customer.timezone,
        "language": customer.language,
    }
    custom = {CUSTOM + label: text for label, text in customer.custom}
    return {str(name): text.strip() for name, text in (custom | values).items()}


def value(name: str, values: Values) -> str:
    """Return a value that may be asked with; raise LookUpError when it is missing or malformed."""
    text = values.get(name, "")
    if not text:
        words = _(_MISSING.get(name, N_("this customer's {name} is not known")))
        raise LookUpError(words.format(name=name.removeprefix(CUSTOM)))
    if _CONTROL.search(text) or _SURROGATE.search(text):
        words = _(_MALFORMED.get(name, N_("this customer's {name} has characters that none can have")))
        raise LookUpError(words.format(name=name.removeprefix(CUSTOM)))
    return text


def address(url: str, query: Mapping[str, str], values: Values, quotes: str = "backslash") -> str:
    """Return the address to ask: placeholders in the path or query of `url`, and `query` behind it."""
    parts = urlsplit(url)
    path = "/".join(_segment(segment, values, quotes) for segment in parts.path.split("/"))
    written = parts.query
    if PLACEHOLDER.search(written):
        written = _encoded(parse_qsl(written, keep_blank_values=True), values, quotes)
    added = _encoded(query.items(), values, quotes)
    return urlunsplit((parts.scheme, parts.netloc, path, "&".join(filter(None, (written, added))), ""))


def body(template: object, values: Values, quotes: str = "backslash") -> object:
    """Return a JSON value with the placeholders in its texts filled in; keys stay as they are."""
    return _tree(template, lambda text: filled(text, values, quotes))


def plain(template: str, values: Values) -> str:
    """Return a text with the values just as they are."""
    return PLACEHOLDER.sub(lambda match: values[match[1]], template)


def plain_tree(template: object, values: Values) -> object:
    """Return a JSON value with the values in its texts just as they are."""
    return _tree(template, lambda text: plain(text, values))


def filled(template: str, values: Values, quotes: str = "backslash") -> str:
    """Return a text with placeholders filled in, such as a query in a help desk's language.

    Inside quotes (`Requestor = '{email}'`) a value cannot end the quoting: that quote is escaped as
    `quotes` says. Beside other text and without quotes only a plain word is taken, because anything else
    could say more than a value; alone (`{email}`) it is the whole text, whatever it is.
    """
    return _filled(template, values, lambda before, text, behind: _quoted(before, text, behind, quotes))


def _filled(template: str, values: Values, escape: Escape) -> str:
    return PLACEHOLDER.sub(
        lambda match: escape(template[: match.start()], value(match[1], values), template[match.end() :]),
        template,
    )


def _tree(template: object, fill: Callable[[str], str]) -> object:
    match template:
        case str():
            return fill(template)
        case list():
            return [_tree(item, fill) for item in template]
        case dict():
            return {key: _tree(item, fill) for key, item in template.items()}
    return template


def _encoded(query: Iterable[tuple[str, str]], values: Values, quotes: str) -> str:
    pairs = [(key, filled(template, values, quotes)) for key, template in query]
    return urlencode(pairs, quote_via=quote)


def _segment(template: str, values: Values, quotes: str) -> str:
    def escaped(before: str, text: str, _after: str) -> str:
        mark = _open_quote(before)
        return quote(_inside(text, mark, quotes) if mark else text, safe="")

    segment = _filled(template, values, escaped)
    if segment != template and segment in _DOTS:
        raise LookUpError(_("this customer's data would lead to another address"))
    return segment


def _quoted(before: str, text: str, behind: str, quotes: str) -> str:
    if mark := _open_quote(before):
        return _inside(text, mark, quotes)
    if (before.strip() or behind.strip()) and not _WORD.fullmatch(text):
        raise LookUpError(_("this customer's data cannot stand in the request without quotes around it"))
    return text


def _inside(text: str, mark: str, quotes: str) -> str:
    match quotes:
        case "backslash":
            return text.replace("\\", "\\\\").replace(mark, f"\\{mark}")
        case "doubled":
            return text.replace(mark, mark * 2)
    if any(character in text for character in (*_QUOTES, "\\")):
        raise LookUpError(_("this customer's data holds quotes, which this system cannot be asked with"))
    return text


def _open_quote(before: str) -> str:
    """Return the quote that is open at the end of a text; empty when none is."""
    mark = ""
    characters = iter(before)
    for character in characters:
        if character == "\\":
            next(characters, "")
        elif character == mark:
            mark = ""
        elif not mark and character in "'\"":
            mark = character
    return mark
