"""docs/extending.md is a whole package: its files are written, found through entry points, and used through the commands."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

from tests.cli.small import make

PAGE = (Path(__file__).parents[2] / "docs" / "extending.md").read_text("utf-8")
_FILE = re.compile(r"```\w+ file=(\S+)\n(.*?)```", re.DOTALL)


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """Write the page's package as an installed distribution: its files, and the metadata that an installer writes."""
    folder = tmp_path / "site"
    for name, text in _FILE.findall(PAGE):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    (folder / "crossdock_properties" / "__init__.py").touch()
    project = tomllib.loads((folder / "pyproject.toml").read_text())["project"]
    metadata = folder / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
    metadata.mkdir()
    (metadata / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
    )
    groups = project["entry-points"].items()
    lines = [
        f"[{group}]\n" + "".join(f"{name} = {target}\n" for name, target in points.items()) for group, points in groups
    ]
    (metadata / "entry_points.txt").write_text("\n".join(lines))
    return folder


def run(package: Path, *arguments: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
    environ = {**os.environ, "PYTHONPATH": str(package), "NO_COLOR": "1"}
    command = (sys.executable, "-m", "crossdock.registry.cli.main", *arguments)
    return subprocess.run(
        command, cwd=folder or package, env=environ, capture_output=True, text=True, timeout=60, check=False
    )


def test_the_cases_of_the_package_hold(package: Path) -> None:
    done = run(package, "diff", "cases/base.yaml", "cases/revision.yaml", "--format", "json")
    assert done.returncode == 0, done.stderr
    found = yaml.safe_load(done.stdout)["findings"]
    expected = yaml.safe_load((package / "cases/expected.yaml").read_text())["findings"]
    assert [{name: finding[name] for name in expected[0]} for finding in found] == expected


def test_the_rule_explains_itself(package: Path) -> None:
    done = run(package, "explain", "legacy-property-added")
    assert "give it the name of the concept" in done.stdout


def test_the_report_and_the_format_serve_a_check(
    package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("GITHUB_ACTIONS", "CI"):
        monkeypatch.delenv(name, raising=False)
    small = make_with_identity(tmp_path, monkeypatch)
    home = "contracts/wms/labels/v1"
    small.write(
        {
            f"{home}/contract.yaml": "kind: event\ntitle: Labels\nversion: 1.0.0\n"
            "semantics: {delivery: at-most-once, correlation_id: $message.header#/flow}\n",
            f"{home}/properties.yaml": "propertyList: 1\n",
        }
    )
    done = run(package, "check", "--report", "count", folder=small.root)
    assert (done.returncode, done.stdout) == (1, "1 of 1\n"), done.stderr


def test_the_generator_generates(package: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    small = make_with_identity(tmp_path, monkeypatch)
    done = run(package, "generate", "names", "wms/shipped@1", "--output", str(tmp_path / "out"), folder=small.root)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out" / "names.txt").read_text() == "send wms.shipped\n"


def make_with_identity(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    for role in ("AUTHOR", "COMMITTER"):
        monkeypatch.setenv(f"GIT_{role}_NAME", "Ada")
        monkeypatch.setenv(f"GIT_{role}_EMAIL", "ada@example.org")
    return make(tmp_path / "small")
