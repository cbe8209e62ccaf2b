"""Moves the index from the tree it was at to another, by reading only what differs."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import sha256

from crossdock.registry.store.entries import TreeEntry
from crossdock.registry.store.facts_reader import FactsReader, Folder
from crossdock.registry.store.index_rows import checksum, links_of, write_facts
from crossdock.registry.store.objects import ObjectReader
from crossdock.registry.store.trees import limit_paths

_CHUNK = 128  # folders whose blobs are held in memory together


@dataclass(slots=True)
class _Node:
    """A folder that differs from what is stored. `system` and `context` are what its lines inherit from, as entries and as a digest;
    `is_forced` says that this changed, so everything below is read again.
    """

    path: str
    parent: str
    oid: str
    system: tuple[TreeEntry, ...] = ()
    context: str = ""
    is_forced: bool = False


@dataclass(slots=True)
class _Move:
    connection: sqlite3.Connection
    objects: ObjectReader
    reader: FactsReader
    count: int = 0
    is_empty: bool = False
    next_id: int = 1
    folders: list[tuple[object, ...]] = field(default_factory=list)
    links: list[tuple[object, ...]] = field(default_factory=list)


def move_index(
    connection: sqlite3.Connection,
    objects: ObjectReader,
    reader: FactsReader,
    *,
    contracts: str,
    tree: str | None,
    count: int,
) -> int:
    """Make the stored folders those of `tree`, the folder `contracts`; returns how many contract lines there are then.

    `count` is how many there were. The caller holds the transaction.
    """
    (last,) = connection.execute("SELECT max(id) FROM folder").fetchone()
    move = _Move(connection, objects, reader, count, last is None, (last or 0) + 1)
    root = _Node(contracts, "", tree or "")
    top = {tree: objects.read_tree(tree)} if tree else {}
    systems = list(_changed(move, [root], top))
    trees = objects.read_trees(node.oid for node in systems)
    for node in systems:
        _inherit(move, node, trees[node.oid])
    names = list(_changed(move, systems, trees))
    inner = objects.read_trees(node.oid for node in names)
    lines = list(_changed(move, names, inner))
    for node in names:
        _keep(move, node)
    _read_folders(move, systems, is_system=True)
    _read_folders(move, lines, is_system=False)
    _flush(move)
    return move.count


def _changed(move: _Move, parents: list[_Node], trees: dict[str, tuple[TreeEntry, ...]]) -> Iterator[_Node]:
    """Yield the folders below the parents that differ from the stored ones, and remove those that are gone or will be written anew."""
    gone: list[str] = []
    met = 0
    for parent in parents:
        met += len(trees.get(parent.oid, ()))
        limit_paths(met)
        stored = _children(move, parent.path)
        for entry in trees.get(parent.oid, ()):
            path = f"{parent.path}/{entry.name}"
            if not entry.is_tree or not path.isprintable():
                continue  # no contract is called so; a name that is not UTF-8 is not printable either
            was = stored.pop(path, None)
            if was != entry.oid or parent.is_forced:
                yield _Node(path, parent.path, entry.oid, parent.system, parent.context, parent.is_forced)
        gone.extend(stored)
    for path in gone:
        _remove(move, path, is_deep=True)


def _children(move: _Move, parent: str) -> dict[str, str]:
    if move.is_empty:
        return {}
    return dict(move.connection.execute("SELECT path, oid FROM folder WHERE parent = ?", (parent,)))


def _inherit(move: _Move, node: _Node, entries: tuple[TreeEntry, ...]) -> None:
    """Note what the lines of a system inherit from, and whether that changed."""
    node.system = tuple(entry for entry in entries if not entry.is_tree)
    node.context = sha256(
        "\n".join(f"{entry.mode} {entry.oid} {entry.name!a}" for entry in node.system).encode()
    ).hexdigest()[:16]
    stored = (
        None
        if move.is_empty
        else move.connection.execute("SELECT context FROM folder WHERE path = ?", (node.path,)).fetchone()
    )
    node.is_forced = stored is None or stored[0] != node.context


def _read_folders(move: _Move, nodes: list[_Node], *, is_system: bool) -> None:
    """Read the facts of folders, a chunk at a time; in a partial clone the blobs of all are fetched first, at once."""
    if move.objects.repository.is_partial():
        in_turn = (folder for chunk in _chunks(nodes) for folder in _open(move, chunk, is_system))
        move.objects.complete(oid for folder in in_turn for oid in move.reader.wants(folder))
    for chunk in _chunks(nodes):
        folders = _open(move, chunk, is_system)
        blobs = move.objects.read_blobs(oid for folder in folders for oid in move.reader.wants(folder))
        readable = {oid: content for oid, content in blobs.items() if content is not None}
        for node, folder in zip(chunk, folders, strict=True):
            _write(move, node, folder, readable)
        _flush(move)


def _open(move: _Move, nodes: list[_Node], is_system: bool) -> list[Folder]:
    if is_system:
        return [Folder(node.path, node.system, node.system, is_system=True) for node in nodes]
    trees = move.objects.read_trees(node.oid for node in nodes)
    return [Folder(node.path, trees[node.oid], node.system, is_system=False) for node in nodes]


def _write(move: _Move, node: _Node, folder: Folder, blobs: dict[str, bytes]) -> None:
    facts = move.reader.read(folder, blobs)
    _remove(move, node.path, is_deep=False)
    if facts is None:
        _add(move, node, None, None, is_contract=False)
        return
    for link in links_of(facts):
        total = checksum(str(int(link.kind)), link.name, link.at, link.pointer, facts.key)
        move.links.append((int(link.kind), *link[1:], move.next_id, total))
    _add(move, node, facts.key, write_facts(facts), is_contract=not folder.is_system)


def _keep(move: _Move, node: _Node) -> None:
    """Store the id of a folder between a system and its lines."""
    _remove(move, node.path, is_deep=False)
    _add(move, node, None, None, is_contract=False)


def _add(move: _Move, node: _Node, key: str | None, facts: str | None, *, is_contract: bool) -> None:
    total = checksum(node.path, node.oid, key, facts)
    move.folders.append(
        (move.next_id, node.path, node.parent, node.oid, node.context, key, int(is_contract), facts, total)
    )
    move.next_id += 1
    move.count += is_contract


def _remove(move: _Move, path: str, *, is_deep: bool) -> None:
    """Remove a stored folder, when `is_deep` with everything below it."""
    if move.is_empty:
        return
    _flush(move)
    where, values = "path = ?", [path]
    if is_deep:
        where, values = "(path = ? OR (path >= ? AND path < ?))", [path, f"{path}/", f"{path}0"]  # `0` follows `/`
    execute = move.connection.execute
    (fewer,) = execute(f"SELECT count(*) FROM folder WHERE {where} AND contract", values).fetchone()  # noqa: S608 - two constants
    execute(f"DELETE FROM link WHERE folder IN (SELECT id FROM folder WHERE {where})", values)  # noqa: S608
    execute(f"DELETE FROM folder WHERE {where}", values)  # noqa: S608
    move.count -= fewer


def _flush(move: _Move) -> None:
    move.connection.executemany("INSERT INTO folder VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", move.folders)
    move.connection.executemany("INSERT INTO link VALUES (?, ?, ?, ?, ?, ?)", move.links)
    move.folders.clear()
    move.links.clear()


def _chunks(nodes: list[_Node]) -> Iterable[list[_Node]]:
    return (nodes[at : at + _CHUNK] for at in range(0, len(nodes), _CHUNK))
