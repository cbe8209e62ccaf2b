"""The reference landscape: every file in it reads without a finding."""

from pathlib import Path

import pytest

from crossdock.registry.documents.document import Document
from crossdock.registry.documents.read import read_document
from crossdock.registry.manifests.contract_file import read_contract
from crossdock.registry.manifests.system_file import read_system
from tests.registry.manifests.reading import READERS

ROOT = Path(__file__).parents[3]
CONTRACTS = sorted(ROOT.glob("contracts/*/*/v*/contract.yaml"))
OTHERS = sorted(
    path
    for path in (*ROOT.glob("*.yaml"), *ROOT.glob("contracts/*/*/*/*.yaml"), *ROOT.glob("policies/waivers/*.yaml"))
    if path.name in READERS or path.parent.name == "waivers"
)


def _read(path: Path) -> Document:
    return read_document(path.relative_to(ROOT).as_posix(), path.read_bytes())


@pytest.mark.parametrize("path", CONTRACTS, ids=lambda path: "/".join(path.parts[-4:-1]))
def test_contract_reads(path: Path) -> None:
    folder = path.parent
    names = [file.relative_to(folder).as_posix() for file in folder.rglob("*") if file.is_file()]
    system = _read(folder.parents[1] / "system.yaml")
    contract, findings = read_contract(_read(path), folder.relative_to(ROOT).as_posix(), names, system)
    assert findings == ()
    assert contract is not None
    assert contract.document is not None


@pytest.mark.parametrize("path", sorted(ROOT.glob("contracts/*/system.yaml")), ids=lambda path: path.parent.name)
def test_system_reads(path: Path) -> None:
    system, findings = read_system(_read(path), path.parent.name, path.parent.relative_to(ROOT).as_posix())
    assert findings == ()
    assert system is not None


@pytest.mark.parametrize("path", OTHERS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_file_reads(path: Path) -> None:
    name = "waivers.yaml" if path.parent.name == "waivers" else path.name
    value, findings = READERS[name](_read(path))
    assert findings == ()
    assert value is not None


def test_landscape_is_there() -> None:
    assert len(CONTRACTS) > 40
    assert OTHERS
