"""Zendesk's dynamic content: texts named `dc.…` that have a variant for each language."""

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Self

from agent_console.snippets.importer.jsonc import Item, mapping, text_of

_PLACEHOLDER = re.compile(r"\{\{\s*dc\.(?P<name>[A-Za-z0-9_-]+)\s*\}\}")
_TAG = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*")
DEEPEST = 8
"""How far one text within another is followed."""


@dataclass(frozen=True, slots=True)
class Text:
    """One item of dynamic content."""

    default: str
    """Its default language."""
    variants: Mapping[str, str]
    """Its texts by language."""


@dataclass(frozen=True, slots=True)
class DynamicContent:
    """All items, by the name behind `dc.`."""

    texts: Mapping[str, Text] = field(default_factory=dict)

    @classmethod
    def of(cls, members: tuple[Item, ...]) -> Self:
        """Return the `items` of an export; `locales` beside them says what the numbers of languages mean."""
        lists = {member.key: member.value for member in members if isinstance(member.value, list)}
        tags = {
            mapping(one).get("id"): text_of(mapping(one).get("locale")) for one in lists.get("locales", [])
        }
        texts: dict[str, Text] = {}
        for one in map(mapping, lists.get("items", [])):
            if found := _PLACEHOLDER.fullmatch(text_of(one.get("placeholder"))):
                texts[found["name"]] = _text(one, tags)
        return cls(_shortened(texts))

    def language(self, text: str) -> str:
        """Return the default language of the first item that a text names; "" when it names none."""
        return next((one.default for one in self._named(text)), "")

    def languages(self, text: str) -> tuple[str, ...]:
        """Return the languages in which every item that a text names has a variant."""
        named = self._named(text)
        return tuple(tag for tag in _tags(named) if all(tag in one.variants for one in named))

    def lacking(self, text: str) -> tuple[str, ...]:
        """Return the languages in which only some of the items have a variant."""
        whole = self.languages(text)
        return tuple(tag for tag in _tags(self._named(text)) if tag not in whole)

    def filled(self, text: str, language: str, depth: int = 0) -> str:
        """Return a text with its items written out in a language; unknown ones stay as they are."""

        def written(found: re.Match[str]) -> str:
            known = self.texts.get(found["name"])
            variant = known.variants.get(language) if known else None
            return found[0] if variant is None else self.filled(variant, language, depth + 1)

        return text if depth > DEEPEST else _PLACEHOLDER.sub(written, text)

    def _named(self, text: str) -> list[Text]:
        found = (self.texts.get(placeholder["name"]) for placeholder in _PLACEHOLDER.finditer(text))
        return [one for one in found if one is not None]


def _tags(texts: Iterable[Text]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tag for one in texts for tag in one.variants))


def _shortened(texts: Mapping[str, Text]) -> Mapping[str, Text]:
    """Return the texts with `en-US` called `en`, unless there is another English among them."""
    regions = Counter(_primary(tag) for tag in _tags(texts.values()))

    def short(tag: str) -> str:
        return _primary(tag) if regions[_primary(tag)] == 1 else tag

    return {
        name: Text(short(one.default), {short(tag): variant for tag, variant in one.variants.items()})
        for name, one in texts.items()
    }


def _primary(tag: str) -> str:
    return tag.replace("_", "-").split("-")[0].lower()


def _text(item: Mapping[str, object], tags: Mapping[object, str]) -> Text:
    variants: dict[str, str] = {}
    default = ""
    found = item.get("variants")
    for variant in map(mapping, found if isinstance(found, list) else []):
        tag = text_of(variant.get("locale")) or tags.get(variant.get("locale_id"), "")
        if _TAG.fullmatch(tag) and variant.get("active", True):
            variants[tag] = text_of(variant.get("content"))
            default = tag if variant.get("default") or not default else default
    return Text(default, variants)
