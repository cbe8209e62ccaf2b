"""Schemas as readable tables: one row a field, references as links to where they lead."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import islice

from crossdock.generators.site.constraints import Constraint, read_constraints
from crossdock.generators.site.pages import Pages, Spot
from crossdock.registry.model.interface import Schema

MAX_DEPTH = 6
MAX_ROWS = 250  # of one table; the document has the rest
MAX_TYPE = 3  # arrays and choices inside each other that a type names
MAX_CHOICES = 12  # of one choice that a type names
MAX_PARTS = 40  # references and `allOf` branches of one schema


@dataclass(frozen=True, slots=True)
class Row:
    """One field of a schema. `depth` is how far inside; `link` where its shape is described, `link_name` what that is called."""

    name: str
    type: str
    depth: int = 0
    is_required: bool = False
    is_deprecated: bool = False
    is_variant: bool = False
    constraints: tuple[Constraint, ...] = ()
    description: str = ""
    link: Spot | None = None
    link_name: str = ""
    anchor: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A schema that holds, as stated, by reference or by `allOf`. `link` is set on those that are described elsewhere."""

    schema: Schema
    link: Spot | None = None

    @property
    def data(self) -> dict[str, object]:
        """Its keywords; none of a boolean schema."""
        return self.schema.data if isinstance(self.schema.data, dict) else {}


class SchemaTables:
    """Makes tables for one contract's page."""

    def __init__(self, pages: Pages, home: str) -> None:
        self._pages = pages
        self._home = home
        self._given: set[str] = set()  # anchors that stand on the page

    def rows(self, schema: Schema) -> tuple[Row, ...]:
        """Return the fields of a schema; one row without a name when it has none."""
        parts = self._parts(schema)
        here = frozenset(_address(part.schema) for part in parts)
        rows = [*islice(self._fields(parts, 0, here), MAX_ROWS)]
        if not rows:
            rows = [self.row("", schema)]
        return tuple(rows)

    def row(self, name: str, schema: Schema | None, *, is_required: bool = False, depth: int = 0) -> Row:
        """Return the row of one field, without what lies inside it."""
        if schema is None:
            return Row(name, "not described", depth, is_required)
        parts = self._parts(schema)
        items, suffix = self._items(parts)
        link = next((part.link for part in (*parts, *items) if part.link), None)
        everything = [part.data for part in (*parts, *items)]
        return Row(
            name=name + suffix,
            type=self._type(parts),
            depth=depth,
            is_required=is_required,
            is_deprecated=any(data.get("deprecated") is True for data in everything),
            constraints=tuple(
                dict.fromkeys(c for data in everything for c in (*read_constraints(data), *_choices(data)))
            ),
            description=next((str(d) for data in everything if (d := data.get("description"))), ""),
            link=link,
            link_name=_name_link(link, self._home),
        )

    def find_link(self, schema: Schema) -> Spot | None:
        """Return where a schema that is nothing but a reference is described."""
        is_reference = isinstance(schema.data, dict) and set(schema.data) <= {"$ref", "description", "title", "summary"}
        return next((part.link for part in self._parts(schema) if part.link), None) if is_reference else None

    def _parts(self, schema: Schema) -> list[Part]:
        """Return a schema with all that it references or that stands in its `allOf`, itself first."""
        found: list[Part] = []
        self._collect(schema, None, found, set())
        return found

    def _collect(self, schema: Schema, link: Spot | None, found: list[Part], seen: set[tuple[str, str]]) -> None:
        if _address(schema) in seen or len(found) >= MAX_PARTS:
            return
        seen.add(_address(schema))
        found.append(Part(schema, link))
        data = schema.data if isinstance(schema.data, dict) else {}
        reference = data.get("$ref")
        if isinstance(reference, str):
            target = schema.source.follow(reference, schema.place)
            if target is not None:
                self._collect(target, link or self._spot(target), found, seen)
        branches = data.get("allOf")
        for index, branch in enumerate(branches if isinstance(branches, list) else ()):
            self._collect(_child(schema, branch, "allOf", index), link, found, seen)

    def _spot(self, target: Schema) -> Spot | None:
        """Return where a referenced schema is described; `None` when it belongs into this table."""
        found = self._pages.anchors.get(_address(target))
        if found is not None:
            return found
        entry = self._pages.entry_at(target.place.path)
        return Spot(entry.contract.key) if entry is not None and entry.contract.key != self._home else None

    def _items(self, parts: list[Part]) -> tuple[list[Part], str]:
        """Return what the elements of an array are, through arrays of arrays, and a suffix for its name."""
        found: list[Part] = []
        suffix = ""
        while len(suffix) < 2 * MAX_DEPTH:
            stated = next((part for part in parts if isinstance(part.data.get("items"), dict)), None)
            if stated is None:
                break
            parts = self._parts(_child(stated.schema, stated.data["items"], "items"))
            found, suffix = parts, suffix + "[]"
        return found, suffix

    def _fields(self, parts: list[Part], depth: int, seen: frozenset[tuple[str, str]]) -> Iterator[Row]:
        required = {name for part in parts for name in _names(part.data.get("required"))}
        told: set[str] = set()
        for part in parts:
            for name, child in _children(part.schema):
                if name not in told:
                    told.add(name)
                    yield from self._field(name, child, depth, name in required, seen)
        for part in parts:
            yield from self._variants(part, depth, seen)

    def _field(
        self, name: str, schema: Schema, depth: int, is_required: bool, seen: frozenset[tuple[str, str]]
    ) -> Iterator[Row]:
        row = self.row(name, schema, is_required=is_required, depth=depth)
        address = _address(schema)
        yield replace(row, anchor=self._give(f"field-{name}", address)) if depth == 0 else row
        parts = self._parts(schema)
        inner = self._items(parts)[0] or parts
        own = [part for part in inner if part.link is None]
        addresses = {_address(part.schema) for part in own}
        if depth < MAX_DEPTH and not addresses & seen:
            yield from self._fields(own, depth + 1, seen | addresses)

    def _give(self, anchor: str, address: tuple[str, str]) -> str:
        """Return the anchor of a field that references may lead to, the first time that it is shown; else `""`."""
        if anchor in self._given or self._pages.anchors.get(address) != Spot(self._home, anchor):
            return ""
        self._given.add(anchor)
        return anchor

    def _variants(self, part: Part, depth: int, seen: frozenset[tuple[str, str]]) -> Iterator[Row]:
        """Yield what `oneOf` and `anyOf` offer, where a choice has a shape of its own."""
        for keyword, words in (("oneOf", "either"), ("anyOf", "any of")):
            branches = part.data.get(keyword)
            offered = [
                (_child(part.schema, branch, keyword, index))
                for index, branch in enumerate(branches if isinstance(branches, list) else ())
            ]
            if not any(self._has_shape(branch) for branch in offered):
                continue
            for index, branch in enumerate(offered):
                title = str(branch.data.get("title") or "") if isinstance(branch.data, dict) else ""
                row = self.row("", branch, depth=depth)
                yield replace(row, name=f"{words if index == 0 else 'or'} {title}".strip(), is_variant=True)
                own = [each for each in self._parts(branch) if each.link is None]
                addresses = {_address(each.schema) for each in own}
                if depth < MAX_DEPTH and not addresses & seen:
                    yield from self._fields(own, depth + 1, seen | addresses)

    def _has_shape(self, schema: Schema) -> bool:
        return any(part.link or "properties" in part.data for part in self._parts(schema))

    def _type(self, parts: list[Part], depth: int = 0) -> str:
        """Name a type; `depth` counts the arrays and choices around it, which may be circles."""
        data = next((part.data for part in parts if "type" in part.data), None)
        if data is None:
            return self._implied_type(parts, depth)
        types = data["type"] if isinstance(data["type"], list) else [data["type"]]
        words = [str(each) for each in types]
        if data.get("nullable") is True:
            words.append("null")
        if "array" in words and depth < MAX_TYPE:
            stated = next((part for part in parts if isinstance(part.data.get("items"), dict)), None)
            items = self._parts(_child(stated.schema, stated.data["items"], "items")) if stated else []
            words[words.index("array")] = f"array of {self._type(items, depth + 1)}" if items else "array"
        shape = next((str(form) for part in parts if (form := part.data.get("format"))), "")
        return " or ".join(words) + (f", {shape}" if shape else "")

    def _implied_type(self, parts: list[Part], depth: int) -> str:
        if any("properties" in part.data for part in parts):
            return "object"
        for part in parts:
            kinds = [self._type(self._parts(branch), depth + 1) for branch in _branches(part) if depth < MAX_TYPE]
            if kinds:
                return " or ".join(dict.fromkeys(kinds))
            value = part.data.get("const", next(iter(_codes(part.data)), None))
            if value is not None:
                return {str: "string", bool: "boolean", int: "integer", float: "number"}.get(type(value), "any")
        return "never" if any(part.schema.data is False for part in parts) else "any"


