"""Release records: what a version was, by the Git blobs that hold it."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Release:
    """One released version. `files` are (path relative to the contract's folder, blob id), sorted by path.

    `digest` covers the promise with inheritance applied. `accepted` are identities of findings that were waived into it.
    `pointer` is the record's place in `releases.yaml`.
    """

    version: str
    date: date
    digest: str
    verdict: str
    files: tuple[tuple[str, str], ...]
    accepted: tuple[str, ...] = ()
    pointer: str = ""


@dataclass(frozen=True, slots=True)
class Withdrawal:
    """An entry that takes a released version back; the record stays."""

    version: str
    date: date
    reason: str
    pointer: str = ""


@dataclass(frozen=True, slots=True)
class ReleaseLog:
    """All entries of a line's `releases.yaml`, in the order of the file."""

    releases: tuple[Release, ...] = ()
    withdrawals: tuple[Withdrawal, ...] = ()

    def find(self, version: str) -> Release | None:
        """Return the record of a version, withdrawn or not."""
        return next((release for release in self.releases if release.version == version), None)

    @property
    def standing(self) -> tuple[Release, ...]:
        """The releases that were not withdrawn."""
        gone = {entry.version for entry in self.withdrawals}
        return tuple(release for release in self.releases if release.version not in gone)
