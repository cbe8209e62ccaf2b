"""Makes release records: what a version is, from content that is merged already."""

import posixpath
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import partial

from crossdock.registry.check import Check, CheckContext, Subject
from crossdock.registry.compat.assessment import Assessor
from crossdock.registry.discovery import load_units
from crossdock.registry.errors import RegistryError
from crossdock.registry.model.contract import Contract, LifecycleState
from crossdock.registry.model.finding import Finding, Severity, State, unique_findings
from crossdock.registry.model.release import Release
from crossdock.registry.model.result import Touch
from crossdock.registry.profiles import apply_profiles
from crossdock.registry.ratcheting.judging import mark_standing
from crossdock.registry.revision import Revision
from crossdock.registry.store.patched_snapshot import PatchedSnapshot
from crossdock.registry.waiving.applying import apply_waivers
from crossdock.registry.waiving.granted import load_waivers
from crossdock.registry.waiving.loosened import counting_profiles, layer_in


@dataclass(frozen=True, slots=True)
class Proposal:
    """What releasing one line would do: a record, or the reason why not. `blocking` are the findings that stand in the way."""

    contract: Contract
    record: Release | None
    reason: str = ""
    blocking: tuple[Finding, ...] = ()


def propose_release(merged: Revision, current: Revision, key: str, today: date, assessor: Assessor) -> Proposal:
    """Work out the record for the version that the manifest states in `merged`; `current` holds the records there are.

    Raises RegistryError when the manifest cannot be read or states no version.
    """
    contract = merged.contract(key)
    if contract is None:
        raise RegistryError(
            f"`{key}` is not in {merged.label}, or its manifest cannot be read",
            "commit it first; `crossdock check --all` says more",
        )
    if contract.version is None:
        raise RegistryError(f"`{key}` states no version", f"add `version` to `{contract.manifest}`")
    if contract.lifecycle.state is LifecycleState.DRAFT:
        return Proposal(contract, None, "is a draft")
    now = current.contract(key) or contract
    digest = merged.digest(contract)
    known = current.releases(now).find(contract.version)
    if known is not None and known.digest == digest:
        return Proposal(contract, None, f"{contract.version} is released already")
    judged = _with_records(merged, current, now)
    findings = _judge(judged, contract, today, assessor)
    blocking = tuple(f for f in findings if f.severity is Severity.ERROR and f.state is State.NEW)
    if blocking:
        return Proposal(contract, None, f"{contract.version} has errors", blocking)
    accepted = tuple(sorted({f.identity for f in findings if f.state is State.WAIVED}))
    verdict = assessor.assess(contract, judged).verdict.value
    return Proposal(
        contract, Release(contract.version, today, digest, verdict, tuple(_files(merged, contract)), accepted)
    )


def _with_records(merged: Revision, current: Revision, contract: Contract) -> Revision:
    """Return the merged state with the records that there are now: content may be released some time after it was merged."""
    records = current.read(contract.releases)
    if records is None or records == merged.read(contract.releases):
        return merged
    snapshot = PatchedSnapshot(merged.snapshot, {contract.releases: records}, merged.label)
    return Revision(snapshot, merged.index, objects=merged.objects)


def _files(merged: Revision, contract: Contract) -> Iterator[tuple[str, str]]:
    """Yield the promise's files with their blob ids. Raises RegistryError for one that is not committed."""
    paths = merged.closure(contract)
    blobs = merged.snapshot.oids(paths)
    for path in paths:
        if path not in blobs:
            raise RegistryError(f"`{path}` is not committed in {merged.label}", "commit and merge it, then release")
    yield from sorted((posixpath.relpath(path, contract.folder), blobs[path]) for path in paths)


def _judge(merged: Revision, contract: Contract, today: date, assessor: Assessor) -> list[Finding]:
    """Judge a contract as a check of everything does: what is waived is marked, and what the ratchet allows."""
    subject = Subject(contract.key, contract.folder, Touch.UNCHANGED, contract)
    context = CheckContext(merged, today, assessor)
    checks = [check for check in load_units("check") if isinstance(check, Check)]
    found = unique_findings(finding for check in checks for finding in check.judge(subject, context))
    found = apply_profiles(found, counting_profiles(merged), partial(layer_in, merged))
    waived = apply_waivers(found, load_waivers(merged), merged, today).findings
    return list(mark_standing(waived, merged))
