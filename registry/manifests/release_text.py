"""Writes release records: text that is appended to `releases.yaml`, and nothing else in the file changes."""

from dataclasses import replace

from crossdock.registry.documents.read import read_document
from crossdock.registry.errors import RegistryError
from crossdock.registry.manifests.list_text import append_entry, render_entry, write_scalar
from crossdock.registry.manifests.releases_file import read_releases
from crossdock.registry.model.release import Release, ReleaseLog, Withdrawal


def render_release(record: Release | Withdrawal) -> str:
    """Return a record as the entry of a list, indented by two; the same text on every run and machine."""
    lines = _withdrawal_lines(record) if isinstance(record, Withdrawal) else _release_lines(record)
    return render_entry(lines)


def append_release(text: str, record: Release | Withdrawal, path: str = "releases.yaml") -> str:
    """Return the text of a `releases.yaml` with one more record at its end; an empty text starts the file.

    All lines that are there stay as they are. Raises RegistryError when the version has such a record already, when there is nothing to
    withdraw, or when the text cannot be continued by lines alone.
    """
    before = _read(text, path) if text.strip() else ReleaseLog()
    _refuse_repetition(before, record, path)
    written = append_entry(text, "releases", render_release(record))
    after, findings = read_releases(read_document(path, written.encode("utf-8")))
    if after is None or findings or not _holds(before, after, record):
        raise RegistryError(
            f"{path} cannot be continued by appending lines",
            "write `releases:` as a block list, one `- version: …` for each record, with nothing after it",
        )
    return written


def _release_lines(record: Release) -> list[str]:
    lines = [
        f"version: {write_scalar(record.version)}",
        f"date: {record.date.isoformat()}",
        f"digest: {write_scalar(record.digest)}",
        f"verdict: {write_scalar(record.verdict)}",
        "files:" if record.files else "files: {}",
        *(f"  {write_scalar(path)}: {write_scalar(blob)}" for path, blob in sorted(record.files)),
    ]
    if not record.accepted:
        return [*lines, "accepted: []"]
    return [*lines, "accepted:", *(f"  - {write_scalar(identity)}" for identity in record.accepted)]


def _withdrawal_lines(record: Withdrawal) -> list[str]:
    return [
        f"version: {write_scalar(record.version)}",
        f"withdrawn: {record.date.isoformat()}",
        f"reason: {write_scalar(record.reason)}",
    ]


def _read(text: str, path: str) -> ReleaseLog:
    log, findings = read_releases(read_document(path, text.encode("utf-8")))
    if log is None or findings:
        what = findings[0].message if findings else "the file is not a list of records"
        raise RegistryError(f"{path} cannot be continued: {what}", "restore the file from Git history")
    return log


def _refuse_repetition(log: ReleaseLog, record: Release | Withdrawal, path: str) -> None:
    if isinstance(record, Release) and log.find(record.version) is not None:
        raise RegistryError(f"{path} holds a record of `{record.version}` already", "release the next version")
    if isinstance(record, Withdrawal) and record.version not in {release.version for release in log.standing}:
        raise RegistryError(
            f"{path} holds no release `{record.version}` that could be withdrawn",
            "name a version that was released and not withdrawn",
        )


def _holds(before: ReleaseLog, after: ReleaseLog, record: Release | Withdrawal) -> bool:
    """Whether a log says what it said before, and the record besides."""
    is_release = isinstance(record, Release)
    releases = [_content(entry) for entry in (*before.releases, *((record,) if is_release else ()))]
    withdrawals = [_content(entry) for entry in (*before.withdrawals, *(() if is_release else (record,)))]
    return [_content(entry) for entry in after.releases] == releases and [
        _content(entry) for entry in after.withdrawals
    ] == withdrawals


def _content(entry: Release | Withdrawal) -> Release | Withdrawal:
    """Return an entry without its place, for comparison."""
    if isinstance(entry, Withdrawal):
        return replace(entry, pointer="")
    return replace(entry, pointer="", files=tuple(sorted(entry.files)))
