"""Snapshots of commits, the working tree, the index, plain folders and released versions."""

import os
import sys
from pathlib import Path

import pytest

from crossdock.registry.errors import RegistryError, RevisionNotFound
from crossdock.registry.model.result import Touch
from crossdock.registry.store.blob_snapshot import BlobSnapshot
from crossdock.registry.store.changed import PathChange, changed_paths
from crossdock.registry.store.disk import MAX_BLOB
from crossdock.registry.store.folder_snapshot import FolderSnapshot
from crossdock.registry.store.objects import ObjectReader
from crossdock.registry.store.obstacle import Obstacle
from crossdock.registry.store.overlay_snapshot import load_index, load_worktree
from crossdock.registry.store.revision_snapshot import load_revision
from crossdock.registry.store.snapshot import Snapshot
from tests.registry.store.building import Clone, clone_of, traced

ODD = (
    "contracts/ä ö.yaml",
    'contracts/"quoted".yaml',
    "contracts/line\nfeed.yaml",
    "contracts/tab\t\\.yaml",
    "contracts/-n",
)


def touches(base: Snapshot, revision: Snapshot) -> dict[str, str]:
    return {change.path: change.touch.value for change in changed_paths(base, revision)}


def test_a_revision_is_read_below_its_prefix(clone: Clone, objects: ObjectReader) -> None:
    clone.commit({"registry/crossdock.yaml": "1", "registry/contracts/a/b.yaml": "2", "code/x": "3"})
    snapshot = load_revision(objects, "main", "registry/")
    assert list(snapshot.paths()) == ["contracts/a/b.yaml", "crossdock.yaml"]
    assert list(snapshot.paths("contracts/a")) == ["contracts/a/b.yaml"]
    assert list(snapshot.paths("contracts/a/b.yaml")) == list(snapshot.paths("nowhere")) == []
    assert snapshot.read("contracts/a/b.yaml") == b"2"
    assert snapshot.read("contracts/a") is snapshot.read("../code/x") is snapshot.read("contracts//a/b.yaml") is None
    assert snapshot.oid("crossdock.yaml") == clone.git("rev-parse", "main:registry/crossdock.yaml")
    assert snapshot.tree_id == clone.git("rev-parse", "main:registry")
    assert snapshot.label == "main"
    assert snapshot.read_many(["crossdock.yaml", "none", "contracts/a/b.yaml"]) == {
        "crossdock.yaml": b"1",
        "contracts/a/b.yaml": b"2",
    }


def test_a_revision_without_the_registry_is_empty(clone: Clone, objects: ObjectReader) -> None:
    clone.commit({"a": "1"})
    snapshot = load_revision(objects, "main", "registry/")
    assert snapshot.tree_id is None
    assert list(snapshot.paths()) == []
    assert snapshot.read("a") is None


def test_odd_names_are_read_everywhere(clone: Clone, objects: ObjectReader) -> None:
    clone.commit(dict.fromkeys(ODD[:2], "1"))
    clone.write({**dict.fromkeys(ODD[1:], "2")})
    clone.git("add", "--", ODD[2])
    tree, index = load_worktree(objects), load_index(objects)
    assert list(tree.paths()) == sorted(ODD)
    assert tree.read_many(ODD) == {ODD[0]: b"1", **dict.fromkeys(ODD[1:], b"2")}
    assert list(index.paths()) == sorted(ODD[:3])
    assert index.read(ODD[1]) == b"1"
    assert FolderSnapshot(clone.path).read_many(ODD) == tree.read_many(ODD)
    assert list(FolderSnapshot(clone.path).paths("contracts")) == sorted(ODD)


