"""Compares two documents on disk, or two versions of a contract, without asking what a change introduced."""

from dataclasses import dataclass
from pathlib import Path

from crossdock.registry.compat.judge import Judgement, judge_change, judge_interfaces
from crossdock.registry.compat.modes import keeps_history
from crossdock.registry.compat.promises import diff_promises
from crossdock.registry.documents.document import Document
from crossdock.registry.documents.positions import find_location
from crossdock.registry.documents.read import read_document
from crossdock.registry.documents.references import Resolver
from crossdock.registry.errors import RegistryError
from crossdock.registry.model.contract import ContentModel, Contract, Kind, Mode
from crossdock.registry.model.evidence import Unknown
from crossdock.registry.model.finding import Finding, Severity
from crossdock.registry.model.interface import Interface
from crossdock.registry.model.location import Location, Place
from crossdock.registry.model.result import Bump, CheckResult, ContractResult, Touch, Verdict
from crossdock.registry.open import Found
from crossdock.registry.rulebook import rules_of
from crossdock.registry.specifications.derived import derive
from crossdock.registry.specifications.recognise import find_format
from crossdock.registry.store.folder_snapshot import FolderSnapshot


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: its interface, what people call it, its documents, and the contract when there is one."""

    interface: Interface
    name: str
    resolver: Resolver
    kinds: tuple[Kind, ...]
    contract: Contract | None = None
    folder: str = ""

    def locate(self, place: Place | Location) -> Location:
        """Return the exact place in this side's text."""
        if isinstance(place, Location):
            return place
        document = self.resolver.load(place.path)
        found = (
            find_location(document, place.pointer, place.part)
            if document
            else Location(place.path, pointer=place.pointer)
        )
        path = f"{self.folder}{found.path}"
        return Location(path, found.line, found.column, found.end_line, found.end_column, found.pointer)


def read_side(path: Path, name: str) -> Side:
    """Read a document on disk; its references may lead to files in its folder and below. Raises RegistryError when it cannot be read."""
    snapshot = FolderSnapshot(path.parent, name)
    documents: dict[str, Document | None] = {}

    def load(inner: str) -> Document | None:
        if inner not in documents:
            content = snapshot.read(inner)
            documents[inner] = read_document(inner, content) if content is not None else None
        return documents[inner]

    document = load(path.name)
    if document is None:
        raise RegistryError(f"`{name}` cannot be read", "check the path; symbolic links are not followed")
    if not document.is_readable:
        finding = document.findings[0]
        raise RegistryError(f"{finding.at}: {finding.message}", finding.fix)
    form = find_format(document.data, path.name)
    if form is None:
        raise RegistryError(
            f"`{name}` is of no format that is known", "state the format in the document: `openapi: 3.1.0`, `$schema` …"
        )
    resolver = Resolver(load, lambda _: None, derive)
    folder = "" if path.parent == Path() else path.parent.as_posix() + "/"
    return Side(form.read_interface(document, resolver), name, resolver, form.kinds, folder=folder)


def side_of(found: Found, name: str) -> Side:
    """Return a version of a contract. Raises RegistryError when it has no document that can be read."""
    interface = found.revision.interface(found.contract)
    if interface is None:
        raise RegistryError(
            f"`{name}` has no document with an interface to compare",
            "mappings and workflows are judged by `crossdock check`",
        )
    return Side(interface, name, found.revision.resolver, (found.contract.kind,), found.contract)


def compare_sides(base: Side, revision: Side, mode: Mode | None, model: ContentModel | None) -> CheckResult:
    """Judge everything that differs."""
    contract = revision.contract
    stated = contract.compatibility if contract else None
    judged = judge_interfaces(
        base.interface,
        revision.interface,
        mode=mode or (stated.mode if stated else None),
        model=model or (stated.model if stated else None) or ContentModel.DECLARED,
        kind=contract.kind if contract else _only(revision.kinds),
        keeps_history=keeps_history(contract) if contract else False,
        base_name=base.name,
        revision_name=revision.name,
    )
    if contract and base.contract:
        judged += tuple(judge_change(change) for change in diff_promises(base.contract, contract))
    key = contract.key if contract else revision.name
    findings = tuple(sorted((_finding(judgement, base, revision, key) for judgement in judged), key=_order))
    verdict, bump = conclude(judged)
    touch = Touch.UNCHANGED if verdict is Verdict.SAME else Touch.CHANGED
    result = ContractResult(
        key,
        revision.interface.title,
        contract.owner if contract else None,
        touch,
        verdict,
        bump,
        compared_with=base.name,
    )
    rules = rules_of(finding.rule for finding in findings)
    return CheckResult(key, base.name, revision.name, 1, (result,), findings, rules=rules)


def conclude(judged: tuple[Judgement, ...]) -> tuple[Verdict, Bump]:
    """Return the verdict over all judgements, and the bump that they need."""
    bump = max((judgement.bump for judgement in judged), key=lambda bump: bump.rank, default=Bump.NONE)
    if any(judgement.is_breaking and judgement.severity is not Severity.INFO for judgement in judged):
        return Verdict.BREAKING, bump
    if any(isinstance(judgement.evidence, Unknown) for judgement in judged):
        return Verdict.UNKNOWN, bump
    return (Verdict.COMPATIBLE if judged else Verdict.SAME), bump


def _only(kinds: tuple[Kind, ...]) -> Kind | None:
    return kinds[0] if len(kinds) == 1 else None


def _finding(judgement: Judgement, base: Side, revision: Side, key: str) -> Finding:
    change, rule = judgement.change, judgement.rule
    is_grave = judgement.is_breaking or judgement.severity is not Severity.INFO
    return Finding(
        rule.id,
        judgement.severity,
        judgement.message,
        revision.locate(change.at),
        key,
        was=base.locate(change.was),
        why=rule.why if is_grave else "",
        fix=rule.fix if is_grave else "",
        evidence=judgement.evidence,
        anchor=change.subject,
        facts=(("position", change.position.value),) if change.position else (),
    )


def _order(finding: Finding) -> tuple[int, str, int, int, str, str]:
    at = finding.at
    line, column = (at.line, at.column) if isinstance(at, Location) else (0, 0)
    return (finding.severity.rank, at.path, line, column, finding.rule, finding.message)
