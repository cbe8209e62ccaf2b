"""Starts the next compatibility line of a contract: what is there, in a folder beside it, with a version of its own."""

import posixpath
from dataclasses import dataclass

from crossdock.registry.compat.schemes import Scheme, scheme_of
from crossdock.registry.documents.document import Document
from crossdock.registry.documents.pointer import find_data
from crossdock.registry.documents.positions import find_location
from crossdock.registry.errors import RegistryError
from crossdock.registry.model.contract import Contract
from crossdock.registry.model.result import Bump
from crossdock.registry.revision import Revision

_VERSION_IN_DOCUMENT = ("/info/version", "/version")  # OpenAPI and AsyncAPI; Crossdock's own documents
_RELEASES = "releases.yaml"


@dataclass(frozen=True, slots=True)
class NextLine:
    """The files of a new line by path below the registry root, its key and version."""

    key: str
    version: str
    files: dict[str, bytes]


def start_next_line(revision: Revision, contract: Contract) -> NextLine:
    """Return a contract's files as its next line: without release records, with the version that the line starts with.

    Raises RegistryError when the line or the version has no number to count on.
    """
    line = _next_number(revision, contract)
    version = _first_version(contract, line)
    folder = f"{posixpath.dirname(contract.folder)}/v{line}"
    files: dict[str, bytes] = {}
    for name in revision.names(contract.folder):
        content = revision.read(f"{contract.folder}/{name}")
        if content is not None and name != _RELEASES:
            files[f"{folder}/{name}"] = content
    for path, pointers in ((contract.manifest, ("/version",)), (contract.document or "", _VERSION_IN_DOCUMENT)):
        document = revision.document(path)
        if document is not None and document.is_readable:
            target = f"{folder}/{path.removeprefix(contract.folder + '/')}"
            files[target] = _with_version(document, pointers, contract.version or "", version)
    return NextLine(f"{contract.id}@{line}", version, files)


def _next_number(revision: Revision, contract: Contract) -> int:
    lines = [key.rpartition("@")[2] for key in revision.lines(contract.id)]
    numbers = [int(line) for line in lines if line.isdigit()]
    if not numbers:
        raise RegistryError(
            f"the lines of `{contract.id}` have no numbers: {', '.join(lines)}",
            "copy the folder by hand, under the new name",
        )
    return max(numbers) + 1


def _first_version(contract: Contract, line: int) -> str:
    """Return the version that a line starts with: its number where versions say their line, else the next one."""
    scheme: Scheme = scheme_of(contract.scheme)
    for first in (f"{line}.0.0", f"{line}-0-0"):
        if scheme.line(first) == str(line):
            return first
    if contract.version is None or scheme.order(contract.version) is None:
        raise RegistryError(
            f"`{contract.key}` states no version of the scheme `{contract.scheme}`",
            f"state `version`, such as `{scheme.example}`",
        )
    return scheme.next(contract.version, Bump.MAJOR)


def _with_version(document: Document, pointers: tuple[str, ...], before: str, after: str) -> bytes:
    """Return a file's text with its version replaced where it stands; everything else as it was written."""
    for pointer in pointers:
        try:
            stated = find_data(document.data, pointer)
        except KeyError:
            continue
        at = find_location(document, pointer)
        if str(stated) != before or at.end_line != at.line or at.end_column is None:
            continue
        lines = document.content.decode("utf-8").splitlines(keepends=True)
        text = lines[at.line - 1]
        written = text[at.column - 1 : at.end_column - 1]
        lines[at.line - 1] = text[: at.column - 1] + _written_like(written, after) + text[at.end_column - 1 :]
        return "".join(lines).encode()
    return document.content


def _written_like(before: str, version: str) -> str:
    """Return a version in the quotes of the one before; a number needs some to stay a text.

    >>> _written_like("'1.2.0'", "2.0.0"), _written_like("1.2.0", "2.0.0"), _written_like("7", "8")
    ("'2.0.0'", '2.0.0', '"8"')
    """
    quote = before[:1] if before[:1] in ("'", '"') else '"' if version.isdigit() else ""
    return f"{quote}{version}{quote}"
