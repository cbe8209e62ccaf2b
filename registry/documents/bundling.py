"""One self-contained schema out of many: each definition is rewritten once and shared by all bundles that reach it."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from crossdock.registry.documents.avro import AvroLowering
from crossdock.registry.documents.definition_names import make_unique
from crossdock.registry.documents.definitions import Definition, Definitions, Found
from crossdock.registry.documents.lowering import Lowering, Node
from crossdock.registry.documents.walk import Trail, pointer_of
from crossdock.registry.model.interface import Dialect, JsonSchema, Position
from crossdock.registry.model.location import Place

META_SCHEMA = "https://json-schema.org/draft/2020-12/schema"
MAX_DEFINITIONS = 20_000  # of one bundle


class Rewritten(NamedTuple):
    """A schema in 2020-12 meaning and the definitions it references, in order."""

    schema: JsonSchema
    uses: tuple[Definition, ...]


class Bundler:
    """Bundles the schemas of one state of the registry."""

    def __init__(self, definitions: Definitions) -> None:
        self.definitions = definitions
        self._rewritten: dict[Definition, Rewritten] = {}
        self._bundles: dict[
            tuple[int, Definition], tuple[object, JsonSchema]
        ] = {}  # the data too: its id stays its own

    def bundle(self, data: object, dialect: Dialect, place: Place, position: Position | None) -> JsonSchema:
        """Return one self-contained schema in 2020-12 meaning."""
        root = self.definitions.define(Found(data, dialect, place), position)
        known = self._bundles.get((id(data), root))
        if known is None:
            known = self._bundles[id(data), root] = (data, self._bundle(data, root))
        return known[1]

    def _bundle(self, data: object, root: Definition) -> JsonSchema:
        top = self._rewrite(data, root, None)
        reached = self._reach(top.uses)
        suggested = [self.definitions.suggest_name(definition) for definition in reached]
        names = make_unique(suggested)
        if names == suggested and len(reached) < MAX_DEFINITIONS:
            schemas = [self._rewrite_once(definition).schema for definition in reached]
        else:
            chosen = dict(zip(reached, names, strict=True))
            top = self._rewrite(data, root, chosen)
            schemas = [self._rewrite(self.definitions.data_of(each), each, chosen).schema for each in reached]
        if isinstance(top.schema, bool):
            return top.schema
        definitions = dict(sorted(zip(names, schemas, strict=True), key=lambda entry: entry[0]))
        return {"$schema": META_SCHEMA, **top.schema, **({"$defs": definitions} if definitions else {})}

    def _reach(self, uses: Iterable[Definition]) -> list[Definition]:
        """Return all definitions that some reference leads to, directly or not, in the order in which they are met."""
        seen = dict.fromkeys(uses)
        waiting = list(reversed(seen))
        while waiting and len(seen) < MAX_DEFINITIONS:
            for used in reversed(self._rewrite_once(waiting.pop()).uses):
                if used not in seen:
                    seen[used] = None
                    waiting.append(used)
        return list(seen)

    def _rewrite_once(self, definition: Definition) -> Rewritten:
        known = self._rewritten.get(definition)
        if known is None:
            data = self.definitions.data_of(definition)
            known = self._rewritten[definition] = self._rewrite(data, definition, None)
        return known

    def _rewrite(self, data: object, definition: Definition, names: Mapping[Definition, str] | None) -> Rewritten:
        referrer = _Referrer(self.definitions, definition, names)
        schema: JsonSchema
        if definition.dialect is Dialect.AVRO:
            lowering = AvroLowering(self.definitions.names_in(definition), referrer.refer_name)
            schema = lowering.lower(data, definition.namespace, is_definition=True)
        else:
            schema = Lowering(definition.dialect, definition.position, referrer).lower(data)
        return Rewritten(schema, tuple(dict.fromkeys(referrer.uses)))


class _Referrer:
    """Makes the references of one definition; collects what they lead to in `uses`."""

    def __init__(
        self, definitions: Definitions, definition: Definition, names: Mapping[Definition, str] | None
    ) -> None:
        self.uses: list[Definition] = []
        self._definitions = definitions
        self._definition = definition
        self._names = names

    def refer(self, keyword: str, reference: str, trail: Trail | None) -> Node:
        """Return a reference to what a keyword names; what cannot be resolved accepts everything and says so."""
        here = self._definition
        found = self._definitions.open(reference, self.place(trail), here.dialect)
        if found is None:
            return {"$comment": f"unresolved: {reference}"}
        if keyword != "$ref":
            found = self._definitions.open_dynamic(found, reference, here.scope)
        definition = self._definitions.define(found, here.position, here.scope)
        self._definitions.remember(definition, found.data)
        return self._use(definition)

    def refer_name(self, full_name: str) -> Node:
        """Return a reference to an Avro type."""
        return self._use(self._definitions.define_name(full_name, self._definition))

    def peek(self, data: object, place: Place) -> tuple[object, Place]:
        """Return what the schema at a place is after all references in a row, and where that is."""
        return self._definitions.peek(data, place)

    def place(self, trail: Trail | None) -> Place:
        """Return where a trail leads."""
        return Place(self._definition.path, self._definition.pointer + pointer_of(trail))

    def _use(self, used: Definition) -> Node:
        self.uses.append(used)
        if self._names is None:
            return {"$ref": "#/$defs/" + self._definitions.suggest_name(used)}
        name = self._names.get(used)
        return {"$ref": f"#/$defs/{name}"} if name else {"$comment": "left out: too many definitions"}
