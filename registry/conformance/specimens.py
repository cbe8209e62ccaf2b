"""Messages made of a contract's own examples, to be published for a smoke test."""

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from uuid import uuid4

from crossdock.registry.conformance.messages import Kind, Opened, plain_name
from crossdock.registry.documents.document import Document
from crossdock.registry.documents.pointer import find_data
from crossdock.registry.errors import RegistryError
from crossdock.registry.model.contract import Contract
from crossdock.registry.transport import Message, Received


def make_specimens(
    contract: Contract, document: Document, kinds: Mapping[str, tuple[Kind, ...]], examples: Mapping[str, object]
) -> tuple[Message, ...]:
    """Return a message for each example, with the headers of the contract's header example, a new id, and the time of now.

    Of several examples with the same idempotency key the first is taken. Raises RegistryError when there are no examples.
    """
    known: set[str] = set()
    made = []
    for address, kind, payload in _payloads(document, kinds, examples):
        message = Message(address, json.dumps(payload).encode(), tuple(_headers(document, kind).items()))
        opened = Opened(Received(message, address, 0), kind, payload, dict(message.headers))
        key = opened.value(contract.semantics.idempotency_key) or str(uuid4())
        if key not in known:
            known.add(key)
            made.append(message)
    if not made:
        raise RegistryError(f"`{contract.key}` has no examples to publish", "add `examples/<message>--<what>.json`")
    return tuple(made)


def _payloads(
    document: Document, kinds: Mapping[str, tuple[Kind, ...]], examples: Mapping[str, object]
) -> Iterator[tuple[str, Kind, object]]:
    """Yield (address, kind, payload): the example files, then what stands in the document."""
    for address, listed in kinds.items():
        if "{" in address:
            continue  # which of the many addresses is meant is not known
        for kind in listed:
            is_only = sum(map(len, kinds.values())) == 1
            for name, value in examples.items():
                if name.startswith(f"{kind.name}--") or (is_only and "--" not in name):
                    yield address, kind, value
            for _, place in kind.payload.examples:
                if place.path == document.path:
                    yield address, kind, find_data(document.data, place.pointer)


def _headers(document: Document, kind: Kind) -> dict[str, str]:
    places = [place for _, place in kind.headers.examples if place.path == document.path] if kind.headers else []
    data = find_data(document.data, places[0].pointer) if places else {}
    headers = {str(name): str(value) for name, value in data.items()} if isinstance(data, dict) else {}
    for name in headers:
        attribute = plain_name(name)
        if attribute == "id":
            headers[name] = str(uuid4())
        elif attribute == "time":
            headers[name] = datetime.now(UTC).isoformat().replace("+00:00", "Z")
    return headers
