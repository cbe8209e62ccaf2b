"""Makes a result of what a test found, so that every report can render it."""

from collections.abc import Sequence
from dataclasses import replace

from crossdock.registry.conformance import problems
from crossdock.registry.documents.document import Document
from crossdock.registry.documents.positions import find_locations
from crossdock.registry.model.contract import Contract
from crossdock.registry.model.finding import Finding, Severity
from crossdock.registry.model.location import Location
from crossdock.registry.model.result import CheckResult, ContractResult, Touch, Verdict
from crossdock.registry.model.rule import Rule


def make_result(
    contract: Contract,
    findings: Sequence[Finding],
    documents: Sequence[Document],
    *,
    registry: str,
    target: str,
    notices: tuple[str, ...] = (),
    threshold: Severity = Severity.ERROR,
    prefix: str = "",
    total: int = 1,
) -> CheckResult:
    """Return the result of a test: `breaking` when the target breaks the contract, `unknown` when something stayed open.

    The findings get exact places in `documents`; `target` stands as the revision that was judged; `total`
    counts the contracts of the registry.
    """
    by_path = {document.path: document for document in documents}
    located = tuple(sorted((_locate(finding, by_path) for finding in findings), key=_order))
    named = {finding.rule for finding in located}
    known = [value for value in vars(problems).values() if isinstance(value, Rule)]
    judged = ContractResult(
        contract.key, contract.title, contract.owner, Touch.UNCHANGED, _conclude(located), released=contract.version,
        compared_with=contract.version,
    )  # fmt: skip
    return CheckResult(
        registry=registry,
        base=None,
        revision=target,
        total=total,
        contracts=(judged,),
        findings=located,
        threshold=threshold,
        prefix=prefix,
        rules=tuple(sorted((rule for rule in known if rule.id in named), key=lambda rule: rule.id)),
        notices=notices,
    )


def _conclude(findings: Sequence[Finding]) -> Verdict:
    if any(finding.severity is Severity.ERROR and not finding.is_unknown for finding in findings):
        return Verdict.BREAKING
    if any(finding.is_unknown for finding in findings):
        return Verdict.UNKNOWN
    return Verdict.COMPATIBLE


def _locate(finding: Finding, documents: dict[str, Document]) -> Finding:
    place = finding.at
    if isinstance(place, Location):
        return finding
    document = documents.get(place.path)
    if document is None:
        return replace(finding, at=Location(place.path, pointer=place.pointer))
    return replace(finding, at=find_locations(document, [(place.pointer, place.part)])[0])


def _order(finding: Finding) -> tuple[int, str, int, str, str]:
    line = finding.at.line if isinstance(finding.at, Location) else 0
    return finding.severity.rank, finding.at.path, line, finding.rule, finding.message
