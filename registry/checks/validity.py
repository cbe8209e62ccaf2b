"""Check: every document is readable, and what its specification asks for."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from crossdock.registry.check import Check, CheckContext, Subject
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


def judge_validity(subject: Subject, context: CheckContext) -> Iterator[Finding]:
    """Find what is wrong with a contract's manifest and document."""
    view = context.view
    for finding in view.manifest_findings(subject.key):
        yield replace(finding, contract=subject.key)
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
    for finding in view.format_findings(contract):
        yield replace(finding, contract=subject.key)


def judge_registry_files(paths: Sequence[str], context: CheckContext) -> Iterator[Finding]:
    """Find what is wrong with `crossdock.yaml`, `teams.yaml` and the systems."""
    yield from context.view.registry_findings(paths)


CHECK = Check(
    "validity",
    "documents and manifests are readable and valid",
    (MISSING, UNRECOGNISED),
    judge_validity,
    judge_registry_files,
    on_dependents=True,
)
