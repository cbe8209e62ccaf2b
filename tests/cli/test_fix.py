"""`--fix` shows a difference and changes nothing; `--fix --write` writes it; SARIF and JSON carry it."""

import json
import subprocess
from pathlib import Path

import jsonschema
import pytest
import yaml

from tests.cli.history import FOLDER, release, write
from tests.cli.small import Small

SHIPPED = "contracts/wms/shipped/v1"
TEXT = {"type": "string"}
SCHEMA = json.loads((Path(__file__).parents[2] / "docs/schemas/check-report.schema.json").read_text("utf-8"))


def status(small: Small) -> str:
    return small.git("status", "--porcelain")


@pytest.mark.parametrize(
    ("path", "right", "wrong", "rule"),
    [
        (f"{SHIPPED}/contract.yaml", "kind: event", "knid: event   # yes", "manifest-unknown-field"),
        (f"{SHIPPED}/contract.yaml", "kind: event", "kind: evnet   # yes", "manifest-unknown-value"),
        (f"{SHIPPED}/contract.yaml", 'title: "10"   # yes', "title: 10   # yes", "manifest-wrong-type"),
        ("contracts/erp/system.yaml", "tier: 2", 'tier: "2"', "manifest-wrong-type"),
        (f"{SHIPPED}/contract.yaml", 'version: "1.10"', "version: 1.10", "manifest-version-not-text"),
        (f"{SHIPPED}/contract.yaml", "  delivery: at-least-once", "  delivry: at-least-once", "manifest-unknown-field"),
    ],
)
def test_a_manifest_is_mended(small: Small, path: str, right: str, wrong: str, rule: str) -> None:
    text = (small.root / path).read_text("utf-8")
    start = right.partition(":")[0] + ":"
    line = next(line for line in text.splitlines() if line.startswith(start))
    small.replace(path, line, wrong)
    broken = (small.root / path).read_text("utf-8")
    shown = small.run("check", "--fix")
    assert f"-{wrong}\n" in shown.out
    assert f"--- a/{path}\n" in shown.out
    assert (small.root / path).read_text("utf-8") == broken, "nothing is written"
    written = small.run("check", "--fix", "--write", "--report", "json")
    comment = "   # yes" if wrong.endswith("# yes") and not right.endswith("# yes") else ""
    assert (small.root / path).read_text("utf-8") == broken.replace(wrong, right + comment)
    assert rule not in {finding["rule"] for finding in written.data["findings"]}
    assert path in written.err


@pytest.mark.parametrize("wrong", ["zzz: event", "x: 1", "tilte: Shipped"])
def test_what_is_not_certain_is_left(small: Small, wrong: str) -> None:
    small.replace(f"{SHIPPED}/contract.yaml", "title: Shipped", f"title: Shipped\n{wrong}")
    answer = small.run("check", "--fix")
    assert answer.out == ""
    assert "0 findings can be mended" in answer.err
    assert answer.code == 1


def test_the_version_that_a_change_needs_is_stated(small: Small) -> None:
    release(small, "1.0.0", {"id": TEXT}, ["id"])
    write(small, "1.0.0", {"id": TEXT, "code": TEXT}, ["id"])
    assert small.run("check").code == 1
    answer = small.run("check", "--fix", "--write")
    assert (answer.code, "1 finding in 1 file mended" in answer.err) == (0, True), answer.out + answer.err
    assert yaml.safe_load((small.root / FOLDER / "contract.yaml").read_text())["version"] == "1.1.0"


def test_a_break_is_nobodys_to_mend(small: Small) -> None:
    release(small, "1.0.0", {"id": TEXT, "code": TEXT}, ["id", "code"])
    write(small, "1.0.0", {"id": TEXT}, ["id"])
    answer = small.run("check", "--fix", "--write")
    assert (answer.code, "0 findings mended" in answer.err) == (1, True), answer.err


@pytest.mark.parametrize("count", [1, 2])
def test_an_unused_waiver_is_taken_out(small: Small, count: int) -> None:
    first = "  - rule: owner-missing   # never needed\n    contract: wms\n    reason: x\n    owner: east\n    expires: 2026-12-31\n"
    second = first.replace("wms", "erp")
    small.write({"policies/waivers/a.yaml": "# ours\nwaivers:\n" + first + second * (count - 1)})
    small.commit()
    answer = small.run("check", "--all", "--fix", "--write", "--today", "2026-11-01")
    assert "waiver-unused" not in answer.out
    left = (small.root / "policies/waivers/a.yaml").read_text("utf-8")
    assert left.startswith("# ours\nwaivers:")
    assert yaml.safe_load(left)["waivers"] == []


