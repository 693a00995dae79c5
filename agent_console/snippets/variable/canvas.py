"""What one reply is made of while it is filled in: its stops, its missing values, the values it used."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from agent_console.snippets.context import empty, text_of
from agent_console.snippets.failure import UnfilledError
from agent_console.snippets.field import Field
from agent_console.snippets.recipe import Filling, Rendered
from agent_console.snippets.stop.mark import StopSpec, begin, end, hole, marked_in, place, remarked


class MissingError(Exception):
    """A value is made of one that is missing, so that it is missing too."""

    def __init__(self, mark: str) -> None:
        super().__init__("a value is missing")
        self.mark = mark


class Canvas:
    """The state of one rendering; texts with its marks are what `place` turns into stops."""

    def __init__(self, filling: Filling, specs: Sequence[StopSpec] = ()) -> None:
        """Begin with stops whose marks are in the text already."""
        self.filling = filling
        self._specs = list(specs)
        self._cursors: list[int] = []
        self._holes: list[str] = []
        self._used: dict[str, str] = {}
        self._defaulted: dict[str, None] = {}
        self._asked: dict[int, Sequence[Field]] = {}

    @property
    def next_index(self) -> int:
        """The place in the tab order that no stop has yet."""
        return max((spec.index for spec in self._specs), default=0) + 1

    @property
    def holes(self) -> Sequence[str]:
        """The paths of the missing values, by the numbers in their marks."""
        return self._holes

    @property
    def used(self) -> Mapping[str, str]:
        """The values of the desk's that were put in so far."""
        return self._used

    def stop(self, text: str, spec: StopSpec, asked: Sequence[Field] = ()) -> str:
        """Return the marked text of a stop, which may be one of several fields that are asked together."""
        number = len(self._specs)
        self._specs.append(spec)
        self._asked[number] = asked
        return begin(number) + text + end(number)

    def cursor(self) -> str:
        """Return the mark of where the cursor goes; it is the final stop when it is the only one."""
        self._cursors.append(len(self._specs))
        return self.stop("", StopSpec(0))

    def hole(self, path: str) -> str:
        """Return the mark of a missing value."""
        if path not in self._holes:
            self._holes.append(path)
        return hole(self._holes.index(path))

    def own(self, name: str, part: str) -> str:
        """Return a value of the desk's, such as `customer.first_name`, or the mark that it is missing."""
        space = self.filling.names.get(name)
        path = f"{name}.{part}" if part else name
        value = space.get(part) if part and isinstance(space, Mapping) else None
        if empty(value) or isinstance(value, (Mapping, list)):
            return self.hole(path)
        self._used[path] = text_of(value)
        return text_of(value)

    def nested(self, inner: Rendered) -> str:
        """Return another body's marked text, its stops and missing values among those of this one."""
        first, tab = len(self._specs), self.next_index - 1
        for number, spec in enumerate(inner.specs, first):
            if not spec.index:
                self._cursors.append(number)
            self._specs.append(replace(spec, index=spec.index and spec.index + tab))
            self._asked[number] = inner.fields
        self._used |= dict(inner.used)
        self._defaulted |= dict.fromkeys(inner.defaulted)
        for path in inner.holes:
            self.hole(path)
        holes = [self._holes.index(path) for path in inner.holes]
        return remarked(inner.marked, range(first, len(self._specs)), holes)

    def around(self, inner: Rendered) -> Rendered:
        """Return a body that was rendered with marks of this canvas in its values, as a whole."""
        self._holes = list(inner.holes)
        self._used |= dict(inner.used)
        self._defaulted |= dict.fromkeys(inner.defaulted)
        return self.rendered(inner.marked)

    def shown(self, marked: str) -> str:
        """Return a text as it reads, missing values by their paths; raise UnfilledError when the agent
        can still change a part of it.
        """
        stops, _ = marked_in(marked)
        asked = [field for number in stops for field in self._asked.get(number, ())]
        if asked:
            raise UnfilledError(tuple(dict.fromkeys(asked)))
        return place(marked, self._specs, self._holes)[0]

    def settled(self, marked: str) -> str:
        """Return a text that something else is made of; raise MissingError when a value in it is missing,
        and UnfilledError when the agent can still change a part of it.
        """
        text = self.shown(marked)
        for number in marked_in(marked)[1]:
            raise MissingError(hole(number))
        return text

    def rendered(self, marked: str) -> Rendered:
        """Return the whole; several cursors follow each other and the other stops."""
        specs = list(self._specs)
        if len(self._cursors) > 1:
            for index, number in enumerate(self._cursors, self.next_index):
                specs[number] = replace(specs[number], index=index)
        there = [field for number in marked_in(marked)[0] for field in self._asked.get(number, ())]
        return Rendered(
            marked,
            tuple(specs),
            tuple(self._holes),
            tuple(self._used.items()),
            tuple(self._defaulted),
            tuple(dict.fromkeys(there)),
        )

    def answer(self, text: str) -> str:
        """Return a text from outside as it may stand among marks."""
        return self.filling.disguise.put_on(text)

    def plain(self, text: str) -> str:
        """Return a text as it may leave the program."""
        return self.filling.disguise.take_off(text)

    def check(self) -> None:
        """Raise BodyError when the time is over."""
        self.filling.deadline.check()
