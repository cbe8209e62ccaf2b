"""How many git processes a check takes."""

from pathlib import Path

import pytest

from crossdock.registry.store.base import Head, find_base
from crossdock.registry.store.blob_snapshot import BlobSnapshot
from crossdock.registry.store.changed import changed_paths
from crossdock.registry.store.git import GitRepository
from crossdock.registry.store.index import Index
from crossdock.registry.store.objects import ObjectReader
from crossdock.registry.store.overlay_snapshot import load_worktree
from crossdock.registry.store.revision_snapshot import load_revision
from tests.registry.store.building import Clone, traced
from tests.registry.store.test_index import FILES, LineReader


@pytest.fixture
def work(clone: Clone) -> Clone:
    """A branch three commits off `main`, with a local change."""
    clone.commit(FILES)
    clone.git("checkout", "--quiet", "-b", "side")
    for number in range(3):
        clone.commit({f"contracts/erp/order-api/v{number + 3}/contract.yaml": "entity: canonical/order@1\n"})
    clone.write({"contracts/erp/order-api/v9/contract.yaml": "entity: canonical/order@1\n"})
    return clone


def test_a_check_of_the_working_tree_takes_two(work: Clone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    released = work.git("rev-parse", "HEAD:contracts/erp/system.yaml")
    with traced(tmp_path / "trace", monkeypatch) as started:
        repository = GitRepository.discover(work.path / "contracts")
        with ObjectReader(repository) as objects:
            head = load_worktree(objects)
            found = find_base(objects, Head(head.head.commit, bool(head.changes)), environ={})
            base = load_revision(objects, found.commit or "")
            index = Index.open(repository)
            index.update(objects, objects.find_tree(head.head.tree_id or "", "contracts"), LineReader())
            changes = changed_paths(base, head)
            contents = head.read_many(change.path for change in changes)
            assert BlobSnapshot(objects, {"system.yaml": released}, "1.0.0").read("system.yaml") is not None
            index.close()
    assert len(contents) == len(changes) == 4
    assert sorted(arguments[-1] for arguments in started) == ["--batch", "--untracked-files=all"]


def test_a_check_of_a_commit_takes_one(work: Clone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with traced(tmp_path / "trace", monkeypatch) as started, ObjectReader(GitRepository.discover(work.path)) as objects:
        head = load_revision(objects, "HEAD")
        found = find_base(objects, Head(head.commit), environ={})
        changes = changed_paths(load_revision(objects, found.commit or ""), head)
    assert len(changes) == 3
    assert [arguments[-2:] for arguments in started] == [["cat-file", "--batch"]]
