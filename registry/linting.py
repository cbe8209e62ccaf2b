"""Runs a ruleset alone on documents on disk; what it finds has the shape that tools for the Spectral format read."""

import gc
from collections.abc import Iterator
from pathlib import Path

from crossdock.registry.documents.document import Document
from crossdock.registry.documents.positions import find_location, forget_texts, open_text
from crossdock.registry.documents.read import read_document
from crossdock.registry.documents.references import Resolver
from crossdock.registry.errors import RegistryError
from crossdock.registry.lint_folder import Folder
from crossdock.registry.lint_result import Result
from crossdock.registry.lint_results import make_results
from crossdock.registry.model.finding import Finding, Severity
from crossdock.registry.model.location import Location, Place
from crossdock.registry.rulesets.engine import run_ruleset
from crossdock.registry.rulesets.formats import formats_of, label_of
from crossdock.registry.rulesets.parser_findings import find_parser_problems
from crossdock.registry.rulesets.reading import read_ruleset
from crossdock.registry.rulesets.references import find_unresolved
from crossdock.registry.rulesets.ruleset import Ruleset
from crossdock.registry.rulesets.spots import Spots
from crossdock.registry.specifications.derived import derive

_LARGE = 4_000_000  # bytes of a document whose memory is worth a search for garbage


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
    file: Path, ruleset: Ruleset, content: bytes | None = None, *, is_unknown_told: bool = True, has_edits: bool = False
) -> list[Result]:
    """Return what is found in one document, in Spectral's order; `content` stands for what the file holds.

    `is_unknown_told` says whether a document that no rule speaks of is told, `has_edits` whether results come with the edits that
    mend them, those of a large document without. Raises RegistryError when it cannot be read.
    """
    folder = Folder(file)
    if content is not None:
        folder.documents[folder.name] = read_document(folder.name, content)
    document = folder.load(folder.name)
    if document is None:
        raise RegistryError(f"`{file}` cannot be read", "check the path; symbolic links are not followed")
    levels = (ruleset.duplicate_keys, ruleset.incompatible_values)
    parsed = list(find_parser_problems(document, *levels))
    if not document.is_readable:
        return make_results(parsed, ruleset, folder)
    resolver = Resolver(folder.load, lambda _: None, derive)
    found = [*_unrecognized(document, ruleset)] if is_unknown_told else []
    found += _find(document, ruleset, resolver)
    is_large = len(document.content) > _LARGE
    if has_edits and found and not is_large:
        found = _add_edits(found, document, ruleset, folder)
    if is_large:
        gc.collect()  # what was looked at refers to itself; without it, positions find room in its place
    results = make_results([*parsed, *((finding, None) for finding in found)], ruleset, folder)
    if is_large:
        forget_texts()  # results are written in the room of the document
    return sorted(results, key=lambda result: (result.source, result.span[:2], result.code))


def _add_edits(found: list[Finding], document: Document, ruleset: Ruleset, folder: Folder) -> list[Finding]:
    """Add the edits that mend what was found in the document itself; the fixes are loaded for runs that ask.

    Columns of edits are counted in characters, those of results as Spectral counts them; where these differ nothing is offered.
    """
    if any(character > "\uffff" for character in open_text(document).text):
        return found
    from crossdock.registry.mending.finding import add_edits

    mended = iter(
        add_edits([each for each in found if each.at.path == folder.name], folder.load, ruleset.rules_for(folder.name))
    )
    return [next(mended) if each.at.path == folder.name else each for each in found]


def _find(document: Document, ruleset: Ruleset, resolver: Resolver) -> Iterator[Finding]:
    """Yield what does not depend on where it stands in the text."""
    spots = Spots()
    yield from find_unresolved(document, resolver, spots)
    yield from run_ruleset(ruleset, document, resolver, spots=spots, is_shortened=True)


def _unrecognized(document: Document, ruleset: Ruleset) -> Iterator[Finding]:
    """Say when a document has none of the formats that the ruleset names."""
    if ruleset.named_formats and not formats_of(document.data).intersection(ruleset.named_formats):
        names = ", ".join(dict.fromkeys(map(label_of, ruleset.named_formats)))
        message = f"The provided document does not match any of the registered formats [{names}]"
        yield Finding("unrecognized-format", Severity.WARNING, message, Place(document.path))
