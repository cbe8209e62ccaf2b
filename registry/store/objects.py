"""Reads commits, trees and blobs of a repository."""

import re
from collections.abc import Iterable
from types import TracebackType

from crossdock.registry.errors import RegistryError, RevisionNotFound
from crossdock.registry.store.batch import BatchProcess, Found
from crossdock.registry.store.disk import MAX_BLOB
from crossdock.registry.store.entries import Commit, TreeEntry, read_commit, read_entries
from crossdock.registry.store.git import GitRepository
from crossdock.registry.store.missing import fetch_missing

MAX_TREE = 64 << 20  # bytes; a folder of half a million names
_OID = re.compile(r"[0-9a-f]{40}(?:[0-9a-f]{24})?")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")


class ObjectReader:
    """The objects of one repository, through one process. Close it, or use it in a `with`; one thread at a time.

    Trees and blobs that a shallow or partial clone lacks are asked for in one fetch; commits are never fetched. A partial clone takes a
    second process.
    """

    def __init__(self, repository: GitRepository) -> None:
        self.repository = repository
        self._names = BatchProcess(repository)
        self._ids = BatchProcess(repository, is_partial=True) if repository.is_partial() else self._names

    def __enter__(self) -> "ObjectReader":
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End the process; a later question starts another."""
        self._names.close()
        self._ids.close()

    def resolve(self, revision: str) -> str:
        """Return the commit id that a revision (gitrevisions(7)) names. Raises RevisionNotFound when there is none."""
        found = self._one(f"{_checked(revision)}^{{commit}}")
        if found is None:
            raise RevisionNotFound(f"there is no commit `{revision}`", self._mend(revision))
        return found.oid

    def find_commit(self, oid: str) -> Commit | None:
        """Return a commit by its id, `None` when it is not here."""
        found = self._one(oid) if is_oid(oid) else None
        if found is None or found.kind != "commit" or found.content is None:
            return None
        try:
            return read_commit(found.oid, found.content)
        except ValueError as error:
            raise RegistryError(f"commit `{oid}` is damaged: {error}", "`git fsck` says what else is") from error

    def tree_of(self, commit: str, prefix: str = "") -> str | None:
        """Return the id of the folder `prefix` (`""` is the top) of a commit, `None` when it has no such folder.

        Raises RevisionNotFound when the commit is not here.
        """
        found = self.find_commit(commit)
        if found is None:
            raise RevisionNotFound(f"commit `{commit}` is not here", self._mend(commit))
        return self.find_tree(found.tree, prefix)

    def find_tree(self, tree: str, path: str) -> str | None:
        """Return the id of the folder at a path below a tree, `None` when there is none."""
        for name in filter(None, path.split("/")):
            inner = next((entry.oid for entry in self.read_tree(tree) if entry.name == name and entry.is_tree), None)
            if inner is None:
                return None
            tree = inner
        return tree

    def read_tree(self, oid: str) -> tuple[TreeEntry, ...]:
        """Return what one tree holds. Raises RegistryError when it is not here."""
        return self.read_trees((oid,))[oid]

    def read_trees(self, oids: Iterable[str]) -> dict[str, tuple[TreeEntry, ...]]:
        """Return what many trees hold, asked for together. Raises RegistryError when one is not here."""
        answers = self._ask(oids, MAX_TREE)
        return {oid: _entries(oid, found) for oid, found in answers.items()}

    def read_blobs(self, oids: Iterable[str], limit: int = MAX_BLOB) -> dict[str, bytes | None]:
        """Return the contents of many blobs, asked for together; `None` is one larger than `limit` bytes.

        What is not here even after a fetch, or is no blob, is left out.
        """
        answers = self._ask(oids, limit)
        return {oid: found.content for oid, found in answers.items() if found is not None and found.kind == "blob"}

    def complete(self, oids: Iterable[str]) -> None:
        """Fetch at once what is missing of these objects, without keeping any."""
        self._ask(oids, limit=-1)

    def _ask(self, oids: Iterable[str], limit: int) -> dict[str, Found | None]:
        """Ask for objects by full ids. Ids come from files that people wrote, so anything else is never sent."""
        answers = self._ids.ask(filter(is_oid, oids), limit)
        absent = [oid for oid, found in answers.items() if found is None]
        if absent and fetch_missing(self.repository, absent):
            answers |= self._ids.ask(absent, limit)
        return answers

    def _one(self, name: str) -> Found | None:
        return self._names.ask((name,), MAX_TREE)[name]

    def _mend(self, revision: str) -> str:
        if self.repository.is_shallow():
            return (
                f"this clone is shallow: `git fetch --depth=1 origin {revision}`, or `fetch-depth: 0` in the workflow"
            )
        return "`git branch --all` lists what there is, `git fetch` brings what the remote has"


def is_oid(text: str) -> bool:
    """Whether a text is a full object id (SHA-1 or SHA-256)."""
    return _OID.fullmatch(text) is not None


def _entries(oid: str, found: Found | None) -> tuple[TreeEntry, ...]:
    if found is None or found.kind != "tree" or found.content is None:
        raise RegistryError(
            f"tree `{oid}` is not here", "`git fetch --refetch` completes the clone, `git fsck` says what it lacks"
        )
    try:
        return read_entries(found.content, len(oid) // 2)
    except ValueError as error:
        raise RegistryError(f"tree `{oid}` is damaged: {error}", "`git fsck` says what else is") from error


def _checked(revision: str) -> str:
    """Return a revision that may be asked for. Raises RevisionNotFound for what no commit is ever called."""
    if not revision or revision.startswith("-") or _CONTROL.search(revision):
        shown = revision.encode("unicode_escape").decode("ascii")
        raise RevisionNotFound(
            f"`{shown}` names no revision", "name a branch, a tag or a commit, such as `origin/main` or `v1.2.0`"
        )
    return revision
