"""Comments that turn findings off: `# check: ignore CODE`, for a line, the next one or the whole file."""

import re
from collections.abc import Iterable, Iterator

from agent_console.snippets.lint.finding import Finding
from agent_console.snippets.lint.page import Page

_COMMENT = re.compile(r"(?:^|\s)#\s*check:\s*ignore\s+([a-z-]+(?:[ ,]+[a-z-]+)*)\s*$")
WHOLE_FILE = 0
"""The line under which the codes are kept that are turned off for a whole file."""


def kept(findings: Iterable[Finding], pages: Iterable[Page]) -> Iterator[Finding]:
    """Yield the findings that no comment of their file turns off.

    A comment behind something counts for its line, one on a line of its own for the next line, and one
    before the first key for the whole file.
    """
    waived = {page.source.name: dict(_waived(page)) for page in pages if "check:" in page.file.text}
    for finding in findings:
        codes = waived.get(finding.problem.file, {})
        if finding.code not in codes.get(WHOLE_FILE, set()) | codes.get(finding.problem.line, set()):
            yield finding


def _waived(page: Page) -> Iterator[tuple[int, set[str]]]:
    whole: set[str] = set()
    for number, line in enumerate(page.source.lines, 1):
        if match := _COMMENT.search(line):
            codes = set(re.split(r"[ ,]+", match[1]))
            if number < page.tree.line:
                whole |= codes
            elif line.lstrip().startswith("#"):
                yield number + 1, codes
            else:
                yield number, codes
    yield WHOLE_FILE, whole
