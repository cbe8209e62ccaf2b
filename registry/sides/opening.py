"""Opens what people name on the command line: a file, a folder, standard input, either in a Git revision, a version of a contract."""

import os
import re
import sys
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from crossdock.registry.errors import RegistryError, RegistryNotFound, RevisionNotFound, closest
from crossdock.registry.model.reference import read_reference
from crossdock.registry.sides.side import Documents, Side
from crossdock.registry.store.disk import MAX_BLOB
from crossdock.registry.store.folder_snapshot import FolderSnapshot
from crossdock.registry.store.git import GitRepository
from crossdock.registry.store.objects import ObjectReader
from crossdock.registry.store.revision_snapshot import load_revision
from crossdock.registry.store.snapshot import Snapshot

STDIN = "-"
MOST_NAMES = 2_000  # paths that are compared with one that is not there
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]+://")
_LIKE_A_FILE = re.compile(r".*\.(?:ya?ml|json|avsc)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Folder:
    """A folder of documents; `path` is inside the snapshot, `""` for its root."""

    documents: Documents
    path: str
    name: str
    shown: Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Commit:
    """A Git revision of the registry as a whole."""

    name: str


Opened = Side | Folder | Commit


class Opener:
    """Opens sides, and closes with them what reading them needs. Use it in a `with`.

    `open_contract` opens what is named `system/name@version`; without it no contract is known. It raises RegistryError.
    """

    def __init__(self, open_contract: Callable[[str], Side] | None = None) -> None:
        self._open_contract = open_contract
        self._stack = ExitStack()
        self._has_read_stdin = False

    def __enter__(self) -> "Opener":
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def open(self, text: str) -> Opened:
        """Open what a text names. Raises RegistryError with the mend when it names nothing, or something that is not read."""
        if text == STDIN:
            return self._open_stdin()
        if not text:
            raise RegistryError("an empty name names nothing", "`.` is the current folder, `-` standard input")
        if _ADDRESS.match(text) and not Path(text).exists():
            fix = "download it first, or pipe it: `curl -sSf ADDRESS | crossdock diff BASE -`"
            raise RegistryError(f"`{text}` is an address, and nothing is fetched from the network", fix)
        path = Path(text)
        if path.is_dir():
            return _open_folder(path, text)
        if path.exists():
            return _open_file(path, text)
        return self._open_stored(text) or self._open_named(text)

    def _open_stdin(self) -> Side:
        if self._has_read_stdin:
            raise RegistryError("standard input can be read once only", "name a file for the other side")
        self._has_read_stdin = True
        content = sys.stdin.buffer.read(MAX_BLOB + 1)
        return _open_content(content, "standard input")

    def _open_stored(self, text: str) -> Side | Folder | None:
        """Open `REV:path` as git names it; also `git:REV:path`, and a path that is meant from here. `None` when there is no such form."""
        revision, colon, path = text.removeprefix("git:").partition(":")
        if not colon or not revision or not path or read_reference(text):
            return None
        repository = GitRepository.discover(Path.cwd())
        objects = self._stack.enter_context(ObjectReader(repository))
        snapshot = load_revision(objects, revision)
        wanted = _find_stored(snapshot, path, repository.prefix_of(Path.cwd()) if repository.root else "")
        if wanted is None:
            close = _closest_path(path, list(snapshot.paths()))
            fix = f"did you mean `{revision}:{close}`?" if close else "paths start at the top of the repository"
            raise RegistryError(f"`{revision}` holds no `{path}`", fix)
        documents = Documents(snapshot)

        def shown(inner: str) -> str:
            return f"{revision}:{inner}"

        if snapshot.read(wanted) is None:
            return Folder(documents, wanted, text, shown)
        return documents.side(wanted, text, shown)

    def _open_named(self, text: str) -> Side | Commit:
        """Open a version of a contract, or take the text for a revision."""
        if self._open_contract is not None and read_reference(text) is not None:
            try:
                return self._open_contract(text)
            except RegistryError as error:
                if not _is_revision(text):
                    raise _better(error, text) from None
        if _LIKE_A_FILE.fullmatch(text) or not _is_revision(text):
            raise _no_such_file(text)
        return Commit(text)


def _open_file(path: Path, text: str) -> Side:
    real = path.resolve()
    if not real.is_file():  # a pipe, such as `<(git show main:openapi.yaml)`
        try:
            with path.open("rb") as stream:
                return _open_content(stream.read(MAX_BLOB + 1), text)
        except OSError as error:
            raise RegistryError(f"`{text}` cannot be read: {error.strerror}", "check the path") from None
    root = _root_of(real.parent)
    inner = real.relative_to(root).as_posix()
    return Documents(FolderSnapshot(root, text)).side(inner, text, _shown(root, {inner: text}, text))


def _open_folder(path: Path, text: str) -> Folder:
    real = path.resolve()
    root = _root_of(real)
    inner = real.relative_to(root).as_posix()
    return Folder(Documents(FolderSnapshot(root, text)), "" if inner == "." else inner, text, _shown(root, {}, text))


def _open_content(content: bytes, name: str) -> Side:
    """Open a document that no file holds; its references start here. JSON is told from YAML by its first character."""
    is_json = content.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[")
    path = "stdin.json" if is_json else "stdin.yaml"
    documents = Documents(FolderSnapshot(Path.cwd(), name), {path: content})
    return documents.side(path, name, lambda inner: name if inner == path else inner)


def _root_of(folder: Path) -> Path:
    """Return how far up references may lead: the repository, else the current folder when it holds the file, else the file's own."""
    try:
        root = GitRepository.discover(folder).root
    except RegistryNotFound:
        root = None
    if root is not None:
        return root.resolve()
    here = Path.cwd().resolve()
    return here if folder.is_relative_to(here) else folder


def _shown(root: Path, given: dict[str, str], text: str) -> Callable[[str], str]:
    is_absolute = Path(text).is_absolute()

    def shown(inner: str) -> str:
        if inner in given:
            return given[inner]
        full = root / inner
        return full.as_posix() if is_absolute else Path(os.path.relpath(full)).as_posix()

    return shown


def _find_stored(snapshot: Snapshot, path: str, prefix: str) -> str | None:
    """Return the path of a file or folder in a snapshot: from the top of the repository, else from the current folder."""
    here = os.path.normpath(prefix + path)
    wanted = [here] if path.startswith(("./", "../")) else [os.path.normpath(path), here]
    for one in ("" if one == "." else one.replace(os.sep, "/") for one in wanted):
        if snapshot.read(one) is not None or next(snapshot.paths(one), None) is not None:
            return one
    return None


def _closest_path(path: str, known: list[str]) -> str | None:
    """Return the file of the same name elsewhere, else the one whose path is most alike."""
    name = path.rsplit("/", 1)[-1]
    alike = [one for one in known if one.rsplit("/", 1)[-1] == name]
    return closest(path, alike) or next(iter(alike), None) or closest(path, known[:MOST_NAMES])


def _is_revision(text: str) -> bool:
    try:
        with ObjectReader(GitRepository.discover(Path.cwd())) as objects:
            objects.resolve(text)
    except (RegistryNotFound, RevisionNotFound):
        return False
    return True


def _better(error: RegistryError, text: str) -> RegistryError:
    """Return the error of a name that is no contract; outside a registry it was rather meant as a path."""
    return _no_such_file(text) if isinstance(error, RegistryNotFound) else error


def _no_such_file(text: str) -> RegistryError:
    path = Path(text)
    names = [each.name for each in path.parent.iterdir()] if path.parent.is_dir() else []
    close = closest(path.name, names)
    fix = f"did you mean `{(path.parent / close).as_posix()}`?" if close else ""
    forms = "name a file, a folder, `-`, `REV:path`, `system/name@version`, or two revisions of a registry"
    return RegistryError(f"there is no file, contract or revision `{text}`", fix or forms)