def test_only_what_the_change_brings_is_mended(small: Small) -> None:
    small.replace(f"{SHIPPED}/contract.yaml", "kind: event", "knid: event")
    small.commit()
    small.replace(f"{SHIPPED}/contract.yaml", "title: Shipped", "title: Shipment shipped")
    assert small.run("check", "--fix").out == ""
    assert "+kind: event" in small.run("check", "--all", "--fix").out


def test_the_difference_can_be_applied(small: Small) -> None:
    small.replace(f"{SHIPPED}/contract.yaml", "kind: event", "knid: event")
    shown = small.run("check", "--fix").out
    done = subprocess.run(("git", "apply"), input=shown, cwd=small.root, text=True, capture_output=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert status(small) == ""


def test_sarif_and_json_carry_the_edits(small: Small) -> None:
    small.replace(f"{SHIPPED}/contract.yaml", "kind: event", "knid: event")
    results = small.run("check", "--report", "sarif").data["runs"][0]["results"]
    fix = next(result["fixes"][0] for result in results if result["ruleId"] == "manifest-unknown-field")
    assert fix["artifactChanges"][0]["artifactLocation"]["uri"] == f"{SHIPPED}/contract.yaml"
    assert fix["artifactChanges"][0]["replacements"] == [
        {
            "deletedRegion": {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 5},
            "insertedContent": {"text": "kind"},
        }
    ]
    report = small.run("check", "--report", "json").data
    jsonschema.validate(report, SCHEMA)
    found = [finding for finding in report["findings"] if finding.get("edits")]
    assert [edit["text"] for finding in found for edit in finding["edits"]] == ["kind"]


def test_a_registry_in_a_folder_shows_paths_of_the_repository(small: Small) -> None:
    (small.root / "below").mkdir()
    for name in ("crossdock.yaml", "teams.yaml", "contracts"):
        small.git("mv", name, f"below/{name}")
    small.commit()
    inner = Small(small.root / "below")
    inner.replace(f"{SHIPPED}/contract.yaml", "kind: event", "knid: event")
    assert f"--- a/below/{SHIPPED}/contract.yaml\n" in inner.run("check", "--fix").out
    answer = inner.run("check", "--fix", "--write")
    assert f"below/{SHIPPED}/contract.yaml" in answer.err
    assert (inner.root / f"{SHIPPED}/contract.yaml").read_text("utf-8").startswith("kind: event")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--write",), "--write belongs to --fix"),
        (("--fix", "--head", "HEAD"), "--fix mends the working tree"),
        (("--fix", "--staged"), "--fix mends the working tree"),
    ],
)
def test_contradictions_are_refused(small: Small, arguments: tuple[str, ...], said: str) -> None:
    answer = small.run("check", *arguments)
    assert (answer.code, said in answer.err) == (2, True), answer.err


DOCUMENT = "openapi: 3.0.3\ninfo: {title: Orders, version: 1.0.0}\ntags: [{name: b}, {name: a}]   # sorted\npaths: {}\n"
RULES = "extends: [[spectral:oas, off]]\nrules: {openapi-tags-alphabetical: error}\n"


def test_lint_shows_and_writes(small: Small) -> None:
    small.write({"lint/api.yaml": DOCUMENT, "lint/rules.yaml": RULES})
    arguments = ("lint", "lint/api.yaml", "--ruleset", "lint/rules.yaml")
    assert small.run(*arguments).code == 1
    shown = small.run(*arguments, "--fix")
    assert "+tags: [{name: a}, {name: b}]   # sorted\n" in shown.out
    assert shown.code == 1
    assert (small.root / "lint/api.yaml").read_text("utf-8") == DOCUMENT
    written = small.run(*arguments, "--fix", "--write")
    assert (written.code, "1 finding in 1 file mended" in written.err) == (0, True), written.err
    assert (small.root / "lint/api.yaml").read_text("utf-8") == DOCUMENT.replace(
        "[{name: b}, {name: a}]", "[{name: a}, {name: b}]"
    )
    assert small.run(*arguments, "--fix").code == 0


def test_rights_and_marks_stay(small: Small) -> None:
    small.write({"lint/api.yaml": "\ufeff" + DOCUMENT.replace("\n", "\r\n"), "lint/rules.yaml": RULES})
    file: Path = small.root / "lint/api.yaml"
    file.chmod(0o755)
    small.run("lint", "lint/api.yaml", "--ruleset", "lint/rules.yaml", "--fix", "--write")
    assert file.stat().st_mode & 0o777 == 0o755
    wanted = "\ufeff" + DOCUMENT.replace("[{name: b}, {name: a}]", "[{name: a}, {name: b}]").replace("\n", "\r\n")
    assert file.read_bytes() == wanted.encode()
