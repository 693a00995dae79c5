"""Something that was found in a file: where, what, how much it matters, and under which code."""

from dataclasses import dataclass, replace

from agent_console.snippets.lint.rule import OTHER, SUSPECT, Rule, Severity
from agent_console.yaml_source import Problem


@dataclass(frozen=True, slots=True)
class Finding:
    """One problem of a file, by a rule."""

    severity: Severity
    problem: Problem
    """Its `code` is set."""

    @classmethod
    def of(cls, rule: Rule, problem: Problem) -> "Finding":
        """Return what a rule has found."""
        return cls(rule.severity, replace(problem, code=rule.code))

    @classmethod
    def read(cls, problem: Problem) -> "Finding":
        """Return what keeps a match or a file from being used."""
        return cls(Severity.ERROR, replace(problem, code=problem.code or OTHER.code))

    @classmethod
    def suspected(cls, problem: Problem) -> "Finding":
        """Return what the reader finds odd in a match that can be used."""
        return cls(SUSPECT.severity, replace(problem, code=problem.code or SUSPECT.code))

    @property
    def code(self) -> str:
        """The code of its rule."""
        return self.problem.code

    @property
    def fails(self) -> bool:
        """Whether it makes a check fail."""
        return self.severity is not Severity.HINT

    @property
    def place(self) -> tuple[str, int, int]:
        """File, line and column, by which findings are put in order."""
        return self.problem.file, self.problem.line, self.problem.column

    def __str__(self) -> str:
        """Return the finding in full, on several lines, as compilers do."""
        problem = self.problem
        return str(replace(problem, message=f"{self.severity}: {problem.message} [{self.code}]"))
