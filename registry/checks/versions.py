"""Check: the declared version fits the change, and release records stay what they were."""

from collections.abc import Iterator
from dataclasses import replace

from crossdock.registry.check import Check, CheckContext, RevisionView, Subject
from crossdock.registry.compat.assessment import Assessment
from crossdock.registry.compat.schemes import Scheme, scheme_of
from crossdock.registry.errors import RegistryError
from crossdock.registry.model.contract import Contract, LifecycleState
from crossdock.registry.model.evidence import Statement
from crossdock.registry.model.finding import Finding, Severity
from crossdock.registry.model.location import Place
from crossdock.registry.model.release import Release, ReleaseLog
from crossdock.registry.model.result import Bump, Touch
from crossdock.registry.model.rule import Rule

_DESIGN = "Crossdock, docs/files.md, releases.yaml"
_SEMVER = "Semantic Versioning 2.0.0"
UNREADABLE = Rule(
    "version-not-of-scheme",
    Severity.ERROR,
    "A version is not written as its scheme asks.",
    why="Versions that cannot be ordered cannot be compared: neither newest nor next is known.",
    fix="Write it as the scheme asks, or state the `scheme` it follows.",
    source=_SEMVER,
)
OTHER_LINE = Rule(
    "version-of-other-line",
    Severity.ERROR,
    "A version belongs to another line than its folder.",
    why="Readers take everything in `v2` to be compatible with 2.0.0.",
    fix="Move the contract to the folder of its line, or correct the version.",
    source=_SEMVER,
)
NOT_ENOUGH = Rule(
    "version-not-enough",
    Severity.ERROR,
    "The declared version is lower than the change needs.",
    why="Consumers decide by the version whether they must look at a change.",
    fix="State the version that the change needs.",
    source=_SEMVER,
)
EDITED = Rule(
    "version-released-edited",
    Severity.ERROR,
    "The promise of a released version was edited.",
    why="A released version never changes: consumers have generated and tested against it.",
    fix="State the next version.",
    source=_SEMVER + ", section 3",
)
REMOVED = Rule(
    "contract-removed",
    Severity.ERROR,
    "A contract was removed before it was retired.",
    why="Its consumers still live on it, and nobody sees any more what it promised.",
    fix="Deprecate it with a sunset and retire it after that day, or keep its identity with `formerly` where it went.",
    source="Crossdock, docs/files.md",
)
RECORD_REMOVED = Rule(
    "release-record-removed",
    Severity.ERROR,
    "A release record was removed.",
    why="Records are only ever appended: who lives on that version is still judged against it.",
    fix="Restore the record; to take a version back, append an entry with `withdrawn`.",
    source=_DESIGN,
)
RECORD_EDITED = Rule(
    "release-record-edited",
    Severity.ERROR,
    "A release record was edited.",
    why="A record says what a version was; what it was cannot change.",
    fix="Restore the record, and release a new version.",
    source=_DESIGN,
)
RECORD_FALSE = Rule(
    "release-record-false",
    Severity.ERROR,
    "A release record is not what the repository holds.",
    why="A version whose content cannot be found, or is another, cannot be resolved, compared or generated from.",
    fix="Remove the new record and let `crossdock release` write it, on merged content.",
    source=_DESIGN,
)
RECORD_ODD = Rule(
    "release-record-inconsistent",
    Severity.ERROR,
    "Release records contradict each other.",
    why="A version can be released once, and only a released version can be withdrawn.",
    fix="Correct the new entry.",
    source=_DESIGN,
)


def judge_versions(subject: Subject, context: CheckContext) -> Iterator[Finding]:
    """Hold the declared version against the change, and the records against what they were."""
    if subject.touch is Touch.REMOVED:
        yield from _judge_removal(subject, context)
    contract = subject.contract
    if contract is None:
        return
    yield from context.view.release_findings(contract)
    yield from _judge_version(contract, context)
    yield from _judge_records(contract, context)


def _judge_removal(subject: Subject, context: CheckContext) -> Iterator[Finding]:
    base = context.view.base
    was = base.contract(subject.key) if base else None
    is_over = was is None or was.lifecycle.state in (LifecycleState.RETIRED, LifecycleState.DRAFT)
    if base is None or was is None or is_over or subject.contract is not None or context.view.moved_to(subject.key):
        return
    users = tuple(sorted({f"{use.system} ({use.version or 'any version'})" for use in context.view.consumers_of(was)}))
    place = Place(was.manifest, side=base.side)
    message = f"`{subject.key}` was removed"
    if is_missed(was, context.view):
        yield _finding(REMOVED, message, place, subject.key, affects=users)
    else:
        message += "; nothing of it was released, and no system says that it consumes it"
        found = _finding(REMOVED, message, place, subject.key)
        yield replace(found, severity=Severity.INFO, why="", fix="")


