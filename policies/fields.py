"""The fields of a contract's payloads, by name and place."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field

from crossdock.registry.model.interface import Interface, JsonSchema, Payload, Role
from crossdock.registry.model.location import escape_token

LIMIT = 20_000  # schemas that are looked at in one payload
BODIES = (Role.REQUEST, Role.RESPONSE, Role.MESSAGE, Role.RECORD)
_PARTS = ("allOf", "anyOf", "oneOf")
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
    definitions: Mapping[str, object] = field(repr=False)
    beside: Collection[str] = ()

    @property
    def schemas(self) -> tuple[Mapping[str, object], ...]:
        """What is said of it: its own schema and, where that refers to or joins others, those as well."""
        return tuple(_said_of(self.schema, self.definitions))

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
    """Yield the fields of one payload."""
    bundle = payload.schema.bundle(payload.position) if payload.schema is not None else None
    if isinstance(bundle, Mapping):
        yield from _walk(bundle)


def _payloads(interface: Interface | None) -> Iterator[Payload]:
    if interface is not None:
        yield from interface.payloads
        yield from (each for operation in interface.operations for each in operation.payloads)


def _walk(bundle: Mapping[str, object]) -> Iterator[Field]:
    waiting: list[tuple[JsonSchema | object, str]] = [(bundle, "")]
    definitions, seen = _mapping(bundle.get("$defs")), set[str]()
    for _ in range(LIMIT):
        if not waiting:
            return
        schema, pointer = waiting.pop()
        if not isinstance(schema, Mapping):
            continue
        reference = schema.get("$ref")
        if isinstance(reference, str) and reference not in seen:
            seen.add(reference)
            waiting.append((definitions.get(reference.rpartition("/")[2]), pointer))
        waiting += [(part, pointer) for word in _PARTS if word in schema for part in _list(schema[word])]
        if "items" in schema:
            waiting.append((schema["items"], f"{pointer}/*"))
        properties = _mapping(schema.get("properties"))
        for name, value in properties.items():
            place = f"{pointer}/{escape_token(name)}"
            if isinstance(value, Mapping) and not _ENDS.issuperset(value):
                waiting.append((value, place))
            yield Field(name, place, value, definitions, properties.keys())


def _said_of(schema: object, definitions: Mapping[str, object]) -> Iterator[Mapping[str, object]]:
    """Yield a field's schema and those that it refers to or joins, a few steps deep."""
    waiting, seen = [schema], 0
    while waiting and seen < 12:
        one = waiting.pop(0)
        seen += 1
        if isinstance(one, Mapping):
            yield one
            reference = one.get("$ref")
            if isinstance(reference, str):
                waiting.append(definitions.get(reference.rpartition("/")[2]))
            waiting += [part for word in _PARTS if word in one for part in _list(one[word])]


def _kinds(schema: Mapping[str, object]) -> tuple[object, ...]:
    kinds = schema.get("type")
    return tuple(kinds) if isinstance(kinds, list) else (kinds,)


def _mapping(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


def _list(value: object) -> list[object]:
    return value if isinstance(value, list) else []
