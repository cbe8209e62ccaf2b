"""One description of a payload, opened for a comparison with another: its schemas mean what may be sent by it."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial

from crossdock.registry.compat.avro_limits import drop_unsaid, spell_formats
from crossdock.registry.compat.avro_types import read_avro
from crossdock.registry.compat.avro_view import AvroView, Guide
from crossdock.registry.compat.content_model import as_sender
from crossdock.registry.compat.derived_places import written_place
from crossdock.registry.compat.discriminator import bundle
from crossdock.registry.compat.keywords import definitions, resolve
from crossdock.registry.model.contract import ContentModel
from crossdock.registry.model.interface import Dialect, JsonSchema, Position, Role, Schema, SchemaSource
from crossdock.registry.model.location import Place, Side, split_pointer

OpenGuide = Callable[[JsonSchema], Guide]
Rewrite = Callable[[JsonSchema], JsonSchema]


@dataclass(frozen=True, slots=True)
class Described:
    """A description: what people call it, its schema, whose properties count (`None`: all), and what kind of payload it is."""

    name: str
    schema: Schema
    position: Position | None = None
    role: Role = Role.SCHEMA

    @property
    def is_avro(self) -> bool:
        """Whether it is an Avro schema."""
        return self.schema.dialect is Dialect.AVRO


@dataclass(frozen=True, slots=True)
class Opened:
    """A description as one side of a comparison. `unread` says what of it could not be read, empty when everything could."""

    described: Described
    schema: Schema
    view: AvroView | None = None

    @property
    def unread(self) -> str:
        """What could not be read."""
        return self.view.unread[0] if self.view and self.view.unread else ""

    def locate(self, place: Place) -> Place:
        """Return where a place of the opened schema is written."""
        place = replace(place, side=Side.REVISION)
        if self.view is not None:
            return locate_in_avro(self.view, place.pointer)
        return written_place(place, self.described.role, self.described.schema)


def open_described(
    side: Described, other: Described, model: ContentModel, guide: OpenGuide, *, is_sender: bool
) -> Opened:
    """Open a description for a comparison with another one, as the side that sends or the one that takes."""
    if side.is_avro:
        against = None if other.is_avro else guide(bundle(other.schema, other.position))
        view = AvroView(read_avro(side.schema), against, is_sender=is_sender)
        place = Place(side.schema.place.path + " (avro)", "")  # of the view, which is in no file
        return Opened(
            side, Schema(_without_definitions(view.schema), Dialect.DRAFT2020, place, _ViewSource(view)), view
        )
    rewrite = partial(_rewrite, model=model, is_sender=is_sender, is_avro=other.is_avro)
    source = _WrittenSource(side.schema.source, side.position, rewrite)
    return Opened(side, replace(side.schema, source=source))


def _rewrite(schema: JsonSchema, *, model: ContentModel, is_sender: bool, is_avro: bool) -> JsonSchema:
    """Return what may be sent. The comparison itself closes the sender; in a receiver it is done here."""
    if is_avro:
        schema = spell_formats(schema if is_sender else drop_unsaid(schema))
    return schema if is_sender else as_sender(schema, model)


@dataclass(slots=True)
class _WrittenSource:
    """Follows references as the document does, and gives each schema the meaning that the comparison asks for."""

    inner: SchemaSource
    position: Position | None
    rewrite: Rewrite
    known: dict[Place, tuple[object, JsonSchema]] = field(default_factory=dict)

    def follow(self, reference: str, place: Place) -> Schema | None:
        found = self.inner.follow(reference, place)
        return None if found is None else replace(found, source=self)

    def bundle(self, schema: Schema, position: Position | None) -> JsonSchema:
        known = self.known.get(schema.place)
        if known is None or known[0] is not schema.data:
            meaning = bundle(replace(schema, source=self.inner), self.position)
            known = self.known[schema.place] = (schema.data, self.rewrite(meaning))
        return known[1]


@dataclass(slots=True)
class _ViewSource:
    """The schemas of an Avro view."""

    view: AvroView

    def follow(self, reference: str, place: Place) -> Schema | None:
        found = resolve(reference, self.view.schema)
        return Schema(found, Dialect.DRAFT2020, Place(place.path, reference.removeprefix("#"), side=place.side), self)

    def bundle(self, schema: Schema, position: Position | None) -> JsonSchema:
        data = schema.data
        return {**data, "$defs": definitions(self.view.schema)} if isinstance(data, Mapping) else bool(data)


def _without_definitions(schema: Mapping[str, object]) -> Mapping[str, object]:
    return {word: value for word, value in schema.items() if word != "$defs"}


def locate_in_avro(view: AvroView, pointer: str) -> Place:
    """Return where an Avro schema says what a place of its view says: the nearest field or type."""
    owner, mark, index = pointer.rpartition("/required/")
    if mark:
        record = resolve(owner, view.schema)
        names = record.get("required") if isinstance(record, Mapping) else None
        pointer = f"{owner}/properties/{names[int(index)]}" if isinstance(names, list) else owner
    rest: tuple[str, ...] = ()
    while pointer not in view.places:
        pointer, _, token = pointer.rpartition("/")
        rest = (token, *rest)
    place = view.places[pointer]
    if rest[:1] == ("enum",) and len(rest) == 2:
        return place.child("type", "symbols", *split_pointer("/" + rest[1]))
    return place
