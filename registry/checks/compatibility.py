"""Check: what the contract promises today still holds for who relies on what was released."""

from collections.abc import Iterator

from crossdock.registry.check import Check, CheckContext, Subject
from crossdock.registry.compat.assessment import Assessment
from crossdock.registry.compat.judge import Judgement
from crossdock.registry.documents.positions import find_location
from crossdock.registry.errors import RegistryError
from crossdock.registry.model.change import Change
from crossdock.registry.model.contract import Contract, LifecycleState
from crossdock.registry.model.finding import Finding, Severity
from crossdock.registry.model.interface import Interface
from crossdock.registry.model.landscape import Consumption
from crossdock.registry.model.location import Location, Place
from crossdock.registry.model.rule import Rule

HISTORY_MISSING = Rule(
    "release-content-missing",
    Severity.ERROR,
    "The content of a released version is not here, so nothing can be compared with it.",
    why="A check that compared with nothing would look like success.",
    fix="Fetch the history: `git fetch --unshallow`, or `fetch-depth: 0` in the workflow.",
    source="Crossdock, docs/files.md, releases.yaml",
)


def judge_compatibility(subject: Subject, context: CheckContext) -> Iterator[Finding]:
    """Judge the contract against what was released of it; against the base when nothing was."""
    contract = subject.contract
    if contract is None:
        return
    try:
        assessment = context.assessor.assess(contract, context.view)
    except RegistryError as error:
        rule = HISTORY_MISSING
        yield Finding(
            rule.id,
            rule.severity,
            error.message,
            Place(contract.releases),
            subject.key,
            why=rule.why,
            fix=error.fix or rule.fix,
        )
        return
    users = context.view.consumers_of(contract)
    interface = context.view.interface(contract)
    for judgement in assessment.judgements:
        hurt = {
            user for change in (judgement.change, *judgement.elsewhere) for user in find_users(change, users, interface)
        }
        yield _finding(contract, judgement, assessment, tuple(sorted(hurt)))


def _finding(contract: Contract, judgement: Judgement, assessment: Assessment, affects: tuple[str, ...]) -> Finding:
    change, rule = judgement.change, judgement.rule
    severity = judgement.severity
    if contract.lifecycle.state is LifecycleState.DRAFT and judgement.is_breaking:
        severity = Severity.INFO  # a draft may break; that it does is worth a note
    is_grave = judgement.is_breaking or severity is not Severity.INFO
    return Finding(
        rule.id,
        severity,
        judgement.message,
        change.at,
        contract.key,
        was=_locate_base(change.was, assessment),
        why=rule.why if is_grave else "",
        fix=rule.fix if is_grave else "",
        evidence=judgement.evidence,
        affects=affects if judgement.is_breaking else (),
        anchor=change.subject,
        facts=_facts(judgement, assessment),
    )


def _facts(judgement: Judgement, assessment: Assessment) -> tuple[tuple[str, str], ...]:
    change = judgement.change
    facts = {
        "operation": change.operation,
        "payload": change.payload,
        "path": change.path or None,
        "position": change.position.value if change.position else None,
        "compared_with": assessment.compared_with,
        "model": judgement.model.value if judgement.model else None,
        "elsewhere": ", ".join(sorted({other.operation for other in judgement.elsewhere if other.operation})) or None,
    }
    return tuple((name, value) for name, value in facts.items() if value is not None)


def _locate_base(was: Place, assessment: Assessment) -> Location | Place:
    """Find the place in the text that was compared with, which may be a release and not the base."""
    document = assessment.baseline.document(was.path) if assessment.baseline is not None else None
    return find_location(document, was.pointer, was.part) if document is not None else was


def find_users(change: Change, users: tuple[Consumption, ...], interface: Interface | None) -> tuple[str, ...]:
    """Return who uses what changed: everyone who does not say what it uses, and those who say this."""
    names = {operation.key: operation.id for operation in interface.operations} if interface else {}
    found = []
    for use in users:
        is_called = (
            not use.operations
            or change.operation is None
            or bool({change.operation, names.get(change.operation)} & {*use.operations})
        )
        is_read = not use.fields or not change.path or any(overlap(field, change.path) for field in use.fields)
        if is_called and is_read:
            found.append(f"{use.system} ({use.version})" if use.version else use.system)
    return tuple(sorted(set(found)))


def overlap(field: str, path: str) -> bool:
    """Whether a used field and a changed path are the same, or one lies in the other; `*` is any array element.

    >>> overlap("/stops/*/locationId", "/stops/*")
    True
    """
    mine, theirs = field.split("/"), path.split("/")
    return all(left == right or "*" in (left, right) for left, right in zip(mine, theirs, strict=False))


CHECK = Check(
    "compatibility",
    "what was released still holds",
    (HISTORY_MISSING,),
    judge_compatibility,
    on_dependents=True,
)
