"""Nothing that a checked repository configures is run."""

import os
from pathlib import Path

import pytest

from crossdock.registry.errors import RegistryError
from crossdock.registry.store.base import Head, find_base
from crossdock.registry.store.changed import changed_paths
from crossdock.registry.store.history import Step, write_history
from crossdock.registry.store.objects import ObjectReader
from crossdock.registry.store.overlay_snapshot import load_index, load_worktree
from crossdock.registry.store.revision_snapshot import load_revision
from crossdock.registry.store.worktree import read_local_state
from tests.registry.store.building import Clone, clone_of, init

HOOKS = ("post-index-change", "reference-transaction", "post-checkout", "pre-auto-gc", "fsmonitor-watchman")


@pytest.fixture
def mark(tmp_path: Path) -> Path:
    """A file that each hostile program appends to."""
    return tmp_path / "ran"


@pytest.fixture
def program(tmp_path: Path, mark: Path) -> Path:
    path = tmp_path / "program"
    path.write_text(f'#!/bin/sh\necho "$0 $@" >>{mark}\ncat\n')
    path.chmod(0o755)
    return path


def arm(clone: Clone, program: Path) -> None:
    """Configure everything in a repository's own configuration that git would run."""
    for key in (
        "core.fsmonitor",
        "core.sshCommand",
        "core.gitProxy",
        "core.alternateRefsCommand",
        "core.pager",
        "core.editor",
    ):
        clone.git("config", key, str(program))
    for name in ("evil", "evil.with.dots"):
        for part in ("clean", "smudge", "process"):
            clone.git("config", f"filter.{name}.{part}", str(program))
        clone.git("config", f"filter.{name}.required", "true")
    for key in (
        "diff.evil.command",
        "diff.evil.textconv",
        "diff.external",
        "credential.helper",
        "alias.status",
        "alias.cat-file",
    ):
        clone.git("config", key, f"!{program}" if key.startswith(("alias", "credential")) else str(program))
    for hook in HOOKS:
        path = clone.path / ".git" / "hooks" / hook
        path.unlink(missing_ok=True)
        path.symlink_to(program)


def touch(clone: Clone, *names: str) -> None:
    """Make git compare contents, as after a checkout of the same size."""
    for name in names:
        os.utime(clone.path / name, (1, 1))


def test_reading_runs_no_program_of_the_repository(clone: Clone, program: Path, mark: Path) -> None:
    clone.commit(
        {
            "a.yaml": "1",
            "b.yaml": "1",
            ".gitattributes": "a.yaml filter=evil diff=evil\nb.yaml filter=evil.with.dots\n",
        }
    )
    arm(clone, program)
    touch(clone, "a.yaml", "b.yaml")
    clone.write({"b.yaml": "2", "new.yaml": "3"})
    mark.unlink(missing_ok=True)
    with ObjectReader(clone.repository) as objects:
        head, tree, index = load_revision(objects, "HEAD"), load_worktree(objects), load_index(objects)
        assert [change.path for change in changed_paths(head, tree)] == ["b.yaml", "new.yaml"]
        assert changed_paths(head, index) == []
        find_base(objects, Head(head.commit), environ={})
    assert not mark.exists()
    with pytest.raises(AssertionError):  # the filter is no good one
        clone.git("-c", "core.fsmonitor=", "add", "a.yaml")
    assert mark.exists(), "the trap does not work"


def test_writing_runs_no_program_of_the_repository(clone: Clone, program: Path, mark: Path) -> None:
    arm(clone, program)
    write_history(clone.repository, "imported", [Step("one", 1, files={"a": b"1"})])
    assert not mark.exists()


def test_filters_of_included_configurations_are_not_run(
    clone: Clone, program: Path, mark: Path, tmp_path: Path
) -> None:
    clone.commit({"a.yaml": "1", ".gitattributes": "a.yaml filter=evil\n"})
    (tmp_path / "included").write_text(f'[FILTER "evil"]\n\tCLEAN = {program}\n\trequired\n')
    clone.git("config", "include.path", str(tmp_path / "included"))
    touch(clone, "a.yaml")
    assert read_local_state(clone.repository).changes == ()
    assert not mark.exists()


