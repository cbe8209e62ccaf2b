"""`crossdock init` as somebody types it first."""

import subprocess
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from crossdock.registry.cli.main import group


@pytest.mark.parametrize("branch", ["main", "master", "trunk"])
def test_a_new_registry_knows_the_branch_that_git_started_with(
    branch: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    subprocess.run(("git", "init", "--quiet", f"--initial-branch={branch}", str(tmp_path)), check=True)
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(group, ["init", "--name", "acme"]).exit_code == 0
    assert yaml.safe_load(Path("crossdock.yaml").read_text("utf-8"))["default_branch"] == branch


def test_an_existing_main_branch_wins_over_the_one_that_is_checked_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    git = ("git", "-C", str(tmp_path), "-c", "user.name=A", "-c", "user.email=a@acme.example")
    subprocess.run(("git", "init", "--quiet", "--initial-branch=master", str(tmp_path)), check=True)
    subprocess.run((*git, "commit", "--quiet", "--allow-empty", "--message", "first"), check=True)
    subprocess.run((*git, "switch", "--quiet", "--create", "adopt"), check=True)
    monkeypatch.chdir(tmp_path)
    assert CliRunner().invoke(group, ["init"]).exit_code == 0
    assert yaml.safe_load(Path("crossdock.yaml").read_text("utf-8"))["default_branch"] == "master"


def test_outside_of_git_the_branch_is_main_unless_it_is_said(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    for folder, arguments, expected in (("a", [], "main"), ("b", ["--branch", "develop"], "develop")):
        assert CliRunner().invoke(group, ["init", folder, *arguments]).exit_code == 0
        assert yaml.safe_load(Path(folder, "crossdock.yaml").read_text("utf-8"))["default_branch"] == expected
