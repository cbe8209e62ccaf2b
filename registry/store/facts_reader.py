"""What the index needs from whoever understands the files: folders in, facts out."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol

from crossdock.registry.model.facts import Facts
from crossdock.registry.store.entries import TreeEntry


@dataclass(frozen=True, slots=True)
class Folder:
    """The folder of a system, or of one contract line. `path` is relative to the registry root.

    `entries` is what it holds itself, folders unread. `system` is what the system's folder holds beside its contracts: when any of
    that changes, all lines of the system are read again, because they inherit from it.
    """

    path: str
    entries: tuple[TreeEntry, ...]
    system: tuple[TreeEntry, ...]
    is_system: bool

    def oid(self, name: str) -> str | None:
        """Return the blob id of a regular file in the folder."""
        return next((entry.oid for entry in self.entries if entry.name == name and entry.is_file), None)


class FactsReader(Protocol):
    """Turns folders into facts. The facts may depend on nothing but the folder's own entries and the system's."""

    @property
    def version(self) -> str:
        """What the facts depend on beside the files: another version, and all are read again."""

    def wants(self, folder: Folder) -> Iterable[str]:
        """Return the ids of the blobs that `read` needs."""

    def read(self, folder: Folder, blobs: Mapping[str, bytes]) -> Facts | None:
        """Return a folder's facts, `None` when it is neither system nor contract. Never raises on content.

        A blob that is not here or too large is left out of `blobs`.
        """
