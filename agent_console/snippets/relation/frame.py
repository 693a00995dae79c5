"""What the matches of one file have around them: the file, its head, and the variables they can name."""

from dataclasses import dataclass

from agent_console.domain.outside import Reach
from agent_console.snippets.file import SnippetFile
from agent_console.snippets.source.schema import Head, Variable
from agent_console.snippets.source.sheet import Sheet


@dataclass(frozen=True, slots=True)
class Frame:
    """The surroundings of a match."""

    sheet: Sheet
    global_vars: tuple[Variable, ...] = ()
    """Those of the file and of what it imports; of two with the same name the later one counts."""
    lent: frozenset[Reach] = frozenset(Reach)
    """What the folders of all matches that it builds on may reach."""

    @property
    def allowed(self) -> frozenset[Reach]:
        """What the match may reach: words of a stricter folder do not gain by being built on."""
        return self.file.allowed & self.lent

    @property
    def file(self) -> SnippetFile:
        """The file, with what the user's config says of its folder."""
        return self.sheet.file

    @property
    def head(self) -> Head:
        """What the file says of all its matches."""
        return self.sheet.head

    @property
    def native(self) -> bool:
        """Whether the file is of dialect `support/1`."""
        return self.sheet.native
