"""Writing commits onto a branch of their own."""

from pathlib import Path

import pytest

from crossdock.registry.errors import RegistryError
from crossdock.registry.store.history import Step, write_history
from tests.registry.store.building import Clone, clone_of, init

ODD = (
    "contracts/ä ö.yaml",
    'contracts/"quoted".yaml',
    "contracts/line\nfeed.yaml",
    "contracts/tab\t\\.yaml",
    "contracts/-n",
)


def log(clone: Clone, revision: str) -> list[str]:
    return clone.git("log", "--reverse", "--format=%ct %an <%ae> %s", revision).splitlines()


def test_each_step_is_a_commit_and_nothing_else_is_touched(clone: Clone) -> None:
    start = clone.commit({"a": "1"})
    clone.write({"a": "local", "untracked": "x"})
    index = (clone.path / ".git" / "index").read_bytes()
    steps = [
        Step(
            "version 1.0.0",
            1_700_000_000,
            "Ada <ada@example.org>",
            {"contracts/x.yaml": b"1", "contracts/y.yaml": b"\0\n"},
        ),
        Step("version 1.1.0", 1_700_000_060, files={"contracts/x.yaml": b"2", "contracts/y.yaml": None}),
    ]
    last = write_history(clone.repository, "import/orders", steps, start=start)
    assert clone.git("rev-parse", "import/orders", "import/orders~2").split() == [last, start]
    assert log(clone, "import/orders")[1:] == [
        "1700000000 Ada <ada@example.org> version 1.0.0",
        "1700000060 Crossdock <crossdock@localhost> version 1.1.0",
    ]
    assert clone.git("ls-tree", "-r", "--name-only", last).split() == ["a", "contracts/x.yaml"]
    assert clone.git("show", f"{last}~1:contracts/x.yaml") == "1"
    assert clone.git("symbolic-ref", "HEAD") == "refs/heads/main"
    assert (clone.path / ".git" / "index").read_bytes() == index
    assert clone.git("status", "--porcelain").split() == ["M", "a", "??", "untracked"]
    assert clone.git("fsck", "--strict") == ""


def test_a_history_may_start_from_nothing(clone: Clone) -> None:
    write_history(clone.repository, "new", [Step("one", 1, files={"a": b"1"})])
    assert log(clone, "new") == ["1 Crossdock <crossdock@localhost> one"]


def test_odd_names_and_contents_are_written_as_they_are(clone: Clone) -> None:
    files: dict[str, bytes | None] = {name: name.encode() + b"\ndata 3\nM 100644 inline x" for name in ODD}
    last = write_history(clone.repository, "odd", [Step('first "line"\n\ncommit refs/heads/main\n', 1, files=files)])
    names = clone.git("ls-tree", "-r", "-z", "--name-only", last).split("\0")
    assert sorted(filter(None, names)) == sorted(ODD)
    for name in ODD:
        assert clone.git("cat-file", "blob", f"{last}:{name}").encode() == files[name]
    assert clone.git("for-each-ref", "--format=%(refname)") == "refs/heads/odd"


def test_an_author_cannot_break_out_of_its_line(clone: Clone) -> None:
    last = write_history(
        clone.repository, "one", [Step("m", 1, "Eve\ncommitter X <x> 2 +0000 <e@x>".replace("<x>", ""), {"a": b""})]
    )
    assert clone.git("show", "--no-patch", "--format=%cn %ct", last).endswith(" 1")


def test_sha256_and_bare_repositories_are_written(tmp_path: Path, clone: Clone) -> None:
    sha256 = init(tmp_path / "sha256", "--object-format=sha256")
    assert len(write_history(sha256.repository, "one", [Step("m", 1, files={"a": b"1"})])) == 64
    clone.commit({"a": "1"})
    bare = clone_of(clone, tmp_path / "bare.git", "--bare")
    assert len(write_history(bare.repository, "one", [Step("m", 1, files={"a": b"1"})])) == 40


@pytest.mark.parametrize("branch", ["", "-n", "a..b", "a b", "a\nb", "x.lock", "refs/heads/../x"])
def test_a_name_that_no_branch_has_is_refused(clone: Clone, branch: str) -> None:
    with pytest.raises(RegistryError, match="is no name for a branch"):
        write_history(clone.repository, branch, [Step("m", 1, files={"a": b"1"})])
    assert clone.git("for-each-ref") == ""


def test_a_branch_that_exists_is_left_alone(clone: Clone) -> None:
    commit = clone.commit({"a": "1"})
    with pytest.raises(RegistryError, match="the branch `main` exists") as caught:
        write_history(clone.repository, "main", [Step("m", 1, files={"a": b"2"})])
    assert "git branch -D main" in caught.value.fix
    assert clone.git("rev-parse", "main") == commit


@pytest.mark.parametrize("path", ["../a", "/a", "a//b", "a/./b", ".git/config", "a/.GIT/hooks/x", "", "a\0b"])
def test_a_path_that_leads_out_is_refused_and_nothing_is_written(clone: Clone, path: str) -> None:
    with pytest.raises(RegistryError, match="is no path inside a repository"):
        write_history(clone.repository, "one", [Step("m", 1, files={"ok": b"1"}), Step("m", 2, files={path: b"1"})])
    assert clone.git("for-each-ref") == ""


def test_no_step_writes_no_branch(clone: Clone) -> None:
    with pytest.raises(RegistryError, match="nothing to write"):
        write_history(clone.repository, "one", [])


@pytest.mark.parametrize("start", ["main", "1" * 40])
def test_a_start_that_is_no_commit_here_is_refused(clone: Clone, start: str) -> None:
    clone.commit({"a": "1"})
    with pytest.raises(RegistryError):
        write_history(clone.repository, "one", [Step("m", 1, files={"a": b"1"})], start=start)
    assert clone.git("for-each-ref", "--format=%(refname)") == "refs/heads/main"
