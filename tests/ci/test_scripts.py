"""The scripts behind action.yml, run as GitHub's runner runs them. A program that notes its arguments stands in for the check."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
REPORTS = ROOT / "tests/cases/reports"
STAND_IN = """#!{python}
import pathlib, shutil, sys
arguments = sys.argv[1:]
pathlib.Path({log!r}).write_text("\\n".join(arguments))
outputs = [value for name, value in zip(arguments, arguments[1:]) if name == "--output" and value != "-"]
for output in outputs if {code} < 2 else ():
    shutil.copy({report!r} if output.endswith("crossdock.json") else {summary!r}, output)
sys.exit({code})
"""


@dataclass(frozen=True)
class Run:
    code: int
    log: str
    outputs: dict[str, str]
    summary: str
    arguments: list[str]


def run_check(place: Path, *, code: int = 0, situation: str = "breaking", **inputs: str) -> Run:
    programs = place / "programs"
    programs.mkdir()
    program = programs / "crossdock"
    folder = REPORTS / situation
    program.write_text(
        STAND_IN.format(
            python=sys.executable, log=str(place / "arguments"), code=code,
            report=str(folder / "expected.json"), summary=str(folder / "expected.summary.md"),
        )
    )  # fmt: skip
    program.chmod(0o755)
    (programs / "python").symlink_to(sys.executable)
    environment = {
        "BASE": "", "REPORTS": "sarif", "FAIL_ON": "error", "ALL": "false", "ACTION": str(ROOT), "RUNNER_TEMP": str(place),
        "GITHUB_OUTPUT": str(place / "output"), "GITHUB_STEP_SUMMARY": str(place / "page"),
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
    }  # fmt: skip
    done = subprocess.run(
        ["bash", str(ROOT / ".ci/check.sh")],
        env=environment | inputs,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    output = (place / "output").read_text() if (place / "output").exists() else ""
    page = (place / "page").read_text() if (place / "page").exists() else ""
    pairs = ((line.partition("=")[0], line.partition("=")[2]) for line in output.splitlines())
    return Run(
        done.returncode,
        done.stdout,
        dict(pairs),
        page,
        (place / "arguments").read_text().split("\n"),
    )


def test_the_check_gets_its_arguments_in_pairs(tmp_path: Path) -> None:
    run = run_check(tmp_path, BASE="4f2a91c", REPORTS="sarif, junit json", FAIL_ON="warning", ALL="true")
    folder = run.outputs["report-path"]
    assert run.arguments == [
        "check", "--fail-on", "warning", "--base", "4f2a91c", "--all",
        "--report", "text", "--output", "-", "--report", "github", "--output", "-",
        "--report", "github-summary", "--output", f"{folder}/summary.md", "--report", "json", "--output", f"{folder}/crossdock.json",
        "--report", "sarif", "--output", f"{folder}/crossdock.sarif", "--report", "junit", "--output", f"{folder}/crossdock.xml",
    ]  # fmt: skip


@pytest.mark.parametrize("hostile", ["$(touch pwned)", "--output=/etc/x", "a; touch pwned", "`touch pwned`"])
def test_inputs_are_data(tmp_path: Path, hostile: str) -> None:
    run = run_check(tmp_path, BASE=hostile)
    assert run.arguments[run.arguments.index("--base") + 1] == hostile
    assert not list(tmp_path.rglob("pwned"))


def test_outputs_come_from_the_report(tmp_path: Path) -> None:
    run = run_check(tmp_path, code=1)
    assert run.code == 1
    assert run.outputs["verdict"] == "breaking"
    assert run.outputs["breaking-count"] == "2"
    assert run.outputs["suggested-version"] == (
        "3pl/shipping-notice@1=1.1.0 erp/order-api@2=3.0.0 wms-east/shipment-confirmed@2=3.0.0"
    )
    assert run.summary.startswith("**breaking: 3 errors stand in the way**")


def test_one_contract_gives_the_bare_version(tmp_path: Path) -> None:
    assert run_check(tmp_path, situation="long-witness").outputs["suggested-version"] == "3.0.0"


def test_hostile_versions_add_no_output(tmp_path: Path) -> None:
    report = json.loads((REPORTS / "hostile-strings/expected.json").read_text())
    assert "\n::set-output" in report["contracts"][0]["needed"]
    run = run_check(tmp_path, situation="hostile-strings")
    assert set(run.outputs) == {"report-path", "verdict", "breaking-count", "suggested-version"}


def test_a_check_that_could_not_be_done_says_so_and_exits_with_2(tmp_path: Path) -> None:
    run = run_check(tmp_path, code=2)
    assert run.code == 2
    assert set(run.outputs) == {"report-path"}
    assert "::error title=crossdock::the check could not be done" in run.log


@pytest.mark.parametrize(
    "version", ["1.0; touch pwned", "--index-url=https://evil.example", "git+https://evil.example", "latest"]
)
def test_only_a_released_version_is_installed(tmp_path: Path, version: str) -> None:
    environment = {
        "VERSION": version,
        "PYTHON": sys.executable,
        "ACTION": str(ROOT),
        "RUNNER_TEMP": str(tmp_path),
        "PATH": os.environ["PATH"],
    }
    done = subprocess.run(
        ["bash", str(ROOT / ".ci/install.sh")], env=environment, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 2
    assert "must name a released version" in done.stdout
    assert list(tmp_path.iterdir()) == []
