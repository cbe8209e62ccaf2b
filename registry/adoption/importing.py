"""Adopts existing documents: each becomes a contract, its files kept as they are."""

import json
import posixpath
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from crossdock.registry.adoption.guess import Guess, guess_contract, settle_scheme
from crossdock.registry.adoption.scaffold import scaffold_system
from crossdock.registry.compat.schemes import scheme_of
from crossdock.registry.documents.read import read_document
from crossdock.registry.facts import outside_references
from crossdock.registry.model.contract import Kind
from crossdock.registry.model.finding import Finding

_DATA = (".yaml", ".yml", ".json", ".avsc")
_SKIPPED = frozenset(("node_modules", ".git", "__pycache__", ".venv"))


@dataclass(frozen=True, slots=True)
class Adopted:
    """One document that becomes a contract: the guess, and its files by path relative to the contract's folder."""

    guess: Guess
    files: dict[str, bytes]
    document: str
    source: str


@dataclass(slots=True)
class Harvest:
    """What was found below the given paths. `skipped` are (path, reason), `findings` why files cannot be read."""

    adopted: list[Adopted] = field(default_factory=list)
    skipped: list[tuple[str, str]] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)


def gather(paths: Iterable[Path], system: str | None = None, name: str | None = None) -> Harvest:
    """Read all documents below the paths. A file that another one references belongs to that one."""
    harvest = Harvest()
    for path in paths:
        root = path if path.is_dir() else path.parent
        names = [path.name] if path.is_file() else sorted(_names(path))
        _gather_root(harvest, root, names, system, name)
    harvest.adopted = _settle_schemes(harvest.adopted)
    return harvest


def _settle_schemes(adopted: Sequence[Adopted]) -> list[Adopted]:
    """Return what was adopted with one version scheme for each contract."""
    contracts: dict[tuple[str, str], list[int]] = {}
    for index, each in enumerate(adopted):
        contracts.setdefault((each.guess.system, each.guess.name), []).append(index)
    settled = list(adopted)
    for indexes in contracts.values():
        for index, guess in zip(indexes, settle_scheme([adopted[i].guess for i in indexes]), strict=True):
            settled[index] = replace(adopted[index], guess=guess)
    return settled


def _names(root: Path) -> Iterator[str]:
    for path in root.rglob("*"):
        inner = path.relative_to(root)
        is_hidden = any(part.startswith(".") or part in _SKIPPED for part in inner.parts)
        if path.suffix.lower() in _DATA and not is_hidden and path.is_file() and not path.is_symlink():
            yield inner.as_posix()


def _gather_root(harvest: Harvest, root: Path, names: Sequence[str], system: str | None, name: str | None) -> None:
    documents = {inner: read_document(inner, (root / inner).read_bytes()) for inner in names}
    parts = {
        target
        for inner, document in documents.items()
        for target in outside_references(inner, document.content)
        if target != inner
    }
    for inner, document in documents.items():
        shown = (root / inner).as_posix()
        if not document.is_readable:
            harvest.findings += list(document.findings)
            harvest.skipped.append((shown, "cannot be read"))
            continue
        guess = guess_contract(document, system, name, root.resolve().name)
        if guess is None:
            reason = "is a part of another document" if inner in parts else "is of no format that is known"
            harvest.skipped.append((shown, reason))
        elif inner in parts and len(names) > 1 and guess.format.name == "jsonschema":
            harvest.skipped.append((shown, "is a part of another document"))
        else:
            harvest.adopted.append(_adopt(guess, root, inner, shown))


def _adopt(guess: Guess, root: Path, inner: str, shown: str) -> Adopted:
    """Collect a document and the files that it references, relative to what they have in common."""
    files = {inner: guess.document.content}
    waiting = [guess.document]
    while waiting:
        document = waiting.pop()
        for target in outside_references(document.path, document.content):
            path = root / target
            if (
                target in files
                or ":" in target
                or target.startswith(("..", "/"))
                or not path.is_file()
                or path.is_symlink()
            ):
                continue
            files[target] = path.read_bytes()
            waiting.append(read_document(target, files[target]))
    common = (
        posixpath.commonpath([posixpath.dirname(path) for path in files])
        if len(files) > 1
        else posixpath.dirname(inner)
    )
    cut = {path: posixpath.relpath(path, common or ".") for path in files}
    return Adopted(guess, {cut[path]: content for path, content in files.items()}, cut[inner], shown)


def choose_newest(adopted: Iterable[Adopted]) -> tuple[list[Adopted], list[Adopted]]:
    """Return, of several versions of one line, the newest; and those that were left aside."""
    lines: dict[str, list[Adopted]] = {}
    for each in adopted:
        lines.setdefault(each.guess.key, []).append(each)
    chosen, aside = [], []
    for key in sorted(lines):
        ordered = order_versions(lines[key])
        chosen.append(ordered[-1])
        aside += ordered[:-1]
    return chosen, aside


def order_versions(adopted: Sequence[Adopted]) -> list[Adopted]:
    """Return versions oldest first; those that claim the same version in the order of their file names."""

    def order(each: Adopted) -> tuple[object, str]:
        return (scheme_of(each.guess.scheme).order(each.guess.version) or (), each.source)

    return sorted(adopted, key=order)


def contract_files(adopted: Adopted, root: str, owner: str | None, document: str | None = None) -> dict[str, bytes]:
    """Return the files of the contract, by path below the registry root. `document` renames the document's file."""
    guess = adopted.guess
    folder = f"{root}/{guess.system}/{guess.name}/v{guess.line}"
    files = {
        f"{folder}/{document if document and path == adopted.document else path}": content
        for path, content in adopted.files.items()
    }
    files[f"{folder}/contract.yaml"] = _manifest(guess, document or adopted.document, owner)
    return files


def system_file(system: str, root: str, owner: str | None) -> tuple[str, bytes]:
    """Return the path and the content of a system's manifest."""
    return f"{root}/{system}/system.yaml", scaffold_system(system, owner)


def kind_of(guess: Guess) -> Kind:
    """Return the kind of contract that a document of this format is."""
    return guess.format.kinds[0]


def _manifest(guess: Guess, document: str, owner: str | None) -> bytes:
    lines = [f"kind: {kind_of(guess).value}", f"title: {json.dumps(guess.title)}", f'version: "{guess.version}"']
    lines += [f"scheme: {guess.scheme}"] if guess.scheme != "semver" else []
    lines += [f"document: {json.dumps(document)}"]
    lines += [f"owner: {owner}"] if owner else []
    lines += ["lifecycle: {state: active}"]
    return ("\n".join(lines) + "\n").encode()
