"""The pull-request gate: what passes, what is caught, and what never looks like success."""

from pathlib import Path

import pytest

from tests.cli.small import Small

SCHEMA = "contracts/canonical/shipment/v1/schema.json"
SHIPPED = "contracts/wms/shipped/v1"


def test_a_change_that_touches_no_contract_passes_and_says_so(small: Small) -> None:
    small.write({"README.md": "words\n"})
    answer = small.run("check")
    assert answer.code == 0
    assert "0 of 2 contracts changed" in answer.out


def test_a_removed_field_is_caught_with_its_dependents_and_their_consumers(small: Small) -> None:
    small.replace(SCHEMA, '"required": ["shipmentId", "status"]', '"required": ["status"]')
    findings = [finding for finding in small.findings() if finding["severity"] == "error"]
    broken = {finding["contract"]: finding for finding in findings}
    assert "wms/shipped@1" in broken, "the event that references the schema is judged with it"
    event = broken["wms/shipped@1"]
    assert event["evidence"]["kind"] == "payload"
    assert event["evidence"]["rejected_by"] == "1.0.0"
    assert event["affects"] == ["erp (1.0.0)"]
    assert event["at"]["path"] == SCHEMA
    assert event["fix"]


def test_a_field_that_no_consumer_says_it_uses_names_nobody(small: Small) -> None:
    small.replace(SCHEMA, '"weight": {"type": "number"}', '"weight": {"type": "string"}')
    event = next(
        finding
        for finding in small.findings()
        if finding["contract"] == "wms/shipped@1" and finding["severity"] == "error"
    )
    assert event["affects"] == []


def test_a_compatible_change_needs_its_version(small: Small) -> None:
    small.replace(SCHEMA, '"weight": {"type": "number"}', '"weight": {"type": "number"}, "volume": {"type": "number"}')
    assert [(f["rule"], f["fix"]) for f in small.findings() if f["severity"] == "error"] == [
        ("version-released-edited", "state `version: 1.1.0`")
    ]
    small.replace("contracts/canonical/shipment/v1/contract.yaml", "1.0.0", "1.1.0")
    assert small.run("check").code == 0


def test_what_was_wrong_before_is_counted_and_does_not_fail(small: Small) -> None:
    example = f"{SHIPPED}/examples/Shipped--bad.json"
    small.write({example: '{"shipmentId": 1, "status": "SHIPPED"}\n'})
    small.commit("a bad example")
    small.write({f"{SHIPPED}/examples/Shipped--two.json": '{"shipmentId": "S-2", "status": "PLANNED"}\n'})
    answer = small.run("check", "--report", "json")
    assert answer.code == 0
    assert [(f["rule"], f["state"]) for f in answer.data["findings"]] == [("example-rejected", "existing")]


def test_an_identity_survives_line_moves(small: Small) -> None:
    small.write({f"{SHIPPED}/examples/Shipped--bad.json": '{"shipmentId": 1, "status": "SHIPPED"}\n'})
    before = {finding["identity"] for finding in small.findings()}
    small.write({f"{SHIPPED}/examples/Shipped--bad.json": '\n\n\n{\n"shipmentId": 1, "status": "SHIPPED"}\n'})
    assert {finding["identity"] for finding in small.findings()} == before


@pytest.mark.parametrize(
    ("before", "after", "rule"),
    [
        ("version: 1.0.0", "version: 1.0.1", "release-record-removed"),
        ("digest: sha256:", "digest: sha256:00", "release-record-edited"),
        ("verdict: initial", "verdict: compatible", "release-record-edited"),
    ],
)
def test_a_record_is_never_changed(small: Small, before: str, after: str, rule: str) -> None:
    path = f"{SHIPPED}/releases.yaml"
    text = (small.root / path).read_text()
    changed = text.replace(before, after, 1)
    if "00" in after:
        changed = changed.replace("sha256:00", "sha256:")[:-1].replace(
            "digest: sha256:", "digest: sha256:" + "0" * 2, 1
        )
        changed = "\n".join(line[:-2] if "digest:" in line else line for line in changed.splitlines()) + "\n"
    small.write({path: changed})
    assert rule in {finding["rule"] for finding in small.findings()}


