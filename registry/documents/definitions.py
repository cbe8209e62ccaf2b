"""The schemas that references lead to: their data, their dialect, and what tells one from another."""

from typing import NamedTuple

from crossdock.registry.documents.avro import AvroNames, find_avro_names, name_avro
from crossdock.registry.documents.definition_names import suggest_name
from crossdock.registry.documents.dialects import find_dialect, read_dialect, read_schema_format
from crossdock.registry.documents.pointer import find_data
from crossdock.registry.documents.references import Refusal, Resolver, Target
from crossdock.registry.model.interface import Dialect, Position
from crossdock.registry.model.location import Place

# What dynamic references mean where a schema is used: (anchor, path, pointer), outermost first.
Scope = tuple[tuple[str, str, str], ...]
MAX_SCOPE = 8  # dynamic anchors; beyond, a dynamic reference is a plain one


class Definition(NamedTuple):
    """A schema of a bundle. `base` is where the names of an Avro schema are known, `namespace` what holds inside it."""

    path: str
    pointer: str
    dialect: Dialect
    position: Position | None
    scope: Scope = ()
    base: str = ""
    namespace: str = ""


class Found(NamedTuple):
    """Where a reference leads."""

    data: object
    dialect: Dialect
    place: Place


class Definitions:
    """Opens references for one state of the registry, and remembers the data of what it defined."""

    def __init__(self, resolver: Resolver) -> None:
        self._resolver = resolver
        self._data: dict[Definition, object] = {}
        self._names: dict[tuple[str, str], AvroNames] = {}

    def open(self, reference: str, place: Place, dialect: Dialect) -> Found | None:
        """Return what a reference leads to; `None` when it leads nowhere, or only to references in a circle."""
        target = self._resolver.resolve(reference, place)
        if isinstance(target, Refusal):
            return None
        data = target.data
        if isinstance(data, dict) and "$ref" in data:
            if isinstance(self._resolver.resolve_fully(reference, place), Refusal):
                return None
        elif dialect is Dialect.ASYNCAPI and isinstance(data, dict) and "schema" in data and "schemaFormat" in data:
            return Found(data["schema"], read_schema_format(str(data["schemaFormat"])), target.place.child("schema"))
        return Found(data, _find_target_dialect(target, place, dialect), target.place)

    def peek(self, data: object, place: Place) -> tuple[object, Place]:
        """Return what a schema is after all references in a row, and where; `None` when they lead nowhere."""
        if not isinstance(data, dict) or not isinstance(data.get("$ref"), str):
            return data, place
        target = self._resolver.resolve_fully(data["$ref"], place)
        return (None, place) if isinstance(target, Refusal) else (target.data, target.place)

    def define(self, found: Found, position: Position | None, scope: Scope = ()) -> Definition:
        """Return what tells a schema from all others in one position and scope."""
        path, pointer = found.place.path, found.place.pointer
        if found.dialect is Dialect.AVRO:
            return self._define_avro(found)
        return Definition(path, pointer, found.dialect, position, self._enter(scope, path, pointer))

    def remember(self, definition: Definition, data: object) -> None:
        """Keep the data of a definition for when it is rewritten."""
        self._data.setdefault(definition, data)

    def define_name(self, full_name: str, inside: Definition) -> Definition:
        """Return the definition of an Avro type by its full name, as known inside another."""
        name = self._names[inside.path, inside.base][full_name]
        pointer = inside.base + name.pointer
        definition = Definition(inside.path, pointer, Dialect.AVRO, None, (), inside.base, name.outer)
        self._data[definition] = name.data
        return definition

    def data_of(self, definition: Definition) -> object:
        """Return the schema as it is written."""
        return self._data[definition]

    def names_in(self, definition: Definition) -> AvroNames:
        """Return the named types that an Avro schema may mention."""
        return self._names[definition.path, definition.base]

    def suggest_name(self, definition: Definition) -> str:
        """Return what people call a schema."""
        if definition.dialect is Dialect.AVRO:
            full_name = name_avro(self._data[definition], definition.namespace)
            if full_name is not None:
                return full_name
        return suggest_name(definition.path, definition.pointer)

    def open_dynamic(self, found: Found, reference: str, scope: Scope) -> Found:
        """Return what a dynamic reference means in a scope, given what it would mean as a plain one.

        JSON Schema 2020-12, section 8.2.3.2; draft 2019-09, section 8.2.4.2.2.
        """
        data = found.data
        name = reference.rpartition("#")[2]
        marked = isinstance(data, dict) and (
            data.get("$dynamicAnchor") == name if name else data.get("$recursiveAnchor") is True
        )
        outer = next(((path, pointer) for known, path, pointer in scope if known == name), None) if marked else None
        document = self._resolver.load(outer[0]) if outer else None
        if outer is None or document is None:
            return found
        return Found(find_data(document.data, outer[1]), found.dialect, Place(outer[0], outer[1]))

    def _enter(self, scope: Scope, path: str, pointer: str) -> Scope:
        """Return the scope inside a schema: the dynamic anchors of its resource, where none of their name hold already."""
        document = self._resolver.load(path)
        anchors = self._resolver.anchors_of(document) if document else None
        if anchors is None or not anchors.dynamic:
            return scope
        known = {name for name, _, _ in scope}
        found = anchors.dynamic.get(anchors.root_of(pointer), {})
        return (*scope, *((name, path, at) for name, at in found.items() if name not in known))[:MAX_SCOPE]

    def _define_avro(self, found: Found) -> Definition:
        """Define an Avro schema: its names are those of its whole file, or its own where the file is of another format."""
        path, pointer = found.place.path, found.place.pointer
        document = self._resolver.load(path)
        is_file = document is not None and find_dialect(document) is Dialect.AVRO
        base = "" if is_file else pointer
        if (path, base) not in self._names:
            self._names[path, base] = find_avro_names(document.data if is_file and document else found.data)
        names = self._names[path, base].values()
        outer = next((name.outer for name in names if base + name.pointer == pointer), "")
        return Definition(path, pointer, Dialect.AVRO, None, (), base, outer)


def _find_target_dialect(target: Target, place: Place, dialect: Dialect) -> Dialect:
    """Return the dialect at a target: its own `$schema`, that of the same document, what the other document says, else the reader's."""
    stated = (
        read_dialect(target.data["$schema"]) if isinstance(target.data, dict) and "$schema" in target.data else None
    )
    if stated is not None:
        return stated
    if target.is_derived:
        return Dialect.DRAFT2020
    return dialect if target.place.path == place.path else find_dialect(target.document) or dialect