def test_the_working_tree_is_head_and_what_changed(clone: Clone, objects: ObjectReader) -> None:
    clone.commit(
        {
            ".gitignore": "*.log\n",
            "r/same": "1",
            "r/changed": "1",
            "r/gone": "1",
            "r/staged": "1",
            "r/moved": "1",
            "o": "1",
        }
    )
    clone.write({"r/changed": "2", "r/gone": None, "r/new/deep": "3", "r/x.log": "4", "r/staged": "5", "o": "2"})
    clone.git("add", "r/staged")
    clone.git("mv", "r/moved", "r/there")
    tree, index, head = load_worktree(objects, "r/"), load_index(objects, "r/"), load_revision(objects, "HEAD", "r/")
    assert list(tree.paths()) == ["changed", "new/deep", "same", "staged", "there"]
    assert tree.read_many(["same", "changed", "gone", "staged", "new/deep", "x.log"]) == {
        "same": b"1",
        "changed": b"2",
        "staged": b"5",
        "new/deep": b"3",
    }
    assert touches(head, tree) == {
        "changed": "changed",
        "gone": "removed",
        "moved": "removed",
        "new/deep": "added",
        "staged": "changed",
        "there": "added",
    }
    assert touches(head, index) == {"moved": "removed", "staged": "changed", "there": "added"}
    assert index.read("gone") == b"1"
    assert tree.oid("changed") is None
    assert tree.oid("staged") == clone.git("rev-parse", ":r/staged")
    assert (tree.tree_id, head.tree_id) == (None, clone.git("rev-parse", "HEAD:r"))


def test_a_clean_working_tree_is_head(clone: Clone, objects: ObjectReader) -> None:
    commit = clone.commit({"r/a": "1"})
    clone.write({"other": "1"})
    tree = load_worktree(objects, "r/")
    assert (tree.tree_id, tree.head.commit, tree.changes) == (clone.git("rev-parse", "HEAD:r"), commit, {})
    assert (tree.label, load_index(objects).label) == ("the working tree", "the index")


def test_before_the_first_commit_everything_is_new(clone: Clone, objects: ObjectReader) -> None:
    clone.write({"a": "1", "b": "2"})
    clone.git("add", "a")
    tree, index = load_worktree(objects), load_index(objects)
    assert tree.head.commit is None
    assert (list(tree.paths()), list(index.paths())) == (["a", "b"], ["a"])
    assert (tree.read("b"), index.read("a"), index.read("b")) == (b"2", b"1", None)


def test_a_detached_head_is_head(clone: Clone, objects: ObjectReader) -> None:
    first = clone.commit({"a": "1"})
    clone.commit({"a": "2"})
    clone.git("checkout", "--quiet", first)
    assert load_worktree(objects).head.commit == first


def test_a_linked_work_tree_has_its_own_changes(clone: Clone, tmp_path: Path) -> None:
    clone.commit({"a": "1"})
    clone.git("worktree", "add", "--quiet", "-b", "side", str(tmp_path / "side"))
    side = Clone(tmp_path / "side")
    side.write({"b": "2"})
    with ObjectReader(side.repository) as objects:
        assert list(load_worktree(objects).paths()) == ["a", "b"]
    with ObjectReader(clone.repository) as objects:
        assert list(load_worktree(objects).paths()) == ["a"]


@pytest.mark.parametrize("attributes", ["", "* text=auto eol=crlf\n"])
def test_line_ends_of_a_checkout_are_no_change(clone: Clone, objects: ObjectReader, attributes: str) -> None:
    if not attributes:
        clone.git("config", "core.autocrlf", "true")
    clone.commit({".gitattributes": attributes or "*.png binary\n", "a.yaml": "x: 1\ny: 2\n", "b.yaml": "x: 1\n"})
    for name in ("a.yaml", "b.yaml"):
        (clone.path / name).unlink()
    clone.git("checkout", "--", ".")
    assert (clone.path / "a.yaml").read_bytes() == b"x: 1\r\ny: 2\r\n"
    os.utime(clone.path / "a.yaml", (1, 1))
    tree, head = load_worktree(objects), load_revision(objects, "HEAD")
    assert touches(head, tree) == {}
    assert tree.read("a.yaml") == b"x: 1\ny: 2\n"
    assert touches(head, FolderSnapshot(clone.path)) == {}
    (clone.path / "a.yaml").write_bytes(b"x: 1\r\ny: 3\r\n")
    assert touches(head, load_worktree(objects)) == {"a.yaml": "changed"}


def test_line_ends_that_no_setting_explains_are_no_change_either(clone: Clone, objects: ObjectReader) -> None:
    clone.commit({"a.yaml": "x: 1\n"})
    clone.write({"a.yaml": "x: 1\r\n"})
    tree = load_worktree(objects)
    assert touches(load_revision(objects, "HEAD"), tree) == {}
    assert tree.read("a.yaml") == b"x: 1\r\n"


