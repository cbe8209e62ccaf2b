"""Judges messages together: what comes twice, in which order, and how late."""

import json
from collections.abc import Iterator, Sequence
from hashlib import sha256

from crossdock.registry.conformance import problems
from crossdock.registry.conformance.messages import Opened
from crossdock.registry.conformance.record import Record, seen
from crossdock.registry.model.contract import Contract
from crossdock.registry.model.finding import Severity


def judge_duplicates(contract: Contract, record: Record, messages: Sequence[Opened]) -> None:
    """Record messages that are the same by their key and differ in payload, or are the same event and differ in key."""
    expression = contract.semantics.idempotency_key
    by_key: dict[tuple[str, str], Opened] = {}
    by_event: dict[tuple[str | None, str], Opened] = {}
    for message in messages:
        key, event = message.value(expression), message.attribute("id")
        address = message.received.message.address
        if key is not None:
            first = by_key.setdefault((message.received.channel, key), message)
            if _fingerprint(first) != _fingerprint(message):
                text = f"two messages on `{address}` have the idempotency key `{key}` and different payloads"
                _add(record, message, text, "a repeated message is the same", "another payload", "payload")
        if event is not None:
            first = by_event.setdefault((message.attribute("source"), event), message)
            if key != first.value(expression):
                text = f"two messages on `{address}` have the id `{event}` and different idempotency keys"
                _add(
                    record, message, text, "an event keeps its key", f"`{key}` after `{first.value(expression)}`", "key"
                )


def _add(record: Record, message: Opened, text: str, promised: str, found: str, anchor: str) -> None:
    sent = f"a message on `{message.received.message.address}`"
    evidence = seen(sent, promised, found)
    record.add(problems.DUPLICATE_DIFFERS, message.kind.operation.place, text, evidence=evidence, anchor=anchor)


def _fingerprint(message: Opened) -> str:
    """Return what is the same for the same payload, however JSON is written."""
    if message.is_opaque:
        return sha256(message.received.message.payload).hexdigest()
    return sha256(json.dumps(message.data, sort_keys=True).encode()).hexdigest()


def judge_order(contract: Contract, record: Record, messages: Sequence[Opened]) -> None:
    """Record messages of one ordering key that state to be older than the one before.

    The CloudEvents extension `sequence` decides; without it the attribute `time` is a warning, because it may say when something
    happened and not when it was recorded. Repeated messages do not count.
    """
    expression = contract.semantics.ordering_key
    if expression is None:
        return
    latest: dict[tuple[str, str], Opened] = {}
    for message in _once(contract, messages):
        key = message.value(expression)
        if key is None:
            continue
        before = latest.get((message.received.channel, key))
        latest[message.received.channel, key] = message
        if before is not None:
            _compare(record, key, before, message)


def _once(contract: Contract, messages: Sequence[Opened]) -> Iterator[Opened]:
    """Yield messages without those that were seen before."""
    known = set()
    for message in messages:
        identity = message.value(contract.semantics.idempotency_key) or message.attribute("id") or id(message)
        if identity not in known:
            known.add(identity)
            yield message


def _compare(record: Record, key: str, before: Opened, message: Opened) -> None:
    sequences = before.attribute("sequence"), message.attribute("sequence")
    if sequences[0] is not None and sequences[1] is not None:
        is_older, severity, name = _rank(sequences[1]) < _rank(sequences[0]), Severity.ERROR, "sequence"
    else:
        times = before.time, message.time
        is_older = times[0] is not None and times[1] is not None and times[1] < times[0]
        severity, name = Severity.WARNING, "time"
    if is_older:
        text = f"messages on `{message.received.message.address}` with the ordering key `{key}` come in another order than their `{name}`"
        found = f"`{message.attribute(name)}` after `{before.attribute(name)}`"
        evidence = seen(f"two messages with the key `{key}`", f"`{name}` does not go back", found)
        place = message.kind.operation.place
        record.add(problems.ORDER_BROKEN, place, text, evidence=evidence, severity=severity, anchor=name)


def _rank(sequence: str) -> tuple[int, str]:
    """Rank a sequence: numbers by value, other texts by their characters (CloudEvents extension `sequence`)."""
    return (int(sequence), "") if sequence.isdecimal() else (0, sequence)


def judge_latency(contract: Contract, record: Record, messages: Sequence[Opened]) -> None:
    """Record messages that came later after their CloudEvents time than the contract promises."""
    promised = contract.semantics.latency_target
    stated = [(message, message.received.at - message.time) for message in messages if message.time is not None]
    late = [(message, took) for message, took in stated if promised is not None and took > promised]
    if promised is None or not late:
        return
    message, longest = max(late, key=lambda entry: entry[1])
    text = f"{len(late)} of {len(stated)} messages came later than {promised:g} s after their time"
    sent = f"a message on `{message.received.message.address}`"
    evidence = seen(sent, f"within {promised:g} s", f"{longest:.1f} s late")
    record.add(problems.LATENCY_EXCEEDED, message.kind.operation.place, text, evidence=evidence)
