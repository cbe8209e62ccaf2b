"""`crossdock map`: results as JSON lines, or nothing and the exact places of what is wrong."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from crossdock.registry.cli.main import group

ROOT = Path(__file__).parents[2]
SHIPMENTS = ROOT / "contracts/wms-west/shipment-export/v1/examples/SHP_20261103_0011.csv"
EVENTS = sorted((ROOT / "contracts/edi/x12-214/v1/examples").glob("*.json"))
EVENT = "edi/x12-214-to-delivery-event"


def run(*arguments: str, given: bytes | None = None) -> Result:
    return CliRunner().invoke(group, ["map", *arguments, "--registry", str(ROOT)], input=given)


def test_file_becomes_json_lines(tmp_path: Path) -> None:
    done = run("run", "wms-west/shipment-to-canonical", str(SHIPMENTS))
    assert done.exit_code == 0, done.stderr
    (line,) = done.stdout.splitlines()
    assert json.loads(line)["grossWeight"] == {"value": 21.546, "unit": "kg"}
    assert json.loads(line)["actualShipTime"] == "2026-11-03T20:40:00Z"
    output = tmp_path / "out.jsonl"
    done = run("run", "wms-west/shipment-to-canonical", str(SHIPMENTS), "--output", str(output))
    assert (done.exit_code, done.stdout) == (0, "")
    assert output.read_text("utf-8") == line + "\n"


@pytest.mark.parametrize(
    ("before", "after", "message"),
    [
        ("47,5", "47.5", "`WGT`: `47.5` is no number with `,` as its decimal mark"),
        ("T2P-GRN", "ZZZ-GRN", "/ITM1: `ZZZ-GRN` is not in the table `sku`"),
        ("90;03", "95;03", '`/STS`: "95" is not one of'),
        ("03.11.2026 12:40", "31.11.2026 12:40", "`SHPTS`: `31.11.2026 12:40` is not a datetime as `%d.%m.%Y %H:%M`"),
    ],
)
def test_nothing_is_written_when_one_record_is_wrong(before: str, after: str, message: str, tmp_path: Path) -> None:
    text = SHIPMENTS.read_text("utf-8")
    good = text.splitlines()[1]
    file, output = tmp_path / "bad.csv", tmp_path / "out.jsonl"
    file.write_text(text.replace(before, after) + good.replace("W0093317", "W0093318") + "\n", "utf-8")
    done = run("run", "wms-west/shipment-to-canonical", str(file), "--output", str(output))
    assert done.exit_code == 1
    assert done.stdout == ""
    column = text.splitlines()[1].index(before) + 1
    assert done.stderr.startswith(f"{file}:2:{column}: error: {message}")
    assert not output.exists()


def test_json_is_one_payload_a_list_or_lines(tmp_path: Path) -> None:
    payloads = [json.loads(path.read_text("utf-8")) for path in EVENTS]
    listed, lines = tmp_path / "all.json", tmp_path / "all.jsonl"
    listed.write_text(json.dumps(payloads), "utf-8")
    lines.write_text("\n".join(json.dumps(payload) for payload in payloads), "utf-8")
    alone = "".join(run("run", EVENT, str(path)).stdout for path in EVENTS)
    assert len(alone.splitlines()) == len(EVENTS) == 4
    assert run("run", EVENT, str(listed)).stdout == alone
    assert run("run", EVENT, str(lines)).stdout == alone
    assert run("run", EVENT, "-", given=listed.read_bytes()).stdout == alone


def test_wrong_json_is_named_by_line_and_column(tmp_path: Path) -> None:
    lines = [json.dumps(json.loads(path.read_text("utf-8"))) for path in EVENTS]
    file = tmp_path / "all.jsonl"
    lines[1] = lines[1].replace('"AT701": "D1"', '"AT701": "ZZ"')
    file.write_text("\n".join(lines), "utf-8")
    done = run("run", EVENT, str(file))
    column = lines[1].index('"AT701": ') + len('"AT701": ') + 1
    assert done.exit_code == 1
    assert done.stderr.startswith(f"{file}:2:{column}: error: ")
    file.write_text(lines[0] + "\n{]\n", "utf-8")
    done = run("run", EVENT, str(file))
    assert f"{file}:2:2: error: " in done.stderr


def test_explain_says_it_field_by_field() -> None:
    done = run("explain", "wms-west/inventory-to-canonical", "--format", "json")
    fields = {field["to"]: field for field in json.loads(done.stdout)["fields"]}
    assert fields["/quantity/unit"]["from"] == "always `EA`"
    assert fields["/asOf"]["by"] == "date:%d.%m.%Y %H:%M to date-time, times of America/Los_Angeles"
    assert "/asOf" in run("explain", "wms-west/inventory-to-canonical").stdout


def test_what_is_no_mapping_is_refused() -> None:
    done = run("explain", "canonical/shipment")
    assert "`canonical/shipment@1` is no mapping" in str(done.exception)
    done = run("compile", "wms-west/inventory-to-canonical", "--check")
    assert done.exit_code == 2
