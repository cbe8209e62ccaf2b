"""Answers "who breaks if": reads the question, follows the place, and says which versions have it."""

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path

from crossdock.registry.compat.schemes import scheme_of
from crossdock.registry.documents.document import Document
from crossdock.registry.documents.pointer import find_data
from crossdock.registry.documents.pointer_at import pointer_at
from crossdock.registry.documents.positions import find_location
from crossdock.registry.errors import RegistryError
from crossdock.registry.impact.aliases import written_place
from crossdock.registry.impact.consumers import version_of
from crossdock.registry.impact.reach import Follower
from crossdock.registry.impact.trace import Tracer
from crossdock.registry.model.contract import Contract
from crossdock.registry.model.impact import Dependent, Holder, Impact, Use
from crossdock.registry.model.landscape import Consumption
from crossdock.registry.model.location import Location, Place
from crossdock.registry.model.release import Release
from crossdock.registry.open import Found, find_contract
from crossdock.registry.revision import Revision

MAX_VERSIONS = 60  # versions that are opened, newest first


@dataclass(frozen=True, slots=True)
class _Asked:
    """What a question means: the contract, the place in words, where it is written, and where the contract carries it."""

    found: Found
    label: str
    at: Place
    pointer: str | None  # of the place as it was asked for; `None` for all of the contract
    places: tuple[Place, ...]
    uses: tuple[Use, ...]


def find_impact(revision: Revision, text: str, root: Path, prefix: str = "") -> Impact:
    """Return who depends on what a text names: `system/name`, `@line` or `@version`, `#pointer`, or `FILE:LINE`.

    `root` is the registry's folder, `prefix` its path inside the repository. A pointer leads into the contract's document, else it is a
    field of its payloads (`/lines/0/quantity`). Raises RegistryError when there is no such place.
    """
    follower = Follower(revision)
    asked = _read_question(revision, text, root, prefix, follower)
    contract = revision.contract(asked.found.contract.key) or asked.found.contract
    release = asked.found.release
    found = follower.follow(
        contract, asked.label, asked.uses, asked.places, lambda use: _is_on(use, release.version if release else None)
    )
    return Impact(
        contract=contract.key,
        title=contract.title,
        place=asked.label,
        at=_locate(asked.at, asked.found.revision),
        uses=asked.uses,
        dependents=tuple(_located(one, revision) for one in found.dependents),
        holders=tuple(_find_holders(revision, contract, asked)),
        is_cut=found.is_cut,
    )


def _is_on(use: Consumption, version: str | None) -> bool:
    """Whether a consumer may be on a version: it says so, or does not say which it is on."""
    return version is None or version_of(use) in (None, version)


# the question


def _read_question(revision: Revision, text: str, root: Path, prefix: str, follower: Follower) -> _Asked:
    line = re.fullmatch(r"(?P<path>.+?\.[A-Za-z]+):(?P<line>[0-9]{1,9})(?::[0-9]+)?", text)
    if line is not None:
        return _read_line(revision, line["path"], int(line["line"]), root, prefix, follower)
    found = find_contract(revision, text)
    if found.pointer is None:
        return _all_of(found)
    document = found.revision.document(found.contract.document) if found.contract.document else None
    if document is None or not document.is_readable:
        raise RegistryError(
            f"`{found.contract.key}` has no document that can be read", "`crossdock check --all` says why"
        )
    return _read_place(found, document, found.pointer, follower)


def _read_line(revision: Revision, name: str, line: int, root: Path, prefix: str, follower: Follower) -> _Asked:
    path = _path_in_registry(name, root, prefix, revision)
    document = revision.document(path)
    contract = revision.contract_at(path)
    if document is None or contract is None:
        raise RegistryError(f"`{name}` is no file of a contract", "name a file below a contract's folder, `FILE:LINE`")
    if path == contract.manifest:
        return _all_of(Found(contract, revision, None, None))
    pointer = pointer_at(document, line) if document.is_readable else None
    if pointer is None:
        raise RegistryError(f"`{name}` has no line {line} that can be read", "name a line of its contents")
    return _read_place(Found(contract, revision, None, pointer), document, pointer, follower)


