"""Finding repositories, and running git in them."""

import os
from pathlib import Path

import pytest

from crossdock.registry.errors import RegistryError, RegistryNotFound
from crossdock.registry.store.git import GitRepository, git_failure
from crossdock.registry.store.objects import ObjectReader
from crossdock.registry.store.worktree import read_local_state
from tests.registry.store.building import Clone, clone_of, init


def test_a_repository_is_found_from_a_folder_inside(clone: Clone) -> None:
    inside = clone.path / "contracts" / "erp"
    inside.mkdir(parents=True)
    found = GitRepository.discover(inside)
    assert found == GitRepository(clone.path, clone.path / ".git", clone.path / ".git")
    assert (found.prefix_of(clone.path), found.prefix_of(inside)) == ("", "contracts/erp/")


def test_a_repository_is_found_through_a_symbolic_link(clone: Clone, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to(clone.path)
    found = GitRepository.discover(tmp_path / "link")
    assert found.root == clone.path
    assert found.prefix_of(tmp_path / "link") == ""


def test_a_linked_work_tree_shares_the_common_dir(clone: Clone, tmp_path: Path) -> None:
    clone.commit({"a": "1"})
    clone.git("worktree", "add", "--quiet", "-b", "side", str(tmp_path / "side"))
    found = GitRepository.discover(tmp_path / "side")
    assert found.root == tmp_path / "side"
    assert found.git_dir == clone.path / ".git" / "worktrees" / "side"
    assert found.common_dir == clone.path / ".git"


def test_a_submodule_is_a_repository_of_its_own(clone: Clone, tmp_path: Path) -> None:
    inner = init(tmp_path / "inner")
    inner.commit({"a": "1"})
    clone.git("submodule", "--quiet", "add", inner.path.as_uri(), "inner")
    found = GitRepository.discover(clone.path / "inner")
    assert found.root == clone.path / "inner"
    assert found.git_dir == clone.path / ".git" / "modules" / "inner"


def test_a_bare_repository_has_no_work_tree(clone: Clone, tmp_path: Path) -> None:
    clone.commit({"a": "1"})
    bare = clone_of(clone, tmp_path / "bare.git", "--bare")
    found = GitRepository.discover(bare.path)
    assert found == GitRepository(None, bare.path, bare.path)
    assert found.folder == bare.path


def test_no_repository_names_the_path_and_the_mend(tmp_path: Path) -> None:
    with pytest.raises(RegistryNotFound) as caught:
        GitRepository.discover(tmp_path)
    assert caught.value.message == f"`{tmp_path}` is not inside a Git repository"
    assert "git init" in caught.value.fix


def test_a_folder_that_only_looks_like_git_is_passed_by(clone: Clone) -> None:
    (clone.path / "inner" / ".git").mkdir(parents=True)
    assert GitRepository.discover(clone.path / "inner").root == clone.path


@pytest.mark.parametrize("content", ["nonsense", "gitdir: ../nowhere"])
def test_a_git_file_that_leads_nowhere_is_said(tmp_path: Path, content: str) -> None:
    (tmp_path / ".git").write_text(content)
    with pytest.raises(RegistryNotFound) as caught:
        GitRepository.discover(tmp_path)
    assert str(tmp_path / ".git") in caught.value.message
    assert caught.value.fix


def test_variables_of_another_repository_do_not_count(
    clone: Clone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clone.commit({"a": "1"})
    other = init(tmp_path / "other")
    monkeypatch.setenv("GIT_DIR", str(other.path / ".git"))
    monkeypatch.setenv("GIT_WORK_TREE", str(other.path))
    monkeypatch.setenv("GIT_INDEX_FILE", str(other.path / ".git" / "index"))
    answer = clone.repository.run(("rev-parse", "--absolute-git-dir", "--show-toplevel"))
    assert answer.output.decode().split() == [str(clone.path / ".git"), str(clone.path)]


def test_a_configured_work_tree_elsewhere_does_not_count(clone: Clone, tmp_path: Path) -> None:
    clone.git("config", "core.worktree", str(tmp_path))
    answer = clone.repository.run(("rev-parse", "--show-toplevel"))
    assert answer.output.decode().strip() == str(clone.path)


def test_git_that_is_not_installed_is_said(clone: Clone, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(RegistryError, match="git could not be started") as caught:
        clone.repository.run(("version",))
    assert "install git" in caught.value.fix


def test_git_that_hangs_is_ended(clone: Clone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = tmp_path / "bin" / "git"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\nexec sleep 60\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", f"{program.parent}:/usr/bin:/bin")
    with pytest.raises(RegistryError, match="`git status` did not end within"):
        clone.repository.run(("-c", "a=b", "status"), timeout=0.2)


@pytest.mark.parametrize(
    ("complaint", "said", "fix"),
    [
        (
            "warning: x\nfatal: detected dubious ownership in repository at '/r'",
            "detected dubious ownership",
            "safe.directory",
        ),
        ("fatal: Unable to create '/r/.git/index.lock': File exists.", "Unable to create", "lock"),
        ("", "git said nothing", "fsck"),
    ],
)
def test_a_failure_says_what_git_said_and_how_to_mend_it(complaint: str, said: str, fix: str) -> None:
    error = git_failure("the state could not be read", complaint)
    assert error.message.startswith(f"the state could not be read: {said}")
    assert fix in error.fix


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() != 0, reason="only root can give a folder away")
def test_a_repository_of_someone_else_is_not_trusted(clone: Clone) -> None:
    clone.commit({"a": "1"})
    for path in (clone.path, clone.path / ".git"):
        os.chown(path, 12345, 12345)
    with ObjectReader(clone.repository) as objects, pytest.raises(RegistryError, match="dubious ownership") as caught:
        objects.resolve("HEAD")
    assert "safe.directory" in caught.value.fix
    with pytest.raises(RegistryError, match="dubious ownership"):
        read_local_state(clone.repository)
