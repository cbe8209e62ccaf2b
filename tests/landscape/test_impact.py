"""Who breaks if: questions about the reference landscape, with the answers that its pages give."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from crossdock.registry.impacting import find_impact
from crossdock.registry.model.impact import DependentKind, Impact, Reliance
from crossdock.registry.open import OpenRegistry, open_registry

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def registry() -> Iterator[OpenRegistry]:
    with open_registry(ROOT) as opened:
        yield opened


def ask(registry: OpenRegistry, place: str) -> Impact:
    return find_impact(registry.worktree(), place, ROOT)


def names(impact: Impact, kind: DependentKind, *reliances: Reliance) -> set[str]:
    return {one.name for one in impact.dependents if one.kind is kind and (not reliances or one.reliance in reliances)}


def test_a_code_of_the_order_status_reaches_whoever_shows_or_asks_for_it(registry: OpenRegistry) -> None:
    found = ask(registry, "canonical/order-status@1#/codes/0")
    contracts = names(found, DependentKind.CONTRACT)
    assert {
        "canonical/order@1",
        "erp/order-api@2",
        "process/order-status-changed@1",
        "portal/order-tracking-api@1",
    } <= contracts
    assert "portal" in names(found, DependentKind.CONSUMER, Reliance.DECLARED)
    portal = next(one for one in found.dependents if one.name == "portal" and one.reliance is Reliance.DECLARED)
    assert portal.path[0] == "canonical/order-status@1#/codes/0"
    assert portal.path[-1] == "portal (uses /status)"
    assert names(found, DependentKind.CONSUMER) >= {"edi", "tms"}  # readers of orders that name other fields
    assert not names(found, DependentKind.CONSUMER, Reliance.DECLARED, Reliance.ASSUMED) & {"edi", "tms"}


def test_the_quantity_of_a_shipped_line(registry: OpenRegistry) -> None:
    found = ask(registry, "wms-east/shipment-confirmed@2#/shipment/lines/0/quantity")
    assert names(found, DependentKind.CONSUMER, Reliance.DECLARED) == {"edi"}
    assert names(found, DependentKind.CONSUMER, Reliance.ASSUMED) == {"process"}
    assert names(found, DependentKind.CONSUMER, Reliance.UNUSED) == {"tms"}
    assert names(found, DependentKind.WORKFLOW) == {"process/order-to-settlement@1"}
    assert not names(found, DependentKind.CONTRACT)
    held = {(one.contract, one.version): one.has_place for one in found.holders}
    assert held["wms-east/shipment-confirmed@1", "1.0.0"] is False
    assert held["wms-east/shipment-confirmed@2", "2.0.0"] is True


def test_a_column_of_the_nightly_file_is_read_by_a_mapping(registry: OpenRegistry) -> None:
    found = ask(registry, "wms-west/inventory-snapshot@1#/records/0/fields/3")
    mapping = next(one for one in found.dependents if one.kind is DependentKind.MAPPING)
    assert mapping.uses == ("reads /QTY for /quantity/value",)
    assert names(found, DependentKind.CONSUMER, Reliance.ASSUMED) == {"erp"}


def test_a_unit_is_carried_through_three_contracts(registry: OpenRegistry) -> None:
    found = ask(registry, "canonical/unit-of-measure@1")
    deep = next(
        one for one in found.dependents if one.contract == "wms-east/shipment-confirmed@2" and one.name == "edi"
    )
    assert [step.partition("#")[0] for step in deep.path[1:-2]] == ["canonical/measures@1", "canonical/shipment@1"]


def test_everyone_who_is_reached_can_be_called(registry: OpenRegistry) -> None:
    for place in ("canonical/party", "canonical/shipment", "tms/load-tendered@1"):
        found = ask(registry, place)
        assert found.dependents
        assert all(one.team and one.contact for one in found.dependents if one.kind is not DependentKind.ARTEFACT)
        assert list(found.dependents) == sorted(found.dependents, key=lambda one: one.gravity)
        assert not found.is_cut
