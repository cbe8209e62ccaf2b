"""`crossdock diff` over neighbouring versions of public contracts: every answer keeps its schema, and reads well."""

import csv
import json
import os
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from crossdock.registry.cli.main import group
from tests.cli.test_diff import SCHEMA

REAL = Path(os.environ.get("CROSSDOCK_CORPORA", "/nowhere")) / "real"
pytestmark = pytest.mark.skipif(not REAL.is_dir(), reason="CROSSDOCK_CORPORA names no folder with public contracts")
LARGEST = 300_000  # bytes
PER_SOURCE = 3


def neighbours() -> Iterator[tuple[str, str]]:
    """Yield a few pairs of neighbouring versions of each source and format."""
    if not REAL.is_dir():
        return
    sequences = defaultdict(list)
    with (REAL / "INDEX.tsv").open(encoding="utf-8") as index:
        for row in csv.DictReader(index, delimiter="\t"):
            if row["format"] not in ("fragment", "unparsable") and int(row["bytes"]) < LARGEST:
                sequences[row["source"], row["contract"], row["format"]].append((int(row["seq"] or 0), row["path"]))
    told: dict[tuple[str, str], int] = defaultdict(int)
    for (source, _, form), versions in sorted(sequences.items()):
        for (_, base), (_, revision) in pairwise(sorted(versions)):
            told[source, form] += 1
            if told[source, form] <= PER_SOURCE:
                yield base, revision


@pytest.mark.parametrize(("base", "revision"), list(neighbours()))
def test_every_answer_keeps_its_schema_and_reads_well(base: str, revision: str) -> None:
    paths = [str(REAL / base), str(REAL / revision)]
    answer = CliRunner().invoke(group, ["diff", *paths, "--format", "json"])
    data = json.loads(answer.stdout)
    Draft202012Validator(SCHEMA).validate(data)
    assert answer.exit_code == (1 if data["verdict"] in ("breaking", "unknown") else 0)
    for finding in data["findings"]:
        assert (finding["at"]["path"], finding["was"]["path"]) == (paths[1], paths[0])
        assert finding["at"]["line"] >= 1
        assert (finding["evidence"] is not None) or finding["severity"] != "error"
    texts = [CliRunner().invoke(group, ["diff", *paths, "--format", name]).stdout for name in ("text", "changelog")]
    for text in texts:
        assert "nothing to nothing" not in text
        assert "None" not in text.split()
        assert "  \n" not in text
