"""Which commit a change is judged against."""

import json
from pathlib import Path

import pytest

from crossdock.registry.errors import RegistryError, RevisionNotFound
from crossdock.registry.store.base import Base, Head, find_base
from crossdock.registry.store.objects import ObjectReader
from tests.registry.store.building import Clone, clone_of

ZERO = "0" * 40


@pytest.fixture
def origin(tmp_path: Path) -> Clone:
    """`main` at 3, `side` left it at 2; the tag `merged` is a merge of `side` into `main`, as a code host makes it."""
    clone = Clone(tmp_path / "origin")
    clone.path.mkdir()
    clone.git("init", "--quiet", "--initial-branch=main")
    for number in ("1", "2"):
        clone.commit({"a": number}, message=number)
    clone.git("checkout", "--quiet", "-b", "side")
    clone.commit({"b": "1"}, message="side")
    clone.git("checkout", "--quiet", "main")
    clone.commit({"a": "3"}, message="3")
    clone.git("checkout", "--quiet", "--detach")
    clone.merge("side")
    clone.git("tag", "merged")
    clone.git("checkout", "--quiet", "main")
    return clone


@pytest.fixture
def work(origin: Clone, tmp_path: Path) -> Clone:
    """A clone of it, on `side`."""
    clone = clone_of(origin, tmp_path / "work")
    clone.git("checkout", "--quiet", "side")
    return clone


def base_of(clone: Clone, **environ: str) -> Base:
    return base_for(clone, environ=environ)


def base_for(
    clone: Clone, *, is_changed: bool = False, explicit: str | None = None, environ: dict[str, str] | None = None
) -> Base:
    with ObjectReader(clone.repository) as objects:
        head = Head(objects.resolve("HEAD"), is_changed)
        return find_base(objects, head, explicit=explicit, environ=environ or {})


def at(clone: Clone, revision: str) -> str:
    return clone.git("rev-parse", f"{revision}^{{commit}}")


def event(tmp_path: Path, content: object) -> str:
    path = tmp_path / "event.json"
    path.write_text(json.dumps(content))
    return str(path)


def test_a_named_base_is_where_head_left_it(work: Clone) -> None:
    assert base_for(work, explicit="origin/main") == Base(
        at(work, "origin/main~1"), "the commit where HEAD left `origin/main`"
    )
    assert base_for(work, explicit="HEAD~1") == Base(at(work, "HEAD~1"), "`HEAD~1`")
    assert base_for(work, explicit="HEAD") == Base(at(work, "HEAD"), "`HEAD`")
    assert base_for(work, explicit="merged") == Base(at(work, "merged"), "`merged`")
    assert (
        base_for(work, explicit="HEAD~1", environ={"GITHUB_EVENT_NAME": "push", "GITHUB_EVENT_PATH": "/nowhere"}).reason
        == "`HEAD~1`"
    )


def test_a_named_base_without_common_history_is_taken_as_it_is(work: Clone, origin: Clone, tmp_path: Path) -> None:
    work.git("checkout", "--quiet", "--orphan", "other")
    work.commit({"x": "1"})
    assert base_for(work, explicit="origin/main") == Base(at(work, "origin/main"), "`origin/main`")
    shallow = clone_of(origin, tmp_path / "shallow", "--depth=1", "--no-single-branch", "--branch=side")
    found = base_for(shallow, explicit="origin/main")
    assert found.commit == at(shallow, "origin/main")
    assert "too shallow to tell" in found.reason


def test_a_named_base_that_is_not_there_is_said(work: Clone) -> None:
    with pytest.raises(RevisionNotFound, match="there is no commit `nowhere`"):
        base_for(work, explicit="nowhere")


def test_without_ci_the_base_is_where_head_left_the_default_branch(work: Clone) -> None:
    assert base_of(work) == Base(at(work, "origin/main~1"), "the commit where HEAD left `origin/main`")
    work.git("remote", "rename", "origin", "elsewhere")
    work.git("branch", "--force", "main", "elsewhere/main")
    assert base_of(work) == Base(at(work, "main~1"), "the commit where HEAD left `main`")


def test_the_remote_says_what_its_default_branch_is(origin: Clone, tmp_path: Path) -> None:
    origin.git("branch", "--move", "main", "trunk")
    work = clone_of(origin, tmp_path / "work")
    work.git("checkout", "--quiet", "side")
    assert base_of(work) == Base(at(work, "origin/trunk~1"), "the commit where HEAD left `origin/HEAD`")


def test_without_a_default_branch_nothing_is_guessed(work: Clone) -> None:
    work.git("remote", "remove", "origin")
    work.git("branch", "--delete", "--force", "main")
    with pytest.raises(RevisionNotFound) as caught:
        base_of(work)
    assert caught.value.message == "nothing says what to compare with: there is no `origin/main` and no `main`"
    assert "--base" in caught.value.fix


