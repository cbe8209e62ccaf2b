"""A check of one document in place of a contract's: findings name the file that was judged, and what lies in the registry apart."""

import os.path
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from crossdock.registry.model.counting import count
from crossdock.registry.model.finding import Finding, State
from crossdock.registry.model.location import Location
from crossdock.registry.model.result import CheckResult

ELSEWHERE = "in the registry"
MARK = ("where", "registry")  # the fact of what does not lie in the file


def name_judged_file(result: CheckResult, document: str, file: str, root: Path) -> CheckResult:
    """Return the result with places as they are seen from the current folder.

    Those in the contract's `document` lie in `file`; all others lie in the registry at `root`, and are marked: whoever exports the file
    cannot mend them there.
    """
    shown = _shown_root(root)

    def rename(path: str) -> str:
        return file if path == document else f"{shown}{path}"

    findings = tuple(_rename(finding, rename, is_here=finding.at.path == document) for finding in result.findings)
    others = [one for one in findings if MARK in one.facts and one.state is State.NEW]
    notices = (*result.notices, f"`{shown}{document}` is judged as it is in `{file}`")
    if others:
        lie = "lies" if len(others) == 1 else "lie"
        notices += (
            f"{count(len(others), 'finding')} {lie} in the registry, not in `{file}`: mend or waive them there",
        )
    return replace(result, revision=file, prefix="", findings=findings, notices=notices)


def _rename(finding: Finding, rename: Callable[[str], str], *, is_here: bool) -> Finding:
    at, was = finding.at, finding.was
    if not isinstance(at, Location):
        return finding
    before = replace(was, path=rename(was.path)) if isinstance(was, Location) else None
    named = finding.located(replace(at, path=rename(at.path)), before)
    if is_here:
        return named
    return replace(named, message=f"{ELSEWHERE}: {named.message}", facts=(*named.facts, MARK))


def _shown_root(root: Path) -> str:
    """Return the way from the current folder to the registry, ending in a slash; `""` where that is the current folder."""
    try:
        shown = Path(os.path.relpath(root)).as_posix()
    except ValueError:  # another drive
        shown = root.as_posix()
    return "" if shown == "." else f"{shown}/"
