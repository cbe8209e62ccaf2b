"""Walking and comparing trees."""

from pathlib import Path

import pytest

from crossdock.registry.errors import RegistryError
from crossdock.registry.store.objects import ObjectReader
from crossdock.registry.store.trees import diff_trees, walk_tree
from tests.registry.store.building import Clone, traced

ODD = (
    "contracts/ä ö.yaml",
    'contracts/"quoted".yaml',
    "contracts/line\nfeed.yaml",
    "contracts/tab\t\\.yaml",
    "contracts/-n",
)


def test_a_walk_finds_every_file_once(clone: Clone, objects: ObjectReader) -> None:
    names = {"crossdock.yaml", "contracts/a/b/c.yaml", "contracts/a/d.yaml", *ODD}
    tree = objects.tree_of(clone.commit(dict.fromkeys(names, "x")))
    found = [path for path, _ in walk_tree(objects, tree or "")]
    assert sorted(found) == sorted(names)
    below = objects.find_tree(tree or "", "contracts/a")
    assert sorted(path for path, _ in walk_tree(objects, below or "", "contracts/a/")) == [
        "contracts/a/b/c.yaml",
        "contracts/a/d.yaml",
    ]


def test_names_that_are_not_utf8_keep_their_bytes(clone: Clone, objects: ObjectReader) -> None:
    blob = clone.git("hash-object", "-w", "--stdin", content=b"x")
    tree = clone.git("mktree", "-z", content=f"100644 blob {blob}\t".encode() + b"caf\xe9\0")
    ((path, _),) = walk_tree(objects, tree)
    assert path.encode("utf-8", "surrogateescape") == b"caf\xe9"


def test_a_diff_names_what_differs_and_nothing_else(clone: Clone, objects: ObjectReader) -> None:
    base = clone.commit({"same/a": "1", "changed/b": "1", "gone/c": "1", "folder/d": "1", **dict.fromkeys(ODD, "1")})
    revision = clone.commit({"changed/b": "2", "gone/c": None, "new/e": "1", "folder/d": None, ODD[0]: "2"})
    trees = objects.tree_of(base), objects.tree_of(revision)
    found = diff_trees(objects, *trees)
    assert [(c.path, c.base is not None, c.revision is not None) for c in found] == [
        ("changed/b", True, True),
        (ODD[0], True, True),
        ("folder/d", True, False),
        ("gone/c", True, False),
        ("new/e", False, True),
    ]
    assert diff_trees(objects, trees[0], trees[0]) == []
    assert [c.path for c in diff_trees(objects, None, trees[1])] == sorted(
        path for path, _ in walk_tree(objects, trees[1] or "")
    )


def test_a_file_that_became_a_folder_is_removed_and_its_files_added(clone: Clone, objects: ObjectReader) -> None:
    base = clone.commit({"a": "1"})
    clone.write({"a": None})
    revision = clone.commit({"a/b": "1"})
    found = diff_trees(objects, objects.tree_of(base), objects.tree_of(revision))
    assert [(c.path, c.base is not None, c.revision is not None) for c in found] == [
        ("a", True, False),
        ("a/b", False, True),
    ]


def test_a_mode_that_changed_differs(clone: Clone, objects: ObjectReader) -> None:
    base = clone.commit({"a": "target"})
    clone.write({"a": None})
    (clone.path / "a").symlink_to("target")
    revision = clone.commit()
    (change,) = diff_trees(objects, objects.tree_of(base), objects.tree_of(revision))
    assert change.base and change.revision and change.base.oid == change.revision.oid
    assert change.base.is_file and not change.revision.is_file


def test_a_renamed_folder_reads_only_what_moved(
    clone: Clone, objects: ObjectReader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {
        f"contracts/s{system}/c{contract}/v1/contract.yaml": f"{system}" for system in range(5) for contract in range(5)
    }
    base = clone.commit(files)
    clone.git("mv", "contracts/s1", "contracts/t1")
    revision = clone.commit()
    with traced(tmp_path / "trace", monkeypatch) as started:
        found = diff_trees(objects, objects.tree_of(base), objects.tree_of(revision))
        objects.close()
    assert sorted(c.path for c in found if c.revision) == [
        f"contracts/t1/c{contract}/v1/contract.yaml" for contract in range(5)
    ]
    assert sorted(c.path for c in found if c.base) == [
        f"contracts/s1/c{contract}/v1/contract.yaml" for contract in range(5)
    ]
    assert len(started) == 1


def test_a_tree_that_unfolds_without_end_is_refused(
    clone: Clone, objects: ObjectReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("crossdock.registry.store.trees.MAX_PATHS", 20_000)
    blob = clone.git("hash-object", "-w", "--stdin", content=b"boom")
    tree = clone.git("mktree", content="".join(f"100644 blob {blob}\tf{n}\n" for n in range(10)).encode())
    for _ in range(12):
        tree = clone.git("mktree", content="".join(f"040000 tree {tree}\td{n}\n" for n in range(10)).encode())
    with pytest.raises(RegistryError, match="more than 20,000 paths"):
        list(walk_tree(objects, tree))
    with pytest.raises(RegistryError, match="more than 20,000 paths"):
        diff_trees(objects, None, tree)
