"""What is looked for in snippets that can be read, each under a code that programs can rely on."""

from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """How much a finding matters."""

    ERROR = "error"
    """Something does not work at all."""
    WARNING = "warning"
    """Something is hardly what its writer meant."""
    HINT = "hint"
    """Something may be meant so; a hint alone does not fail a check."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One thing that is looked for."""

    code: str
    severity: Severity


UNREACHABLE = Rule("unreachable-trigger", Severity.WARNING)
DUPLICATE = Rule("duplicate-trigger", Severity.WARNING)
MID_WORD = Rule("mid-word", Severity.HINT)
UNKNOWN_KEY = Rule("unknown-key", Severity.WARNING)
MISPLACED_KEY = Rule("misplaced-key", Severity.WARNING)
UNKNOWN_VARIABLE = Rule("unknown-variable", Severity.ERROR)
UNKNOWN_TYPE = Rule("unknown-type", Severity.ERROR)
VARIABLE_ORDER = Rule("variable-order", Severity.ERROR)
UNRENDERABLE = Rule("unrenderable", Severity.ERROR)
UNUSED_VARIABLE = Rule("unused-variable", Severity.HINT)
MISSING_LOCALE = Rule("missing-locale", Severity.WARNING)
MISSING_DEFAULT = Rule("missing-default", Severity.HINT)
REACHES_OUT = Rule("unsafe", Severity.HINT)
BAD_REGEX = Rule("bad-regex", Severity.ERROR)
LONG_REGEX = Rule("long-regex", Severity.WARNING)
SECRET = Rule("secret", Severity.WARNING)
TOO_LONG = Rule("too-long", Severity.WARNING)
OTHER = Rule("invalid", Severity.ERROR)
"""A mistake that keeps a match or a file from being used, where the reader names no kind."""
SUSPECT = Rule("suspect", Severity.WARNING)
"""What the reader itself finds odd in a match that can be used."""
_READING = frozenset(
    {
        *(
            "syntax",
            "limit",
            "duplicate-key",
            "missing-key",
            "wrong-value",
            "no-body",
            "body",
            "duplicate-id",
        ),
        *("import", "import-circle", "extends", "extends-circle", "nested-circle", "nested-too-deep"),
    }
)
"""What the reader itself calls its mistakes."""
CODES = _READING | frozenset(
    rule.code
    for rule in (
        *(UNREACHABLE, DUPLICATE, MID_WORD, UNKNOWN_KEY, MISPLACED_KEY, UNKNOWN_VARIABLE, UNKNOWN_TYPE),
        *(VARIABLE_ORDER, UNRENDERABLE, UNUSED_VARIABLE, MISSING_LOCALE, MISSING_DEFAULT, REACHES_OUT),
        *(BAD_REGEX, LONG_REGEX, SECRET, TOO_LONG, OTHER, SUSPECT),
    )
)
"""What can be turned off."""