def test_on_the_default_branch_local_changes_are_the_change(work: Clone) -> None:
    work.git("checkout", "--quiet", "main")
    head = at(work, "HEAD")
    assert base_for(work, is_changed=True) == Base(head, "HEAD, which is part of `origin/main`")
    assert base_of(work) == Base(at(work, "HEAD~1"), "the parent of HEAD, which is part of `origin/main`")


def test_commits_that_were_not_pushed_are_the_change(work: Clone) -> None:
    work.git("checkout", "--quiet", "main")
    pushed = at(work, "HEAD")
    work.commit({"a": "4"})
    assert base_of(work) == Base(pushed, "the commit where HEAD left `origin/main`")


def test_the_first_commit_has_nothing_before_it(clone: Clone) -> None:
    clone.commit({"a": "1"})
    assert base_of(clone) == Base(None, "HEAD is the first commit")
    with ObjectReader(clone.repository) as objects:
        assert find_base(objects, Head(None, True), environ={}) == Base(None, "nothing was committed before")


def test_histories_that_share_nothing_are_said(work: Clone) -> None:
    work.git("checkout", "--quiet", "--orphan", "other")
    work.commit({"x": "1"})
    with pytest.raises(RevisionNotFound, match="HEAD shares no history with `origin/main`"):
        base_of(work)


def test_github_merges_the_pull_request_and_its_first_parent_is_the_base(work: Clone) -> None:
    work.git("checkout", "--quiet", "merged")
    found = base_of(
        work,
        GITHUB_EVENT_NAME="pull_request",
        GITHUB_BASE_REF="main",
        GITHUB_REF="refs/pull/7/merge",
        GITHUB_SHA=at(work, "HEAD"),
    )
    assert found == Base(at(work, "origin/main"), "GitHub: the first parent of the merge commit")


def test_github_with_the_head_of_the_pull_request_checked_out(work: Clone, tmp_path: Path) -> None:
    environ = {"GITHUB_EVENT_NAME": "pull_request", "GITHUB_REF": "refs/pull/7/merge", "GITHUB_SHA": at(work, "merged")}
    expected = at(work, "origin/main~1")
    found = base_of(work, **environ, GITHUB_BASE_REF="main")
    assert found == Base(expected, "GitHub: the commit where HEAD left `main`, which `GITHUB_BASE_REF` names")
    sha = {"pull_request": {"base": {"sha": at(work, "origin/main")}}}
    found = base_of(work, **environ, GITHUB_BASE_REF="gone", GITHUB_EVENT_PATH=event(tmp_path, sha))
    assert found.commit == expected


def test_github_with_one_commit_fetched_says_how_to_mend_it(origin: Clone, tmp_path: Path) -> None:
    shallow = clone_of(origin, tmp_path / "shallow", "--depth=1", "--branch=merged")
    environ = {"GITHUB_EVENT_NAME": "pull_request", "GITHUB_BASE_REF": "main", "GITHUB_REF": "refs/pull/7/merge"}
    with pytest.raises(RevisionNotFound) as caught:
        base_of(shallow, **environ, GITHUB_SHA=at(shallow, "HEAD"))
    assert at(origin, "main") in caught.value.message
    assert "fetch-depth: 0" in caught.value.fix
    side = clone_of(origin, tmp_path / "side", "--depth=1", "--branch=side")
    with pytest.raises(RevisionNotFound) as caught:
        base_of(side, **environ, GITHUB_SHA=at(origin, "merged"))
    assert "`main`, which this clone does not have" in caught.value.message
    assert "git fetch origin main" in caught.value.fix


def test_github_names_the_base_of_a_merge_group(work: Clone, tmp_path: Path) -> None:
    sha = at(work, "HEAD~1")
    path = event(tmp_path, {"merge_group": {"base_sha": sha}})
    found = base_of(work, GITHUB_EVENT_NAME="merge_group", GITHUB_EVENT_PATH=path, GITHUB_SHA=at(work, "HEAD"))
    assert found == Base(sha, "GitHub: `merge_group.base_sha`")


def test_github_names_what_a_push_replaced(work: Clone, tmp_path: Path) -> None:
    before = at(work, "HEAD~2")
    environ = {"GITHUB_EVENT_NAME": "push", "GITHUB_SHA": at(work, "HEAD")}
    path = event(tmp_path, {"before": before})
    assert base_of(work, **environ, GITHUB_EVENT_PATH=path) == Base(before, "GitHub: `before`")
    other = base_of(work, **environ | {"GITHUB_SHA": at(work, "origin/main")}, GITHUB_EVENT_PATH=path)
    assert other == Base(at(work, "origin/main~1"), "the commit where HEAD left `origin/main`")


