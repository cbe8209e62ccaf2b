"""Makes a schema emit declared names only (docs/compatibility.md, content models).

What is declared for a value counts across `$ref`, `allOf`, `anyOf`, `oneOf`, `if` and `dependentSchemas` together, at every depth: a
member that two parts of an `allOf` describe has the names of both, or nothing could be sent at all.
"""

from collections.abc import Iterator, Mapping, Sequence

from crossdock.registry.compat.family import (
    ITEMS,
    NOTHING,
    Choices,
    Family,
    Said,
    Slot,
    company_of,
    mapping,
    said_beside,
    slots_of,
)
from crossdock.registry.compat.keywords import PART, PART_LISTS, PART_MAPS, definitions, resolve
from crossdock.registry.model.interface import JsonSchema

_DEFS = "#/$defs/"
_UNIONS = ("anyOf", "oneOf")
_TOGETHER = ("if", "then", "else")
_REST = ("additionalProperties", "unevaluatedProperties")
_BRANCHES = frozenset(("allOf", *_UNIONS, "then", "else", "dependentSchemas"))
_SHAPED = frozenset((*_BRANCHES, *PART, *PART_LISTS, *PART_MAPS, "if", "not", "$ref"))
MAX_FAMILY = 5_000  # schemas that speak of one value, once for each way to them
MAX_COPIES = 500  # definitions that are written again for the company that they are in


class Closer:
    """Closes one bundle. Definitions are written again, closed, when they are needed."""

    def __init__(self, root: Mapping[str, object]) -> None:
        self._root = root
        self._named: dict[tuple[str, str, tuple[int, ...]], str] = {}
        self._waiting: list[tuple[str, JsonSchema, str, list[Said], list[Said]]] = []
        self._taken: set[str] = set()
        self._copies = 0
        self._records: dict[int, bool] = {}  # the schemas live as long as the root
        self._families: dict[int, list[Said]] = {}

    def close(self) -> JsonSchema:
        """Return the closed bundle."""
        closed = self._close_value({word: value for word, value in self._root.items() if word != "$defs"}, ())
        if isinstance(closed, bool) or not definitions(self._root):
            return closed
        return {**closed, "$defs": {**definitions(self._root), **self._write_definitions()}}

    # values that stand alone

    def _close_value(self, schema: JsonSchema, beside: tuple[Mapping[str, object], ...]) -> JsonSchema:
        """Close what is said of a value; `beside` is what other schemas say of the same value."""
        if isinstance(schema, bool):
            return schema
        beside = tuple(
            other for other in beside if any(True for said in self._family(other) for _ in slots_of(said.schema))
        )
        if not beside and _is_reference(schema) and self._is_record(schema):
            return {**schema, "$ref": self._refer(str(schema["$ref"]), "sealed", frozenset(), Family(()))}
        company = [said for other in beside for said in self._family(other)]
        closed = self._close_parts(schema, frozenset(), Family([*self._family(schema), *company]))
        if isinstance(closed, bool) or not self._is_record(schema) or any(word in closed for word in _REST):
            return closed
        return _forbid_rest(closed, company)

    def _close_parts(self, schema: JsonSchema, choices: Choices, family: Family) -> JsonSchema:
        """Close the parts of a value, and leave the value itself open: it may be one branch of several."""
        if isinstance(schema, bool):
            return schema
        is_record = self._is_record(schema)
        closed: dict[str, object] = {}
        for word, value in schema.items():
            if word in _REST and value in (True, {}) and is_record:
                continue
            if word in _BRANCHES:
                closed[word] = self._close_branches(word, value, choices, family)
            elif word == "$ref" and isinstance(value, str) and value.removeprefix(_DEFS) in definitions(self._root):
                closed[word] = self._refer(value, "closed", choices, family)
            else:
                closed[word] = self._close_part(word, value, schema, choices, family)
        return closed

    def _close_branches(self, word: str, value: object, choices: Choices, family: Family) -> object:
        if isinstance(value, Mapping) and word == "dependentSchemas":
            return {name: self._close_parts(item, choices, family) for name, item in value.items()}
        if isinstance(value, list):
            inner = [_choose(choices, word, value, index) for index in range(len(value))]
            return [self._close_parts(item, chosen, family) for item, chosen in zip(value, inner, strict=True)]
        return self._close_parts(value, choices, family) if isinstance(value, (bool, Mapping)) else value

    def _close_part(
        self, word: str, value: object, owner: Mapping[str, object], choices: Choices, family: Family
    ) -> object:
        def close(item: JsonSchema, slot: Slot) -> JsonSchema:
            return self._close_value(item, tuple(said_beside(slot, item, owner, choices, family)))

        if word in PART_MAPS and isinstance(value, Mapping):
            return {name: close(item, (word, name)) for name, item in value.items()}
        if word in PART_LISTS and isinstance(value, list):
            return [close(item, ITEMS) for item in value]
        if word in PART and isinstance(value, (bool, Mapping)):
            return close(value, ITEMS if word == "items" else NOTHING)
        return value

    # definitions

    def _refer(self, reference: str, form: str, choices: Choices, family: Family) -> str:
        """Return the reference to a closed definition; in company that speaks of the same members, to one of its own."""
        name = reference.removeprefix(_DEFS)
        target = definitions(self._root)[name]
        own = self._family(target) if isinstance(target, Mapping) else []
        company = company_of(own, choices, family)
        key = (name, form, tuple(sorted({id(said.schema) for said in company})))
        if key not in self._named:
            self._copies += bool(company)
            if company and self._copies > MAX_COPIES:
                return reference
            self._named[key] = self._new_name(name, form, is_copy=bool(company))
            self._waiting.append((self._named[key], target, form, own, company))
        return _DEFS + self._named[key]

    def _write_definitions(self) -> dict[str, JsonSchema]:
        """Return the definitions that are referenced; writing one may ask for more."""
        written: dict[str, JsonSchema] = {}
        while self._waiting:
            name, target, form, own, company = self._waiting.pop()
            if form == "sealed":
                written[name] = self._close_value(target, ())
            else:
                written[name] = self._close_parts(target, frozenset(), Family([*own, *company]))
        return written

    def _new_name(self, name: str, form: str, *, is_copy: bool) -> str:
        found = f"{name}.{form}" + (f".{self._copies}" if is_copy else "")
        while found in definitions(self._root) or found in self._taken:
            found += "."
        self._taken.add(found)
        return found

    # what is said of a value

    def _family(self, schema: Mapping[str, object]) -> list[Said]:
        """Return all schemas that speak of the value of a schema, itself first."""
        known = self._families.get(id(schema))
        if known is None:
            known = self._families[id(schema)] = list(self._walk_family(schema))
        return known

    def _walk_family(self, schema: Mapping[str, object]) -> Iterator[Said]:
        pending, seen = [Said(schema, frozenset())], set[tuple[int, Choices]]()
        while pending and len(seen) < MAX_FAMILY:
            said = pending.pop()
            if (id(said.schema), said.choices) in seen:
                continue
            seen.add((id(said.schema), said.choices))
            yield said
            pending += [Said(part, choices) for part, choices in self._parts_of(said) if isinstance(part, Mapping)]

    def _parts_of(self, said: Said) -> Iterator[tuple[object, Choices]]:
        schema, choices = said
        reference = schema.get("$ref")
        if isinstance(reference, str):
            yield resolve(reference, self._root), choices
        for word in ("allOf", *_UNIONS):
            branches = schema.get(word)
            for index, branch in enumerate(branches if isinstance(branches, list) else ()):
                if dict(choices).get(id(branches), index) == index:
                    yield branch, _choose(choices, word, branches, index)
        yield from ((schema.get(word), choices) for word in _TOGETHER)
        dependent = schema.get("dependentSchemas")
        yield from ((part, choices) for part in (dependent.values() if isinstance(dependent, Mapping) else ()))

    def _is_record(self, schema: Mapping[str, object]) -> bool:
        """Whether names are declared for the value of a schema."""
        if id(schema) not in self._records:
            self._records[id(schema)] = self._declares_names(schema)
        return self._records[id(schema)]

    def _declares_names(self, schema: Mapping[str, object]) -> bool:
        pending, seen = [schema], set[int]()
        while pending:
            one = pending.pop()
            if id(one) in seen:
                continue
            seen.add(id(one))
            if one.get("properties") or one.get("patternProperties"):
                return True
            pending += [part for part, _ in self._parts_of(Said(one, frozenset())) if isinstance(part, Mapping)]
        return False


