"""What a model expects at a place, in plain words, read from its JSON schema."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias, cast

from pydantic import BaseModel

Location: TypeAlias = Sequence[int | str]
Schema: TypeAlias = Mapping[str, object]

WORDS = {
    "boolean": "true or false",
    "string": "text",
    "array": "a list",
    "object": "a mapping (`key: value` lines)",
    "null": "nothing",
}

NETWORK = "an address, or a network such as 10.20.0.0/16"
FORMATS = {
    "date": "a date such as 2026-12-24",
    "duration": "a duration such as 500ms, 40s, 2m or 1h",
    "ipv4network": NETWORK,
    "ipv6network": NETWORK,
}


class Expectation:
    """Answers what may stand where in files of one model."""

    def __init__(self, model: type[BaseModel]) -> None:
        self._schema = cast("Schema", model.model_json_schema())

    def words(self, location: Location) -> str:
        """Return what may stand at a place, such as "a whole number from 1 to 12"."""
        phrases = [_words(schema) for schema in self._at(location)]
        return one_of(
            [phrase for phrase in dict.fromkeys(phrases) if phrase != WORDS["null"]] or ["something else"]
        )

    def keys(self, location: Location) -> list[str]:
        """Return the known keys of the mapping at a place."""
        return [key for schema in self._at(location) for key in _mapping(schema.get("properties"))]

    def constants(self, location: Location, key: str) -> list[str]:
        """Return the values of a key that tell the variants of the mapping at a place apart."""
        mappings = (_mapping(schema.get("properties")) for schema in self._at(location))
        return [str(value["const"]) for one in mappings if "const" in (value := _mapping(one.get(key)))]

    def _at(self, location: Location) -> list[Schema]:
        schemas = self._variants(self._schema)
        for part in location:
            inner = [_inner(schema, part) for schema in schemas]
            # A part that no schema knows is pydantic's name for a variant of a union.
            if found := [variant for schema in inner if schema for variant in self._variants(schema)]:
                schemas = found
            else:
                schemas = [schema for schema in schemas if _is_called(schema, part)] or schemas
        return schemas

    def _variants(self, schema: Schema) -> list[Schema]:
        if isinstance(reference := schema.get("$ref"), str):
            definitions = _mapping(self._schema.get("$defs"))
            return self._variants(_mapping(definitions[reference.rsplit("/", 1)[-1]]))
        alternatives = schema.get("anyOf") or schema.get("oneOf") or ()
        if isinstance(alternatives, list):
            return [variant for one in alternatives for variant in self._variants(_mapping(one))]
        return [schema]


def _inner(schema: Schema, part: int | str) -> Schema:
    if isinstance(part, int):
        return _mapping(schema.get("items"))
    return _mapping(_mapping(schema.get("properties")).get(part)) or _mapping(
        schema.get("additionalProperties")
    )


def _is_called(schema: Schema, variant: int | str) -> bool:
    """Whether a variant of a union has that value in the key that tells the variants apart."""
    constants = (_mapping(value).get("const") for value in _mapping(schema.get("properties")).values())
    return variant in constants


def _mapping(value: object) -> Schema:
    return cast("Schema", value) if isinstance(value, dict) else {}


def _words(schema: Schema) -> str:
    if isinstance(values := schema.get("enum"), list):
        return one_of([str(value) for value in values])
    if "const" in schema:
        return f"`{schema['const']}`"
    if (form := str(schema.get("format", ""))) in FORMATS:
        return FORMATS[form]
    kind = str(schema.get("type", ""))
    if kind == "string":
        return WORDS[kind] + _shape(schema)
    if kind in ("integer", "number"):
        return ("a whole number" if kind == "integer" else "a number") + _range(schema)
    return WORDS.get(kind, "something else")


def _shape(schema: Schema) -> str:
    if isinstance(examples := schema.get("examples"), list):
        return f" such as {examples[0]}"
    most = schema.get("maxLength")
    return "" if most is None else f" of at most {most} characters"


def _range(schema: Schema) -> str:
    least, most = schema.get("minimum"), schema.get("maximum")
    if least is not None and most is not None:
        return f" from {least} to {most}"
    if least is not None:
        return f" of at least {least}"
    if "exclusiveMinimum" in schema:
        above = f" above {schema['exclusiveMinimum']}"
        return above if most is None else f"{above} and at most {most}"
    return "" if most is None else f" of at most {most}"


def one_of(phrases: Sequence[str]) -> str:
    """Return phrases as a choice: `a, b or c`."""
    return phrases[0] if len(phrases) == 1 else f"{', '.join(phrases[:-1])} or {phrases[-1]}"
