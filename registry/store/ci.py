"""What the environment of a CI system says about the change it runs for."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from crossdock.registry.errors import RegistryError

# name, variable that a run for a pull request sets to the target branch
_TARGETS = (
    ("Jenkins", "CHANGE_TARGET"),
    ("Azure Pipelines", "SYSTEM_PULLREQUEST_TARGETBRANCH"),
    ("Bitbucket", "BITBUCKET_PR_DESTINATION_BRANCH"),
    ("Buildkite", "BUILDKITE_PULL_REQUEST_BASE_BRANCH"),
)
_MAX_EVENT = 16 << 20  # bytes


@dataclass(frozen=True, slots=True)
class CiBase:
    """What a CI system says of the base: a `commit`, or a target `branch`, or neither.

    `source` is the variable that says it, `none` why there is neither, or why the commit may be missing. `commit_under_test` is what the
    CI runs for, `None` when it does not say; `is_merge`: it is a merge that the CI made of target and change. `else_commits` serve when
    the target branch was not fetched.
    """

    ci: str
    source: str
    commit: str | None = None
    branch: str | None = None
    commit_under_test: str | None = None
    is_merge: bool = False
    else_commits: tuple[str, ...] = ()
    none: str = ""


def find_ci_base(environ: Mapping[str, str]) -> CiBase | None:
    """Return what the CI environment says, `None` outside of CI and for runs that are about no change (schedules).

    Raises RegistryError when the event file that GitHub names cannot be read.
    """
    if environ.get("GITHUB_EVENT_NAME"):
        return _github(environ)
    if environ.get("GITLAB_CI"):
        return _gitlab(environ)
    for ci, variable in _TARGETS:
        branch = environ.get(variable, "").removeprefix("refs/heads/")
        if branch:
            return CiBase(ci, f"`{variable}`", branch=branch)
    return None


def _github(environ: Mapping[str, str]) -> CiBase | None:
    """Read GitHub's variables and event file (docs.github.com, "Events that trigger workflows")."""
    event = environ["GITHUB_EVENT_NAME"]
    if event in ("pull_request", "pull_request_target"):
        sha = _text(_github_event(environ), "pull_request", "base", "sha")
        return CiBase(
            "GitHub",
            "`GITHUB_BASE_REF`",
            branch=environ.get("GITHUB_BASE_REF") or None,
            commit_under_test=environ.get("GITHUB_SHA"),
            is_merge=environ.get("GITHUB_REF", "").endswith("/merge"),
            else_commits=(sha,) if sha else (),
        )
    if event == "merge_group":
        return CiBase(
            "GitHub", "`merge_group.base_sha`", commit=_text(_github_event(environ), "merge_group", "base_sha")
        )
    if event == "push":
        pushed = _github_event(environ)
        is_forced = isinstance(pushed, dict) and pushed.get("forced") is True
        return _before("GitHub", "`before`", _text(pushed, "before"), environ.get("GITHUB_SHA"), is_forced=is_forced)
    return None


def _gitlab(environ: Mapping[str, str]) -> CiBase | None:
    """Read GitLab's predefined variables; a merged-results pipeline is judged against the target it was merged with."""
    for variable in ("CI_MERGE_REQUEST_TARGET_BRANCH_SHA", "CI_MERGE_REQUEST_DIFF_BASE_SHA"):
        if environ.get(variable):
            return CiBase(
                "GitLab", f"`{variable}`", commit=environ[variable], commit_under_test=environ.get("CI_COMMIT_SHA")
            )
    if environ.get("CI_PIPELINE_SOURCE", "push") != "push":
        return None
    return _before(
        "GitLab", "`CI_COMMIT_BEFORE_SHA`", environ.get("CI_COMMIT_BEFORE_SHA"), environ.get("CI_COMMIT_SHA")
    )


def _before(
    ci: str, source: str, before: str | None, under_test: str | None, *, is_forced: bool = False
) -> CiBase | None:
    if not before:
        return None
    if not before.strip("0"):
        return CiBase(ci, source, none=f"{ci} says in {source} that the branch is new")
    none = f"the push replaced `{before[:12]}`, which is gone" if is_forced else ""
    return CiBase(ci, source, commit=before, commit_under_test=under_test, none=none)


def _github_event(environ: Mapping[str, str]) -> object:
    path = environ.get("GITHUB_EVENT_PATH")
    if not path:
        return None
    try:
        with Path(path).open("rb") as file:
            event: object = json.loads(file.read(_MAX_EVENT))
    except (OSError, ValueError) as error:
        raise RegistryError(
            f"the event file `{path}` cannot be read: {error}", "name the base: `--base REV`"
        ) from error
    return event


def _text(data: object, *keys: str) -> str | None:
    for key in keys:
        data = data.get(key) if isinstance(data, dict) else None
    return data if isinstance(data, str) and data else None
