"""Each test has a home of its own, and no variable of the git or CI around it."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from crossdock.registry.store.objects import ObjectReader
from tests.registry.store.building import Clone, init

CONFIG = """\
[user]
name = Ada
email = ada@example.org
[protocol "file"]
allow = always
[core]
autocrlf = false
[advice]
detachedHead = false
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in os.environ:
        if name.startswith(("GIT_", "GITHUB_", "CI_", "GITLAB_")):
            monkeypatch.delenv(name)
    folder = tmp_path / "home"
    folder.mkdir()
    (folder / ".gitconfig").write_text(CONFIG)
    for name, value in (("HOME", str(folder)), ("XDG_CONFIG_HOME", str(folder / "xdg")), ("GIT_CONFIG_NOSYSTEM", "1")):
        monkeypatch.setenv(name, value)
    return folder


@pytest.fixture
def clone(tmp_path: Path) -> Clone:
    """An empty repository."""
    return init(tmp_path / "registry")


@pytest.fixture
def objects(clone: Clone) -> Iterator[ObjectReader]:
    with ObjectReader(clone.repository) as reader:
        yield reader
