"""Tells what differs between two Avro schemas, field by field. What it means is for `avro` to say."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from crossdock.registry.compat.avro_types import AvroField, AvroType, read_avro
from crossdock.registry.compat.diff_schema import SchemaWalk
from crossdock.registry.compat.difference import Aspect, Difference
from crossdock.registry.compat.equality import is_equal
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.interface import Schema
from crossdock.registry.model.location import Place, Side, escape_token


def diff_avro(walk: SchemaWalk, base: Schema, revision: Schema) -> Iterator[Difference]:
    """Yield the differences between two schemas, in the order of the revision."""
    yield from _AvroWalk(walk, base, revision).types(read_avro(base), read_avro(revision), ())


@dataclass(slots=True)
class _AvroWalk:
    run: SchemaWalk
    base: Schema
    revision: Schema
    seen: set[tuple[int, int]] = field(default_factory=set)

    def types(self, before: AvroType, after: AvroType, path: tuple[str, ...]) -> Iterator[Difference]:
        if (id(before), id(after)) in self.seen:
            return
        self.seen.add((id(before), id(after)))
        if before.kind != after.kind or "union" in (before.kind, after.kind):
            yield from self.unions(before, after, path)
            return
        places = (after.place, before.place)
        if before.name != after.name:
            yield self.tell(ChangeKind.SCHEMA_CHANGED, path, places, before.name, after.name, "name")
        if before.size != after.size:
            yield self.tell(ChangeKind.TYPE_CHANGED, path, places, before.size, after.size, "size")
        stated = [(kind.logical, kind.precision, kind.scale) for kind in (before, after)]
        if stated[0] != stated[1]:
            yield self.tell(ChangeKind.FORMAT_CHANGED, path, places, _logical(before), _logical(after), "logicalType")
        yield from self.symbols(before, after, path)
        if before.items is not None and after.items is not None:
            yield from self.types(before.items, after.items, (*path, "*"))
        yield from self.fields(before, after, path)

    def unions(self, before: AvroType, after: AvroType, path: tuple[str, ...]) -> Iterator[Difference]:
        """Compare branches of the same name; a branch that came or went changes the type."""
        was, now = ({_branch(kind): kind for kind in _branches(side)} for side in (before, after))
        if list(was) != list(now):
            yield self.tell(ChangeKind.TYPE_CHANGED, path, (after.place, before.place), list(was), list(now), "type")
        for name, kind in was.items():
            if name in now:
                yield from self.types(kind, now[name], path)

    def symbols(self, before: AvroType, after: AvroType, path: tuple[str, ...]) -> Iterator[Difference]:
        places = (after.place.child("symbols"), before.place.child("symbols"))
        for symbol in before.symbols:
            if symbol not in after.symbols:
                yield self.tell(ChangeKind.ENUM_VALUE_REMOVED, path, places, symbol, None, "enum", symbol)
        for symbol in after.symbols:
            if symbol not in before.symbols:
                yield self.tell(ChangeKind.ENUM_VALUE_ADDED, path, places, None, symbol, "enum", symbol)
        if before.kind == after.kind == "enum" and before.default != after.default:
            yield self.tell(
                ChangeKind.DEFAULT_CHANGED, path, (after.place, before.place), before.default, after.default, "default"
            )

    def fields(self, before: AvroType, after: AvroType, path: tuple[str, ...]) -> Iterator[Difference]:
        was = {item.name: item for item in before.fields}
        paired: set[str] = set()
        for item in after.fields:
            old = was.get(item.name) or next((was[alias] for alias in item.aliases if alias in was), None)
            if old is None:
                places = (item.place, before.place.child("fields"))
                yield self.tell(
                    ChangeKind.PROPERTY_ADDED, (*path, item.name), places, None, item.type.data, _need(item), item.name
                )
                continue
            paired.add(old.name)
            yield from self.field(old, item, (*path, item.name))
        for old in before.fields:
            if old.name not in paired:
                places = (after.place.child("fields"), old.place)
                yield self.tell(
                    ChangeKind.PROPERTY_REMOVED, (*path, old.name), places, old.type.data, None, _need(old), old.name
                )

    def field(self, before: AvroField, after: AvroField, path: tuple[str, ...]) -> Iterator[Difference]:
        places = (after.place, before.place)
        if before.name != after.name:
            yield self.tell(ChangeKind.SCHEMA_CHANGED, path, places, before.name, after.name, "name", after.name)
        yield from self.types(before.type, after.type, path)
        if before.has_default is not after.has_default or not is_equal(before.default, after.default):
            yield self.tell(ChangeKind.DEFAULT_CHANGED, path, places, before.default, after.default, "default")

    def tell(
        self,
        kind: ChangeKind,
        path: tuple[str, ...],
        places: tuple[Place, Place],
        before: object,
        after: object,
        keyword: str,
        subject: str | None = None,
    ) -> Difference:
        named = subject or next((step for step in reversed(path) if step != "*"), self.run.name)
        change = Change(
            kind=kind,
            position=self.run.position,
            subject=named,
            at=places[0],
            was=replace(places[1], side=Side.BASE),
            before=before,
            after=after,
            keyword=keyword,
            operation=self.run.operation,
            payload=self.run.payload,
            path="".join("/" + escape_token(token) for token in path),
            role=self.run.role,
        )
        return Difference(change, self.base, self.revision, path, Aspect.WHOLE)


def _branches(kind: AvroType) -> list[AvroType]:
    return kind.branches if kind.kind == "union" else [kind]


def _branch(kind: AvroType) -> str:
    return kind.short_name if kind.name else kind.kind


def _logical(kind: AvroType) -> str | None:
    return f"decimal({kind.precision}, {kind.scale})" if kind.logical == "decimal" else kind.logical


def _need(item: AvroField) -> str:
    """Tell a field that readers can fill from one that they cannot: `required` without a default."""
    return "properties" if item.has_default else "required"
