"""An Avro schema as a JSON Schema in the notation of another description of the same payload.

Avro leaves open how a datum is written in JSON: a point in time as a number or as text, a null as null or as absence. The other
description (the guide) says which it is, so the view writes each place as the guide does wherever Avro allows it.
Source: Avro 1.12 specification, Logical Types, and Schema Resolution for defaults.
"""

import re
from collections.abc import Iterator, Mapping
from typing import Protocol

from crossdock.registry.compat.avro_limits import LOCAL_FORMATS
from crossdock.registry.compat.avro_types import AvroField, AvroType
from crossdock.registry.model.interface import JsonSchema
from crossdock.registry.model.location import Place, escape_token

MAX_RECORDS = 1_000  # records of one view; one record counts once for each notation that the guide has for it

_Node = dict[str, object]
_NUMBERS = frozenset(("integer", "number"))
_INSTANT: _Node = {"type": "string", "format": "date-time"}
_LOCAL: _Node = {"type": "string", "format": "date-time-local", "pattern": LOCAL_FORMATS["date-time-local"]}
_TIME: _Node = {"type": "string", "format": "time-local", "pattern": LOCAL_FORMATS["time-local"]}
_UNITS = ("millis", "micros", "nanos")
_TEXTS: dict[str, _Node] = {
    "date": {"type": "string", "format": "date"},
    **{f"time-{unit}": _TIME for unit in _UNITS},
    **{f"timestamp-{unit}": _INSTANT for unit in _UNITS},
    **{f"local-timestamp-{unit}": _LOCAL for unit in _UNITS},
}
_LOW, _HIGH = -(2**63), 2**63 - 1
_INT: _Node = {"type": "integer", "minimum": -(2**31), "maximum": 2**31 - 1}
_BYTES = "^[\u0000-\u00ff]*$"
_ENCODED = frozenset(("byte", "binary", "base64", "base64url"))


class Guide(Protocol):
    """What the other description says of one place: the schemas that hold for every value there, and for some."""

    @property
    def certain(self) -> tuple[JsonSchema, ...]:
        """The schemas that hold for every value."""

    @property
    def possible(self) -> tuple[JsonSchema, ...]:
        """The schemas that hold for some values."""

    def types(self) -> frozenset[str]:
        """Return the JSON types that a value may have."""

    def child(self, step: str | int) -> "Guide | None":
        """Return what is said of a member or element, `None` when there is none."""


class AvroView:
    """The view. `schema` is a bundle; `places` leads from a pointer into it to where the Avro schema says so.

    `unread` says what could not be read, empty when everything could. A sender writes every field; a receiver fills what has a default.
    """

    def __init__(self, root: AvroType, guide: Guide | None, *, is_sender: bool) -> None:
        self.places: dict[str, Place] = {"": root.place}
        self.unread: list[str] = []
        self._is_sender = is_sender
        self._records: dict[str, _Node] = {}
        self._names: dict[tuple[int, ...], str] = {}
        top = self._lower(root, guide)
        self.schema: Mapping[str, object] = {**top, **({"$defs": self._records} if self._records else {})}

    def _lower(self, kind: AvroType, guide: Guide | None) -> _Node:
        if kind.kind == "union":
            return _any_of([self._lower(branch, guide) for branch in kind.branches])
        if kind.kind == "record":
            return {"$ref": f"#/$defs/{escape_token(self._record(kind, guide))}"}
        if kind.kind == "enum":
            return {"type": "string", "enum": list(kind.symbols)}
        if kind.items is not None and kind.kind == "array":
            return {"type": "array", "items": self._lower(kind.items, guide and guide.child(0))}
        if kind.items is not None:
            return {"type": "object", "additionalProperties": self._lower(kind.items, guide and guide.child("*"))}
        if kind.kind == "unknown":
            self.unread.append(f"type `{kind.data}` is not defined" if isinstance(kind.data, str) else "no type")
            return {}
        return self._scalar(kind, guide)

    def _scalar(self, kind: AvroType, guide: Guide | None) -> _Node:
        is_text = guide is None or ("string" in _types(guide) and _NUMBERS.isdisjoint(_types(guide)))
        if kind.logical in _TEXTS and kind.kind in ("int", "long") and is_text:
            return dict(_TEXTS[kind.logical])
        if kind.logical == "decimal" and kind.kind in ("bytes", "fixed") and 0 <= kind.scale <= kind.precision:
            return _decimal(kind, is_text=is_text)
        if kind.kind == "long":
            return {"type": "integer", "minimum": _LOW, "maximum": _HIGH} if self._is_sender else {"type": "integer"}
        if kind.kind == "string":
            return self._text(kind, guide)
        if kind.kind in ("bytes", "fixed"):
            return _binary(kind, guide)
        return (
            dict(_INT) if kind.kind == "int" else {"type": "number" if kind.kind in ("float", "double") else kind.kind}
        )

    def _text(self, kind: AvroType, guide: Guide | None) -> _Node:
        """Write a text; which notation is in it, Avro can only say of a UUID, so a sender keeps to that of the guide."""
        if kind.logical == "uuid":
            return {"type": "string", "format": "uuid"}
        formats = _stated(guide, "format") if self._is_sender else []
        said: _Node = {} if not formats else {"format": formats[0]}
        if len(formats) > 1:
            said = {"anyOf": [{"format": name} for name in formats]}
        return {"type": "string", **said}

    def _record(self, kind: AvroType, guide: Guide | None) -> str:
        """Return the name under which a record is defined in the notation of the guide."""
        said = (*guide.certain, *guide.possible) if guide else ()
        key = (id(kind), *(id(part) for part in said))
        if key not in self._names:
            name = re.sub(r"\W", "_", kind.short_name, flags=re.ASCII)  # a name that a reference may hold
            name = name if name not in self._records else f"{name}.{len(self._records)}"
            self._names[key] = name
            self._records[name] = {}
            if len(self._records) > MAX_RECORDS:
                self.unread.append(f"more than {MAX_RECORDS:,} records")
            else:
                self._records[name] = self._members(kind, guide, f"/$defs/{escape_token(name)}")
        return self._names[key]

    def _members(self, kind: AvroType, guide: Guide | None, pointer: str) -> _Node:
        self.places[pointer] = kind.place
        self.places[f"{pointer}/properties"] = kind.place.child("fields")
        properties: dict[str, _Node] = {}
        required: list[str] = []
        for item in kind.fields:
            self.places[f"{pointer}/properties/{escape_token(item.name)}"] = item.place
            properties[item.name], is_required = self._field(item, guide)
            required += [item.name] if is_required else []
        asked = {"required": list(dict.fromkeys(required))} if required else {}
        return {"type": "object", "properties": properties, **asked, "additionalProperties": False}

    def _field(self, item: AvroField, guide: Guide | None) -> tuple[_Node, bool]:
        """Return a field's schema, and whether it must be there: a null is written as null only where the guide has one."""
        inner = guide.child(item.name) if guide else None
        branches = item.type.branches if item.type.kind == "union" else [item.type]
        if not any(branch.kind == "null" for branch in branches):
            return self._lower(item.type, inner), self._is_sender or not item.has_default
        is_asked = guide is not None and item.name in _stated_names(guide)
        has_null = guide is None or (inner is not None and "null" in _types(inner))
        kept = [branch for branch in branches if has_null or branch.kind != "null"]
        return _any_of([self._lower(branch, inner) for branch in kept]), has_null and is_asked