def is_missed(was: Contract, view: RevisionView) -> bool:
    """Whether a removed contract was promised to anybody: something of it was released, or a system consumes it."""
    return bool(view.base and view.base.releases(was).releases) or bool(view.consumers_of(was))


def _judge_version(contract: Contract, context: CheckContext) -> Iterator[Finding]:
    place = Place(contract.manifest, "/version")
    scheme = scheme_of(contract.scheme)
    if contract.version is None:
        return
    if scheme.order(contract.version) is None:
        message = f"`{contract.version}` is no version of the scheme `{contract.scheme}`, which is written as `{scheme.example}`"
        yield _finding(UNREADABLE, message, place, contract.key)
        return
    line = scheme.line(contract.version)
    if line is not None and line not in (contract.line, "0"):
        message = f"version `{contract.version}` belongs to the line `v{line}`, not `v{contract.line}`"
        yield _finding(
            OTHER_LINE,
            message,
            place,
            contract.key,
            fix=f"move it to `v{line}`, or state a version of line {contract.line}",
        )
    if not context.view.is_misread(contract):  # else what it promises is not known
        yield from _judge_step(contract, scheme, context)


def _judge_step(contract: Contract, scheme: Scheme, context: CheckContext) -> Iterator[Finding]:
    """Hold the declared version against what was released and what the change needs."""
    log = context.view.releases(contract)
    assert contract.version is not None  # noqa: S101 - asked by _judge_version
    place = Place(contract.manifest, "/version")
    record = log.find(contract.version)
    assessment = context.assessor.assess(contract, context.view)
    if record is not None:
        if context.view.digest(contract) != record.digest:
            message = f"`{contract.key}` differs from its released version `{contract.version}`"
            evidence = Statement(
                "version", f"{contract.version}, {record.digest[:18]}", f"{contract.version}, another content"
            )
            yield _finding(
                EDITED,
                message,
                place,
                contract.key,
                fix=_fix(contract, assessment),
                evidence=evidence,
                facts=_facts(_certain(contract, assessment)),
            )
        return
    if assessment.least is not None and not scheme.is_enough(contract.version, assessment.least):
        message = f"version `{contract.version}` is declared, but the change since `{assessment.compared_with}` needs `{assessment.needed}`"
        evidence = Statement("version", assessment.compared_with, contract.version)
        yield _finding(
            NOT_ENOUGH,
            message,
            place,
            contract.key,
            fix=_fix(contract, assessment),
            evidence=evidence,
            facts=_facts(_certain(contract, assessment)),
        )
    elif assessment.released is not None and _is_step_back(contract.version, assessment, scheme):
        message = (
            f"version `{contract.version}` is declared, which is not later than the released `{assessment.released}`"
        )
        needed = assessment.needed or scheme.next(assessment.released, Bump.PATCH)
        evidence = Statement("version", assessment.released, contract.version)
        yield _finding(
            NOT_ENOUGH,
            message,
            place,
            contract.key,
            fix=f"state `version: {needed}`",
            evidence=evidence,
            facts=_facts(needed),
        )


def _fix(contract: Contract, assessment: Assessment) -> str:
    """Say which version to state; a break has a line of its own to go to, and a version in this one only when it is accepted."""
    needed, least = assessment.needed, assessment.least
    if needed is None or least is None:
        return "state the next version"
    if _certain(contract, assessment) is not None:
        return f"state `version: {needed}`"
    line = scheme_of(contract.scheme).line(needed)
    start = f"start {f'line {line}' if line else 'a line'} beside this one: `crossdock new --from {contract.key}`"
    return f"{start}, and undo the break here{_accept(contract, assessment)}"


def _accept(contract: Contract, assessment: Assessment) -> str:
    """Say how a break is accepted in the line: waived, with a version of the line; `""` where no version of it will do."""
    if assessment.least == assessment.needed:
        return ""
    rule = next((one.rule.id for one in assessment.judgements if one.is_breaking and not one.excuse), None)
    waive = f" and waive it: `crossdock waive {rule} --contract {contract.key} --reason REASON`" if rule else ""
    return f"; if the break is accepted in this one, state `version: {assessment.least}`{waive}"