def _path_in_registry(name: str, root: Path, prefix: str, revision: Revision) -> str:
    """Return the path below the registry's root of a file that is named from here, from the root, or from the repository."""
    with suppress(ValueError, OSError):
        return (Path.cwd() / name).resolve().relative_to(root.resolve()).as_posix()
    return name.removeprefix(prefix) if revision.document(name) is None else name


def _all_of(found: Found) -> _Asked:
    """Ask for all of a contract: whoever references any of its files depends on it."""
    contract = found.contract
    names = found.revision.names(contract.folder)
    places = tuple(Place(f"{contract.folder}/{name}") for name in names if "/" not in name and name != "releases.yaml")
    return _Asked(found, contract.key, Place(contract.manifest), None, places, (Use(),))


def _read_place(found: Found, document: Document, pointer: str, follower: Follower) -> _Asked:
    """Read a pointer: a place of the document, else a field of the payloads."""
    contract = found.contract
    tracer = follower.tracer(contract) if found.release is None else _open(found)
    label = f"{contract.key}#{pointer}" if document.path == contract.document else f"{document.path}#{pointer}"
    if _has(document, pointer):
        at = Place(document.path, pointer)
        places = follower.places(at)
        return _Asked(found, label, at, pointer, places, tracer.uses(places) if tracer else ())
    uses, places = tracer.find_path(pointer) if tracer and pointer.startswith("/") else ((), ())
    if not uses:
        raise RegistryError(
            f"`{contract.key}` has nothing at `{pointer}`: neither its document nor a payload of it",
            f"`crossdock show {contract.key}` shows what it offers; leave out the last step",
        )
    own = [place for place in places if place.path.startswith(f"{contract.folder}/")]
    return _Asked(found, label, (own or places)[0], pointer, places, uses)


def _open(found: Found) -> Tracer | None:
    """Open the interface of a released version."""
    interface = found.revision.interface(found.contract)

    def key_at(path: str) -> str | None:
        contract = found.revision.contract_at(path)
        return contract.key if contract is not None else None

    return Tracer(interface, key_at) if interface is not None else None


def _has(document: Document, pointer: str) -> bool:
    try:
        find_data(document.data, pointer)
    except (KeyError, ValueError):
        return False
    return True


# the versions


def _find_holders(revision: Revision, contract: Contract, asked: _Asked) -> Iterator[Holder]:
    """Yield each line as it stands and its releases, newest first, with whether they have the place and who says to read them."""
    lines = [line for key in revision.lines(contract.id) if (line := revision.contract(key)) is not None]
    for line in lines:
        log = revision.releases(line)
        releases = scheme_of(line.scheme).newest_first(log.releases, lambda release: release.version)
        yield Holder(line.key, None, _holds(Found(line, revision, None, None), asked))
        readers = revision.consumers_of(line)
        for release in releases[:MAX_VERSIONS]:
            names = tuple(sorted({use.system for use in readers if version_of(use) == release.version}))
            has_place = _is_in_release(revision, line, release, asked)
            if has_place is not None:
                yield Holder(line.key, release.version, has_place, release not in log.standing, names)


def _is_in_release(revision: Revision, line: Contract, release: Release, asked: _Asked) -> bool | None:
    """Whether a release has the place; `None` when its content is not here."""
    try:
        was = revision.released(line, release)
    except RegistryError:
        return None
    return was.contract is not None and _holds(Found(was.contract, was.revision, release, None), asked)


def _holds(found: Found, asked: _Asked) -> bool:
    """Whether a version has the place: where the payload carries it, else where it is written."""
    if asked.pointer is None:
        return True
    tracer = _open(found)
    paths = {use.path for use in asked.uses if use.path}
    if tracer is not None and paths:
        return any(tracer.find_path(path)[0] for path in paths)
    document = found.revision.document(found.contract.document) if found.contract.document else None
    return document is not None and document.is_readable and _has(document, asked.pointer)


# places


def _located(one: Dependent, revision: Revision) -> Dependent:
    return replace(one, at=_locate(one.at, revision)) if isinstance(one.at, Place) else one


def _locate(place: Place, revision: Revision) -> Location:
    document = revision.document(place.path)
    if document is None:
        return Location(place.path, pointer=place.pointer)
    written = written_place(place, document.data)
    return find_location(document, written.pointer, written.part)
