"""A break goes to a line of its own."""

import re
import shlex

import pytest

from tests.cli.small import Small

LINE1, LINE2 = "contracts/wms/shipped/v1", "contracts/wms/shipped/v2"
SCHEMA = "contracts/canonical/shipment/v1/schema.json"


def test_the_next_line_is_the_same_without_records(small: Small) -> None:
    before = (small.root / f"{LINE1}/contract.yaml").read_text("utf-8")
    answer = small.run("new", "--from", "wms/shipped@1")
    assert answer.code == 0, answer.err
    files = sorted(path.relative_to(small.root / LINE2).as_posix() for path in (small.root / LINE2).rglob("*.*"))
    assert files == ["asyncapi.yaml", "contract.yaml", "examples/Shipped--one.json"]
    assert (small.root / f"{LINE2}/contract.yaml").read_text("utf-8") == before.replace("1.0.0", "2.0.0")
    assert "info: {title: Shipped, version: 2.0.0}" in (small.root / f"{LINE2}/asyncapi.yaml").read_text("utf-8")
    assert "who has to move from line 1: erp" in answer.out
    assert "crossdock diff wms/shipped@1 wms/shipped@2" in answer.out
    assert "successor: wms/shipped@2" in answer.out
    assert (small.root / f"{LINE1}/contract.yaml").read_text("utf-8") == before
    assert small.run("check").code == 0
    assert small.run("diff", "wms/shipped@1", "wms/shipped@2").code == 0


def test_the_other_fix_of_a_break_is_a_command_that_works(small: Small) -> None:
    folder = "contracts/wms/colour/v1"
    small.write({f"{folder}/contract.yaml": "kind: schema\ntitle: Colour\nversion: 1.0.0\n"})
    small.write({f"{folder}/schema.json": '{"type": "string"}\n'})
    small.commit()
    assert small.run("release").code == 0
    small.commit()
    small.write({f"{folder}/schema.json": '{"type": "integer"}\n'})
    (finding,) = [one for one in small.findings() if one["rule"] == "version-released-edited"]
    version, command = re.findall("`([^`]*)`", finding["fix"])[-2:]
    small.replace(f"{folder}/contract.yaml", "version: 1.0.0", version)
    assert small.run("check").code == 1
    assert small.run(*shlex.split(command.replace("REASON", "agreed"))[1:]).code == 0
    assert small.run("check").code == 0


def test_the_fix_of_a_break_is_a_command_that_works(small: Small) -> None:
    small.replace(SCHEMA, '"shipmentId": {"type": "string"}', '"shipmentId": {"type": "integer"}')
    small.replace("contracts/canonical/shipment/v1/contract.yaml", "1.0.0", "1.0.1")
    (finding,) = [one for one in small.findings() if one["rule"] == "version-not-enough"]
    assert finding["fix"].startswith("start line 2 beside this one: `crossdock new --from canonical/shipment@1`")
    assert "if the break is accepted in this one, state `version: 1.1.0`" in finding["fix"]
    assert small.run("new", "--from", "canonical/shipment@1").code == 0
    small.git("restore", "contracts/canonical/shipment/v1")
    assert small.run("check").code == 0, small.run("check").out
    assert small.run("diff", "canonical/shipment@1", "canonical/shipment@2").out.startswith("breaking: ")


@pytest.mark.parametrize(
    ("scheme", "version", "first"),
    [("integer", "7", '"8"'), ("date", "2026-01-31", "2026-01-31.1"), ("schemaver", "1-0-3", "2-0-0")],
)
def test_each_scheme_starts_its_line(small: Small, scheme: str, version: str, first: str) -> None:
    manifest = f'kind: schema\ntitle: Colour  # of a box\nscheme: {scheme}\nversion: "{version}"\n'
    small.write({"contracts/wms/colour/v1/contract.yaml": manifest, "contracts/wms/colour/v1/schema.json": "{}\n"})
    assert small.run("new", "--from", "wms/colour").code == 0
    text = (small.root / "contracts/wms/colour/v2/contract.yaml").read_text("utf-8")
    assert text == manifest.replace(f'"{version}"', '"' + first.strip('"') + '"')


def test_what_cannot_be_meant_is_said(small: Small) -> None:
    assert "name its line" in small.run("new", "--from", "wms/shipped@1.0.0").err
    assert "leave out the others" in small.run("new", "event", "wms/x", "--from", "wms/shipped@1").err
    assert "name KIND and ID" in small.run("new", "event").err
