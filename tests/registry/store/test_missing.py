"""Shallow and partial clones: what is missing is fetched at once, or the mend is said."""

from pathlib import Path

import pytest

from crossdock.registry.errors import RegistryError
from crossdock.registry.store.blob_snapshot import BlobSnapshot
from crossdock.registry.store.changed import changed_paths
from crossdock.registry.store.objects import ObjectReader
from crossdock.registry.store.revision_snapshot import load_revision
from tests.registry.store.building import Clone, clone_of, traced

FILES = {f"contracts/erp/c{number}/v1/contract.yaml": f"title: {number}\n" for number in range(200)}


@pytest.fixture
def origin(clone: Clone) -> Clone:
    clone.commit(FILES)
    clone.commit({"contracts/erp/c0/v1/contract.yaml": "title: new\n"})
    return clone


def fetches(started: list[list[str]]) -> int:
    """Count the fetches that we started; git's own children do not name `fetch` first."""
    return sum("fetch" in arguments for arguments in started if arguments[0] == "git")


@pytest.mark.parametrize("kind", ["blob:none", "tree:0"])
def test_a_partial_clone_fetches_all_missing_blobs_at_once(
    origin: Clone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, kind: str
) -> None:
    partial = clone_of(origin, tmp_path / "partial", f"--filter={kind}", "--no-checkout")
    with ObjectReader(partial.repository) as objects:
        revision = load_revision(objects, "HEAD~1")
        paths = list(revision.paths())
        with traced(tmp_path / "trace", monkeypatch) as started:
            assert revision.read_many(paths) == {path: content.encode() for path, content in FILES.items()}
            assert revision.read(paths[0]) is not None
    assert fetches(started) == 1


def test_comparing_commits_of_a_partial_clone_fetches_nothing(
    origin: Clone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    partial = clone_of(origin, tmp_path / "partial", "--filter=blob:none", "--no-checkout")
    with traced(tmp_path / "trace", monkeypatch) as started, ObjectReader(partial.repository) as objects:
        (change,) = changed_paths(load_revision(objects, "HEAD~1"), load_revision(objects, "HEAD"))
    assert change.path == "contracts/erp/c0/v1/contract.yaml"
    assert [arguments[-2:] for arguments in started] == [["cat-file", "--batch"]] * 2


def test_a_partial_clone_without_its_remote_says_how_to_mend_it(origin: Clone, tmp_path: Path) -> None:
    partial = clone_of(origin, tmp_path / "partial", "--filter=blob:none", "--no-checkout")
    origin.path.rename(tmp_path / "elsewhere")
    with ObjectReader(partial.repository) as objects, pytest.raises(RegistryError) as caught:
        load_revision(objects, "HEAD").read_many(FILES)
    assert caught.value.message.startswith("200 objects are not in this clone, and `origin` did not give them:")
    assert caught.value.fix == "when you are online: `git fetch --refetch --no-filter`"


def test_the_mend_of_a_partial_clone_works(origin: Clone, tmp_path: Path) -> None:
    partial = clone_of(origin, tmp_path / "partial", "--filter=blob:none", "--no-checkout")
    partial.git("fetch", "--quiet", "--refetch", "--no-filter")
    origin.path.rename(tmp_path / "elsewhere")
    with ObjectReader(partial.repository) as objects:
        assert len(load_revision(objects, "HEAD").read_many(FILES)) == len(FILES)


def test_ids_that_the_remote_does_not_have_are_absent(origin: Clone, tmp_path: Path) -> None:
    there = origin.git("rev-parse", "HEAD~1:contracts/erp/c0/v1/contract.yaml")
    partial = clone_of(origin, tmp_path / "partial", "--filter=blob:none", "--no-checkout")
    with ObjectReader(partial.repository) as objects:
        assert objects.read_blobs(["e" * 40, there, "f" * 40]) == {there: b"title: 0\n"}
        assert objects.read_blobs(["d" * 40]) == {}


def test_a_shallow_clone_fetches_the_blobs_of_releases_at_once(
    origin: Clone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    released = origin.git("rev-parse", "HEAD~1:contracts/erp/c0/v1/contract.yaml")
    shallow = clone_of(origin, tmp_path / "shallow", "--depth=1")
    with traced(tmp_path / "trace", monkeypatch) as started, ObjectReader(shallow.repository) as objects:
        release = BlobSnapshot(objects, {"contract.yaml": released, "lost.yaml": "e" * 40}, "1.0.0")
        assert release.read_many(release.paths()) == {"contract.yaml": b"title: 0\n"}
    assert fetches(started) <= 2  # one more, because the remote refuses an unknown id
    assert shallow.repository.is_shallow()


def test_a_shallow_clone_without_its_remote_says_how_to_mend_it(origin: Clone, tmp_path: Path) -> None:
    released = origin.git("rev-parse", "HEAD~1:contracts/erp/c0/v1/contract.yaml")
    shallow = clone_of(origin, tmp_path / "shallow", "--depth=1")
    origin.path.rename(tmp_path / "elsewhere")
    with ObjectReader(shallow.repository) as objects, pytest.raises(RegistryError) as caught:
        objects.read_blobs([released])
    assert caught.value.message.startswith("1 object is not in this clone, and `origin` did not give them:")
    assert caught.value.fix == "when you are online: `git fetch --unshallow`"


def test_a_whole_clone_fetches_nothing(origin: Clone, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    whole = clone_of(origin, tmp_path / "whole")
    with traced(tmp_path / "trace", monkeypatch) as started, ObjectReader(whole.repository) as objects:
        assert objects.read_blobs(["e" * 40]) == {}
    assert len(started) == 1
