"""Template text that was left over in a message: nobody means to send `{{ customer.name }}`."""

import re
from dataclasses import dataclass

# None of the parts may hold what begins another, so that openings without an end stay cheap.
_PATTERN = re.compile(
    r"""
    \{\{[^{}]*\}\}                  # {{ customer.name }}
  | \{%[^{}]*%\}                    # {% if order %}
  | \$\{[0-9]+(?:\}|[:|/][^{}]*\}?)  # ${1:text}
  | \$\|\$                         # $|$
  | \[\[\s*\w[^\[\]\n]*\]\]         # [[reason]]
  | \#\{\s*\w+\.\w[^{}\n]*\}       # #{ticket.number}
  | ⟦[^⟦⟧\n]*⟧                     # ⟦order.number⟧
    """,
    re.VERBOSE,
)
_SOFT = re.compile(r"<[A-Z][A-Z _]{2,30}>|\[(?:First|Last|Customer|Your) [Nn]ame\]|%[a-z_]{3,30}%|\bX{3,}\b")


@dataclass(frozen=True, slots=True)
class Residue:
    """A left-over placeholder."""

    start: int
    end: int
    text: str


def find(text: str) -> tuple[Residue, ...]:
    """Return what must not be sent, in the order of the text."""
    return tuple(Residue(match.start(), match.end(), match[0]) for match in _PATTERN.finditer(text))


def suspect(text: str) -> tuple[Residue, ...]:
    """Return what only looks like a placeholder, such as `<NAME>`, `[First name]`, `%name%` or `XXXX`."""
    return tuple(Residue(match.start(), match.end(), match[0]) for match in _SOFT.finditer(text))
