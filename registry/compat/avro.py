"""Says whether a reader's Avro schema resolves everything that a writer's schema writes.

Source: Avro 1.12 specification, Schema Resolution. Each mismatch carries the smallest datum that shows it, in Avro's JSON encoding.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field

from crossdock.registry.compat.avro_types import NAMED, AvroField, AvroType
from crossdock.registry.compat.avro_values import smallest_datum, wrap_branch
from crossdock.registry.model.location import escape_token

_PROMOTIONS = {
    "int": ("long", "float", "double"),
    "long": ("float", "double"),
    "float": ("double",),
    "string": ("bytes",),
    "bytes": ("string",),
}


@dataclass(frozen=True, slots=True)
class Mismatch:
    """What a reader cannot resolve. `path` leads to it, with `*` for items; `pointer` leads to it inside `datum`."""

    reason: str
    datum: object
    path: tuple[str, ...] = ()
    pointer: str = ""


def resolve(writer: AvroType, reader: AvroType) -> Iterator[Mismatch]:
    """Yield each mismatch, in the order of the writer's schema; nothing means that the reader resolves all."""
    yield from _Resolution().types(writer, reader)


@dataclass(slots=True)
class _Resolution:
    """Pairs of types in progress are taken to match: that is what makes recursive types end."""

    pairs: dict[tuple[int, int], bool] = field(default_factory=dict)

    def types(self, writer: AvroType, reader: AvroType) -> Iterator[Mismatch]:
        if writer.kind == "union":
            for branch in writer.branches:
                for found in self.types(branch, reader):
                    yield Mismatch(
                        found.reason, wrap_branch(branch, found.datum), found.path, _inside(branch, found.pointer)
                    )
            return
        if reader.kind == "union":
            yield from self.reader_union(writer, reader)
            return
        pair = (id(writer), id(reader))
        if pair in self.pairs:
            return
        self.pairs[pair] = True
        yield from self.plain(writer, reader)

    def reader_union(self, writer: AvroType, reader: AvroType) -> Iterator[Mismatch]:
        """Compare with the first branch that matches as it is, by promotion, or else with the one most like it."""
        alike = [branch for branch in reader.branches if _is_alike(writer, branch)]
        for branch in alike:
            if not any(_Resolution(dict(self.pairs)).types(writer, branch)):
                return
        if alike:
            yield from self.types(writer, alike[0])
        else:
            yield Mismatch(f"`{writer}` is none of {reader}", smallest_datum(writer))

    def plain(self, writer: AvroType, reader: AvroType) -> Iterator[Mismatch]:
        if not _is_alike(writer, reader):
            yield Mismatch(_why_not(writer, reader), smallest_datum(writer))
        elif writer.kind == "record":
            yield from self.records(writer, reader)
        elif writer.kind == "enum":
            yield from _symbols(writer, reader)
        elif writer.items is not None and reader.items is not None:
            key = "0" if writer.kind == "array" else "a"
            for found in self.types(writer.items, reader.items):
                datum: object = [found.datum] if writer.kind == "array" else {"a": found.datum}
                yield Mismatch(found.reason, datum, ("*", *found.path), f"/{key}{found.pointer}")

    def records(self, writer: AvroType, reader: AvroType) -> Iterator[Mismatch]:
        written = {item.name: item for item in writer.fields}
        for wanted in reader.fields:
            sent = _find_field(written, wanted)
            if sent is None:
                if not wanted.has_default:
                    reason = f"the reader asks for field `{wanted.name}`, which is not written and has no default"
                    yield Mismatch(reason, smallest_datum(writer), (wanted.name,))
                continue
            for found in self.types(sent.type, wanted.type):
                datum = smallest_datum(writer)
                whole = {**datum, sent.name: found.datum} if isinstance(datum, dict) else found.datum
                yield Mismatch(
                    found.reason, whole, (wanted.name, *found.path), f"/{escape_token(sent.name)}{found.pointer}"
                )


def _find_field(written: dict[str, AvroField], wanted: AvroField) -> AvroField | None:
    names = (name for name in (wanted.name, *wanted.aliases) if name in written)
    return next((written[name] for name in names), None)


def _symbols(writer: AvroType, reader: AvroType) -> Iterator[Mismatch]:
    if isinstance(reader.default, str) and reader.default in reader.symbols:
        return
    for symbol in writer.symbols:
        if symbol not in reader.symbols:
            yield Mismatch(
                f"`{symbol}` is none of the reader's symbols, and the reader has no default", symbol, (symbol,)
            )


def _is_alike(writer: AvroType, reader: AvroType) -> bool:
    """Whether two types that are no unions match at their top."""
    if writer.kind != reader.kind:
        return reader.kind in _PROMOTIONS.get(writer.kind, ())
    if writer.kind in NAMED and not _is_same_name(writer, reader):
        return False
    if writer.kind == "fixed" and writer.size != reader.size:
        return False
    if "decimal" == writer.logical == reader.logical:
        return (writer.precision, writer.scale) == (reader.precision, reader.scale)
    return writer.kind != "unknown" or writer.data == reader.data


def _is_same_name(writer: AvroType, reader: AvroType) -> bool:
    """Whether names match without their namespaces, or an alias of the reader is the writer's name."""
    return writer.short_name == reader.short_name or writer.name in reader.aliases


def _why_not(writer: AvroType, reader: AvroType) -> str:
    if writer.kind == reader.kind == "fixed" and writer.size != reader.size:
        return f"{writer.size} bytes are written, and {reader.size} are read"
    if writer.kind == reader.kind and "decimal" == writer.logical == reader.logical:
        return f"decimal({writer.precision}, {writer.scale}) is written, decimal({reader.precision}, {reader.scale}) is read"
    if writer.kind == reader.kind:
        return f"{writer.kind} `{writer.name}` is written, `{reader.name}` is read"
    return f"`{writer}` is written, and a reader of `{reader}` cannot take it"


def _inside(branch: AvroType, pointer: str) -> str:
    key = branch.name or branch.kind
    return pointer if branch.kind == "null" else f"/{escape_token(key)}{pointer}"
