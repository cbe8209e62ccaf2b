"""Schemas as documents write them: where their references lead, and what they mean by themselves."""

from crossdock.registry.documents.bundling import Bundler
from crossdock.registry.documents.definitions import Definitions
from crossdock.registry.documents.references import Resolver
from crossdock.registry.model.interface import Dialect, JsonSchema, Position, Schema
from crossdock.registry.model.location import Place


def open_schema(data: object, dialect: Dialect, place: Place, resolver: Resolver) -> Schema:
    """Return the schema that `data`, found at `place`, is; it follows and bundles its references by `resolver`."""
    source = resolver.memory.get((Source, dialect))
    if not isinstance(source, Source):
        source = resolver.memory[Source, dialect] = _make_source(resolver, dialect)
    return Schema(data, dialect, place, source)


def _make_source(resolver: Resolver, dialect: Dialect) -> "Source":
    """Return a source that shares its definitions with those of other dialects."""
    bundler = resolver.memory.get(Bundler)
    if not isinstance(bundler, Bundler):
        bundler = resolver.memory[Bundler] = Bundler(Definitions(resolver))
    return Source(resolver, bundler, dialect)


class Source:
    """How schemas of one state of the registry follow their references, written in `dialect` where nothing else is said."""

    def __init__(self, resolver: Resolver, bundler: Bundler, dialect: Dialect) -> None:
        self._resolver = resolver
        self._bundler = bundler
        self._dialect = dialect

    def follow(self, reference: str, place: Place) -> Schema | None:
        """Return the schema that a reference written at `place` means; `None` when it cannot be resolved."""
        found = self._bundler.definitions.open(reference, place, self._dialect)
        return None if found is None else open_schema(found.data, found.dialect, found.place, self._resolver)

    def bundle(self, schema: Schema, position: Position | None) -> JsonSchema:
        """Return a schema in 2020-12 meaning, self-contained. What cannot be resolved accepts everything and says so in `$comment`."""
        return self._bundler.bundle(schema.data, schema.dialect, schema.place, position)