def test_a_record_of_content_that_was_never_merged_is_false(small: Small) -> None:
    path = f"{SHIPPED}/releases.yaml"
    text = (small.root / path).read_text()
    record = text.split("releases:\n")[1].replace("version: 1.0.0", "version: 1.1.0")
    small.write({path: text + record})
    assert "release-record-false" in {finding["rule"] for finding in small.findings()}


def test_a_removed_contract_is_a_break_until_it_is_retired(small: Small) -> None:
    small.git("rm", "-r", "--quiet", SHIPPED)
    found = [finding for finding in small.findings() if finding["rule"] == "contract-removed"]
    assert [finding["affects"] for finding in found] == [["erp (1.0.0)"]]


@pytest.mark.parametrize("is_consumed", [True, False])
def test_what_nobody_was_promised_may_be_removed(small: Small, is_consumed: bool) -> None:
    folder = "contracts/wms/labels/v1"
    small.write(
        {f"{folder}/contract.yaml": "kind: schema\ntitle: Labels\nversion: 1.0.0\n", f"{folder}/schema.json": "{}\n"}
    )
    if is_consumed:
        small.replace("contracts/erp/system.yaml", "consumes:\n", "consumes:\n  - {contract: wms/labels@1}\n")
    small.commit()
    small.git("rm", "-r", "--quiet", folder)
    answer = small.run("check", "--report", "json")
    (found,) = [one for one in answer.data["findings"] if one["rule"] == "contract-removed"]
    (contract,) = [one for one in answer.data["contracts"] if one["contract"] == "wms/labels@1"]
    expected = ("error", "breaking") if is_consumed else ("info", "compatible")
    assert (found["severity"], contract["verdict"]) == expected
    assert is_consumed or found["message"].endswith(
        "nothing of it was released, and no system says that it consumes it"
    )


def test_a_renamed_folder_keeps_the_identity(small: Small) -> None:
    small.git("mv", "contracts/wms", "contracts/wms-east")
    small.replace("contracts/wms-east/system.yaml", "title: WMS", "title: WMS\nformerly: [wms]")
    small.replace("contracts/erp/system.yaml", "wms/shipped", "wms-east/shipped")
    assert [f["rule"] for f in small.findings() if f["severity"] == "error"] == []


def test_a_documents_own_repository_asks_with_as(small: Small) -> None:
    text = (small.root / SHIPPED / "asyncapi.yaml").read_text()
    exported = small.root.parent / "exported.yaml"
    exported.write_text(text.replace("address: wms.shipped", "address: wms.shipped.v2"))
    answer = small.run(
        "check", str(exported), "--as", "wms/shipped@1", "--registry", str(small.root), "--report", "json"
    )
    assert answer.code == 1
    exported.write_text(text)
    assert small.run("check", str(exported), "--as", "wms/shipped@1").code == 0


@pytest.mark.parametrize(
    "arguments",
    [
        ("check", "--base", "nowhere"),
        ("check", "--registry", "/nonexistent"),
        ("check", "--report", "tex"),
        ("check", "--base=--upload-pack=touch /tmp/x"),
        ("check", "x.yaml"),
        ("show", "--", "--upload-pack=x"),
        ("show", "wms/shiped"),
        ("explain", "response-property-remove"),
    ],
)
def test_what_cannot_be_done_is_exit_2_and_says_how_to_mend_it(small: Small, arguments: tuple[str, ...]) -> None:
    answer = small.run(*arguments)
    assert answer.code == 2
    assert answer.err.strip()
    assert "Traceback" not in answer.err


def test_without_a_registry_nothing_looks_like_success(small: Small, tmp_path: object) -> None:
    outside = Small(small.root.parent / "outside")
    outside.root.mkdir()
    answer = outside.run("check")
    assert answer.code == 2
    assert "crossdock init" in answer.err


ADDRESS = "https://schemas.example.com/shipment/"


