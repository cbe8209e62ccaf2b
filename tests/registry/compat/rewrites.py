"""Rewrites of documents that change no meaning: what people do when they tidy up."""

import copy
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from random import Random
from typing import Any

Data = Any  # JSON data
HOLDERS = {"openapi": "components/schemas", "asyncapi": "components/schemas", "swagger": "definitions"}
ANNOTATIONS = ("title", "description", "example", "examples", "$comment", "externalDocs", "summary")
ONE = ("items", "additionalProperties", "not", "if", "then", "else", "contains", "propertyNames")
LISTS = ("allOf", "anyOf", "oneOf", "prefixItems")
MAPS = ("properties", "patternProperties", "dependentSchemas")
APART = ("required", "minLength", "maxLength", "minItems", "maxItems", "minProperties", "maxProperties", "uniqueItems")


@dataclass(frozen=True)
class Place:
    """A schema in a document: what holds it, under which key, and the keyword that it is a value of."""

    holder: Data
    key: Data
    keyword: str

    @property
    def schema(self) -> Data:
        return self.holder[self.key]


def reorder(document: Data, random: Random) -> Data:
    """Put the members of every object in another order; lists whose order says something stay."""
    if isinstance(document, list):
        return [reorder(item, random) for item in document]
    if not isinstance(document, dict):
        return document
    names = list(document)
    random.shuffle(names)
    return {name: reorder(document[name], random) for name in names}


def reword(document: Data, random: Random) -> Data:
    """Exchange the words in every schema."""
    changed = copy.deepcopy(document)
    for place in schemas_of(changed):
        if isinstance(place.schema, dict) and "$ref" not in place.schema:
            place.schema["description"] = f"other words, {random.random()}"
            place.schema.pop("title", None) if random.random() < 0.5 and place.keyword == "properties" else None
    return changed


def factor_out(document: Data, random: Random) -> Data:
    """Move some schemas of properties and items into definitions."""
    changed = copy.deepcopy(document)
    targets = [value for value in _references(changed) if isinstance(value, str)]
    definitions = _definitions(changed)
    for number, (place, pointer) in enumerate(list(_with_pointers(changed))):
        is_plain = place.keyword in ("properties", "items") and isinstance(place.schema, dict)
        is_target = any(target.partition("#")[2].startswith(pointer) for target in targets)
        if is_plain and not is_target and "$ref" not in place.schema and random.random() < 0.3:
            name = f"Moved{number}"
            definitions[0][name] = place.schema
            place.holder[place.key] = {"$ref": f"#/{definitions[1]}/{name}"}
    return changed


def inline(document: Data, random: Random) -> Data:
    """Write some referenced schemas out where they are used by properties and items."""
    changed = copy.deepcopy(document)
    for place in list(schemas_of(changed)):
        schema = place.schema
        is_plain = place.keyword in ("properties", "items") and isinstance(schema, dict) and set(schema) == {"$ref"}
        if is_plain and str(schema["$ref"]).startswith("#/") and random.random() < 0.5:
            target = _find(document, schema["$ref"])
            if isinstance(target, dict) and not _leads_to(document, target, schema["$ref"]):
                place.holder[place.key] = copy.deepcopy(target)
    return changed


def split(document: Data, random: Random) -> Data:
    """Say some keywords of a schema in a second part that holds as well."""
    changed = copy.deepcopy(document)
    for place in list(schemas_of(changed)):
        schema = place.schema
        apart = [word for word in APART if isinstance(schema, dict) and word in schema]
        if apart and "$ref" not in schema and "discriminator" not in schema and random.random() < 0.5:
            part = {word: schema[word] for word in apart}
            rest = {word: value for word, value in schema.items() if word not in apart}
            place.holder[place.key] = {**rest, "allOf": [*rest.get("allOf", []), part]}
    return changed


REWRITES: dict[str, Callable[[Data, Random], Data]] = {
    "reorder": reorder,
    "reword": reword,
    "factor out": factor_out,
    "inline": inline,
    "split": split,
}


def schemas_of(document: Data) -> Iterator[Place]:
    """Yield every schema below the roots of a document, outer ones first; roots themselves are left out."""
    yield from (place for place, _ in _with_pointers(document))


def _with_pointers(document: Data) -> Iterator[tuple[Place, str]]:
    for root, pointer in _roots(document, ""):
        yield from _below(root, pointer)


def _roots(data: Data, pointer: str) -> Iterator[tuple[Data, str]]:
    if pointer == "" and not any(word in data for word in HOLDERS):
        yield data, ""  # a schema by itself
        for word in ("$defs", "definitions"):
            yield from ((one, f"/{word}/{_escape(name)}") for name, one in data.get(word, {}).items())
        return
    if isinstance(data, list):
        for index, item in enumerate(data):
            yield from _roots(item, f"{pointer}/{index}")
    elif isinstance(data, dict):
        for name, value in data.items():
            here = f"{pointer}/{_escape(name)}"
            if name in ("example", "examples", "default") or str(name).startswith("x-"):
                continue
            if pointer in ("/components/schemas", "/definitions") or (
                name in ("schema", "payload") and isinstance(value, dict)
            ):
                yield value, here
            else:
                yield from _roots(value, here)


def _below(schema: Data, pointer: str) -> Iterator[tuple[Place, str]]:
    if not isinstance(schema, dict) or "$ref" in schema:
        return
    for word, value in list(schema.items()):
        here = f"{pointer}/{word}"
        if word in ONE and isinstance(value, dict):
            yield Place(schema, word, word), here
            yield from _below(schema[word], here)
        elif (word in LISTS and isinstance(value, list)) or (word in MAPS and isinstance(value, Mapping)):
            for key in list(range(len(value)) if isinstance(value, list) else value):
                yield Place(value, key, word), f"{here}/{_escape(key)}"
                yield from _below(value[key], f"{here}/{_escape(key)}")


def _definitions(document: Data) -> tuple[Data, str]:
    for word, holder in HOLDERS.items():
        if word in document:
            found = document
            for step in holder.split("/"):
                found = found.setdefault(step, {})
            return found, holder
    word = "$defs" if "2020" in str(document.get("$schema")) else "definitions"
    return document.setdefault(word, {}), word


def _references(data: Data) -> Iterator[object]:
    if isinstance(data, list):
        for item in data:
            yield from _references(item)
    elif isinstance(data, dict):
        for name, value in data.items():
            if name == "$ref":
                yield value
            yield from _references(value)


def _leads_to(document: Data, data: Data, reference: str, steps: int = 0) -> bool:
    """Whether what is referenced leads back to itself; what is followed too long counts as if it did."""
    if steps > 20:
        return True
    for one in _references(data):
        if one == reference or not isinstance(one, str) or not one.startswith("#/"):
            return True
        if _leads_to(document, _find(document, one), reference, steps + 1):
            return True
    return False


def _find(document: Data, reference: str) -> Data:
    found = document
    for step in reference.removeprefix("#/").split("/"):
        name = step.replace("~1", "/").replace("~0", "~")
        if isinstance(found, list):
            found = found[int(name)] if name.isdigit() else None
        else:
            found = found.get(name) if isinstance(found, dict) else None
    return found


def _escape(name: object) -> str:
    return str(name).replace("~", "~0").replace("/", "~1")
