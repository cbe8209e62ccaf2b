"""What a document itself says of an exchange by its headers and envelopes, so that no manifest has to say it again."""

import re
from collections.abc import Iterator, Mapping

from crossdock.policies.fields import fields_of_payload
from crossdock.policies.written import said_of, schema_of
from crossdock.registry.model.interface import Interface, Operation, Payload, Role

# spellings without capitals and separators: `X-Correlation-Id` is `xcorrelationid`
CORRELATION = frozenset(
    ("correlationid", "xcorrelationid", "cecorrelationid", "cloudeventscorrelationid", "traceparent", "cetraceparent")
) | {"xrequestid", "requestid", "jmscorrelationid"}
EVENT_IDS = frozenset(
    ("ceid", "cloudeventsid", "messageid", "xmessageid", "jmsmessageid", "natsmsgid", "eventid", "id")
)
ENVELOPES = frozenset(("eventid", "messageid", "messageidentifier", "deduplicationid"))  # in the payload
_STEPS = 100  # schemas that a message's headers are joined from
_DEPTH = 3  # steps into a payload that are still its envelope
CALL_KEYS = frozenset(("idempotencykey", "xidempotencykey", "requestid", "xrequestid"))


def carries(operation: Operation, names: frozenset[str]) -> bool:
    """Whether what an operation takes, or what a message has, includes a header of one of the names."""
    return any(_plain(name) in names for payload in operation.payloads for name in _names(payload))


def is_identified(operation: Operation) -> bool:
    """Whether every message says who it is: by a header, or in its envelope, as structured CloudEvents do."""
    if carries(operation, EVENT_IDS):
        return True
    messages = [payload for payload in operation.payloads if payload.role is Role.MESSAGE]
    return bool(messages) and all(_has_envelope(payload) for payload in messages)


def _has_envelope(payload: Payload) -> bool:
    near = [field for field in fields_of_payload(payload) if field.pointer.count("/") <= _DEPTH]
    return any(
        _plain(field.name) in ENVELOPES or (field.name == "id" and "specversion" in field.beside) for field in near
    )


def is_correlated(interface: Interface | None) -> bool:
    """Whether the document says for every operation where its correlation id travels."""
    operations = interface.operations if interface is not None else ()
    return bool(operations) and all(_says_correlation(each) for each in operations)


def _says_correlation(operation: Operation) -> bool:
    if any(name == "correlation-id" for name, _ in operation.facts) or carries(operation, CORRELATION):
        return True
    messages = [payload for payload in operation.payloads if payload.role is Role.MESSAGE]
    near = (field for payload in messages for field in fields_of_payload(payload) if field.pointer.count("/") <= _DEPTH)
    return any(_plain(field.name) in CORRELATION for field in near)


def _names(payload: Payload) -> Iterator[str]:
    if payload.location != "header":
        return
    schema = schema_of(payload)
    if payload.role is Role.PARAMETER:
        yield payload.key.removeprefix("header ")
    elif schema is not None:
        for said in said_of(schema, _STEPS):
            properties = said.get("properties")
            yield from properties if isinstance(properties, Mapping) else ()


def _plain(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower())
