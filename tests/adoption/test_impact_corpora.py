"""Who breaks if, asked of documents that nobody here wrote, with a consumer that declares what it uses."""

import os
from pathlib import Path

import pytest

from tests.cli.small import Small

CORPORA = os.environ.get("CROSSDOCK_CORPORA")
pytestmark = [
    pytest.mark.corpora,
    pytest.mark.skipif(CORPORA is None, reason="CROSSDOCK_CORPORA names no folder of public contracts"),
]
REAL = Path(CORPORA or "") / "real"
CONSUMER = """title: Shop
role: portal
tier: 2
consumes:
  - {contract: "x/api@1", operations: [getInvoices], fields: [/Invoices/*/Contact/Name]}
  - {contract: "x/location@1", fields: [/location/latitude]}
  - {contract: "x/connection@1", fields: [/serialNumber]}
  - {contract: "x/events@1"}
"""
ADOPTED = {
    "api": "xero/accounting/2026-07-13_58616f4.yaml",
    "location": "kafka-datagen/fleet-mgmt-location/2022-09-15_36aeb73.avsc",
    "connection": "vda5050/connection/3.0.0.json",
    "events": "wms-platform/all-events/2026-01-01_697d568.yaml",
}


@pytest.fixture
def adopted(tmp_path: Path) -> Small:
    small = Small(tmp_path / "adopted")
    small.root.mkdir()
    small.git("init", "--quiet", "--initial-branch=main")
    small.write({"crossdock.yaml": "registry: adopted\n", "contracts/shop/system.yaml": CONSUMER})
    kinds = {"api": "api", "location": "event", "connection": "schema", "events": "event"}
    for name, path in ADOPTED.items():
        folder = f"contracts/x/{name}/v1"
        manifest = f"kind: {kinds[name]}\ntitle: {name}\nversion: 1.0.0\ndocument: {Path(path).name}\n"
        small.write({f"{folder}/contract.yaml": manifest, f"{folder}/{Path(path).name}": (REAL / path).read_bytes()})
    small.write({"contracts/x/system.yaml": "title: X\nrole: erp\n"})
    small.commit("adopt")
    return small


@pytest.mark.parametrize(
    ("place", "reliance"),
    [
        ("x/api@1#/components/schemas/Contact/properties/Name", "declared"),
        ("x/api@1#/components/schemas/Contact/properties/EmailAddress", "unused"),
        ("x/api@1#/paths/~1Invoices/get", "declared"),
        ("x/api@1#/paths/~1Accounts/get", "unused"),
        ("x/api@1#/Invoices/0/Contact/Name", "declared"),
        ("x/location@1#/fields/1/type/fields/0", "declared"),
        ("x/location@1#/fields/1/type/fields/1", "unused"),
        ("x/location@1#/fields/1", "declared"),
        ("x/connection@1#/properties/serialNumber", "declared"),
        ("x/connection@1#/properties/timestamp", "unused"),
        ("x/events@1", "declared"),
    ],
)
def test_the_consumer_is_reached_by_what_it_uses(adopted: Small, place: str, reliance: str) -> None:
    answer = adopted.run("impact", place, "--format", "json")
    assert answer.code == 0, answer.err
    assert [one["reliance"] for one in answer.data["dependents"] if one["name"] == "shop"] == [reliance]
