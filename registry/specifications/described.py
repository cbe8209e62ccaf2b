"""Finds the schema of a payload by a place in a document: a message, a response, a media type, or the schema itself."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from crossdock.registry.documents.dialects import find_dialect
from crossdock.registry.documents.document import Document
from crossdock.registry.documents.references import Refusal, Resolver, Target
from crossdock.registry.documents.schemas import open_schema
from crossdock.registry.format import Format
from crossdock.registry.model.finding import Finding
from crossdock.registry.model.interface import Dialect, Interface, Payload, Position, Role, Schema
from crossdock.registry.model.location import Place, escape_token
from crossdock.registry.specifications.recognise import find_format

_STEPS = 20  # from a place to the schema that it leads to
_WORDS = frozenset(
    (
        *(
            "$ref",
            "type",
            "properties",
            "required",
            "additionalProperties",
            "patternProperties",
            "items",
            "prefixItems",
        ),
        *("allOf", "anyOf", "oneOf", "not", "if", "enum", "const", "format", "pattern", "minimum", "maximum"),
        *("minLength", "maxLength", "minItems", "maxItems", "symbols", "fields", "$defs", "definitions"),
    )
)
_OWN = (Role.SCHEMA, Role.RECORD, Role.MESSAGE, Role.CODES)


@dataclass(frozen=True, slots=True)
class Described:
    """A payload's schema; `position` says whose properties count, `None` all of them."""

    schema: Schema
    position: Position | None
    role: Role


class NotDescribed(Exception):
    """A place that describes no payload, or one that cannot be read; `fix` may be empty."""

    def __init__(self, message: str, fix: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.fix = fix


class NotRead(NotDescribed):
    """A payload that is described in a language that is not read."""


def find_described(document: Document, pointer: str, resolver: Resolver) -> Described:
    """Return what a pointer into a document describes; without pointer its only payload. Raises NotDescribed, or NotRead."""
    interface = _read(document, resolver)
    if not pointer:
        return _find_only(interface, document.path)
    target = resolver.resolve_fully(f"#{pointer}", Place(document.path))
    if isinstance(target, Refusal):
        raise NotDescribed(target.message, target.fix)
    last = target
    for last in _descend(target, resolver):
        known = _find_payload(interface, last.place)
        if known is not None:
            return _of_payload(known, f"`#{pointer}`")
    schema = _open(last, resolver)
    if schema is None:
        raise NotDescribed(
            f"there is no schema at `#{pointer}` of `{document.path}`", "name a message, a response or a schema"
        )
    return Described(schema, None, Role.SCHEMA)


def judge_document(document: Document, resolver: Resolver) -> tuple[Finding, ...]:
    """Return what the specification has against a document; what made it unreadable comes first."""
    form = _find_format(document)
    return (*document.findings, *(form.validate(document, resolver) if form else ()))


def _read(document: Document, resolver: Resolver) -> Interface:
    """Read a document once for each state of the registry."""
    known = resolver.memory.get((Described, document.path))
    if isinstance(known, Interface):
        return known
    form = _find_format(document)
    if form is None:
        unread = f"`{document.path}` is in no format that is read"
        raise NotRead(unread) if document.is_readable else NotDescribed(f"`{document.path}` cannot be read")
    interface = resolver.memory[Described, document.path] = form.read_interface(document, resolver)
    return interface


def _find_format(document: Document) -> Format | None:
    return find_format(document.data, document.path) if document.is_readable else None


def _find_only(interface: Interface, path: str) -> Described:
    payloads = {payload.key: payload for payload in _payloads(interface) if payload.role in _OWN}
    if len(payloads) != 1:
        names = ", ".join(f"`{name}`" for name in list(payloads)[:12]) or "its messages, responses or schemas"
        count = f"{len(payloads)} payloads" if payloads else "no payload of its own"
        raise NotDescribed(f"`{path}` has {count}, and none is named", f"name one of {names} by its place, `#/…`")
    return _of_payload(next(iter(payloads.values())), f"`{path}`")


def _find_payload(interface: Interface, place: Place) -> Payload | None:
    """Return the payload that is described at a place: its message, its media type, or its schema itself."""
    found = [
        payload
        for payload in _payloads(interface)
        if payload.place == place or (payload.schema is not None and payload.schema.place == place)
    ]
    return found[0] if len({payload.position for payload in found}) == 1 else None


def _payloads(interface: Interface) -> Iterator[Payload]:
    yield from interface.payloads
    for operation in interface.operations:
        yield from operation.payloads


def _of_payload(payload: Payload, name: str) -> Described:
    if payload.schema is None:
        raise NotRead(f"the payload of {name} has no schema, or one in a language that is not read")
    position = None if payload.role in (Role.SCHEMA, Role.CODES, Role.RECORD) else payload.position
    return Described(payload.schema, position, payload.role)


def _descend(target: Target, resolver: Resolver) -> Iterator[Target]:
    """Yield where a message, response or media type leads, references followed: itself, what it holds, and its schema last."""
    for _ in range(_STEPS):
        yield target
        step = _next_step(target.data)
        if step is None:
            return
        target = _step_into(target, step, resolver)


def _step_into(target: Target, step: tuple[str, ...], resolver: Resolver) -> Target:
    below = "".join("/" + escape_token(token) for token in step)
    here = f"#{target.place.pointer}{below}"
    found = resolver.resolve(here, Place(target.place.path))
    if isinstance(found, Target) and isinstance(found.data, dict) and "$ref" in found.data and len(step) > 1:
        found = resolver.resolve_fully(here, Place(target.place.path))  # a media type may be a reference (OpenAPI 3.2)
    if isinstance(found, Refusal):
        raise NotDescribed(found.message, found.fix)
    return found


def _next_step(data: object) -> tuple[str, ...] | None:
    if not isinstance(data, Mapping) or not _WORDS.isdisjoint(data):
        return None
    content = data.get("content")
    if isinstance(content, Mapping) and content:
        media = [name for name in content if "json" in name] or list(content)
        if len(media) > 1:
            listed = ", ".join(f"`{name}`" for name in media)
            raise NotDescribed(f"there are several media types: {listed}", "name one of them by its place")
        return ("content", str(media[0]))
    return next(((name,) for name in ("payload", "schema") if name in data and "schemaFormat" not in data), None)


def _open(target: Target, resolver: Resolver) -> Schema | None:
    """Return the schema at a target, `None` when what is there is none."""
    data = target.data
    is_wrapped = isinstance(data, Mapping) and "schema" in data and "schemaFormat" in data
    is_schema = isinstance(data, bool) or (isinstance(data, Mapping) and (not data or not _WORDS.isdisjoint(data)))
    if not is_schema and not is_wrapped:
        return None
    dialect = Dialect.DRAFT2020 if target.is_derived else find_dialect(target.document) or Dialect.DRAFT2020
    root = open_schema(True, dialect, Place(target.place.path), resolver)
    return root.source.follow(f"#{target.place.pointer}", root.place)
