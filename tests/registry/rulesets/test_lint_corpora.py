"""Agreement with what Spectral reports on public documents does not fall. Runs where `CROSSDOCK_CORPORA` leads to the corpora."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

CORPORA = Path(os.environ.get("CROSSDOCK_CORPORA", "")) / "lint"
BENCHMARK = Path(__file__).parents[3] / "benchmarks" / "lint.py"
_ROW = re.compile(r"^(\S+)\s+\d+\s+\d+\s+\d+\s+([\d.]+)%\s+([\d.]+)%\s+[\d.]+ (\d+)$", re.MULTILINE)
_COUNT = re.compile(r"^(rule cases|function cases|scenarios): (\d+) of \d+ equal$", re.MULTILINE)
FLOORS = {"rule cases": 271, "function cases": 211, "scenarios": 10}

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not CORPORA.is_dir(), reason="CROSSDOCK_CORPORA does not lead to the corpora"),
]


def test_agreement_does_not_fall() -> None:
    answer = subprocess.run(
        [sys.executable, str(BENCHMARK), str(CORPORA)], capture_output=True, text=True, check=True, timeout=900
    )
    rows = _ROW.findall(answer.stdout)
    assert len(rows) >= 17
    assert [row for row in rows if float(row[1]) < 100 or int(row[3])] == []
    assert sum(float(row[2]) for row in rows) / len(rows) > 99
    counts = {name: int(count) for name, count in _COUNT.findall(answer.stdout)}
    assert {name: count for name, count in counts.items() if count < FLOORS[name]} == {}
    assert counts.keys() == FLOORS.keys()
