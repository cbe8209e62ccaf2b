"""Files are cut into records, with the exact place of what is wrong; and what is written reads back equal."""

import datetime
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from crossdock.registry.documents.read import read_document
from crossdock.registry.documents.record_writer import RecordRefused, write_records
from crossdock.registry.documents.records import Record, RecordProblem, read_records
from crossdock.registry.manifests.table_file import read_table
from crossdock.registry.model.table import Table

ROOT = Path(__file__).parents[3]
CASES = ROOT / "tests" / "cases" / "records"
FOLDERS = sorted(path.parent for path in CASES.rglob("table.yaml"))
EXAMPLES = sorted(
    path for table in (ROOT / "contracts").rglob("table.yaml") for path in (table.parent / "examples").iterdir()
)


def open_table(folder: Path) -> Table:
    table, findings = read_table(read_document("table.yaml", (folder / "table.yaml").read_bytes()))
    assert table is not None, findings
    return table


def describe(found: Record | RecordProblem) -> dict[str, object]:
    if isinstance(found, Record):
        return {"line": found.at.line, "record": found.name, "values": found.values}
    facts: dict[str, object] = {"problem": found.message, "at": f"{found.at.line}:{found.at.column}"}
    return facts | ({"field": found.field} if found.field else {})


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: str(folder.relative_to(CASES)))
def test_case(folder: Path, is_updating: bool) -> None:
    file = next(folder.glob("input.*"))
    found = [describe(each) for each in read_records(file.name, file.read_bytes(), open_table(folder))]
    expected = folder / "expected.yaml"
    if is_updating:
        expected.write_text(yaml.safe_dump({"found": found}, sort_keys=False, allow_unicode=True), "utf-8")
    assert found == yaml.safe_load(expected.read_text("utf-8"))["found"]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.name)
def test_landscape_reads_and_writes(path: Path) -> None:
    table = open_table(path.parents[1])
    records = [
        (found.name, found.values)
        for found in read_records(path.name, path.read_bytes(), table)
        if isinstance(found, Record)
    ]
    assert records
    written = write_records(records, table)
    again = list(read_records(path.name, written, table))
    assert [(found.name, found.values) for found in again if isinstance(found, Record)] == records
    assert len(again) == len(records)


TEXT = st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1).filter(lambda text: text != "NULL")
ROWS = st.lists(
    st.fixed_dictionaries(
        {"SKU": TEXT},
        optional={
            "QTY": st.integers(-(10**20), 10**20),
            "WGT": st.floats(-1e9, 1e9, allow_nan=False),
            "DAY": st.dates(datetime.date(1900, 1, 1)).map(lambda day: day.strftime("%d.%m.%Y")),
        },
    )
)


@given(ROWS)
def test_what_is_written_reads_back(rows: list[dict[str, object]]) -> None:
    table = open_table(CASES / "delimited" / "plain")
    found = list(read_records("x.csv", write_records([("stock", row) for row in rows], table), table))
    assert [each.values for each in found if isinstance(each, Record)] == rows
    assert len(found) == len(rows)


@given(st.binary())
def test_nothing_makes_the_reader_raise(content: bytes) -> None:
    for name in ("delimited/plain", "delimited/record-types", "fixed-width/trailer", "delimited/types"):
        for found in read_records("x.csv", content, open_table(CASES / name)):
            assert found.at.line >= 1


@given(st.text('T2P;"\n\r,0. '))
def test_nothing_like_a_file_makes_the_reader_raise(text: str) -> None:
    for name in ("delimited/plain", "delimited/record-types", "fixed-width/trailer"):
        for found in read_records("x.csv", text.encode(), open_table(CASES / name)):
            assert found.at.line >= 1


@pytest.mark.parametrize(
    ("name", "values", "message"),
    [
        ("stok", {}, "no record type `stok`"),
        ("stock", {"SKV": "x"}, "`stock` has no field `SKV`"),
        ("stock", {"SKU": "much too long"}, "`SKU` has room for 6"),
        ("stock", {"SKU": "é"}, "cannot be written as us-ascii"),
        ("stock", {"SKU": "a "}, "would lose"),
        ("stock", {"QTY": True}, "`true` is no integer"),
    ],
)
def test_what_does_not_fit_is_refused(name: str, values: dict[str, object], message: str) -> None:
    with pytest.raises(RecordRefused, match=message):
        write_records([(name, values)], open_table(CASES / "fixed-width" / "plain"))