def _choose(choices: Choices, word: str, branches: object, index: int) -> Choices:
    return choices | {(id(branches), index)} if word in _UNIONS else choices


def _is_reference(schema: Mapping[str, object]) -> bool:
    reference = schema.get("$ref")
    return isinstance(reference, str) and reference.startswith(_DEFS) and _SHAPED.isdisjoint(schema.keys() - {"$ref"})


def _forbid_rest(closed: Mapping[str, object], company: Sequence[Said]) -> JsonSchema:
    """Forbid what neither the schema nor its company declares."""
    also: dict[str, object] = {}
    for word in PART_MAPS:
        own = closed.get(word)
        declared = {name for said in company for name in mapping(said.schema.get(word))}
        foreign = sorted(declared - (own.keys() if isinstance(own, Mapping) else set()))
        also |= {word: dict.fromkeys(foreign, True)} if foreign else {}
    is_plain = _BRANCHES.isdisjoint(closed) and "$ref" not in closed and "if" not in closed
    if is_plain:
        merged = {word: {**mapping(closed.get(word)), **mapping(names)} for word, names in also.items()}
        return {**closed, **merged, "additionalProperties": False}
    if not also:
        return {**closed, "unevaluatedProperties": False}
    parts = closed.get("allOf")
    return {**closed, "allOf": [*(parts if isinstance(parts, list) else ()), also], "unevaluatedProperties": False}