def test_links_are_reported_and_never_followed(clone: Clone, objects: ObjectReader, tmp_path: Path) -> None:
    (tmp_path / "secret").write_text("secret")
    clone.write({"r/file": "1", "r/folder/x": "1", "r/loop/x": "1"})
    (clone.path / "r" / "link").symlink_to(tmp_path / "secret")
    base = clone.commit()
    clone.write({"r/file": None, "r/folder/x": None})
    (clone.path / "r" / "file").symlink_to(tmp_path / "secret")
    (clone.path / "r" / "folder").rmdir()
    (clone.path / "r" / "folder").symlink_to(tmp_path)
    (clone.path / "r" / "untracked").symlink_to("/etc")
    (clone.path / "r" / "up").symlink_to("..")
    expected = dict.fromkeys(("link", "file", "folder", "untracked", "up"), Obstacle.SYMLINK)
    for snapshot in (load_worktree(objects, "r/"), FolderSnapshot(clone.path / "r")):
        assert list(snapshot.paths()) == ["loop/x"]
        assert snapshot.read_many(["link", "file", "folder/secret", "up/r/loop/x", "untracked/passwd"]) == {}
        assert expected.items() <= snapshot.obstacles.items()
        assert touches(load_revision(objects, base, "r/"), snapshot) == {"file": "removed", "folder/x": "removed"}
    clone.commit()
    revision = load_revision(objects, "HEAD", "r/")
    assert list(revision.paths()) == ["loop/x"]
    assert revision.obstacles == expected
    assert revision.read_many(["link", "folder/secret"]) == {}


def test_a_link_that_became_a_file_is_added(clone: Clone, objects: ObjectReader) -> None:
    (clone.path / "a").symlink_to("b")
    clone.commit({"b": "1"})
    clone.write({"a": None})
    clone.write({"a": "b"})
    tree = load_worktree(objects)
    assert touches(load_revision(objects, "HEAD"), tree) == {"a": "added"}
    assert list(tree.paths()) == ["a", "b"]
    assert tree.obstacles == {}
    clone.git("add", "a")
    assert touches(load_revision(objects, "HEAD"), load_index(objects)) == {"a": "added"}


def test_pipes_and_closed_files_do_not_stop_a_run(clone: Clone, objects: ObjectReader) -> None:
    clone.commit({"pipe": "1", "a": "1"})
    clone.write({"pipe": None})
    os.mkfifo(clone.path / "pipe")
    for snapshot in (load_worktree(objects), FolderSnapshot(clone.path)):
        assert snapshot.read("pipe") is None
        assert list(snapshot.paths()) == ["a"]
    assert FolderSnapshot(clone.path).read("a/b") is None
    folder = FolderSnapshot(clone.path)
    assert list(folder.paths()) == ["a"] and folder.obstacles == {"pipe": Obstacle.SPECIAL}


def test_files_over_the_limit_are_reported(clone: Clone, objects: ObjectReader) -> None:
    clone.commit({"tracked": b"x" * (MAX_BLOB + 1), "a": "1"})
    clone.write({"untracked": b"x" * (MAX_BLOB + 1)})
    revision, tree, folder = load_revision(objects, "HEAD"), load_worktree(objects), FolderSnapshot(clone.path)
    for snapshot in (revision, tree, folder):
        assert snapshot.read_many(["tracked", "untracked", "a"]) == {"a": b"1"}
    assert revision.obstacles == {"tracked": Obstacle.TOO_LARGE}
    clone.git("add", "untracked")
    index = load_index(objects)
    assert (index.read("untracked"), index.obstacles) == (None, {"untracked": Obstacle.TOO_LARGE})
    assert tree.obstacles == folder.obstacles == dict.fromkeys(("tracked", "untracked"), Obstacle.TOO_LARGE)


@pytest.mark.parametrize("path", ["../secret", "/etc/passwd", "a/../../secret", "", ".", "a//b", "./a"])
def test_nothing_outside_the_folder_is_read(tmp_path: Path, path: str) -> None:
    (tmp_path / "secret").write_text("secret")
    (tmp_path / "r" / "a").mkdir(parents=True)
    snapshot = FolderSnapshot(tmp_path / "r")
    assert snapshot.read(path) is None
    assert snapshot.obstacles == {path: Obstacle.OUTSIDE}


