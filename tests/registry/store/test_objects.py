"""Reading objects through one process."""

from pathlib import Path

import pytest

from crossdock.registry.errors import RegistryError, RevisionNotFound
from crossdock.registry.store.entries import read_commit, read_entries
from crossdock.registry.store.objects import ObjectReader
from tests.registry.store.building import Clone, clone_of, init, traced


def test_revisions_of_all_kinds_name_commits(clone: Clone, objects: ObjectReader) -> None:
    first, second = clone.commit({"a": "1"}), clone.commit({"a": "2"})
    clone.git("tag", "--annotate", "--message", "one", "v1", first)
    for revision, commit in (("main", second), ("HEAD~1", first), ("v1", first), (second[:10], second), ("@", second)):
        assert objects.resolve(revision) == commit


@pytest.mark.parametrize("revision", ["nowhere", "HEAD:a", "HEAD^{tree}", "v 1", "a..b"])
def test_what_is_no_commit_is_not_found(clone: Clone, objects: ObjectReader, revision: str) -> None:
    clone.commit({"a": "1"})
    with pytest.raises(RevisionNotFound) as caught:
        objects.resolve(revision)
    assert caught.value.message == f"there is no commit `{revision}`"
    assert "git fetch" in caught.value.fix


@pytest.mark.parametrize("revision", ["", "--upload-pack=touch x", "-n", "main\nHEAD", "main\0", "ma\x1bin"])
def test_hostile_revisions_are_refused_before_any_process(
    clone: Clone, objects: ObjectReader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, revision: str
) -> None:
    clone.commit({"a": "1"})
    with traced(tmp_path / "trace", monkeypatch) as started, pytest.raises(RevisionNotFound) as caught:
        objects.resolve(revision)
    assert started == []
    assert "\n" not in caught.value.message and "\x1b" not in caught.value.message


def test_the_unborn_head_is_no_commit(clone: Clone, objects: ObjectReader) -> None:
    with pytest.raises(RevisionNotFound):
        objects.resolve("HEAD")


def test_an_abbreviation_that_means_several_commits_is_not_found(clone: Clone, objects: ObjectReader) -> None:
    seen: dict[str, str] = {}
    for number in range(500):  # the birthday of four hex digits comes long before
        tree = clone.git("hash-object", "-t", "tree", "-w", "--stdin", content=b"")
        commit = clone.git("commit-tree", "-m", str(number), tree)
        if seen.setdefault(commit[:4], commit) != commit:
            with pytest.raises(RevisionNotFound):
                objects.resolve(commit[:4])
            return
    pytest.fail("no two commits share four digits")


def test_trees_are_found_by_prefix(clone: Clone, objects: ObjectReader) -> None:
    commit = clone.commit({"registry/contracts/a.yaml": "1", "other": "2"})
    tree = objects.tree_of(commit, "registry/")
    assert tree == clone.git("rev-parse", "HEAD:registry")
    assert objects.tree_of(commit) == clone.git("rev-parse", "HEAD^{tree}")
    assert objects.tree_of(commit, "other/") is None
    assert objects.tree_of(commit, "registry/nowhere") is None
    assert [entry.name for entry in objects.read_tree(tree)] == ["contracts"]