def test_a_new_branch_is_said_and_judged_against_the_default_branch(work: Clone, tmp_path: Path) -> None:
    expected = at(work, "origin/main~1")
    found = base_of(work, GITHUB_EVENT_NAME="push", GITHUB_EVENT_PATH=event(tmp_path, {"before": ZERO}))
    note = "the commit where HEAD left `origin/main`"
    assert found == Base(expected, f"{note} (GitHub says in `before` that the branch is new)")
    found = base_of(work, GITLAB_CI="true", CI_COMMIT_BEFORE_SHA=ZERO)
    assert found == Base(expected, f"{note} (GitLab says in `CI_COMMIT_BEFORE_SHA` that the branch is new)")


def test_a_forced_push_whose_base_is_gone_is_said(work: Clone, tmp_path: Path) -> None:
    lost = "1" * 40
    forced = event(tmp_path, {"before": lost, "forced": True})
    found = base_of(work, GITHUB_EVENT_NAME="push", GITHUB_EVENT_PATH=forced)
    assert found.reason == "the commit where HEAD left `origin/main` (the push replaced `111111111111`, which is gone)"
    with pytest.raises(RevisionNotFound, match=f"the base `{lost}` is not in this clone") as caught:
        base_of(work, GITHUB_EVENT_NAME="push", GITHUB_EVENT_PATH=event(tmp_path, {"before": lost}))
    assert "git fetch" in caught.value.fix


@pytest.mark.parametrize("content", ["", "nonsense", "\udcff"])
def test_an_event_file_that_cannot_be_read_is_said(work: Clone, tmp_path: Path, content: str) -> None:
    path = tmp_path / "event.json"
    path.write_bytes(content.encode("utf-8", "surrogateescape"))
    with pytest.raises(RegistryError, match="the event file"):
        base_of(work, GITHUB_EVENT_NAME="push", GITHUB_EVENT_PATH=str(path))


@pytest.mark.parametrize("content", [[], {"before": 5}, {"before": None}, {}])
def test_an_event_that_names_no_base_leaves_it_to_the_default_branch(
    work: Clone, tmp_path: Path, content: object
) -> None:
    found = base_of(work, GITHUB_EVENT_NAME="push", GITHUB_EVENT_PATH=event(tmp_path, content))
    assert found.reason == "the commit where HEAD left `origin/main`"
    assert base_of(work, GITHUB_EVENT_NAME="schedule") == found


def test_gitlab_names_its_base(work: Clone) -> None:
    base, head = at(work, "HEAD~1"), at(work, "HEAD")
    diff = {"GITLAB_CI": "true", "CI_MERGE_REQUEST_DIFF_BASE_SHA": at(work, "HEAD~2"), "CI_COMMIT_SHA": head}
    assert base_of(work, **diff) == Base(at(work, "HEAD~2"), "GitLab: `CI_MERGE_REQUEST_DIFF_BASE_SHA`")
    merged = diff | {"CI_MERGE_REQUEST_TARGET_BRANCH_SHA": base, "CI_COMMIT_BEFORE_SHA": ZERO}
    assert base_of(work, **merged) == Base(base, "GitLab: `CI_MERGE_REQUEST_TARGET_BRANCH_SHA`")
    pushed = {"GITLAB_CI": "true", "CI_COMMIT_BEFORE_SHA": base, "CI_PIPELINE_SOURCE": "push"}
    assert base_of(work, **pushed) == Base(base, "GitLab: `CI_COMMIT_BEFORE_SHA`")
    assert (
        base_of(work, **pushed | {"CI_PIPELINE_SOURCE": "schedule"}).reason
        == "the commit where HEAD left `origin/main`"
    )


@pytest.mark.parametrize(
    ("ci", "variable", "value"),
    [
        ("Jenkins", "CHANGE_TARGET", "main"),
        ("Azure Pipelines", "SYSTEM_PULLREQUEST_TARGETBRANCH", "refs/heads/main"),
        ("Bitbucket", "BITBUCKET_PR_DESTINATION_BRANCH", "main"),
        ("Buildkite", "BUILDKITE_PULL_REQUEST_BASE_BRANCH", "main"),
    ],
)
def test_others_name_the_target_branch(work: Clone, ci: str, variable: str, value: str) -> None:
    found = base_of(work, **{variable: value})
    assert found == Base(
        at(work, "origin/main~1"), f"{ci}: the commit where HEAD left `main`, which `{variable}` names"
    )
    assert base_of(work, **{variable: ""}).reason == "the commit where HEAD left `origin/main`"


@pytest.mark.parametrize("branch", ["gone", "--upload-pack=x", "a\nb"])
def test_a_target_that_is_not_here_is_said(work: Clone, branch: str) -> None:
    with pytest.raises(RevisionNotFound, match="which this clone does not have"):
        base_of(work, CHANGE_TARGET=branch)