def _certain(contract: Contract, assessment: Assessment) -> str | None:
    """Return the version that the change needs, where this line takes it; `None` where there is a choice."""
    needed = assessment.needed
    if needed is None or assessment.least != needed:
        return None
    return needed if scheme_of(contract.scheme).line(needed) in (None, contract.line, "0") else None


def _facts(needed: str | None) -> tuple[tuple[str, str], ...]:
    return (("needed", needed),) if needed is not None else ()


def _is_step_back(declared: str, assessment: Assessment, scheme: Scheme) -> bool:
    """Whether a version is declared that comes before the newest release; where that is of another scheme it cannot be said."""
    assert assessment.released is not None  # noqa: S101 - asked by _judge_step
    is_comparable = scheme.order(assessment.released) is not None
    return is_comparable and not scheme.is_later(declared, assessment.released)


def _judge_records(contract: Contract, context: CheckContext) -> Iterator[Finding]:
    log = context.view.releases(contract)
    yield from _judge_consistency(contract, log)
    before = ReleaseLog()
    if context.view.base is not None:
        was = context.view.base.contract(contract.key)
        before = context.view.base.releases(was) if was else before
        yield from _judge_history(contract, before, log)
    for release in log.releases:
        is_new = context.view.base is not None and release not in before.releases
        if context.is_everything or is_new:
            yield from _judge_truth(contract, release, context)


def _judge_consistency(contract: Contract, log: ReleaseLog) -> Iterator[Finding]:
    seen: set[str] = set()
    for release in log.releases:
        if release.version in seen:
            place = Place(contract.releases, release.pointer)
            yield _finding(RECORD_ODD, f"version `{release.version}` is released twice", place, contract.key)
        seen.add(release.version)
    for entry in log.withdrawals:
        if entry.version not in seen:
            place = Place(contract.releases, entry.pointer)
            yield _finding(
                RECORD_ODD, f"version `{entry.version}` is withdrawn but was never released", place, contract.key
            )


def _judge_history(contract: Contract, before: ReleaseLog, now: ReleaseLog) -> Iterator[Finding]:
    for release in before.releases:
        kept = now.find(release.version)
        if kept is None:
            message = f"the record of version `{release.version}` was removed"
            yield _finding(RECORD_REMOVED, message, Place(contract.releases), contract.key, anchor=release.version)
        elif (kept.digest, kept.files, kept.date, kept.verdict) != (
            release.digest,
            release.files,
            release.date,
            release.verdict,
        ):
            message = f"the record of version `{release.version}` was edited"
            yield _finding(RECORD_EDITED, message, Place(contract.releases, kept.pointer), contract.key)


def _judge_truth(contract: Contract, release: Release, context: CheckContext) -> Iterator[Finding]:
    """Hold a new record against the blobs that it names."""
    place = Place(contract.releases, release.pointer)
    try:
        was = context.view.released(contract, release)
        digest = context.view.released_digest(contract, release)
    except RegistryError as error:
        message = f"the content of version `{release.version}` is not here: {error.message}"
        yield _finding(RECORD_FALSE, message, place.child("files"), contract.key, fix=error.fix or RECORD_FALSE.fix)
        return
    if was.contract is None or digest != release.digest:
        message = f"the files of version `{release.version}` do not have the digest that its record states"
        yield _finding(RECORD_FALSE, message, place.child("digest"), contract.key)
    elif was.contract.version not in (None, release.version):
        message = f"the files of version `{release.version}` say that they are version `{was.contract.version}`"
        yield _finding(RECORD_FALSE, message, place.child("version"), contract.key)
    elif (missing := context.view.unmerged(contract, release)) is not None:
        message = f"`{missing}` of version `{release.version}` was not merged before it was released"
        yield _finding(RECORD_FALSE, message, place.child("files"), contract.key)


def _finding(
    rule: Rule,
    message: str,
    place: Place,
    key: str,
    *,
    fix: str = "",
    evidence: Statement | None = None,
    affects: tuple[str, ...] = (),
    anchor: str = "",
    facts: tuple[tuple[str, str], ...] = (),
) -> Finding:
    return Finding(
        rule.id,
        rule.severity,
        message,
        place,
        key,
        why=rule.why,
        fix=fix or rule.fix,
        evidence=evidence,
        affects=affects,
        anchor=anchor,
        facts=facts,
    )


CHECK = Check(
    "versions",
    "declared versions fit the change, and records stay true",
    (UNREADABLE, OTHER_LINE, NOT_ENOUGH, EDITED, REMOVED, RECORD_REMOVED, RECORD_EDITED, RECORD_FALSE, RECORD_ODD),
    judge_versions,
)