def test_thousands_of_blobs_come_through_one_process(
    clone: Clone, objects: ObjectReader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    contents = {f"f{number}": f"{number} ".encode() * 2000 for number in range(3000)}
    commit = clone.commit(contents)
    with traced(tmp_path / "trace", monkeypatch) as started:
        entries = objects.read_tree(objects.tree_of(commit) or "")
        blobs = objects.read_blobs(entry.oid for entry in entries)
        objects.close()
    assert {entry.name: blobs[entry.oid] for entry in entries} == contents
    assert len(started) == 1


def test_empty_and_binary_blobs_are_whole(clone: Clone, objects: ObjectReader) -> None:
    commit = clone.commit({"empty": b"", "binary": bytes(range(256)) + b"\nx missing\n"})
    entries = {entry.name: entry.oid for entry in objects.read_tree(objects.tree_of(commit) or "")}
    blobs = objects.read_blobs(entries.values())
    assert blobs[entries["empty"]] == b""
    assert blobs[entries["binary"]] == bytes(range(256)) + b"\nx missing\n"


def test_a_blob_over_the_limit_is_passed_over(clone: Clone, objects: ObjectReader) -> None:
    clone.commit({"large": b"x" * 300_000, "small": b"y"})
    large, small = clone.git("rev-parse", "HEAD:large"), clone.git("rev-parse", "HEAD:small")
    assert objects.read_blobs([large, small], limit=1000) == {large: None, small: b"y"}


def test_ids_that_people_wrote_are_never_sent(clone: Clone, objects: ObjectReader) -> None:
    commit = clone.commit({"a": "1"})
    blob = clone.git("rev-parse", "HEAD:a")
    hostile = ["HEAD:a", blob[:12], f"{blob}\n{blob}", "", "0" * 40, commit, blob.upper()]
    assert objects.read_blobs([*hostile, blob]) == {blob: b"1"}


def test_a_missing_tree_stops_the_run(objects: ObjectReader) -> None:
    with pytest.raises(RegistryError, match="is not here"):
        objects.read_tree("1" * 40)


def test_a_reader_starts_again_after_close(clone: Clone, objects: ObjectReader) -> None:
    commit = clone.commit({"a": "1"})
    assert objects.resolve("HEAD") == commit
    objects.close()
    assert objects.resolve("HEAD") == commit


def test_commits_made_meanwhile_are_seen(clone: Clone, objects: ObjectReader) -> None:
    first = clone.commit({"a": "1"})
    assert objects.resolve("main") == first
    second = clone.commit({"a": "2"})
    clone.git("gc", "--quiet")
    assert objects.resolve("main") == second
    assert objects.find_commit(second) is not None


def test_a_repository_that_breaks_is_said(clone: Clone, objects: ObjectReader) -> None:
    commit = clone.commit({"a": "1"})
    (clone.path / ".git" / "HEAD").write_text("nonsense")
    with pytest.raises(RegistryError, match="could not be read"):
        objects.resolve(commit)


def test_a_damaged_blob_is_absent(clone: Clone, objects: ObjectReader) -> None:
    clone.commit({"a": "1"})
    blob = clone.git("rev-parse", "HEAD:a")
    loose = clone.path / ".git" / "objects" / blob[:2] / blob[2:]
    loose.chmod(0o644)
    loose.write_bytes(b"nonsense")
    assert objects.read_blobs([blob]) == {}


def test_sha256_repositories_are_read(tmp_path: Path) -> None:
    clone = init(tmp_path / "sha256", "--object-format=sha256")
    commit = clone.commit({"contracts/a.yaml": "1"})
    assert len(commit) == 64
    with ObjectReader(clone.repository) as objects:
        tree = objects.tree_of(objects.resolve("main"), "contracts")
        (entry,) = objects.read_tree(tree or "")
        assert (entry.name, objects.read_blobs([entry.oid])) == ("a.yaml", {entry.oid: b"1"})


def test_a_bare_repository_is_read(clone: Clone, tmp_path: Path) -> None:
    commit = clone.commit({"a": "1"})
    bare = clone_of(clone, tmp_path / "bare.git", "--bare")
    with ObjectReader(bare.repository) as objects:
        assert objects.resolve("main") == commit


def test_replaced_objects_are_read_as_they_were_committed(clone: Clone, objects: ObjectReader) -> None:
    clone.commit({"a": "1"})
    first = clone.git("rev-parse", "HEAD:a")
    clone.commit({"a": "2"})
    clone.git("replace", first, clone.git("rev-parse", "HEAD:a"))
    assert objects.read_blobs([first]) == {first: b"1"}


def test_a_commit_is_read_with_its_parents_and_date(clone: Clone, objects: ObjectReader) -> None:
    first = clone.commit({"a": "1"})
    second = clone.commit({"a": "2"}, message="committer x <y> 1 +0000\ntree 00")
    commit = objects.find_commit(second)
    assert commit is not None
    assert (commit.parents, commit.date, commit.tree) == ((first,), clone.clock, clone.git("rev-parse", "HEAD^{tree}"))
    assert objects.find_commit("f" * 40) is None
    assert objects.find_commit(commit.tree) is None


@pytest.mark.parametrize("content", [b"100644 a\0short", b"100644 a", b"nonsense", b"9x a\0" + b"x" * 20])
def test_a_damaged_tree_is_no_tree(content: bytes) -> None:
    with pytest.raises(ValueError, match=r".+"):
        read_entries(content, 20)


def test_a_damaged_commit_is_no_commit() -> None:
    with pytest.raises(ValueError, match="names no tree"):
        read_commit("0" * 40, b"parent x\n\nmessage")


def test_more_than_a_memory_should_hold_is_refused(
    clone: Clone, objects: ObjectReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit = clone.commit({f"f{number}": f"{number}" * 1000 for number in range(200)})
    monkeypatch.setattr("crossdock.registry.store.batch.MAX_HELD", 50_000)
    entries = objects.read_tree(objects.tree_of(commit) or "")
    with pytest.raises(RegistryError, match="are needed at once"):
        objects.read_blobs(entry.oid for entry in entries)
    assert objects.read_blobs([entries[0].oid]) == {entries[0].oid: b"0" * 1000}, "and the next question is answered"


def test_a_question_that_was_broken_off_does_not_spoil_the_next(
    clone: Clone, objects: ObjectReader, monkeypatch: pytest.MonkeyPatch
) -> None:
    commit = clone.commit({"a": "1", "b": "2"})
    entries = {entry.name: entry.oid for entry in objects.read_tree(objects.tree_of(commit) or "")}

    def interrupt(*_: object) -> bytes:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr("crossdock.registry.store.batch._read", interrupt)
        objects.read_blobs(entries.values())
    assert objects.read_blobs([entries["b"]]) == {entries["b"]: b"2"}
