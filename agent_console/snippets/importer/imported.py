"""What an import gives: files to write, and the report of what was done to them."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from agent_console.snippets.book import Book
from agent_console.snippets.file import SnippetFile
from agent_console.snippets.importer.collection import Collection
from agent_console.snippets.importer.page import identifier, page
from agent_console.snippets.importer.remark import Kind, Remark, undecided
from agent_console.snippets.importer.reply import Reply
from agent_console.yaml_source import Problem, Source, SourceError

Read = Callable[[Source], Collection]


@dataclass(frozen=True, slots=True)
class Imported:
    """The answer to one import."""

    files: tuple[Source, ...] = ()
    """By the name that each gets in the folder of replies."""
    replies: int = 0
    remarks: tuple[Remark, ...] = ()
    problems: tuple[Problem, ...] = ()
    """Sources that could not be read, and where."""

    @property
    def exit_code(self) -> int:
        """0 when everything came along, 1 when a person must look at something."""
        return 1 if self.problems or any(remark.kind is Kind.HUMAN for remark in self.remarks) else 0

    @property
    def lines(self) -> tuple[str, ...]:
        """The report, for people."""
        problems = (line for problem in self.problems for line in str(problem).splitlines())
        counts = (f"{kind.value}: {self.count(kind)}" for kind in Kind)
        return (*problems, *map(str, self.remarks), "; ".join((f"imported: {self.replies}", *counts)))

    def count(self, kind: Kind) -> int:
        """Return how many remarks there are of a kind."""
        return sum(remark.kind is kind for remark in self.remarks)


def brought(sources: Sequence[Source], read: Read) -> Imported:
    """Return every source's replies as files of ours; one that cannot be read is a problem."""
    files: dict[str, Source] = {}
    replies = 0
    remarks: list[Remark] = []
    problems: list[Problem] = []
    for source in sources:
        try:
            collection = read(source)
        except SourceError as error:
            problems += error.problems
            continue
        sound = tuple(_told_of_rivals([_typed(reply) for reply in collection.replies]))
        for file in _files(source, sound, files):
            files[file.name] = file
        replies += len(sound)
        remarks += _placed(source, sound, collection.omissions)
    remarks += _unloadable(files.values())
    return Imported(tuple(files.values()), replies, tuple(remarks), tuple(problems))


def _files(source: Source, replies: Sequence[Reply], taken: Mapping[str, Source]) -> Iterator[Source]:
    """Yield a file for each language that texts stand in by themselves."""
    origin = source.name.replace("\\", "/").rsplit("/", 1)[-1]
    base = identifier(origin.rsplit(".", 1)[0], "replies")
    for language in dict.fromkeys(reply.language for reply in replies):
        own = f"{base}-{language.lower()}" if language else base
        namespace = next(name for name in _numbered(own) if f"{name}.yaml" not in taken)
        chosen = [reply for reply in replies if reply.language == language]
        yield Source(f"{namespace}.yaml", page(namespace, language, chosen, origin))


def _numbered(name: str) -> Iterator[str]:
    yield name
    number = 1
    while True:
        number += 1
        yield f"{name}-{number}"


def _typed(reply: Reply) -> Reply:
    """Return a reply with the triggers that can be typed."""
    visible = ("".join(filter(str.isprintable, trigger)).strip() for trigger in reply.triggers)
    return replace(reply, triggers=tuple(dict.fromkeys(trigger for trigger in visible if trigger)))


def _told_of_rivals(replies: Sequence[Reply]) -> Iterator[Reply]:
    owners: dict[str, int] = {}
    for reply in replies:
        rivals = [
            undecided(
                f"`{trigger}` is also the trigger of line {owners[trigger]}; the agent is asked each time"
            )
            for trigger in reply.triggers
            if trigger in owners
        ]
        owners = {trigger: reply.line for trigger in reply.triggers} | owners
        yield replace(reply, remarks=(*reply.remarks, *rivals))


def _placed(source: Source, replies: Sequence[Reply], omissions: Sequence[Remark]) -> list[Remark]:
    own = [remark.at(reply.line, reply.name) for reply in replies for remark in reply.remarks]
    placed = [replace(remark, file=source.name) for remark in (*own, *omissions)]
    return sorted(placed, key=lambda remark: remark.line)


def _unloadable(files: Iterable[Source]) -> Iterator[Remark]:
    """Yield what our own reader says of what was written; the rest of such a file is live all the same."""
    book, problems = Book.load(SnippetFile(file.name, file.text) for file in files)
    for problem in (*problems, *(problem for snippet in book.snippets for problem in snippet.problems)):
        yield Remark(Kind.HUMAN, f"does not load: {problem.message}", problem.file, problem.line)
