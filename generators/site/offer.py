"""What a contract offers, arranged for a page: operations with their payloads, then the schemas that they share."""

import json
from collections.abc import Iterable
from dataclasses import dataclass

from crossdock.generators.site.avro_table import avro_rows
from crossdock.generators.site.pages import Pages, Spot, slug
from crossdock.generators.site.schema_table import Row, SchemaTables
from crossdock.registry.model.catalog import CatalogEntry
from crossdock.registry.model.interface import Dialect, Operation, Payload, Role, Schema


@dataclass(frozen=True, slots=True)
class Shape:
    """A payload or a named schema: its rows, or where it is described."""

    name: str
    rows: tuple[Row, ...] = ()
    link: Spot | None = None
    link_name: str = ""
    anchor: str = ""
    media_type: str | None = None
    is_required: bool = False
    description: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What answers a call: a status, the body's shapes, the headers."""

    status: str
    shapes: tuple[Shape, ...]
    headers: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Offer:
    """One operation. `parameters` are (where, row); `bindings` (name, value) of protocol facts."""

    operation: Operation
    anchor: str
    parameters: tuple[tuple[str, Row], ...] = ()
    requests: tuple[Shape, ...] = ()
    answers: tuple[Answer, ...] = ()
    messages: tuple[Shape, ...] = ()
    bindings: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Offers:
    """All of a contract: its operations, the shapes that it is, and the named schemas not shown before."""

    operations: tuple[Offer, ...] = ()
    shapes: tuple[Shape, ...] = ()
    schemas: tuple[Shape, ...] = ()


def arrange_offers(entry: CatalogEntry, pages: Pages) -> Offers:
    """Arrange what a contract offers. Tables and vocabularies have views of their own and no shapes here."""
    if entry.interface is None:
        return Offers()
    return _Arrangement(entry, pages).arrange()


class _Arrangement:
    def __init__(self, entry: CatalogEntry, pages: Pages) -> None:
        self._entry = entry
        self._key = entry.contract.key
        self._pages = pages
        self._tables = SchemaTables(pages, self._key)
        self._shown: set[str] = set()

    def arrange(self) -> Offers:
        interface = self._entry.interface
        has_own_view = self._entry.table is not None or self._entry.vocabulary is not None
        if interface is None or has_own_view:
            return Offers()
        taken: dict[str, int] = {}
        operations = tuple(self._offer(operation, taken) for operation in interface.operations)
        shapes = tuple(self._shape(payload, is_open=True) for payload in interface.payloads)
        return Offers(operations, shapes, tuple(self._named(interface.schemas)))

    def _offer(self, operation: Operation, taken: dict[str, int]) -> Offer:
        anchor = f"operation-{slug(operation.id or operation.key)}"
        taken[anchor] = taken.get(anchor, 0) + 1
        number = f"-{taken[anchor]}" if taken[anchor] > 1 else ""
        payloads = operation.payloads
        return Offer(
            operation,
            anchor + number,
            parameters=tuple(
                (p.location or "", self._tables.row(_last_word(p.key), p.schema, is_required=p.is_required))
                for p in payloads
                if p.role is Role.PARAMETER
            ),
            requests=tuple(self._shape(p) for p in payloads if p.role is Role.REQUEST),
            answers=tuple(self._answers(payloads)),
            messages=tuple(self._messages(payloads)),
            bindings=tuple((name, _plain(value)) for name, value in operation.bindings),
        )

    def _answers(self, payloads: Iterable[Payload]) -> Iterable[Answer]:
        answering = [p for p in payloads if p.status is not None]
        for status in dict.fromkeys(str(p.status) for p in answering):
            mine = [p for p in answering if p.status == status]
            headers = tuple(
                self._tables.row(_last_word(p.key), p.schema, is_required=p.is_required)
                for p in mine
                if p.role is Role.HEADER
            )
            yield Answer(status, tuple(self._shape(p) for p in mine if p.role is Role.RESPONSE), headers)

    def _messages(self, payloads: Iterable[Payload]) -> Iterable[Shape]:
        for payload in payloads:
            if payload.role is Role.MESSAGE or (payload.role is Role.HEADER and payload.status is None):
                yield self._shape(payload, is_open=payload.role is Role.MESSAGE)

    def _shape(self, payload: Payload, *, is_open: bool = False) -> Shape:
        """Return a payload's shape; one that is described elsewhere is linked, unless it is opened here for the first time."""
        schema = payload.schema
        if schema is None:
            return Shape(payload.key, media_type=payload.media_type, is_required=payload.is_required)
        link = self._tables.find_link(schema)
        anchor = link.anchor if link is not None and link.key == self._key else ""
        if is_open and anchor not in self._shown:
            self._shown |= {anchor} - {""}
            return self._open(payload.key, schema, payload, link if not anchor else None, anchor)
        rows = self._rows(schema) if link is None else ()
        return Shape(
            payload.key,
            rows,
            link,
            _name(link, self._key),
            media_type=payload.media_type,
            is_required=payload.is_required,
        )

    def _open(self, name: str, schema: Schema, payload: Payload, link: Spot | None, anchor: str) -> Shape:
        data = schema.data if isinstance(schema.data, dict) else {}
        description = str(data.get("description") or data.get("doc") or "")
        rows = self._rows(schema)
        link_name = _name(link, self._key)
        return Shape(name, rows, link, link_name, anchor, payload.media_type, payload.is_required, description)

    def _named(self, schemas: Iterable[tuple[str, Schema]]) -> Iterable[Shape]:
        for name, schema in schemas:
            anchor = f"schema-{slug(name)}"
            is_here = self._pages.anchors.get((schema.place.path, schema.place.pointer)) == Spot(self._key, anchor)
            if schema.dialect is Dialect.AVRO or (is_here and anchor in self._shown):
                continue
            data = schema.data if isinstance(schema.data, dict) else {}
            description = str(data.get("description") or "")
            yield Shape(name, self._rows(schema), anchor=anchor if is_here else "", description=description)

    def _rows(self, schema: Schema) -> tuple[Row, ...]:
        return avro_rows(schema) if schema.dialect is Dialect.AVRO else self._tables.rows(schema)


def _last_word(key: str) -> str:
    return key.rpartition(" ")[2]


def _name(link: Spot | None, home: str) -> str:
    if link is None:
        return ""
    part = link.anchor.partition("-")[2]
    return part if link.key == home else f"{link.key} {part}".strip()


def _plain(value: str) -> str:
    """Return canonical JSON without the quotes of a text."""
    try:
        data = json.loads(value)
    except ValueError:
        return value
    return data if isinstance(data, str) else value
