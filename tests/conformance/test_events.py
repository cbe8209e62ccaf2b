"""What is judged of messages, without a broker: kinds, notations, headers that are not text."""

import json
from pathlib import Path
from typing import Any

import pytest

from crossdock.registry.conformance import events
from crossdock.registry.conformance.events import Feed, run_event_test
from crossdock.registry.conformance.target import Target
from crossdock.registry.model.finding import Finding
from crossdock.registry.open import find_contract, open_registry
from crossdock.registry.transport import Listening, Message, Received, Transport

MESSAGE = """      contentType: CONTENT
      headers:
        type: object
        required: [version]
        properties: {version: {type: integer}, kind: {const: KIND}}
      payload: {type: object, required: [id], properties: {id: {type: string}, amount: {type: number}}}
"""
ASYNCAPI = """asyncapi: 3.0.0
info: {title: Paid, version: 1.0.0}
channels:
  paid:
    address: 'finance.{region}.paid'
    messages:
      Paid: {$ref: '#/components/messages/Paid'}
      Refunded: {$ref: '#/components/messages/Refunded'}
operations:
  sendPaid: {action: send, channel: {$ref: '#/channels/paid'}}
components:
  messages:
    Paid:
PAID    Refunded:
REFUNDED"""
MANIFEST = """kind: event
title: Paid
version: 1.0.0
semantics: {delivery: at-least-once, idempotency_key: $message.payload#/id}
"""


@pytest.fixture
def heard(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Judge messages as if a broker had delivered them."""
    monkeypatch.setattr(events, "require_reachable", lambda _: None)

    def judge(*messages: tuple[bytes, dict[str, str]], content: str = "application/json") -> list[Finding]:
        text = ASYNCAPI.replace("PAID", MESSAGE.replace("KIND", "paid"), 1).replace(
            "REFUNDED", MESSAGE.replace("KIND", "refunded")
        )
        files = {
            "crossdock.yaml": "registry: small\n",
            "contracts/finance/system.yaml": "title: Finance\nrole: finance\n",
            "contracts/finance/paid/v1/contract.yaml": MANIFEST,
            "contracts/finance/paid/v1/asyncapi.yaml": text.replace("CONTENT", content),
        }
        for path, body in files.items():
            (tmp_path / path).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / path).write_text(body, "utf-8")

        def listen(listening: Listening) -> tuple[Received, ...]:
            sent = [Message("finance.us.paid", payload, tuple(headers.items())) for payload, headers in messages]
            return tuple(Received(message, listening.addresses[0], 0) for message in sent)

        target = Target("nats://127.0.0.1:1", "nats", "127.0.0.1", 1)
        with open_registry(tmp_path) as registry:
            found = find_contract(registry.worktree(), "finance/paid@1")
            document, interface = (
                found.revision.document(str(found.contract.document)),
                found.revision.interface(found.contract),
            )
            assert document is not None
            assert interface is not None
            feed = Feed(found.contract, interface, document)
            transport = Transport("fake", ("nats",), listen)
            return list(run_event_test(feed, target, transport, seconds=1, count=None, has_examples=False).findings)

    return judge


def body(**data: object) -> bytes:
    return json.dumps({"id": "1", **data}).encode()


def test_a_message_is_judged_as_the_kind_that_its_headers_name(heard: Any) -> None:
    assert heard((body(), {"version": "1", "kind": "refunded"}), (body(), {"version": "1", "kind": "paid"})) == []


def test_a_header_of_another_type_is_read_from_its_text(heard: Any) -> None:
    findings = heard((body(), {"version": "one", "kind": "paid"}))
    assert [(finding.rule, "`version`" in finding.message) for finding in findings] == [
        ("conformance-message-headers-wrong", True)
    ]


def test_what_is_not_json_is_unreadable(heard: Any) -> None:
    findings = heard((b"<paid/>", {"version": "1", "kind": "paid"}))
    assert [finding.rule for finding in findings] == ["conformance-message-unreadable"]


def test_the_same_key_with_the_same_data_written_otherwise_is_a_duplicate(heard: Any) -> None:
    named = {"version": "1", "kind": "paid"}
    assert heard((b'{"id": "1", "amount": 1}', named), (b'{"amount":1,"id":"1"}', named)) == []


def test_another_notation_stays_open(heard: Any) -> None:
    findings = heard((b"\x00\x01", {"version": "1", "kind": "paid"}), content="application/vnd.apache.avro")
    assert [finding.rule for finding in findings] == ["conformance-undecided"]
    assert findings[0].is_unknown
