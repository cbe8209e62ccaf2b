"""What a contract offers, in one shape for every format: operations, payloads, schemas, and the position of each payload."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import Protocol

from crossdock.registry.model.location import Place

JsonSchema = Mapping[str, object] | bool


class Position(Enum):
    """Who fills a payload: an input is one the contract's owner accepts, an output one the owner emits."""

    INPUT = "input"
    OUTPUT = "output"


class Dialect(Enum):
    """The language a schema is written in."""

    DRAFT4 = "draft-04"
    DRAFT6 = "draft-06"
    DRAFT7 = "draft-07"
    DRAFT2019 = "2019-09"
    DRAFT2020 = "2020-12"
    OPENAPI30 = "openapi-3.0"
    SWAGGER2 = "swagger-2.0"
    ASYNCAPI = "asyncapi"  # draft-07 and its extensions
    AVRO = "avro"


class SchemaSource(Protocol):
    """How a schema follows its references; implemented where documents are read."""

    def follow(self, reference: str, place: Place) -> "Schema | None":
        """Return the schema that `$ref: reference`, written at `place`, means; `None` when it cannot be resolved."""

    def bundle(self, schema: "Schema", position: Position | None) -> JsonSchema:
        """Return the schema in 2020-12 meaning, self-contained: all references lead to its own `$defs`.

        With a position, `readOnly` properties leave inputs and `writeOnly` properties leave outputs.
        """


@dataclass(frozen=True, slots=True)
class Schema:
    """The shape of a payload as it is written: data, dialect, place. Its meaning comes from `bundle`."""

    data: object
    dialect: Dialect
    place: Place
    source: SchemaSource = field(repr=False, compare=False)

    def bundle(self, position: Position | None = None) -> JsonSchema:
        """Return the self-contained schema in 2020-12 meaning."""
        return self.source.bundle(self, position)


class Role(Enum):
    """Which part of an exchange a payload is."""

    PARAMETER = "parameter"  # query, path, header, cookie of a request
    REQUEST = "request"
    RESPONSE = "response"
    HEADER = "header"  # of a response or message
    MESSAGE = "message"
    RECORD = "record"  # of a file
    SCHEMA = "schema"  # a shared schema, by itself
    CODES = "codes"  # a vocabulary


@dataclass(frozen=True, slots=True)
class Payload:
    """One payload of an operation, or of a contract that has no operations.

    `key` tells it apart within its operation (`query limit`, `body application/json`, `200 application/json`,
    `header X-Total`, a message's name). `schema` is `None` when the contract says nothing of the shape. `examples` are
    (name, value place) of examples written inside the document.
    """

    key: str
    role: Role
    position: Position
    schema: Schema | None
    place: Place
    is_required: bool = False
    media_type: str | None = None
    status: str | None = None
    location: str | None = None  # of a parameter: query, path, header, cookie
    style: tuple[tuple[str, str], ...] = ()  # of a parameter: style, explode, collectionFormat …
    is_deprecated: bool = False
    examples: tuple[tuple[str, Place], ...] = ()


@dataclass(frozen=True, slots=True)
class Operation:
    """A call, or a message exchange. `key` is what the wire knows: `GET /orders/{id}`, `send wms-east.shipments.confirmed`.

    `id` is the operation's own name, where it has one. `security` are alternatives: each a sorted tuple of
    `scheme` or `scheme:scope`; an empty tuple of alternatives means that none is asked for.
    """

    key: str
    id: str | None
    action: str  # get post … for HTTP, send receive for messages
    address: str  # the path template, or the channel's address
    place: Place
    payloads: tuple[Payload, ...] = ()
    security: tuple[tuple[str, ...], ...] = ()
    bindings: tuple[tuple[str, str], ...] = ()  # sorted (name, canonical JSON) of protocol facts
    is_deprecated: bool = False
    summary: str = ""
    group: str | None = None  # channel name or first tag
    facts: tuple[tuple[str, str], ...] = ()  # further named facts, such as `correlation-id`
    tags: tuple[str, ...] = ()  # words for people, in the order they are written
    has_unknown_parameters: bool = False  # some lie behind references that lead nowhere, or outside the registry


@dataclass(frozen=True, slots=True)
class Interface:
    """All that a contract offers. `operations` for APIs and events, `payloads` for schemas, tables and vocabularies."""

    format: str
    title: str
    version: str | None  # as the document says
    operations: tuple[Operation, ...] = ()
    payloads: tuple[Payload, ...] = ()
    schemas: tuple[tuple[str, Schema], ...] = ()  # named, reusable ones, for people and generators
    servers: tuple[tuple[str, str], ...] = ()  # (name, address)
    security_schemes: tuple[tuple[str, str], ...] = ()  # (name, canonical JSON)
    description: str = ""
