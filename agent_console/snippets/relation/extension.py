"""Matches that build on others by `extends`: the keys that they do not write themselves come from there."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from pydantic import ValidationError

from agent_console.domain.outside import Reach
from agent_console.snippets.relation.graph import order
from agent_console.snippets.source.schema import BODIES, Match
from agent_console.snippets.source.sheet import Entry, Sheet, key_node
from agent_console.yaml_source import Problem

OWN = frozenset({"id", "extends", "tests"})
"""What a match never takes over."""
TRIGGERS = frozenset({"trigger", "triggers", "regex"})
CALLS = TRIGGERS | {"shortcut"}
"""What it only takes over from the match whose place it takes: elsewhere two would answer to one call."""
TEXTS = frozenset({*BODIES, "locales"})
DEEPEST = 16
"""Matches that build on each other."""


class Extension:
    """Works out what the matches of some files are that build on others."""

    def __init__(self, sheets: Iterable[Sheet]) -> None:
        self._places: dict[str, tuple[Sheet, Entry]] = {}
        """Every match with an id, by its address."""
        self._addresses: dict[str, list[str]] = {}
        """By id, in the order of the files."""
        self._bases: dict[str, str] = {}
        self._whole: dict[str, Mapping[str, object]] = {}
        self.problems: list[Problem] = []
        native = [sheet for sheet in sheets if sheet.native]
        # Hardly any file builds on others, and then there is nothing to note.
        if not any("extends" in entry.keys for sheet in native for entry in sheet.entries):
            return
        extending = [(sheet, entry) for sheet in native for entry in self._noted(sheet)]
        for sheet, entry in extending:
            self._find_base(sheet, entry)
        self._resolve([_address(sheet, entry) for sheet, entry in extending])

    def entry(self, sheet: Sheet, entry: Entry) -> Entry | None:
        """Return a match that builds on another, with all its keys; None when that cannot be used."""
        keys = self._whole.get(_address(sheet, entry))
        return None if keys is None else entry._replace(keys=keys)

    def lent(self, sheet: Sheet, entry: Entry) -> frozenset[Reach]:
        """Return what the folders of all matches that a match builds on may reach."""
        reaches = frozenset(Reach)
        address = self._bases.get(_address(sheet, entry))
        while address is not None:
            reaches &= self._places[address][0].file.allowed
            address = self._bases.get(address)
        return reaches

    def _noted(self, sheet: Sheet) -> Iterator[Entry]:
        """Take the ids of a file in, and yield the matches that build on others."""
        for entry in sheet.entries:
            address = _address(sheet, entry)
            self._places[address] = sheet, entry
            if entry.name:
                self._addresses.setdefault(f"{sheet.namespace}.{entry.name}", []).append(address)
            if "extends" in entry.keys:
                yield entry

    def _find_base(self, sheet: Sheet, entry: Entry) -> None:
        own = _address(sheet, entry)
        written = entry.text("extends")
        for name in (written, f"{sheet.namespace}.{written}"):
            addresses = self._addresses.get(name, [])
            # A match of the same id builds on the one whose place it takes.
            known = addresses[: addresses.index(own)] if own in addresses else addresses
            if known:
                self._bases[own] = known[-1]
                return
        self._note(own, f"there is no match `{written}` to build on", "extends")

    def _resolve(self, addresses: Sequence[str]) -> None:
        names, circles = order(addresses, lambda one: [self._bases[one]] if one in self._bases else [])
        circular = {name for circle in circles for name in circle}
        for circle in circles:
            chain = " -> ".join(self._shown(one) for one in circle)
            self._note(circle[0], f"these matches build on each other: {chain}", "extends-circle")
        depths: dict[str, int] = {}
        for name in names:
            base = self._bases.get(name)
            depths[name] = depths.get(base, 0) + 1 if base else 1
            if depths[name] > DEEPEST:
                self._note(name, f"builds on more than {DEEPEST} matches, one on the other", "extends")
            elif name not in circular:
                self._complete(name, base)

    def _complete(self, name: str, base: str | None) -> None:
        sheet, entry = self._places[name]
        if base is None:
            if "extends" not in entry.keys:
                self._whole[name] = entry.keys
        elif base in self._whole:
            other, _ = self._places[base]
            same = _id(sheet, entry) == _id(other, self._places[base][1])
            keys = combined(self._whole[base], entry.keys, same)
            try:
                self._whole[name] = Match.model_validate(keys).model_dump(exclude_unset=True)
            except ValidationError as error:
                message = error.errors(include_url=False)[0]["msg"]
                self._note(name, f"does not go with what it builds on: {message}", "extends")

    def _note(self, address: str, message: str, code: str) -> None:
        sheet, entry = self._places[address]
        node = key_node(sheet.node(entry), "extends")
        self.problems.append(sheet.source.problem(node.line, node.column, message, "", code))

    def _shown(self, address: str) -> str:
        sheet, entry = self._places[address]
        return f"{_id(sheet, entry)} ({sheet.file.name}:{entry.line})"


def combined(base: Mapping[str, object], own: Mapping[str, object], same: bool) -> dict[str, object]:
    """Return the keys of a match that builds on another; `same` when it takes that one's place.

    A body of its own comes without the languages of the other; languages alone add to them.
    """
    left_out = OWN if same else OWN | CALLS
    if own.keys() & TRIGGERS:
        left_out |= TRIGGERS
    if own.keys() & set(BODIES):
        left_out |= TEXTS
    taken = {key: value for key, value in base.items() if key not in left_out}
    locales = {**_mapping(taken.get("locales")), **_mapping(own.get("locales"))}
    written = {key: value for key, value in own.items() if key != "extends"}
    return {**taken, **written, **({"locales": locales} if locales else {})}


def _address(sheet: Sheet, entry: Entry) -> str:
    return f"{sheet.file.name}\n{entry.position}"


def _id(sheet: Sheet, entry: Entry) -> str:
    return f"{sheet.namespace}.{entry.name}" if entry.name else f"line {entry.line}"


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}
