"""Clients of public contracts: all operations, quickly, small, and clean."""

import os
import time
from pathlib import Path

import pytest

from crossdock.generators.generator import GeneratorInput
from crossdock.generators.stubs.python_client import GENERATOR
from crossdock.registry.documents.read import read_document
from crossdock.registry.documents.references import Resolver
from crossdock.registry.formats.openapi import FORMAT as OPENAPI
from crossdock.registry.formats.swagger import FORMAT as SWAGGER
from crossdock.registry.model.contract import Contract, Kind
from tests.generators.clients import lint, load, write

CORPORA = os.environ.get("CROSSDOCK_CORPORA")
FOLDER = Path(CORPORA or "/nonexistent") / "real"
pytestmark = [
    pytest.mark.corpora,
    pytest.mark.skipif(CORPORA is None, reason="CROSSDOCK_CORPORA names no folder of public contracts"),
]
CASES = [  # path, operations, seconds, lines
    ("dcsa/ebl-v3/3.0.4.yaml", 11, 1.0, 5000),
    ("dcsa/booking-v2/2.0.5.yaml", 5, 1.0, 4000),
    ("xero/accounting/2026-07-13_58616f4.yaml", 200, 3.0, 40_000),
    ("inventree/api/534.yaml", 400, 6.0, 80_000),
]


def generate(path: str, package: str) -> tuple[dict[str, str], float]:
    document = read_document(path, (FOLDER / path).read_bytes())
    form = OPENAPI if OPENAPI.recognises(document.data) else SWAGGER
    loaded = {path: document}
    start = time.perf_counter()
    interface = form.read_interface(document, Resolver(loaded.get, lambda _: None))
    contract = Contract("corpora", "api", "1", "corpora", Kind.API, "1.0.0", "", None, document=path)
    given = GeneratorInput(contract, interface, "1.0.0", "sha256:" + "0" * 64, options={"package": package})
    files = dict(GENERATOR.generate(given))
    return files, time.perf_counter() - start


@pytest.mark.parametrize(("path", "operations", "seconds", "lines"), CASES)
def test_a_public_contract_has_a_clean_client(
    path: str, operations: int, seconds: float, lines: int, tmp_path: Path
) -> None:
    package = path.split("/")[1].replace("-", "_") + "_client"
    files, took = generate(path, package)
    assert took < seconds
    assert sum(text.count("\n") for name, text in files.items() if name.endswith(".py")) < lines
    folder = write(files, tmp_path)
    assert lint(folder, package) == []
    client = load(folder, package).Client
    methods = [name for name in vars(client) if name[0] != "_" and name != "close"]
    assert len(methods) == operations or (operations >= 200 and len(methods) >= operations)
