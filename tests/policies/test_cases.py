"""Each registry-wide rule says what its cases expect of it, at the place they expect, and nothing else.

A case is a small registry with a contract `wms/subject@1`: `manifest` is its manifest, `document` its document (by default one
that fits its kind), `consumer` replaces the manifest of the system `erp`, `provider` that of `wms`, `files` adds further ones by path,
`base` is the manifest as it was, `around` files that were there as well. Without `base` all is judged.
"""

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml

from crossdock.registry.discovery import unit_names
from tests.cli.small import Small, make

CASES = Path(__file__).parents[1] / "cases" / "policies"
SUBJECT = "contracts/wms/subject/v1"
DOCUMENTS = {
    "api": ("openapi.yaml", CASES / "_registry" / "openapi.yaml"),
    "event": ("asyncapi.yaml", CASES / "_registry" / "asyncapi.yaml"),
    "file": ("table.yaml", CASES / "_registry" / "table.yaml"),
    "schema": ("schema.yaml", CASES / "_registry" / "schema.yaml"),
}
FOUND = sorted(CASES.glob("[a-z]*/*.yaml"))


@pytest.fixture(scope="module")
def origin(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return where the registry is that is made once and copied for each case."""
    return tmp_path_factory.mktemp("policies") / "small"


@pytest.fixture
def copied(origin: Path, tmp_path: Path) -> Small:
    if not origin.exists():
        small = make(origin)
        small.replace(
            "contracts/canonical/shipment/v1/schema.json",
            '"type": "number"',
            '"type": "number", "description": "Kilograms."',
        )
        small.commit()
    shutil.copytree(origin, tmp_path / "registry")
    return Small(tmp_path / "registry")


@pytest.mark.parametrize("path", FOUND, ids=[f"{path.parent.name}/{path.stem}" for path in FOUND])
def test_a_case(copied: Small, path: Path, is_updating: bool) -> None:
    case: dict[str, Any] = yaml.safe_load(path.read_text("utf-8"))
    found = judge(copied, case, path.parent.name)
    if is_updating:
        head = path.read_text("utf-8").partition("findings:")[0]
        path.write_text(head + yaml.safe_dump({"findings": found}, allow_unicode=True, width=200), "utf-8")
        return
    assert found == case["findings"]


def judge(registry: Small, case: dict[str, Any], rule: str) -> list[str]:
    """Return what a rule says of a case: place and message."""
    kind = yaml.safe_load(case["manifest"])["kind"]
    name, document = DOCUMENTS[kind]
    files: dict[str, str | bytes | None] = {f"{SUBJECT}/{name}": case.get("document", document.read_text("utf-8"))}
    if "base" in case:
        registry.write({**files, f"{SUBJECT}/contract.yaml": case["base"], **case.get("around", {})})
        registry.commit()
    files[f"{SUBJECT}/contract.yaml"] = case["manifest"]
    for part, system in (("consumer", "erp"), ("provider", "wms")):
        if part in case:
            files[f"contracts/{system}/system.yaml"] = case[part]
    files |= case.get("files", {})
    registry.write(files)
    scope = () if "base" in case else ("--all",)
    found = registry.findings("--today", "2026-11-21", *scope)
    return [f"{each['at']['path']}:{each['at']['line']}: {each['message']}" for each in found if each["rule"] == rule]


@pytest.mark.parametrize("rule", [each for each in unit_names("policy") if (CASES / each).is_dir()])
def test_every_rule_fires_and_is_silent(rule: str) -> None:
    expected = [bool(yaml.safe_load(path.read_text("utf-8"))["findings"]) for path in CASES.glob(f"{rule}/*.yaml")]
    assert set(expected) == {True, False}
