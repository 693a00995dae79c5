"""Fills a customer's values into the templates of a request, each escaped for its place: pure."""

import re
from collections.abc import Callable, Mapping
from urllib.parse import quote, urlencode, urlsplit, urlunsplit

from agent_console.config.placeholder import PLACEHOLDERS, Owner
from agent_console.connectors.failure import LookUpError
from agent_console.domain.customer import Customer

Values = Mapping[str, str]

_PLACEHOLDER = re.compile(rf"\{{({'|'.join(PLACEHOLDERS)})\}}")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")
_SURROGATE = re.compile(r"[\ud800-\udfff]")
_DOTS = {".", ".."}
_WORDS = {
    "email": "e-mail address",
    "customer_id": "customer id",
    "phone": "phone number",
    "account": "account number",
    "order_number": "order number",
    "company": "company",
    "timezone": "time zone",
    "language": "language",
}


def values_of(customer: Customer) -> Values:
    """Return what placeholders stand for; a value that the customer did not give is empty."""
    return {
        Owner.EMAIL: customer.email.strip(),
        Owner.CUSTOMER_ID: customer.id.strip(),
        Owner.PHONE: customer.phone.strip(),
        Owner.ACCOUNT: customer.account.strip(),
        "order_number": customer.order_number.strip(),
        "company": customer.company.strip(),
        "timezone": customer.timezone.strip(),
        "language": customer.language.strip(),
    }


def value(name: str, values: Values) -> str:
    """Return a value that may be asked with; raise LookUpError when it is missing or malformed."""
    text = values[name]
    if not text:
        raise LookUpError(f"this customer's {_WORDS[name]} is not known")
    if _CONTROL.search(text) or _SURROGATE.search(text):
        raise LookUpError(f"this customer's {_WORDS[name]} has characters that none can have")
    return text


def address(url: str, query: Mapping[str, str], values: Values) -> str:
    """Return the address to ask: placeholders in the path or query of `url`, and `query` behind it."""
    parts = urlsplit(url)
    path = "/".join(_segment(segment, values) for segment in parts.path.split("/"))
    written = _filled(parts.query, values, lambda _, text: quote(text, safe=""))
    added = urlencode({key: filled(template, values) for key, template in query.items()}, quote_via=quote)
    return urlunsplit((parts.scheme, parts.netloc, path, "&".join(filter(None, (written, added))), ""))


def body(template: object, values: Values) -> object:
    """Return a JSON value with the placeholders in its texts filled in; keys stay as they are."""
    match template:
        case str():
            return filled(template, values)
        case list():
            return [body(item, values) for item in template]
        case dict():
            return {key: body(item, values) for key, item in template.items()}
    return template


def filled(template: str, values: Values) -> str:
    """Return a text with placeholders filled in.

    Inside quotes, as in the query languages of help desks (`Requestor = '{email}'`), a value cannot
    end the quoting: backslashes and that quote are escaped with a backslash.
    """
    return _filled(template, values, _unquoting)


def _filled(template: str, values: Values, escape: Callable[[str, str], str]) -> str:
    return _PLACEHOLDER.sub(
        lambda match: escape(template[: match.start()], value(match[1], values)), template
    )


def _segment(template: str, values: Values) -> str:
    segment = _filled(template, values, lambda _, text: quote(text, safe=""))
    if segment != template and segment in _DOTS:
        raise LookUpError("this customer's data would lead to another address")
    return segment


def _unquoting(before: str, text: str) -> str:
    mark = _open_quote(before)
    return text.replace("\\", "\\\\").replace(mark, f"\\{mark}") if mark else text


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
