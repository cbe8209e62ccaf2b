"""Check: every document is readable, and what its specification asks for."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from crossdock.registry.check import Check, CheckContext, Subject
from crossdock.registry.model.contract import Kind
from crossdock.registry.model.finding import Finding, Severity
from crossdock.registry.model.location import Place
from crossdock.registry.model.rule import Rule

MISSING = Rule(
    "document-missing",
    Severity.ERROR,
    "A contract's folder holds no document.",
    why="A contract without a document promises nothing that can be checked, generated or tested.",
    fix="Add the document beside `contract.yaml`, or name it in `document:`.",
    source="Crossdock, docs/files.md",
)
UNRECOGNISED = Rule(
    "document-unrecognised",
    Severity.ERROR,
    "A document is of no format that is known.",
    why="Nothing can be said of a document whose specification is not known: neither validity nor compatibility.",
    fix="State the format in the document (`openapi: 3.1.0`, `asyncapi: 3.0.0`, `$schema`), or name the file after it.",
    source="Crossdock, docs/files.md",
)
BLOCKED = Rule(
    "file-blocked",
    Severity.ERROR,
    "A path of the registry is no file that can be read.",
    why="What cannot be read is not judged; a symbolic link could lead anywhere on the machine.",
    fix="Put the content itself there, as a regular file.",
    source="Crossdock, docs/files.md",
)
_LINKING = (Kind.MAPPING, Kind.WORKFLOW)  # read by checks of their own


def judge_validity(subject: Subject, context: CheckContext) -> Iterator[Finding]:
    """Find what is wrong with a contract's manifest and document."""
    view = context.view
    for finding in view.manifest_findings(subject.key):
        # what was inherited from the system's file is the system's, one finding for all its contracts
        is_own = finding.at.path.startswith(subject.folder + "/")
        yield replace(finding, contract=subject.key) if is_own else finding
    contract = subject.contract
    if contract is None:
        return
    if contract.document is None:
        yield Finding(
            MISSING.id,
            MISSING.severity,
            "the folder holds no document",
            Place(contract.manifest),
            subject.key,
            fix=MISSING.fix,
        )
        return
    found = list(view.format_findings(contract))
    for finding in found:
        yield replace(finding, contract=subject.key)
    if view.interface(contract) is None and contract.kind not in _LINKING and not found:
        message = f"`{contract.document}` is of no format that is known"
        place = Place(contract.document)
        yield Finding(
            UNRECOGNISED.id,
            UNRECOGNISED.severity,
            message,
            place,
            subject.key,
            why=UNRECOGNISED.why,
            fix=UNRECOGNISED.fix,
        )


def judge_registry_files(paths: Sequence[str], context: CheckContext) -> Iterator[Finding]:
    """Find what is wrong with `crossdock.yaml`, `teams.yaml` and the systems."""
    view = context.view
    yield from view.registry_findings(paths)
    for path, instead in view.obstacles():
        if path.startswith(f"{view.settings.contracts}/"):
            yield Finding(
                BLOCKED.id, BLOCKED.severity, f"`{path}` is {instead}", Place(path), why=BLOCKED.why, fix=BLOCKED.fix
            )


CHECK = Check(
    "validity",
    "documents and manifests are readable and valid",
    (MISSING, UNRECOGNISED, BLOCKED),
    judge_validity,
    judge_registry_files,
    on_dependents=True,
)
