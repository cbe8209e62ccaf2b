"""Where histories parted; git's own answer is the referee."""

import random
from pathlib import Path

import pytest

from crossdock.registry.errors import RevisionNotFound
from crossdock.registry.store.merge_base import find_merge_base
from crossdock.registry.store.objects import ObjectReader
from tests.registry.store.building import Clone, clone_of, traced


def best(clone: Clone, ours: str, theirs: str) -> set[str]:
    return set(clone.git("merge-base", "--all", ours, theirs).split())


def test_a_branch_parted_where_it_left(clone: Clone, objects: ObjectReader) -> None:
    clone.commit({"a": "1"})
    parted = clone.commit({"a": "2"})
    main = clone.commit({"a": "3"})
    clone.git("checkout", "--quiet", "-b", "side", parted)
    side = clone.commit({"b": "1"})
    assert find_merge_base(objects, side, main) == parted
    assert find_merge_base(objects, main, side) == parted
    assert find_merge_base(objects, main, parted) == parted
    assert find_merge_base(objects, main, main) == main


def test_a_criss_cross_has_a_best_common_ancestor(clone: Clone, objects: ObjectReader) -> None:
    clone.commit({"a": "1"})
    clone.git("checkout", "--quiet", "-b", "side")
    side = clone.commit({"b": "1"})
    clone.git("checkout", "--quiet", "main")
    main = clone.commit({"c": "1"})
    crossed = clone.merge("side")
    clone.git("checkout", "--quiet", "side")
    other = clone.merge(main)
    assert best(clone, crossed, other) == {side, main}
    assert find_merge_base(objects, crossed, other) in {side, main}


@pytest.mark.parametrize("seed", range(6))
@pytest.mark.parametrize("bound", [3, 256])
def test_random_histories_with_clocks_that_disagree(clone: Clone, objects: ObjectReader, seed: int, bound: int) -> None:
    chance = random.Random(seed)
    tree = clone.git("hash-object", "-t", "tree", "-w", "--stdin", content=b"")
    commits: list[str] = []
    for number in range(25):
        parents = chance.sample(commits[-8:], min(len(commits[-8:]), chance.choice((1, 1, 2))))
        options = [option for parent in parents for option in ("-p", parent)]
        commits.append(
            clone.git("commit-tree", "-m", str(number), *options, tree, date=1_760_000_000 + chance.randrange(2000))
        )
    for _ in range(12):
        ours, theirs = chance.sample(commits, 2)
        found = find_merge_base(objects, ours, theirs, bound)
        assert found in best(clone, ours, theirs)


def test_histories_that_share_nothing_have_none(clone: Clone, objects: ObjectReader) -> None:
    main = clone.commit({"a": "1"})
    clone.git("checkout", "--quiet", "--orphan", "other")
    other = clone.commit({"b": "1"})
    assert find_merge_base(objects, main, other) is None
    assert find_merge_base(objects, main, other, bound=0) is None


def test_a_near_base_costs_no_process_of_its_own(
    clone: Clone, objects: ObjectReader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    parted = clone.commit({"a": "1"})
    for number in range(20):
        clone.commit({"a": str(number)})
    main = clone.git("rev-parse", "main")
    clone.git("checkout", "--quiet", "-b", "side", parted)
    side = clone.commit({"b": "1"})
    with traced(tmp_path / "trace", monkeypatch) as started:
        assert find_merge_base(objects, side, main) == parted
        objects.close()
    assert [arguments[-2:] for arguments in started] == [["cat-file", "--batch"]]


@pytest.mark.parametrize("bound", [1, 256])
def test_a_shallow_clone_that_ends_too_early_says_how_to_mend_it(clone: Clone, tmp_path: Path, bound: int) -> None:
    parted = clone.commit({"a": "1"})
    for number in range(4):
        clone.commit({"a": str(number)})
    clone.git("checkout", "--quiet", "-b", "side", parted)
    for number in range(4):
        clone.commit({"b": str(number)})
    shallow = clone_of(clone, tmp_path / "shallow", "--depth=2", "--no-single-branch")
    with ObjectReader(shallow.repository) as objects:
        side, main = objects.resolve("origin/side"), objects.resolve("origin/main")
        with pytest.raises(RevisionNotFound, match="this clone is shallow") as caught:
            find_merge_base(objects, side, main, bound)
        assert "git fetch --unshallow" in caught.value.fix and "fetch-depth: 0" in caught.value.fix
        shallow.git("fetch", "--quiet", "--unshallow")
        assert find_merge_base(objects, side, main, bound) == parted


def test_a_shallow_clone_that_reaches_the_base_answers(clone: Clone, tmp_path: Path) -> None:
    clone.commit({"a": "1"})
    parted = clone.commit({"a": "2"})
    clone.commit({"a": "3"})
    clone.git("checkout", "--quiet", "-b", "side", parted)
    clone.commit({"b": "1"})
    shallow = clone_of(clone, tmp_path / "shallow", "--depth=2", "--no-single-branch")
    with ObjectReader(shallow.repository) as objects:
        assert find_merge_base(objects, objects.resolve("origin/side"), objects.resolve("origin/main")) == parted
