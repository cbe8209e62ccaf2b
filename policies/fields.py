"""The fields of a contract's payloads, by name and place."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from crossdock.policies.written import PARTS, REFERENCES, enter, follow, joined, said_of, schema_of
from crossdock.registry.model.interface import Interface, Payload, Position, Role, Schema
from crossdock.registry.model.location import escape_token

LIMIT = 20_000  # schemas that are looked at in one payload
BODIES = (Role.REQUEST, Role.RESPONSE, Role.MESSAGE, Role.RECORD)
_COMBINING = frozenset((*REFERENCES, *PARTS))
_HIDING = {Position.INPUT: "readOnly", Position.OUTPUT: "writeOnly"}
# a schema that says no more than this has no fields below it
_ENDS = frozenset(
    ("type", "format", "title", "description", "pattern", "enum", "maxLength", "minLength", "example", "examples")
)


@dataclass(frozen=True, slots=True)
class Field:
    """A field: `pointer` is its place in the payload, with `*` for any entry of a list; `beside` are the names next to it.

    Only few fields are looked at closely, so what is said of one is found when it is asked for.
    """

    name: str
    pointer: str
    schema: object
    inside: Schema = field(repr=False)
    beside: Collection[str] = ()

    @property
    def schemas(self) -> tuple[Mapping[str, object], ...]:
        """What is said of it: its own schema and, where that refers to or joins others, those as well."""
        if isinstance(self.schema, Mapping) and _COMBINING.isdisjoint(self.schema):
            return (self.schema,)
        return tuple(said_of(enter(self.inside, self.schema, "properties", self.name)))

    def says(self, word: str) -> bool:
        """Whether any of its schemas has a keyword."""
        return any(word in schema for schema in self.schemas)

    def is_of(self, *kinds: str) -> bool:
        """Whether one of the types is stated."""
        return any(kind in kinds for schema in self.schemas for kind in _kinds(schema))

    @property
    def text(self) -> str:
        """All that is said of it to people."""
        words = (schema.get(word) for schema in self.schemas for word in ("title", "description"))
        return " ".join(word for word in words if isinstance(word, str))


# the rules on one contract run one after the other, and look at the same fields
_latest: list[tuple[Interface, tuple[Role, ...], list[Field]]] = []


def fields_of(interface: Interface | None, roles: tuple[Role, ...] = BODIES) -> Iterator[Field]:
    """Return the fields of all payloads of some roles, each definition once; at most `LIMIT` schemas of a payload are looked at."""
    if interface is not None and (not _latest or _latest[0][0] is not interface or _latest[0][1] != roles):
        payloads = (payload for payload in _payloads(interface) if payload.role in roles)
        _latest[:] = [(interface, roles, [found for payload in payloads for found in fields_of_payload(payload)])]
    return iter(_latest[0][2] if interface is not None else ())


def fields_of_payload(payload: Payload) -> Iterator[Field]:
    """Yield the fields of one payload, as they are written: nothing is translated to be looked at."""
    schema = schema_of(payload)
    if schema is not None:
        yield from _walk(schema, _HIDING[payload.position])


def _payloads(interface: Interface | None) -> Iterator[Payload]:
    if interface is not None:
        yield from interface.payloads
        yield from (each for operation in interface.operations for each in operation.payloads)


def _walk(whole: Schema, hiding: str) -> Iterator[Field]:
    waiting, seen = [(whole, "")], set[tuple[str, str]]()
    for _ in range(LIMIT):
        if not waiting:
            return
        schema, pointer = waiting.pop()
        data = schema.data
        if not isinstance(data, Mapping):
            continue
        followed = [found for found in follow(schema, data) if (found.place.path, found.place.pointer) not in seen]
        seen.update((found.place.path, found.place.pointer) for found in followed)
        waiting += [(part, pointer) for part in (*followed, *joined(schema, data))]
        if "items" in data:
            waiting.append((enter(schema, data["items"], "items"), f"{pointer}/*"))
        properties = _mapping(data.get("properties"))
        for name, value in properties.items():
            if not isinstance(value, Mapping):
                yield Field(name, f"{pointer}/{escape_token(name)}", value, schema, properties.keys())
            elif value.get(hiding) is not True:
                place = f"{pointer}/{escape_token(name)}"
                if not _ENDS.issuperset(value):
                    waiting.append((enter(schema, value, "properties", name), place))
                yield Field(name, place, value, schema, properties.keys())


def _kinds(schema: Mapping[str, object]) -> tuple[object, ...]:
    kinds = schema.get("type")
    return tuple(kinds) if isinstance(kinds, list) else (kinds,)


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}