def test_repositories_inside_the_registry_are_not_entered(clone: Clone, objects: ObjectReader) -> None:
    clone.commit({"a": "1"})
    inner = Clone(clone.path / "contracts" / "inner")
    inner.path.mkdir(parents=True)
    inner.git("init", "--quiet")
    inner.commit({"x": "1"})
    tree, folder = load_worktree(objects), FolderSnapshot(clone.path)
    for snapshot in (tree, folder):
        assert list(snapshot.paths()) == ["a"]
        assert snapshot.obstacles == {"contracts/inner": Obstacle.SUBMODULE}
    clone.git("add", "--all", "--force")
    clone.git("commit", "--quiet", "--message", "embedded")
    revision = load_revision(objects, "HEAD")
    assert list(revision.paths()) == ["a"]
    assert revision.obstacles == {"contracts/inner": Obstacle.SUBMODULE}


def test_an_unfinished_merge_is_read_from_disk_and_not_from_the_index(clone: Clone, objects: ObjectReader) -> None:
    clone.commit({"a": "1\n", "b": "1\n"})
    clone.git("checkout", "--quiet", "-b", "side")
    clone.commit({"a": "2\n", "b": None})
    clone.git("checkout", "--quiet", "main")
    clone.commit({"a": "3\n", "b": "4\n"})
    with pytest.raises(AssertionError):
        clone.git("merge", "--quiet", "side")
    assert b"<<<<<<<" in (load_worktree(objects).read("a") or b"")
    with pytest.raises(RegistryError, match="in the middle of a merge") as caught:
        load_index(objects)
    assert "git add" in caught.value.fix


def test_files_left_out_by_a_sparse_checkout_are_still_there(clone: Clone, objects: ObjectReader) -> None:
    clone.commit({"in/a": "1", "out/b": "2"})
    clone.git("sparse-checkout", "set", "in")
    assert not (clone.path / "out").exists()
    assert load_worktree(objects).read_many(["in/a", "out/b"]) == {"in/a": b"1", "out/b": b"2"}


def test_a_file_that_is_only_meant_to_be_added_is_read_from_disk(clone: Clone, objects: ObjectReader) -> None:
    clone.commit({"a": "1"})
    clone.write({"b": "2"})
    clone.git("add", "--intent-to-add", "b")
    assert load_worktree(objects).read("b") == b"2"
    assert load_index(objects).read("b") is None


def test_disk_content_is_the_same_at_each_reading(clone: Clone, objects: ObjectReader) -> None:
    clone.commit({"a": "1"})
    clone.write({"a": "2"})
    tree = load_worktree(objects)
    assert tree.read("a") == b"2"
    clone.write({"a": "3"})
    assert tree.read("a") == b"2"


def test_the_index_of_a_commit_under_way_is_the_one_that_counts(
    clone: Clone, objects: ObjectReader, tmp_path: Path
) -> None:
    """`git commit FILE` prepares an index of its own and names it to the hook."""
    clone.commit({"a": "1", "b": "1"})
    clone.write({"a": "2", "b": "2"})
    clone.git("add", "b")
    hook = clone.path / ".git" / "hooks" / "pre-commit"
    program = (
        "#!/bin/sh\n"
        f"exec '{sys.executable}' -c \"\n"
        "from pathlib import Path\n"
        "from crossdock.registry.store.git import GitRepository\n"
        "from crossdock.registry.store.objects import ObjectReader\n"
        "from crossdock.registry.store.overlay_snapshot import load_index\n"
        "with ObjectReader(GitRepository.discover(Path('.'))) as objects:\n"
        f"    Path('{tmp_path}/seen').write_text(repr(sorted(load_index(objects).changes)))\n"
        '"\n'
    )
    hook.write_text(program)
    hook.chmod(0o755)
    clone.git("commit", "--quiet", "--message", "one file", "a")
    assert (tmp_path / "seen").read_text() == "['a']"


def test_a_bare_repository_has_no_working_tree_to_check(clone: Clone, tmp_path: Path) -> None:
    clone.commit({"a": "1"})
    clone.git("clone", "--quiet", "--bare", str(clone.path), str(tmp_path / "bare"))
    with (
        ObjectReader(Clone(tmp_path / "bare").repository) as objects,
        pytest.raises(RegistryError, match="no working tree") as caught,
    ):
        load_worktree(objects)
    assert "--head" in caught.value.fix


