"""Every API of the landscape has a client, and all of them are clean together."""

import subprocess
import sys
from pathlib import Path

from crossdock.registry.model.contract import Kind
from crossdock.registry.open import open_registry
from tests.generators.clients import ROOT, generate, write


def test_every_api_has_a_clean_client(tmp_path: Path) -> None:
    with open_registry(ROOT) as registry:
        revision = registry.worktree()
        found = [revision.contract(key) for key in revision.contract_keys()]
    keys = [contract.key for contract in found if contract and contract.kind is Kind.API]
    assert "3pl/fulfilment-api@1" in keys and len(keys) > 10
    packages = []
    for key in keys:
        files = generate(ROOT, key)
        packages.append(next(path.split("/")[0] for path in files if "/" in path))
        write({path: text for path, text in files.items() if "/" in path}, tmp_path)
    assert len(set(packages)) == len(keys)
    for command in (
        ("mypy", "--strict", "--no-error-summary", *packages),
        ("ruff", "format", "--isolated", "--line-length=160", "--check", "."),
    ):
        done = subprocess.run(
            (sys.executable, "-m", *command), cwd=tmp_path, capture_output=True, text=True, check=False, timeout=300
        )
        assert done.returncode == 0, done.stdout + done.stderr
