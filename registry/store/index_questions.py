"""What the index is asked, as SQL; every row that answers is checked before it is believed."""

import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from crossdock.registry.model.facts import Facts
from crossdock.registry.store.index_rows import DamagedIndex, Link, checksum, links_of, read_facts

_BATCH = 500  # values in one question; old sqlite allows 999
_LINKS = (
    "SELECT link.name, link.at, link.pointer, link.sum, folder.path, folder.oid, folder.key, folder.facts, folder.sum"
    " FROM link JOIN folder ON folder.id = link.folder WHERE link.kind = ? AND "
)


class State(NamedTuple):
    """What the index holds: read by this version of the reader, from this folder, at this tree (`""`: none), so many contracts."""

    version: str
    contracts: str
    tree: str
    size: int


class Found(NamedTuple):
    """A link, and the folder that it belongs to."""

    name: str
    at: str | None
    pointer: str | None
    key: str
    folder: str


def find_state(connection: sqlite3.Connection) -> State | None:
    """Return what the index holds, `None` when that is nothing yet."""
    row = connection.execute("SELECT version, contracts, tree, count FROM state").fetchone()
    if row is not None and not (all(isinstance(text, str) for text in row[:3]) and isinstance(row[3], int)):
        raise DamagedIndex("state")
    return None if row is None else State(*row)


def find_facts(connection: sqlite3.Connection, column: str, value: str) -> Facts | None:
    """Return the facts of the folder whose `column` (`key` or `path`) has this value."""
    sql = f"SELECT path, oid, key, facts, sum FROM folder WHERE {column} = ? AND key IS NOT NULL"  # noqa: S608 - a constant
    row = connection.execute(sql, (value,)).fetchone()
    if row is None:
        return None
    _believe(row[-1], *row[:-1])
    return read_facts(row[3])


def list_keys(connection: sqlite3.Connection, *, is_contract: bool) -> list[tuple[str, str]]:
    """Return (path, key) of all contract lines, or of all systems."""
    sql = "SELECT path, key FROM folder WHERE key IS NOT NULL AND contract = ?"
    return connection.execute(sql, (int(is_contract),)).fetchall()


def is_whole(connection: sqlite3.Connection) -> bool:
    """Whether every row is as it was written and none is missing; reads all of them."""
    lines = 0
    try:
        state = find_state(connection)
        written = Counter(
            (link.name, link.at, link.pointer, link.folder)
            for kind in Link
            for link in _checked(kind, connection.execute(f"{_LINKS} true", (int(kind),)))
        )
        for path, oid, key, text, total in connection.execute("SELECT path, oid, key, facts, sum FROM folder"):
            _believe(total, path, oid, key, text)
            facts = read_facts(text) if key is not None else None
            if facts is not None:
                lines += not facts.is_system
                written.subtract((link.name, link.at, link.pointer, path) for link in links_of(facts))
    except (sqlite3.DatabaseError, DamagedIndex):
        return False
    return state is not None and state.size == lines and not any(written.values())


def find_links(connection: sqlite3.Connection, kind: Link, names: Sequence[str]) -> list[Found]:
    """Return all links of a kind to one of these names."""
    found: list[Found] = []
    for at in range(0, len(names), _BATCH):
        batch = names[at : at + _BATCH]
        marks = ", ".join("?" * len(batch))
        found.extend(_checked(kind, connection.execute(f"{_LINKS} link.name IN ({marks})", (int(kind), *batch))))
    return found


def find_links_below(connection: sqlite3.Connection, kind: Link, folder: str) -> list[Found]:
    """Return all links of a kind to a path below a folder."""
    bounds = (f"{folder}/", f"{folder}0")  # `0` follows `/`
    return list(_checked(kind, connection.execute(f"{_LINKS} link.name >= ? AND link.name < ?", (int(kind), *bounds))))


def _checked(kind: Link, rows: sqlite3.Cursor) -> Iterator[Found]:
    for name, at, pointer, total, *folder, folder_total in rows:
        path, _, key, _ = folder
        _believe(total, str(int(kind)), name, at, pointer, key)
        _believe(folder_total, *folder)
        yield Found(name, at, pointer, key, path)


def _believe(total: object, *parts: object) -> None:
    texts = [part if isinstance(part, str) else None for part in parts]
    if total != checksum(*texts):
        raise DamagedIndex("a row does not answer its checksum")
