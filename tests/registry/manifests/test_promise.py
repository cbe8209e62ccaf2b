"""The digest of a promise: what moves it, and what does not."""

from dataclasses import replace
from datetime import date

import pytest

from crossdock.registry.manifests.promise import promise_digest
from crossdock.registry.model.contract import (
    Classification,
    Compatibility,
    Contract,
    EntityUse,
    Kind,
    Lifecycle,
    LifecycleState,
    Mode,
    Retry,
    Semantics,
    ServiceLevel,
    Source,
)
from crossdock.registry.model.reference import Reference

FOLDER = "contracts/wms-east/shipment-confirmed/v2"
CONTRACT = Contract(
    system="wms-east",
    name="shipment-confirmed",
    line="2",
    folder=FOLDER,
    kind=Kind.EVENT,
    version="2.3.0",
    title="Shipment confirmed",
    owner="warehouse-east",
    entities=(
        EntityUse(Reference("canonical", "shipment", "1"), ("/status",)),
        EntityUse(Reference("canonical", "handling-unit", "1")),
    ),
    semantics=Semantics(
        delivery="at-least-once", retry=Retry(5, "exponential", 1.0, 300.0), authentication=("oauth2", "sasl")
    ),
    sla=ServiceLevel(tier=1, availability=99.9),
    document=f"{FOLDER}/asyncapi.yaml",
)
FILES = {
    "asyncapi.yaml": b"asyncapi: 3.0.0\ninfo: {title: Shipments, version: 2.3.0}\nx: [1.0, 0.1, 12345678901234567890]\n",
    "../../../canonical/shipment/v1/schema.json": b'{"type": "object", "properties": {"a": {"type": "string"}}}',
}
PINNED = "sha256:055aa364e48feebe83a6a7fa3d07975179ae63c756b44284891d459778816e51"


def test_digest_is_pinned() -> None:
    """It stands in release records: a change here invalidates every registry there is."""
    assert promise_digest(CONTRACT, FILES) == PINNED


@pytest.mark.parametrize(
    "content",
    [
        b"# a comment\nasyncapi: 3.0.0\ninfo: {title: Shipments, version: 2.3.0}\nx: [1.0, 0.1, 12345678901234567890]\n",
        b"info:\n  version: 2.3.0\n  title: Shipments\nx: [1, 0.10, 12345678901234567890]\nasyncapi: '3.0.0'\n",
        b'{"asyncapi": "3.0.0", "x": [1e0, 1e-1, 12345678901234567890], "info": {"version": "2.3.0", "title": "Shipments"}}',
    ],
    ids=["comment", "layout and order", "as JSON"],
)
def test_layout_does_not_count(content: bytes) -> None:
    crlf = content.replace(b"\n", b"\r\n")
    assert promise_digest(CONTRACT, {**FILES, "asyncapi.yaml": content}) == PINNED
    assert promise_digest(CONTRACT, {**FILES, "asyncapi.yaml": crlf}) == PINNED


@pytest.mark.parametrize(
    "other",
    [
        replace(CONTRACT, owner="dock"),
        replace(CONTRACT, title="Other", description="Other"),
        replace(CONTRACT, version="2.3.1"),
        replace(CONTRACT, lifecycle=Lifecycle(LifecycleState.DEPRECATED, sunset=date(2027, 1, 1))),
        replace(CONTRACT, source=Source(repository="https://git.acme.example/x")),
        replace(CONTRACT, examples=("a.json",), formerly=("a/b",)),
        replace(CONTRACT, sla=replace(CONTRACT.sla, runbook="https://runbooks.acme.example/x")),
        replace(
            CONTRACT,
            entities=CONTRACT.entities[::-1],
            semantics=replace(CONTRACT.semantics, authentication=("sasl", "oauth2")),
        ),
        replace(
            CONTRACT,
            system="wms-e",
            folder="c/wms-e/shipment-confirmed/v2",
            document="c/wms-e/shipment-confirmed/v2/asyncapi.yaml",
        ),
    ],
    ids=["owner", "title", "version", "lifecycle", "source", "examples", "runbook", "order of sets", "folder"],
)
def test_governance_does_not_count(other: Contract) -> None:
    assert promise_digest(other, FILES) == PINNED


def test_manifests_and_records_do_not_count() -> None:
    extra = {
        "contract.yaml": b"kind: event\n",
        "../../system.yaml": b"role: wms\n",
        "../../../../crossdock.yaml": b"registry: a\n",
    }
    assert promise_digest(CONTRACT, {**FILES, **extra, "releases.yaml": b"releases:\n"}) == PINNED


@pytest.mark.parametrize(
    "other",
    [
        replace(CONTRACT, semantics=replace(CONTRACT.semantics, delivery="at-most-once")),
        replace(CONTRACT, semantics=replace(CONTRACT.semantics, retry=Retry(4, "exponential", 1.0, 300.0))),
        replace(CONTRACT, semantics=replace(CONTRACT.semantics, replay=False)),
        replace(CONTRACT, sla=ServiceLevel(tier=2, availability=99.9)),
        replace(CONTRACT, classification=Classification(data="internal")),
        replace(CONTRACT, entities=()),
        replace(CONTRACT, entities=(EntityUse(Reference("canonical", "shipment", "1"), ("",)),)),
        replace(CONTRACT, compatibility=Compatibility(mode=Mode.FULL)),
        replace(CONTRACT, kind=Kind.SCHEMA),
        replace(CONTRACT, document=f"{FOLDER}/other.yaml"),
    ],
)
def test_promises_count(other: Contract) -> None:
    assert promise_digest(other, FILES) != PINNED


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("asyncapi.yaml", FILES["asyncapi.yaml"].replace(b"Shipments", b"shipments")),
        ("../../../canonical/shipment/v1/schema.json", b"{}"),
        ("schemas/system.yaml", b"type: object\n"),
        ("broken.yaml", b"a: [\n"),
        ("schema.xsd", b"<schema/>"),
    ],
)
def test_content_counts(name: str, content: bytes) -> None:
    changed = promise_digest(CONTRACT, {**FILES, name: content})
    assert changed != PINNED
    assert promise_digest(CONTRACT, {**FILES, name: content + b"<!-- -->"}) != changed


def test_order_of_files_does_not_count() -> None:
    assert promise_digest(CONTRACT, dict(reversed(FILES.items()))) == PINNED
