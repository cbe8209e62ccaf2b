"""Reads a received message: which message of the contract it is, its data, and what its expressions mean."""

import json
import re
from dataclasses import dataclass
from datetime import datetime

from crossdock.registry.conformance.expressions import read_expression
from crossdock.registry.documents.pointer import find_data
from crossdock.registry.documents.validators import Failure, compile_validator
from crossdock.registry.model.interface import Operation, Payload, Position, Role
from crossdock.registry.transport import Received

_PREFIX = re.compile(r"^(?:ce[-_]|cloudEvents[_:])")


@dataclass(frozen=True, slots=True)
class Kind:
    """A message that an operation may send: its payload, and its headers where the contract says anything of them."""

    name: str
    operation: Operation
    payload: Payload
    headers: Payload | None


@dataclass(frozen=True, slots=True)
class Opened:
    """A message with its data; `problem` says why it cannot be read. An opaque one is in a notation that is not read here.

    `data` is `None` for both.
    """

    received: Received
    kind: Kind
    data: object
    headers: dict[str, str]
    problem: str = ""
    is_opaque: bool = False

    def value(self, expression: str | None) -> str | None:
        """Return what a runtime expression means in this message as text, `None` when there is nothing."""
        read = read_expression(expression)
        if read is None:
            return None
        if read.part == "header":
            return find_header(self.headers, read.name) or None
        try:
            found = find_data(self.data, read.pointer)
        except KeyError:
            return None
        if found is None or found == "":
            return None
        return found if isinstance(found, str) else json.dumps(found, sort_keys=True)

    def attribute(self, name: str) -> str | None:
        """Return a CloudEvents attribute, whatever prefix the protocol gives it."""
        found = (value for header, value in self.headers.items() if plain_name(header) == name)
        return next(found, None)

    @property
    def time(self) -> float | None:
        """The CloudEvents time in seconds since 1970, `None` when there is none that can be read."""
        text = self.attribute("time")
        try:
            stated = datetime.fromisoformat(text) if text else None
        except ValueError:
            return None
        return stated.timestamp() if stated is not None and stated.tzinfo is not None else None


def is_told(message: Opened, expression: str | None) -> bool:
    """Whether an expression means a place of a message that can be read here."""
    read = read_expression(expression)
    return read is not None and not (message.is_opaque and read.part != "header")


def plain_name(header: str) -> str:
    """Return the CloudEvents attribute that a header carries: its name without the prefix of the protocol's binding."""
    return _PREFIX.sub("", header).lower()


def find_header(headers: dict[str, str], name: str) -> str | None:
    """Return a header by name; an exact name wins over one that differs in case."""
    return headers.get(name) or next((value for key, value in headers.items() if key.lower() == name.lower()), None)


def kinds_of(operation: Operation) -> tuple[Kind, ...]:
    """Return the messages that an operation may send."""
    headers = {payload.key: payload for payload in operation.payloads if payload.role is Role.HEADER}
    bodies = [payload for payload in operation.payloads if payload.role is Role.MESSAGE]
    return tuple(Kind(body.key, operation, body, headers.get(f"{body.key} headers")) for body in bodies)


def open_message(received: Received, kinds: tuple[Kind, ...]) -> Opened:
    """Return a message as the kind that it fits best; a name in its headers tells more than its payload."""
    headers = dict(received.message.headers)
    is_opaque = all("json" not in (kind.payload.media_type or "json").lower() for kind in kinds)
    data, problem = (None, "") if is_opaque else _read(received.message.payload)
    opened = [Opened(received, kind, data, headers, problem, is_opaque) for kind in kinds]
    return min(opened, key=lambda each: (bool(header_failures(each)), bool(payload_failure(each))))


def _read(content: bytes) -> tuple[object, str]:
    try:
        return json.loads(content), ""
    except (ValueError, RecursionError) as error:
        return None, f"it is not JSON: {error}"


def payload_failure(opened: Opened) -> Failure | None:
    """Return why a payload does not fit its schema; `None` when it does, or cannot be read."""
    schema = opened.kind.payload.schema
    if schema is None or opened.problem or opened.is_opaque:
        return None
    return compile_validator(schema.bundle(Position.OUTPUT), assert_formats=True).explain(opened.data)


def header_failures(opened: Opened) -> list[Failure]:
    """Return every reason why the headers do not fit; header values are text, and fit where the value that they write does."""
    payload = opened.kind.headers
    if payload is None or payload.schema is None:
        return []
    validator = compile_validator(payload.schema.bundle(Position.OUTPUT), assert_formats=True)
    failures = validator.errors(opened.headers)
    if not failures:
        return []
    return failures if validator.errors(_as_values(opened.headers, failures)) else []


def _as_values(headers: dict[str, str], failures: list[Failure]) -> dict[str, object]:
    """Return the headers with those read as JSON whose type is wrong as text."""
    wrong = {failure.pointer.removeprefix("/") for failure in failures if failure.keyword in ("type", "enum", "const")}
    return {name: _value(text) if name in wrong else text for name, text in headers.items()}


def _value(text: str) -> object:
    try:
        return json.loads(text)
    except ValueError:
        return text
