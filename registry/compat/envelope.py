"""Shows a witness as what really travels: the whole request, response or message around the value that is rejected."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from urllib.parse import quote

from crossdock.registry.compat.discriminator import bundle
from crossdock.registry.compat.equality import encode
from crossdock.registry.compat.hints import hints_of
from crossdock.registry.compat.judgement import Judgement
from crossdock.registry.compat.modes import Direction
from crossdock.registry.compat.sample import sample_values
from crossdock.registry.model.evidence import Evidence
from crossdock.registry.model.evidence import Payload as Shown
from crossdock.registry.model.interface import Interface, Operation, Payload, Role

Whole = dict[str, object]
_MESSAGES = ("send", "receive")


def in_envelope(judgement: Judgement, base: Interface | None, revision: Interface | None) -> Evidence | None:
    """Return a judgement's evidence, a payload inside what its sender sends it in."""
    evidence, change = judgement.evidence, judgement.change
    sender = base if judgement.direction is Direction.BACKWARD else revision
    if not isinstance(evidence, Shown) or sender is None:
        return evidence
    return replace(evidence, whole=envelope_of(sender, change.operation, change.payload, evidence.value))


def envelope_of(sender: Interface, operation_key: str | None, payload_key: str | None, value: object) -> Whole | None:
    """Return the exchange that carries a value, as the sender's document describes it; `None` where nothing is exchanged.

    `{"request": {method, path, query, headers, cookies, body}}`, `{"response": {to, status, headers, body}}` or
    `{"message": {action, channel, name, headers, payload}}`; members that are empty are left out. What is required beside the value is
    filled with the smallest values that its schema takes.
    """
    operation = next((one for one in sender.operations if one.key == operation_key), None)
    payload = next((one for one in operation.payloads if one.key == payload_key), None) if operation else None
    if operation is None or payload is None:
        return None
    if operation.action in _MESSAGES:
        return {"message": _message(operation, payload, value)}
    if payload.status is not None:
        return {"response": _response(operation, payload, value)}
    return {"request": _request(operation, payload, value)}


def _request(operation: Operation, payload: Payload, value: object) -> Whole:
    sent = {one.key: one for one in operation.payloads if one.role is Role.PARAMETER and one.is_required}
    if payload.role is Role.PARAMETER:
        sent[payload.key] = payload
    filled = {key: value if key == payload.key else _smallest(one) for key, one in sent.items()}
    body = payload if payload.role is Role.REQUEST else _required_body(operation)
    path = operation.address
    parts: dict[str, Whole] = {"query": {}, "header": {}, "cookie": {}}
    for key, one in sent.items():
        name = key.partition(" ")[2] or key
        if one.location == "path":
            path = path.replace(f"{{{name}}}", quote(_as_text(filled[key]), safe="") or f"{{{name}}}")
        elif one.location in parts:
            parts[one.location][name] = filled[key]
    headers = parts["header"] | ({"Content-Type": body.media_type} if body and body.media_type else {})
    found: Whole = {"method": operation.action.upper(), "path": path}
    found |= {"query": parts["query"], "headers": headers, "cookies": parts["cookie"]}
    found = {name: part for name, part in found.items() if part}
    if body is not None:
        found["body"] = value if body is payload else _smallest(body)
    return found


def _required_body(operation: Operation) -> Payload | None:
    bodies = (one for one in operation.payloads if one.role is Role.REQUEST and one.is_required)
    return next(bodies, None)


def _response(operation: Operation, payload: Payload, value: object) -> Whole:
    found: Whole = {"to": operation.key, "status": payload.status}
    of_status = [one for one in operation.payloads if one.status == payload.status]
    sent = [one for one in of_status if one.role is Role.HEADER and (one.is_required or one is payload)]
    headers = {one.key.rpartition(" ")[2]: value if one is payload else _smallest(one) for one in sent}
    if payload.role is Role.HEADER:
        return found | {"headers": headers}
    headers |= {"Content-Type": payload.media_type} if payload.media_type else {}
    return found | ({"headers": headers} if headers else {}) | {"body": value}


def _message(operation: Operation, payload: Payload, value: object) -> Whole:
    name = payload.key.removesuffix(" headers") if payload.role is Role.HEADER else payload.key
    parts = {one.role: one for one in operation.payloads if one.key in (name, f"{name} headers")}
    found: Whole = {"action": operation.action, "channel": operation.address, "name": name.rpartition(" ")[2]}
    for role, member in ((Role.HEADER, "headers"), (Role.MESSAGE, "payload")):
        part = parts.get(role)
        if part is payload:
            found[member] = value
        elif part is not None and part.schema is not None:
            found[member] = _smallest(part)
    return found


def _smallest(payload: Payload) -> object:
    """Return the smallest value of a payload's schema, `None` where there is none."""
    schema = bundle(payload.schema, payload.position)
    return next(_samples(schema), None)


def _samples(schema: Mapping[str, object] | bool) -> Iterator[object]:
    return sample_values(schema, hints_of((schema,)))


def _as_text(value: object) -> str:
    return value if isinstance(value, str) else encode(value).decode("utf-8", "replace")
