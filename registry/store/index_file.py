"""The file of the index: its tables, where it lies, and how it is opened without trusting it."""

import sqlite3
from hashlib import sha256
from pathlib import Path

from crossdock.registry.store.git import GitRepository

SCHEMA = 1  # raise it with every change below
PATIENCE = 3.0  # seconds that one run waits for another that writes
_TABLES = (
    "CREATE TABLE state (id INTEGER PRIMARY KEY, version TEXT, contracts TEXT, tree TEXT, count INTEGER)",
    # Every folder from a system down to a line; `context` is what a line inherits from, facts are only at systems and lines.
    "CREATE TABLE folder (id INTEGER PRIMARY KEY, path TEXT UNIQUE, parent TEXT, oid TEXT, context TEXT,"
    " key TEXT, contract INTEGER, facts TEXT, sum INTEGER)",
    "CREATE TABLE link (kind INTEGER, name TEXT, at TEXT, pointer TEXT, folder INTEGER, sum INTEGER)",
    "CREATE INDEX folder_parent ON folder (parent)",
    "CREATE INDEX folder_key ON folder (key) WHERE key IS NOT NULL",
    "CREATE INDEX link_name ON link (kind, name)",
    "CREATE INDEX link_folder ON link (folder)",
)


def index_path(repository: GitRepository, prefix: str) -> Path:
    """Return where the index of the registry at `prefix` lies: beside the objects, shared by all work trees."""
    which = f"-{sha256(prefix.encode('utf-8', 'surrogateescape')).hexdigest()[:12]}" if prefix else ""
    return repository.common_dir / "crossdock" / f"index-{SCHEMA}{which}.sqlite"


def open_memory() -> sqlite3.Connection:
    """Return an empty index that is never written."""
    connection = sqlite3.connect(":memory:", isolation_level=None)
    _create(connection)
    return connection


def open_file(path: Path) -> sqlite3.Connection:
    """Return the index in a file, made when there is none and made anew when it is not ours. Raises sqlite3.Error or OSError."""
    path.parent.mkdir(exist_ok=True)
    try:
        return _open(path)
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            raise  # another run writes; the file is good
        remove_file(path)
    except sqlite3.DatabaseError:
        remove_file(path)
    return _open(path)


def remove_file(path: Path) -> None:
    """Remove an index that is damaged. Raises OSError when it may not be."""
    for suffix in ("", "-wal", "-shm", "-journal"):
        path.with_name(path.name + suffix).unlink(missing_ok=True)


def _open(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(path, timeout=PATIENCE, isolation_level=None)
    try:
        for pragma in ("trusted_schema=OFF", "cell_size_check=ON", "journal_mode=WAL", "synchronous=NORMAL"):
            connection.execute(f"PRAGMA {pragma}")
        found = _schema(connection)
        if not found:
            connection.execute("BEGIN IMMEDIATE")
            if not _schema(connection):
                _create(connection)
            connection.execute("COMMIT")
            found = _schema(connection)
        if found != _TABLES:
            raise sqlite3.DatabaseError("the tables are not ours")
    except BaseException:
        connection.close()
        raise
    return connection


def _schema(connection: sqlite3.Connection) -> tuple[str, ...]:
    return tuple(
        text for (text,) in connection.execute("SELECT sql FROM sqlite_master WHERE sql IS NOT NULL ORDER BY rowid")
    )


def _create(connection: sqlite3.Connection) -> None:
    for statement in _TABLES:
        connection.execute(statement)
