"""`releases.yaml`: the released versions of a line, written by `crossdock release` and only ever appended to."""

from typing import Literal

from pydantic import Field

from crossdock.registry.documents.document import Document
from crossdock.registry.manifests import problems
from crossdock.registry.manifests.fields import Fields
from crossdock.registry.manifests.origin import Origin
from crossdock.registry.manifests.reading import read_fields
from crossdock.registry.manifests.scalars import Blob, Day, Digest, Prose, Text, Version
from crossdock.registry.model.finding import Finding
from crossdock.registry.model.release import Release, ReleaseLog, Withdrawal


class EntryFields(Fields):
    """A released version, or (with `withdrawn`) a statement that one was taken back."""

    version: Version = Field(description="The version.")
    date: Day | None = Field(None, description="When it was released, in UTC.")
    digest: Digest | None = Field(None, description="Of the promise, with inheritance applied.")
    verdict: Literal["initial", "same", "compatible", "breaking", "unknown"] | None = Field(
        None, description="How it stood to the versions before it."
    )
    files: dict[str, Blob] | None = Field(
        None,
        description="Git blob ids by path, relative to this folder: the promise, all it references, what it inherits from.",
    )
    accepted: list[Text] | None = Field(None, description="Identities of the findings that were waived into it.")
    withdrawn: Day | None = Field(None, description="When the version was taken back, in UTC.")
    reason: Prose | None = Field(None, description="Why it was taken back.")


class ReleasesFields(Fields):
    """The released versions of a line."""

    releases: list[EntryFields] | None = Field(None, description="The records, in the order they were made.")


_RESTORE = "restore the record from Git history; `crossdock release` writes whole records"
_OF_RELEASE = ("date", "digest", "verdict", "files")
_OF_WITHDRAWAL = ("withdrawn", "reason")


def read_releases(document: Document) -> tuple[ReleaseLog | None, tuple[Finding, ...]]:
    """Read `releases.yaml`. A broken record is a finding and left out; `None` when the file itself is broken."""
    if not document.is_readable:
        return None, document.findings
    origin = Origin(document.path)
    reading = read_fields(ReleasesFields, document.data, origin, optional=("releases",))
    findings = [*document.findings, *reading.findings]
    if reading.fields is None:
        return None, tuple(findings)
    entries = reading.fields.releases or []
    releases: list[Release] = []
    withdrawals: list[Withdrawal] = []
    for index, entry in zip(reading.indexes("releases", len(entries)), entries, strict=True):
        pointer = f"/releases/{index}"
        problem = _judge_entry(entry, pointer, origin)
        if problem is not None:
            findings.append(problem)
        elif entry.withdrawn is not None:
            withdrawals.append(Withdrawal(entry.version, entry.withdrawn, entry.reason or "", pointer))
        else:
            releases.append(_lower(entry, pointer))
    return ReleaseLog(tuple(releases), tuple(withdrawals)), tuple(findings)


def _judge_entry(entry: EntryFields, pointer: str, origin: Origin) -> Finding | None:
    """Return what an entry lacks to be a release or a withdrawal."""
    is_withdrawal = entry.withdrawn is not None or entry.reason is not None
    needed, others = (_OF_WITHDRAWAL, _OF_RELEASE) if is_withdrawal else (_OF_RELEASE, _OF_WITHDRAWAL)
    strange = next((name for name in others if getattr(entry, name) is not None), None)
    missing = next((name for name in needed if getattr(entry, name) is None), None)
    if strange is not None:
        rule, name, fix = problems.RECORD_MIXED, strange, problems.RECORD_MIXED.fix
        message = f"the entry for `{entry.version}` releases a version and withdraws it at once"
    elif missing is not None:
        rule, name, fix = problems.MISSING_FIELD, missing, _RESTORE
        what = "withdrawal" if is_withdrawal else "release record"
        message = f"field `{name}` is missing in the {what} of `{entry.version}`"
    else:
        return None
    place = origin.place(f"{pointer}/{name}")
    return Finding(rule.id, rule.severity, message, place, why=rule.why, fix=fix)


def _lower(entry: EntryFields, pointer: str) -> Release:
    if entry.date is None or entry.digest is None or entry.verdict is None or entry.files is None:
        raise ValueError("a record is lowered only after it was judged complete")
    return Release(
        version=entry.version,
        date=entry.date,
        digest=entry.digest,
        verdict=entry.verdict,
        files=tuple(sorted(entry.files.items())),
        accepted=tuple(entry.accepted or ()),
        pointer=pointer,
    )
