"""A contract's id, document and examples, from the names of its files."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crossdock.registry.manifests.folders import find_examples, judge_folder, key_of_folder
from crossdock.registry.model.contract import Kind


@pytest.mark.parametrize(
    ("folder", "root", "key"),
    [
        ("contracts/3pl/stock-report/v1", "contracts", ("3pl", "stock-report", "1")),
        ("a/b/c/erp/order-api/v2", "a/b/c", ("erp", "order-api", "2")),
        ("erp/order-api/v2026", ".", ("erp", "order-api", "2026")),
        ("contracts/erp/order-api/v2/examples", "contracts", None),
        ("contracts/erp/order-api", "contracts", None),
        ("contracts2/erp/order-api/v2", "contracts", None),
        ("contracts/erp/order_api/v2", "contracts", None),
        ("contracts/erp/../v2", "contracts", None),
        ("contracts/erp/order-api/v", "contracts", None),
        ("contracts/erp/order-api/v2\n", "contracts", None),
        ("contracts/erp/ordér-api/v2", "contracts", None),
        ("contracts/erp/order-api/v٢", "contracts", None),
    ],
)
def test_key_of_folder(folder: str, root: str, key: tuple[str, str, str] | None) -> None:
    assert key_of_folder(folder, root) == key
    assert bool(judge_folder(folder + "/contract.yaml", folder, root)) == (key is None)


@given(st.text(max_size=20))
def test_any_folder_is_a_key_or_a_finding(text: str) -> None:
    folder = f"contracts/{text}"
    findings = judge_folder(folder, folder)
    assert (key_of_folder(folder) is None) == bool(findings)
    assert all(finding.message.isprintable() and finding.fix for finding in findings)


def test_examples_are_sorted_and_notes_are_none() -> None:
    names = ["examples/b.json", "examples/a.json", "examples/README.md", "examples/.gitkeep", "contract.yaml"]
    assert find_examples("f", Kind.EVENT, names) == ("f/examples/a.json", "f/examples/b.json")
    assert "f/examples/README.md" in find_examples("f", Kind.FILE, names)
