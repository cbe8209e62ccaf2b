"""The index: who references, consumes, carries and answers for what, at one state of the registry, without reading all of it."""

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, TypeVar

from crossdock.registry.model.facts import Facts
from crossdock.registry.store.facts_reader import FactsReader
from crossdock.registry.store.git import GitRepository
from crossdock.registry.store.index_file import index_path, open_file, open_memory, remove_file
from crossdock.registry.store.index_move import move_index
from crossdock.registry.store.index_questions import (
    Found,
    find_facts,
    find_links,
    find_links_below,
    find_state,
    is_whole,
    list_keys,
)
from crossdock.registry.store.index_rows import DamagedIndex, Link, links_of
from crossdock.registry.store.objects import ObjectReader

T = TypeVar("T")


class Consumer(NamedTuple):
    """A system that says it consumes a contract: the line or version it names, and where in its `system.yaml`."""

    system: str
    at: str | None
    pointer: str


@dataclass(frozen=True, slots=True)
class _Wanted:
    """The state that was asked for, to build it again when the cache turns out to be damaged."""

    objects: ObjectReader
    reader: FactsReader
    contracts: str
    tree: str | None


class Index:
    """The facts of all folders at one state. Ask only after `update`.

    It lies in the Git directory and is a cache: locked, damaged or not writable, it is left alone or thrown away, and the run works
    from memory. Two runs may use it at once; each sees the state that it asked for.
    """

    def __init__(self, path: Path | None) -> None:
        self._path = path
        self._connection = _open(path)
        self._wanted: _Wanted | None = None
        self._over: dict[str, Facts | None] = {}

    @classmethod
    def open(cls, repository: GitRepository, prefix: str = "", *, is_cached: bool = True) -> "Index":
        """Return the index of the registry at `prefix`; not `is_cached`, one that is built anew in memory."""
        return cls(index_path(repository, prefix) if is_cached else None)

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def update(
        self, objects: ObjectReader, tree: str | None, reader: FactsReader, contracts: str = "contracts"
    ) -> None:
        """Move the index to a tree of the folder `contracts` (`None`: there is none), reading only what differs from where it was.

        Leave `objects` open as long as the index is asked: a cache that turns out to be damaged is built anew.
        """
        self._wanted = _Wanted(objects, reader, contracts, tree)
        self._over = {}
        try:
            is_there = self._move(self._wanted)
        except (sqlite3.DatabaseError, DamagedIndex) as error:
            if not _is_busy(error):
                self._throw_away()
                return
            is_there = False
        if not is_there:
            self._copy_to_memory()

    def verify(self) -> None:
        """Read all that is stored, and build it anew when any is damaged; look-ups alone see every wrong row but not one that is lost."""
        if not is_whole(self._connection):
            self._throw_away()

    def lay_over(self, facts: Mapping[str, Facts | None]) -> None:
        """Answer from now on as if these folders had these facts, `None` for a folder that is gone: what a working tree changed."""
        self._over |= facts

    def contracts_count(self) -> int:
        """Return how many contract lines there are."""
        state = self._read(find_state)
        was = sum(facts is not None and not facts.is_system for facts in map(self._stored_at, self._over))
        now = sum(facts is not None and not facts.is_system for facts in self._over.values())
        return (state.size if state else 0) - was + now

    def all_keys(self) -> tuple[str, ...]:
        """Return the keys of all contract lines, sorted."""
        return self._keys(is_contract=True)

    def systems(self) -> tuple[str, ...]:
        """Return the ids of all systems, sorted."""
        return self._keys(is_contract=False)

    def facts(self, key: str) -> Facts | None:
        """Return the facts of a contract line (`system/name@line`) or a system, `None` when there is none."""
        laid = next((facts for facts in self._over.values() if facts is not None and facts.key == key), None)
        if laid is not None:
            return laid
        found = self._read(lambda connection: find_facts(connection, "key", key))
        return None if found is None or found.folder in self._over else found

    def references_to(self, paths: Iterable[str]) -> tuple[str, ...]:
        """Return the keys of all folders that reference one of these files directly, sorted."""
        return tuple(sorted({found.key for found in self._links(Link.REFERENCE, paths)}))

    def dependents_of(self, paths: Iterable[str]) -> tuple[str, ...]:
        """Return the keys of all folders that reference one of these files, or a file of a folder that does, and so on; sorted."""
        keys: dict[str, str] = {}
        found = list(self._links(Link.REFERENCE, paths))
        while found:
            fresh = {link.folder: link.key for link in found if link.folder not in keys}
            keys |= fresh
            found = [link for folder in fresh for link in self._below(folder)]
        return tuple(sorted(keys.values()))

    def consumers_of(self, contract: str) -> tuple[Consumer, ...]:
        """Return who says it consumes a contract (`system/name`), any line or version of it; sorted."""
        found = self._links(Link.CONSUMES, (contract,))
        return tuple(
            sorted(
                (Consumer(link.key, link.at, link.pointer or "") for link in found), key=lambda c: (c.system, c.pointer)
            )
        )

    def carriers_of(self, entity: str) -> tuple[tuple[str, str | None], ...]:
        """Return (key, field) of all contracts that carry an entity, as in `Facts.entities`; sorted."""
        found = self._links(Link.ENTITY, (entity,))
        return tuple(sorted(((link.key, link.pointer) for link in found), key=lambda pair: (pair[0], pair[1] or "")))

    def claimed(self, address: str) -> tuple[tuple[str, str], ...]:
        """Return (prefix, key) of the contracts that answer for an address by its longest claimed prefix; more than one is a conflict."""
        found = list(self._links(Link.ADDRESS, (address[:end] for end in range(1, len(address) + 1))))
        longest = max((len(link.name) for link in found), default=0)
        return tuple(sorted((link.name, link.key) for link in found if len(link.name) == longest))

    def formerly(self, former: str) -> tuple[str, ...]:
        """Return the keys of what was once called so, sorted."""
        return tuple(sorted(link.key for link in self._links(Link.FORMERLY, (former,))))

    def _keys(self, *, is_contract: bool) -> tuple[str, ...]:
        stored = self._read(lambda connection: list_keys(connection, is_contract=is_contract))
        keys = {key for path, key in stored if path not in self._over}
        keys.update(
            facts.key for facts in self._over.values() if facts is not None and facts.is_system is not is_contract
        )
        return tuple(sorted(keys))

    def _stored_at(self, folder: str) -> Facts | None:
        return self._read(lambda connection: find_facts(connection, "path", folder))

    def _links(self, kind: Link, names: Iterable[str]) -> Iterator[Found]:
        wanted = list(dict.fromkeys(names))
        yield from self._stored(lambda connection: find_links(connection, kind, wanted))
        chosen = set(wanted)
        yield from self._laid(kind, lambda name: name in chosen)

    def _below(self, folder: str) -> Iterator[Found]:
        """Yield who references any file of a folder."""
        yield from self._stored(lambda connection: find_links_below(connection, Link.REFERENCE, folder))
        yield from self._laid(Link.REFERENCE, lambda name: name.startswith(f"{folder}/"))

    def _stored(self, question: Callable[[sqlite3.Connection], list[Found]]) -> Iterator[Found]:
        return (found for found in self._read(question) if found.folder not in self._over)

    def _laid(self, kind: Link, is_wanted: Callable[[str], bool]) -> Iterator[Found]:
        for folder, facts in self._over.items():
            for link in links_of(facts) if facts is not None else ():
                if link.kind is kind and is_wanted(link.name):
                    yield Found(link.name, link.at, link.pointer, facts.key if facts else "", folder)

    def _read(self, question: Callable[[sqlite3.Connection], T]) -> T:
        """Ask; when the cache turns out to be damaged, build the state anew in memory and ask again."""
        try:
            return question(self._connection)
        except (sqlite3.DatabaseError, DamagedIndex):
            self._throw_away()
            return question(self._connection)

    def _move(self, wanted: _Wanted) -> bool:
        """Bring the file to the wanted state, and stay in a transaction that sees it whatever other runs do meanwhile.

        Returns False when another run took it elsewhere at once.
        """
        if self._connection.in_transaction:
            self._connection.execute("ROLLBACK")
        self._connection.execute("BEGIN")
        if _is_at(self._connection, wanted):
            return True
        self._connection.execute("ROLLBACK")
        self._connection.execute("BEGIN IMMEDIATE")
        try:
            _write_state(self._connection, wanted)
            self._connection.execute("COMMIT")
        except BaseException:
            with suppress(sqlite3.Error):
                self._connection.execute("ROLLBACK")
            raise
        self._connection.execute("BEGIN")
        return _is_at(self._connection, wanted)

    def _copy_to_memory(self) -> None:
        """Go on in memory from what the file holds; another run is writing it."""
        memory = sqlite3.connect(":memory:", isolation_level=None)
        try:
            self._connection.backup(memory)
        except sqlite3.Error:
            memory = open_memory()
        self._connection.close()
        self._connection = memory
        self._rebuild()

    def _throw_away(self) -> None:
        """Remove the damaged file and build the state anew in memory."""
        self._connection.close()
        if self._path is not None:
            with suppress(OSError):
                remove_file(self._path)
        self._connection = open_memory()
        self._rebuild()

    def _rebuild(self) -> None:
        self._path = None
        if self._wanted is not None:
            self._move(self._wanted)


