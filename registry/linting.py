"""Runs a ruleset alone on documents on disk; what it finds has the shape that tools for the Spectral format read."""

import gc
import os
from collections.abc import Iterator
from pathlib import Path

from crossdock.registry.documents.document import Document
from crossdock.registry.documents.positions import find_location
from crossdock.registry.documents.read import read_document
from crossdock.registry.documents.references import Resolver
from crossdock.registry.documents.spectral_range import find_spectral_range
from crossdock.registry.errors import RegistryError
from crossdock.registry.lint_result import Result
from crossdock.registry.model.finding import Finding, Severity
from crossdock.registry.model.location import Location, Place, split_pointer
from crossdock.registry.rulesets.engine import run_ruleset
from crossdock.registry.rulesets.formats import formats_of, label_of
from crossdock.registry.rulesets.parser_findings import find_parser_problems
from crossdock.registry.rulesets.reading import read_ruleset
from crossdock.registry.rulesets.references import find_unresolved, is_elsewhere
from crossdock.registry.rulesets.ruleset import Ruleset
from crossdock.registry.rulesets.spots import Spots
from crossdock.registry.specifications.derived import derive
from crossdock.registry.store.folder_snapshot import FolderSnapshot

_LEVELS = {Severity.ERROR: 0, Severity.WARNING: 1, Severity.INFO: 2}


_LARGE = 4_000_000  # bytes of a document whose memory is worth a search for garbage
_ROOT_MARKS = (".git", "crossdock.yaml")


class Folder:
    """The files that a file may reference: those of its repository, else those below the current folder, or beside it.

    Each is read once; paths are relative to `root`, and `name` is that of the file.
    """

    def __init__(self, file: Path) -> None:
        absolute = Path(os.path.normpath(Path.cwd() / file))
        self.root = _find_root(absolute)
        self.name = absolute.relative_to(self.root).as_posix()
        self.snapshot = FolderSnapshot(self.root)
        self.documents: dict[str, Document | None] = {}
        self.shown: dict[str, str] = {}

    def load(self, path: str) -> Document | None:
        """Return a document below the folder, `None` when there is none."""
        if path not in self.documents:
            content = self.snapshot.read(path)
            self.documents[path] = read_document(path, content) if content is not None else None
        return self.documents[path]

    def show(self, path: str) -> str:
        """Return a path as the caller would write it."""
        if path not in self.shown:
            whole = self.root / path
            is_below = whole.is_relative_to(Path.cwd())
            self.shown[path] = (whole.relative_to(Path.cwd()) if is_below else whole).as_posix()
        return self.shown[path]


def _find_root(file: Path) -> Path:
    for folder in file.parents:
        if any((folder / mark).exists() for mark in _ROOT_MARKS):
            return folder
    return Path.cwd() if file.is_relative_to(Path.cwd()) else file.parent


def read_rules(path: Path) -> tuple[Ruleset, tuple[str, ...]]:
    """Read a ruleset on disk, and what of it is not run. Raises RegistryError, which tells all that is wrong with it."""
    folder = Folder(path)
    rules, problems = read_ruleset(folder.name, folder.load)
    texts = [f"{_locate(problem, folder)}: {problem.message}\n  fix: {problem.fix}" for problem in problems]
    if any(problem.severity is Severity.ERROR for problem in problems):
        raise RegistryError(
            f"the ruleset `{path}` cannot be used\n" + "\n".join(texts),
            "mend the ruleset; docs/rulesets.md lists what it may hold",
        )
    return rules, tuple(texts)


def _locate(problem: Finding, folder: Folder) -> str:
    document = folder.load(problem.at.path)
    at = problem.at
    if isinstance(at, Place):
        at = find_location(document, at.pointer, at.part) if document is not None else Location(at.path)
    return f"{folder.show(at.path)}:{at.line}:{at.column}"


def lint_file(
    file: Path, ruleset: Ruleset, content: bytes | None = None, *, is_unknown_told: bool = True
) -> list[Result]:
    """Return what is found in one document, in Spectral's order; `content` stands for what the file holds.

    `is_unknown_told` says whether a document that no rule speaks of is told. Raises RegistryError when it cannot be read.
    """
    folder = Folder(file)
    if content is not None:
        folder.documents[folder.name] = read_document(folder.name, content)
    document = folder.load(folder.name)
    if document is None:
        raise RegistryError(f"`{file}` cannot be read", "check the path; symbolic links are not followed")
    levels = (ruleset.duplicate_keys, ruleset.incompatible_values)
    parsed = [_as_result(found, ruleset, folder, level) for found, level in find_parser_problems(document, *levels)]
    if not document.is_readable:
        return parsed
    resolver = Resolver(folder.load, lambda _: None, derive)
    found = [*_unrecognized(document, ruleset)] if is_unknown_told else []
    found += _find(document, ruleset, resolver)
    if len(document.content) > _LARGE:
        gc.collect()  # what was looked at refers to itself; without it, positions find room in its place
    results = [*parsed, *(_as_result(finding, ruleset, folder) for finding in found)]
    return sorted(results, key=lambda result: (result.source, result.span[:2], result.code))


def _find(document: Document, ruleset: Ruleset, resolver: Resolver) -> Iterator[Finding]:
    """Yield what does not depend on where it stands in the text."""
    spots = Spots()
    yield from find_unresolved(document, resolver, spots)
    yield from run_ruleset(ruleset, document, resolver, spots=spots, is_shortened=True)


def _unrecognized(document: Document, ruleset: Ruleset) -> Iterator[Finding]:
    """Say when no rule speaks of this kind of document."""
    formats = formats_of(document.data)
    wanted = [rule.formats for rule in ruleset.rules_for(document.path).values()]
    wanted += [ruleset.formats] if ruleset.formats else []
    if wanted and all(each and not each & formats for each in wanted):
        names = ", ".join(dict.fromkeys(label_of(name) for name in sorted(frozenset[str]().union(*wanted))))
        message = f"The provided document does not match any of the registered formats [{names}]"
        yield Finding("unrecognized-format", Severity.WARNING, message, Place(document.path))


def _as_result(finding: Finding, ruleset: Ruleset, folder: Folder, level: int | None = None) -> Result:
    document = folder.load(finding.at.path)
    assert document is not None  # noqa: S101 - findings are in what was read
    if isinstance(finding.at, Location):
        at = finding.at
        span = (at.line - 1, at.column - 1, (at.end_line or at.line) - 1, (at.end_column or at.column) - 1)
    elif is_elsewhere(finding, document):
        span = (0, 0, 0, 0)
    else:
        span = find_spectral_range(document, finding.at.pointer, is_referenced=finding.at.path != folder.name)
    rule = ruleset.rules_for(folder.name).get(finding.rule)
    if level is None:
        found_level = ruleset.level_of(rule, finding.at) if rule is not None else None
        level = found_level if found_level is not None else _LEVELS[finding.severity]
    path = tuple(split_pointer(finding.at.pointer))
    link = rule.documentation if rule is not None else None
    return Result(finding.rule, path, finding.message, level, span, folder.show(finding.at.path), link)
