"""Documents nobody here wrote: each is imported, validated and shown; sequences are imported as histories and checked."""

import csv
import os
from collections import defaultdict
from pathlib import Path

import pytest

from tests.cli.small import Small

CORPORA = os.environ.get("CROSSDOCK_CORPORA")
pytestmark = [
    pytest.mark.corpora,
    pytest.mark.skipif(CORPORA is None, reason="CROSSDOCK_CORPORA names no folder of public contracts"),
]
REAL = Path(CORPORA or "") / "real"


def rows() -> list[dict[str, str]]:
    if CORPORA is None:
        return []
    with (REAL / "INDEX.tsv").open(encoding="utf-8") as stream:
        return list(csv.DictReader(stream, delimiter="\t"))


ROWS = rows()
WHOLE = [row for row in ROWS if row["format"] not in ("fragment", "unparsable")]
SOURCES = sorted({row["source"] for row in WHOLE})
CORRECT_FORMAT = {
    "openapi-3.0": "openapi",
    "openapi-3.1": "openapi",
    "swagger-2.0": "swagger",
    "asyncapi-2": "asyncapi",
    "asyncapi-3": "asyncapi",
}


def sequences() -> dict[str, list[dict[str, str]]]:
    found = defaultdict(list)
    for row in WHOLE:
        found[f"{row['source']}/{row['contract']}"].append(row)
    ordered = {key: sorted(each, key=lambda row: int(row["seq"])) for key, each in found.items()}
    return {
        key: each
        for key, each in ordered.items()
        if len(each) > 1 and not any(int(row["external_refs"] or 0) for row in each)
    }


SEQUENCES = sequences()
FEW = sorted(SEQUENCES, key=lambda key: sum(int(row["bytes"]) for row in SEQUENCES[key]))[5::6][:14]


@pytest.fixture
def room(tmp_path: Path) -> Small:
    small = Small(tmp_path / "room")
    small.root.mkdir()
    small.git("init", "--quiet", "--initial-branch=main")
    small.run("init", "--name", "corpora", "--profile", "adopting")
    return small


@pytest.mark.parametrize("source", SOURCES)
def test_every_document_is_imported_validated_and_shown(room: Small, source: str) -> None:
    """One contract a document: the name says its contract and version, so that none is left aside."""
    mine = [row for row in WHOLE if row["source"] == source]
    names = {}
    for row in mine:
        names[row["path"]] = f"c{len(names)}"
        answer = room.run(
            "import",
            str(REAL / row["path"]),
            "--system",
            "corpora",
            "--name",
            names[row["path"]],
            "--owner",
            "platform",
        )
        assert "adopted" in answer.out, f"{row['path']}: {answer.out}{answer.err}"
    answer = room.run("check", "--all", "--report", "json")
    assert answer.code in (0, 1), answer.err
    assert answer.data["summary"]["contracts"] == len(mine)
    listed = {row["contract"].partition("@")[0]: row["contract"] for row in room.run("list", "--format", "json").data}
    for row in mine:
        shown = room.run("show", listed[f"corpora/{names[row['path']]}"], "--format", "json").data
        expected = CORRECT_FORMAT.get(row["format"], row["format"])
        assert shown["interface"]["format"] == expected, row["path"]


def test_what_cannot_be_parsed_is_a_finding_with_its_line(room: Small) -> None:
    for row in ROWS:
        if row["format"] == "unparsable":
            answer = room.run("import", str(REAL / row["path"]))
            assert answer.code == 1
            assert f"{Path(row['path']).name}:9:" in answer.err, answer.err


def check_sequence(room: Small, key: str) -> None:
    versions = SEQUENCES[key]
    name = key.replace("/", "-")
    paths = [str(REAL / row["path"]) for row in versions]
    answer = room.run(
        "import",
        *paths,
        "--history",
        "--as-listed",
        "--system",
        "corpora",
        "--name",
        "contract",
        "--branch",
        f"import/{name}",
    )
    assert answer.code == 0, answer.err
    for step in range(len(versions) - 1):
        base, head = (f"import/{name}~{len(versions) - 1 - number}" for number in (step, step + 1))
        checked = room.run("check", "--base", base, "--head", head, "--report", "json")
        assert checked.code in (0, 1), f"{key} {step}: {checked.err}"
        assert checked.data["summary"]["changed"] in (0, 1)


@pytest.mark.parametrize("key", FEW)
def test_sequences_become_histories_whose_neighbours_are_checked(room: Small, key: str) -> None:
    check_sequence(room, key)


@pytest.mark.slow
@pytest.mark.parametrize("key", sorted(set(SEQUENCES) - set(FEW)))
def test_all_sequences_become_histories_whose_neighbours_are_checked(room: Small, key: str) -> None:
    check_sequence(room, key)