def _open(path: Path | None) -> sqlite3.Connection:
    if path is not None:
        with suppress(sqlite3.Error, OSError):
            return open_file(path)
    return open_memory()


def _is_busy(error: Exception) -> bool:
    code = getattr(error, "sqlite_errorcode", 0) & 0xFF
    return code in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)


def _is_at(connection: sqlite3.Connection, wanted: _Wanted) -> bool:
    state = find_state(connection)
    return state is not None and state[:3] == (wanted.reader.version, wanted.contracts, wanted.tree or "")


def _write_state(connection: sqlite3.Connection, wanted: _Wanted) -> None:
    """Move the stored state to the wanted one; what another reader or another folder left is forgotten first."""
    state = find_state(connection)
    if state is None or state[:2] != (wanted.reader.version, wanted.contracts):
        for table in ("state", "folder", "link"):
            connection.execute(f"DELETE FROM {table}")  # noqa: S608 - three constants
        state = None
    elif state.tree == (wanted.tree or ""):
        return
    size = state.size if state else 0
    count = move_index(
        connection, wanted.objects, wanted.reader, contracts=wanted.contracts, tree=wanted.tree, count=size
    )
    values = (1, wanted.reader.version, wanted.contracts, wanted.tree or "", count)
    connection.execute("INSERT OR REPLACE INTO state VALUES (?, ?, ?, ?, ?)", values)