def _any_of(schemas: list[_Node]) -> _Node:
    null: _Node = {"type": "null"}
    others = [schema for schema in schemas if schema != null]
    if len(others) == 1 and len(schemas) == 2 and isinstance(others[0].get("type"), str):
        only = others[0]
        listed = only.get("enum")
        codes = {"enum": [*listed, None]} if isinstance(listed, list) else {}
        return {**only, "type": [only["type"], "null"], **codes}
    return schemas[0] if len(schemas) == 1 else {"anyOf": schemas} if schemas else {"not": {}}


def _decimal(kind: AvroType, *, is_text: bool) -> _Node:
    whole, scale = kind.precision - kind.scale, kind.scale
    if is_text:
        digits = f"[0-9]{{1,{max(whole, 1)}}}" + (rf"(\.[0-9]{{1,{scale}}})?" if scale else "")
        return {"type": "string", "pattern": f"^-?{digits}$"}
    bound = 10**whole
    step = float(f"1e-{scale}") if scale else 1
    return {"type": "number", "multipleOf": step, "exclusiveMinimum": -bound, "exclusiveMaximum": bound}


def _binary(kind: AvroType, guide: Guide | None) -> _Node:
    """Write bytes: encoded where the guide says that its text is, else as code points up to 255 (Avro 1.12, JSON Encoding)."""
    said = (*_stated(guide, "format"), *_stated(guide, "contentEncoding"))
    if not _ENCODED.isdisjoint(said):
        return {"type": "string"}
    size = {"minLength": kind.size, "maxLength": kind.size} if kind.kind == "fixed" else {}
    return {"type": "string", "pattern": _BYTES, **size}


def _types(guide: Guide) -> frozenset[str]:
    """Return the types that a value may have, those of alternatives together."""
    stated = [types for part in guide.possible if (types := _stated_types(part))]
    return guide.types() & frozenset().union(*stated) if stated else guide.types()


def _stated_types(part: JsonSchema) -> frozenset[str]:
    named = part.get("type") if isinstance(part, Mapping) else None
    names = frozenset([named] if isinstance(named, str) else named if isinstance(named, list) else ())
    return names | {"integer"} if "number" in names else names


def _stated(guide: Guide | None, keyword: str) -> list[str]:
    parts = (*guide.certain, *guide.possible) if guide else ()
    found = (part.get(keyword) for part in parts if isinstance(part, Mapping))
    return list(dict.fromkeys(text for text in found if isinstance(text, str)))


def _stated_names(guide: Guide) -> Iterator[object]:
    for part in (*guide.certain, *guide.possible):
        required = part.get("required") if isinstance(part, Mapping) else None
        yield from required if isinstance(required, list) else ()