def _address(schema: Schema) -> tuple[str, str]:
    return schema.place.path, schema.place.pointer


def _child(schema: Schema, data: object, *tokens: str | int) -> Schema:
    return Schema(data, schema.dialect, schema.place.child(*tokens), schema.source)


def _branches(part: Part) -> list[Schema]:
    """Return the first choices of a schema."""
    for keyword in ("oneOf", "anyOf"):
        branches = part.data.get(keyword)
        if isinstance(branches, list):
            return [_child(part.schema, branch, keyword, index) for index, branch in enumerate(branches[:MAX_CHOICES])]
    return []


def _children(schema: Schema) -> Iterator[tuple[str, Schema]]:
    data = schema.data if isinstance(schema.data, dict) else {}
    for keyword in ("properties", "patternProperties"):
        entries = data.get(keyword)
        for name, child in entries.items() if isinstance(entries, dict) else ():
            shown = name if keyword == "properties" else f"{{{name}}}"
            yield shown, _child(schema, child, keyword, name)
    if isinstance(data.get("additionalProperties"), dict) and data["additionalProperties"]:
        yield "{any other name}", _child(schema, data["additionalProperties"], "additionalProperties")


def _names(value: object) -> Iterable[str]:
    return [str(name) for name in value] if isinstance(value, list) else ()


def _codes(data: dict[str, object]) -> Iterable[object]:
    codes = data.get("enum")
    return codes if isinstance(codes, list) else ()


def _choices(data: dict[str, object]) -> Iterator[Constraint]:
    """Yield `anyOf` and `oneOf` that only say which fields must be there."""
    for keyword, words in (("anyOf", "needs at least one of"), ("oneOf", "needs exactly one of")):
        branches = data.get(keyword)
        if (
            isinstance(branches, list)
            and branches
            and all(isinstance(b, dict) and set(b) == {"required"} for b in branches)
        ):
            yield Constraint(words, tuple(" and ".join(_names(branch["required"])) for branch in branches))


def _name_link(link: Spot | None, home: str) -> str:
    if link is None:
        return ""
    name = link.anchor.partition("-")[2]
    return name if link.key == home else link.key + (f" {name}" if name else "")