def test_filters_of_a_work_tree_are_not_run(clone: Clone, program: Path, mark: Path) -> None:
    clone.commit({"a.yaml": "1", ".gitattributes": "a.yaml filter=evil\n"})
    clone.git("config", "extensions.worktreeConfig", "true")
    clone.git("config", "--worktree", "filter.evil.clean", str(program))
    touch(clone, "a.yaml")
    assert read_local_state(clone.repository).changes == ()
    assert not mark.exists()


def test_filters_that_the_person_configured_are_kept(clone: Clone, home: Path, program: Path, mark: Path) -> None:
    """Git LFS is one: what it cleans is equal to what is committed."""
    clone.commit({"a.yaml": "1", ".gitattributes": "a.yaml filter=mine\n"})
    clone.git("config", "--global", "filter.mine.clean", str(program))
    clone.git("config", "filter.other.clean", "false")
    touch(clone, "a.yaml")
    assert read_local_state(clone.repository).changes == ()
    assert mark.exists()


def test_a_filter_whose_name_cannot_be_overruled_is_refused(clone: Clone, program: Path, mark: Path) -> None:
    clone.commit({"a.yaml": "1", ".gitattributes": "a.yaml filter=a=b\n"})
    with (clone.path / ".git" / "config").open("a") as file:
        file.write(f'[filter "a=b"]\n\tclean = {program}\n')
    touch(clone, "a.yaml")
    with pytest.raises(RegistryError, match="a filter named 'a=b'"):
        read_local_state(clone.repository)
    assert not mark.exists()


def test_submodules_are_not_looked_into(clone: Clone, tmp_path: Path, program: Path, mark: Path) -> None:
    inner = init(tmp_path / "inner")
    inner.commit({"x": "1"})
    clone.git("submodule", "--quiet", "add", inner.path.as_uri(), "inner")
    clone.commit({"a": "1"})
    git_dir = clone.path / ".git" / "modules" / "inner"
    with (git_dir / "config").open("a") as file:
        file.write(f"[core]\n\tfsmonitor = {program}\n")
    clone.write({"inner/x": "2"})
    assert read_local_state(clone.repository).changes == ()
    assert not mark.exists()


def test_a_remote_that_is_a_command_is_not_run(clone: Clone, tmp_path: Path, program: Path, mark: Path) -> None:
    clone.commit({"a": "1"})
    partial = clone_of(clone, tmp_path / "partial", "--filter=blob:none", "--no-checkout")
    partial.git("config", "remote.origin.url", f"ext::{program}")
    partial.git("config", "protocol.ext.allow", "always")
    with ObjectReader(partial.repository) as objects, pytest.raises(RegistryError, match="did not give"):
        load_revision(objects, "HEAD").read("a")
    assert not mark.exists()


def test_another_upload_pack_is_not_run(clone: Clone, tmp_path: Path, program: Path, mark: Path) -> None:
    clone.commit({"a": "1"})
    partial = clone_of(clone, tmp_path / "partial", "--filter=blob:none", "--no-checkout")
    partial.git("config", "remote.origin.uploadpack", str(program))
    arm(partial, program)
    mark.unlink(missing_ok=True)
    with ObjectReader(partial.repository) as objects:
        assert load_revision(objects, "HEAD").read("a") == b"1"
    assert not mark.exists()


def test_a_work_tree_configured_elsewhere_is_not_read(clone: Clone, tmp_path: Path) -> None:
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "secret.yaml").write_text("secret")
    clone.commit({"a": "1"})
    clone.git("config", "core.worktree", str(tmp_path / "outside"))
    assert read_local_state(clone.repository).changes == ()


def test_nothing_is_written_while_reading(clone: Clone) -> None:
    clone.commit({"a": "1", "b": "2"})
    touch(clone, "a")
    before = (clone.path / ".git" / "index").read_bytes()
    with ObjectReader(clone.repository) as objects:
        assert changed_paths(load_revision(objects, "HEAD"), load_worktree(objects)) == []
    assert (clone.path / ".git" / "index").read_bytes() == before


def test_a_lock_that_another_git_holds_does_not_stop_a_check(clone: Clone) -> None:
    clone.commit({"a": "1"})
    (clone.path / ".git" / "index.lock").touch()
    touch(clone, "a")
    assert read_local_state(clone.repository).changes == ()
