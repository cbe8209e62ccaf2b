"""The reference landscape is what the pages say of it: complete, valid, released, and one story."""

import json
import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from crossdock.registry.model.contract import Contract, Kind, LifecycleState
from crossdock.registry.open import open_registry
from crossdock.registry.revision import Revision
from crossdock.registry.run import CheckOptions, check_change

ROOT = Path(__file__).parents[2]
SYSTEMS = {
    "3pl",
    "canonical",
    "carrier",
    "edi",
    "erp",
    "finance",
    "platform",
    "portal",
    "process",
    "tms",
    "wms-east",
    "wms-west",
}
ENTITIES = [
    "order",
    "shipment",
    "stop",
    "inventory-position",
    "handling-unit",
    "carrier",
    "freight-charge",
    "delivery-event",
    "receipt",
    "return",
    "item",
    "location",
    "invoice",
    "party",
]


@pytest.fixture(scope="module")
def landscape() -> Iterator[Revision]:
    with open_registry(ROOT) as registry:
        yield registry.worktree()


@pytest.fixture(scope="module")
def contracts(landscape: Revision) -> list[Contract]:
    found = [landscape.contract(key) for key in landscape.contract_keys()]
    assert None not in found
    return [contract for contract in found if contract]


def test_it_passes_the_check_whole() -> None:
    with open_registry(ROOT) as registry:
        result = check_change(registry, CheckOptions(date.today(), is_everything=True), {})
    assert [f"{finding.at}: {finding.rule}: {finding.message}" for finding in result.failing()] == []


def test_it_has_its_systems_and_at_least_forty_contracts(landscape: Revision, contracts: list[Contract]) -> None:
    assert set(landscape.systems()) == SYSTEMS
    assert len(contracts) >= 40
    assert {contract.kind for contract in contracts} == set(Kind)


def test_lifecycles_show_every_stage(contracts: list[Contract]) -> None:
    states = [contract.lifecycle.state for contract in contracts]
    assert set(states) == set(LifecycleState)
    deprecated = [contract for contract in contracts if contract.lifecycle.state is LifecycleState.DEPRECATED]
    assert all(contract.lifecycle.sunset and contract.lifecycle.successor for contract in deprecated)
    lines: dict[str, int] = {}
    for contract in contracts:
        lines[contract.id] = lines.get(contract.id, 0) + 1
    assert sum(count >= 2 for count in lines.values()) >= 3, "two lines alive in at least three places"


def test_released_versions_resolve_from_the_history(landscape: Revision, contracts: list[Contract]) -> None:
    several = 0
    for contract in contracts:
        log = landscape.releases(contract)
        several += len(log.releases) > 1
        assert log.releases or contract.lifecycle.state is LifecycleState.DRAFT, contract.key
        for release in log.releases:
            was = landscape.released(contract, release)
            assert was.contract is not None
            assert landscape.released_digest(contract, release) == release.digest
    assert several >= 10


def test_every_canonical_entity_is_carried_and_referenced(landscape: Revision) -> None:
    for entity in ENTITIES:
        key = f"canonical/{entity}@1"
        carriers = {name for name, _ in landscape.index.carriers_of(key)}
        assert carriers, f"{key} is carried by no contract"
        document = landscape.contract(key)
        assert document is not None and document.document
        dependents = landscape.index.dependents_of([document.document])
        users = [name for name in dependents if not name.startswith("canonical/")]
        assert users, f"{key} is referenced by no contract of a system"


def test_one_system_of_record_for_each_field(landscape: Revision) -> None:
    for entity in ENTITIES:
        owners: dict[str, set[str]] = {}
        for key, field in landscape.record_claims(f"canonical/{entity}@1"):
            owners.setdefault(field, set()).add(key.split("/")[0])
        assert owners, f"nobody decides canonical/{entity}"
        for field, systems in owners.items():
            rivals = {
                system
                for other, claimed in owners.items()
                if other == field or field.startswith(other + "/") or other == ""
                for system in claimed
            }
            assert len(systems | rivals) == 1, f"{entity}{field} is decided by {systems | rivals}"


def test_all_brokers_and_formats_are_there(landscape: Revision, contracts: list[Contract]) -> None:
    text = "".join(
        document.content.decode()
        for contract in contracts
        if contract.document and (document := landscape.document(contract.document))
    )
    for binding in ("kafka:", "amqp:", "nats:", "mqtt:"):
        assert binding in text, binding
    formats = {landscape.interface(contract).format for contract in contracts if landscape.interface(contract)}  # type: ignore[union-attr]
    assert {"openapi", "swagger", "asyncapi", "jsonschema", "avro", "table", "vocabulary"} <= formats


def test_consumers_say_what_they_use(landscape: Revision) -> None:
    uses = [use for system in landscape.systems() for use in landscape.system(system).consumes]  # type: ignore[union-attr]
    assert len(uses) >= 20
    assert any(use.fields for use in uses)
    assert any(use.operations for use in uses)
    assert any(use.version for use in uses)


def test_one_order_can_be_followed_from_release_to_settlement(landscape: Revision, contracts: list[Contract]) -> None:
    texts = {
        contract.key: "".join(
            json.dumps(document.data) if document.data is not None else document.content.decode()
            for path in (*contract.examples, contract.document)
            if path and (document := landscape.document(path))
        )
        for contract in contracts
    }
    for identifier, least in {
        "ORD-2026-004711": 8,
        "SHP-2026-009120": 6,
        "LD-2026-003055": 5,
        "FRC-2026-003055": 2,
        "SET-2026-003055": 1,
        "4471902283": 2,
    }.items():
        holders = [key for key, text in texts.items() if identifier in text]
        assert len(holders) >= least, f"{identifier} is only in {holders}"
    flow = "7f3c2a54-6d1e-4b0a-9f0e-004711004711"
    systems = {key.split("/")[0] for key, text in texts.items() if flow in text}
    assert len(systems) >= 4, systems
    assert not [key for key, text in texts.items() if re.search(r"\b(?:TODO|lorem|foo|bar)\b", text)]
