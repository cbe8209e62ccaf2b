"""Each test has a home of its own, no variable of the git or CI around it, and may ask for a small registry."""

import os
from pathlib import Path

import pytest

from tests.cli.small import Small, make

CONFIG = '[user]\nname = Ada\nemail = ada@example.org\n[core]\nautocrlf = false\n[protocol "file"]\nallow = always\n'


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in os.environ:
        if name.startswith(("GIT_", "GITHUB_", "CI", "GITLAB_")):
            monkeypatch.delenv(name)
    folder = tmp_path / "home"
    folder.mkdir()
    (folder / ".gitconfig").write_text(CONFIG)
    for name, value in (("HOME", str(folder)), ("XDG_CONFIG_HOME", str(folder / "xdg")), ("GIT_CONFIG_NOSYSTEM", "1")):
        monkeypatch.setenv(name, value)
    return folder


@pytest.fixture
def small(tmp_path: Path) -> Small:
    return make(tmp_path / "small")