def test_a_released_version_is_read_by_blob_ids(clone: Clone, objects: ObjectReader) -> None:
    clone.commit({"c/contract.yaml": "1", "c/openapi.yaml": "2"})
    ids = {name: clone.git("rev-parse", f"HEAD:c/{name}") for name in ("contract.yaml", "openapi.yaml")}
    clone.commit({"c/contract.yaml": "3"})
    files = {f"c/{name}": oid for name, oid in ids.items()}
    release = BlobSnapshot(objects, files | {"c/lost.yaml": "f" * 40, "c/bad": "HEAD:c"}, "2.3.0")
    assert release.read_many(release.paths()) == {"c/contract.yaml": b"1", "c/openapi.yaml": b"2"}
    assert list(release.paths("c")) == ["c/bad", "c/contract.yaml", "c/lost.yaml", "c/openapi.yaml"]
    assert (release.oid("c/openapi.yaml"), release.oid("none"), release.tree_id) == (ids["openapi.yaml"], None, None)
    whole = BlobSnapshot(objects, files, "2.3.0")
    assert touches(whole, load_revision(objects, "HEAD")) == {"c/contract.yaml": "changed"}
    assert touches(load_revision(objects, "HEAD~1"), whole) == {}


def test_changes_between_commits_carry_their_blob_ids(clone: Clone, objects: ObjectReader) -> None:
    clone.commit({"a": "1", "b": "1"})
    clone.commit({"a": "2", "b": None, "c": "3"})
    base, revision = load_revision(objects, "HEAD~1"), load_revision(objects, "HEAD")

    def oid(name: str) -> str:
        return clone.git("rev-parse", name)

    assert changed_paths(base, revision) == [
        PathChange("a", Touch.CHANGED, oid("HEAD~1:a"), oid("HEAD:a")),
        PathChange("b", Touch.REMOVED, oid("HEAD~1:b"), None),
        PathChange("c", Touch.ADDED, None, oid("HEAD:c")),
    ]
    assert changed_paths(base, base) == []


def test_a_local_change_that_restores_the_base_is_no_change(clone: Clone, objects: ObjectReader) -> None:
    clone.commit({"a": "1", "b": "1"})
    clone.commit({"a": "2", "b": None})
    clone.write({"a": "1", "b": "1"})
    assert touches(load_revision(objects, "HEAD~1"), load_worktree(objects)) == {}
    assert touches(load_revision(objects, "HEAD"), load_worktree(objects)) == {"a": "changed", "b": "added"}


def test_a_tree_whose_content_is_lost_stops_the_run(clone: Clone, objects: ObjectReader) -> None:
    clone.commit({"a": "1"})
    blob = clone.git("rev-parse", "HEAD:a")
    (clone.path / ".git" / "objects" / blob[:2] / blob[2:]).unlink()
    with pytest.raises(RegistryError, match="the content of `a`"):
        load_revision(objects, "HEAD").read("a")


def test_an_unknown_revision_is_said(objects: ObjectReader) -> None:
    with pytest.raises(RevisionNotFound, match="there is no commit `nowhere`"):
        load_revision(objects, "nowhere")


def test_very_deep_folders_are_walked(tmp_path: Path) -> None:
    folder = tmp_path / "r"
    folders = [folder, *(folder / ("d/" * depth) for depth in range(1, 1101))]
    for path in folders:
        path.mkdir()
    (folders[-1] / "f").write_text("1")
    (found,) = FolderSnapshot(folder).paths()
    assert found == "d/" * 1100 + "f"
    (folders[-1] / "f").unlink()
    for path in reversed(folders):  # what clears the temporary folder later is recursive
        path.rmdir()


def test_a_folder_that_may_not_be_read_is_reported(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "x").write_text("1")
    snapshot = FolderSnapshot(tmp_path / "a" / "nowhere")
    assert list(snapshot.paths()) == [] and snapshot.obstacles == {}
    (tmp_path / "a" / "x").write_text("1")
    assert FolderSnapshot(tmp_path / "a").read("x\0") is None


def test_a_partial_clone_with_local_changes_fetches_nothing(
    clone: Clone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clone.commit({"a": "1", "b": "1"})
    partial = clone_of(clone, tmp_path / "partial", "--filter=blob:none")
    partial.write({"a": "2", "c": "3"})
    os.utime(partial.path / "b", (1, 1))
    with traced(tmp_path / "trace", monkeypatch) as started, ObjectReader(partial.repository) as objects:
        tree = load_worktree(objects)
        assert touches(load_revision(objects, "HEAD"), tree) == {"a": "changed", "c": "added"}
    assert not any("fetch" in arguments for arguments in started)