def claim(small: Small) -> None:
    """Let the canonical shipment answer for an address, and the event reference it there."""
    manifest = "contracts/canonical/shipment/v1/contract.yaml"
    small.replace(manifest, "version: 1.0.0", f'version: 1.0.0\naddresses: ["{ADDRESS}"]')
    small.replace(f"{SHIPPED}/asyncapi.yaml", "../../../canonical/shipment/v1/schema.json", f"{ADDRESS}schema.json")


def test_a_remote_reference_is_refused_until_a_contract_claims_the_address(small: Small) -> None:
    small.replace(f"{SHIPPED}/asyncapi.yaml", "../../../canonical/shipment/v1/schema.json", f"{ADDRESS}schema.json")
    assert "reference-remote" in {finding["rule"] for finding in small.findings()}
    small.git("checkout", "--quiet", ".")
    claim(small)
    assert "reference-remote" not in {finding["rule"] for finding in small.findings()}


def test_what_is_referenced_by_address_is_judged_with_it(small: Small) -> None:
    claim(small)
    small.commit()
    small.replace(SCHEMA, '"required": ["shipmentId", "status"]', '"required": ["status"]')
    assert "wms/shipped@1" in {finding["contract"] for finding in small.findings() if finding["severity"] == "error"}


def test_a_registry_in_a_subfolder_reports_paths_of_the_repository(small: Small) -> None:
    small.git("checkout", "--quiet", "-b", "moved")
    (small.root / "platform" / "registry").mkdir(parents=True)
    for name in ("crossdock.yaml", "teams.yaml", "contracts"):
        small.git("mv", name, f"platform/registry/{name}")
    small.commit("moved")
    inner = Small(small.root / "platform" / "registry")
    inner.replace(SCHEMA, '"required": ["shipmentId", "status"]', '"required": ["status"]')
    found = inner.findings("--base", "HEAD")
    assert {finding["at"]["path"].split("/contracts")[0] for finding in found} == {"platform/registry"}
    assert any(
        finding["severity"] == "error" and finding["evidence"]["kind"] == "payload"
        for finding in found
        if finding["evidence"]
    )


def test_a_shallow_clone_says_how_to_mend_it(small: Small, tmp_path: Path) -> None:
    small.replace(SCHEMA, '"weight": {"type": "number"}', '"weight": {"type": "number"}, "volume": {"type": "number"}')
    small.replace("contracts/canonical/shipment/v1/contract.yaml", "1.0.0", "1.1.0")
    small.commit()
    small.git("clone", "--quiet", "--depth", "1", small.root.as_uri(), str(tmp_path / "shallow"))
    shallow = Small(tmp_path / "shallow")
    shallow.git("remote", "set-url", "origin", (tmp_path / "gone").as_uri())
    answer = shallow.run("check", "--all")
    assert answer.code in (1, 2)
    assert "fetch" in answer.out + answer.err


def test_crlf_in_a_working_tree_is_no_change(small: Small) -> None:
    small.git("config", "core.autocrlf", "true")
    for path in (small.root / "contracts").rglob("*.yaml"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    answer = small.run("check")
    assert (answer.code, answer.out) == (0, "0 of 2 contracts changed\n")


def test_names_that_are_not_ascii_are_read(small: Small) -> None:
    small.write({f"{SHIPPED}/examples/Shipped--größe ümläut.json": '{"shipmentId": 1, "status": "SHIPPED"}\n'})
    found = [finding for finding in small.findings() if finding["rule"] == "example-rejected"]
    assert [finding["at"]["path"].rsplit("/", 1)[1] for finding in found] == ["Shipped--größe ümläut.json"]


def test_several_reports_go_where_they_are_asked_to(small: Small, tmp_path: Path) -> None:
    small.replace(SCHEMA, '"required": ["shipmentId", "status"]', '"required": ["status"]')
    names = ("sarif", "junit", "gitlab", "markdown", "json")
    outputs = [argument for name in names for argument in ("--report", name, "--output", str(tmp_path / name))]
    answer = small.run("check", *outputs, "--report", "github")
    assert answer.code == 1
    assert "\n::error file=" in answer.out
    assert all((tmp_path / name).stat().st_size > 100 for name in names)
