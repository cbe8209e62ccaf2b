"""Generates clients of this repository's contracts and of small ones written in a test, and imports them."""

import importlib
import re
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

from crossdock.generators.generator import GeneratorInput
from crossdock.generators.stubs.python_client import GENERATOR
from crossdock.registry.open import find_contract, open_registry

ROOT = Path(__file__).parents[2]
DIGEST = re.compile(r"# Digest of the contract: sha256:[0-9a-f]{64}\n")


def generate(root: Path, contract: str, **options: str) -> dict[str, str]:
    """Return the files of a contract's client."""
    with open_registry(root) as registry:
        revision = registry.worktree()
        found = find_contract(revision, contract).contract
        interface = revision.interface(found)
        assert interface is not None
        version = found.version or interface.version or "0"
        given = GeneratorInput(found, interface, version, revision.digest(found), options=options)
        return dict(GENERATOR.generate(given))


def write(files: dict[str, str], folder: Path) -> Path:
    for path, text in files.items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, "utf-8")
    return folder


def load(folder: Path, package: str) -> ModuleType:
    """Import a generated package."""
    sys.path.insert(0, str(folder))
    try:
        importlib.invalidate_caches()
        return importlib.import_module(package)
    finally:
        sys.path.remove(str(folder))


def lint(folder: Path, package: str) -> list[str]:
    """Return what a strict type checker and a formatter have against a generated package."""
    commands = [
        (
            *(sys.executable, "-m", "mypy", "--strict", "--no-error-summary"),
            "--cache-dir",
            str(folder / ".mypy"),
            package,
        ),
        (sys.executable, "-m", "ruff", "format", "--isolated", "--no-cache", "--line-length", "160", "--diff", "."),
        (sys.executable, "-m", "ruff", "check", "--isolated", "--no-cache", "--select", "E9,F63,F7,F82", "."),
    ]
    found = []
    for command in commands:
        done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False, timeout=300)
        if done.returncode:
            found.append(done.stdout + done.stderr)
    return found


def small_registry(folder: Path, document: str, manifest: str = "", name: str = "openapi.yaml") -> Path:
    """Write a registry with one API, `shop/api@1`."""
    files = {
        "crossdock.yaml": "registry: small\n",
        "teams.yaml": "teams:\n  shop: {name: Shop, email: shop@example.com}\n",
        "contracts/shop/system.yaml": "title: Shop\nrole: erp\nowner: shop\ntier: 2\n",
        "contracts/shop/api/v1/contract.yaml": f"kind: api\ntitle: Shop\nversion: 1.2.3\nowner: shop\n{manifest}",
        f"contracts/shop/api/v1/{name}": document,
    }
    return write(files, folder)


def data_of(model: Any) -> Any:
    """Return what a model is written as."""
    return model.model_dump(mode="json", by_alias=True, exclude_unset=True, warnings=False)
