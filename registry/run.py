"""The whole run of a check: what changed, what the checks say of it, what of that is new."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cache, partial

from crossdock.registry.check import Check, CheckContext, Subject
from crossdock.registry.checks.rulesets import load_rulesets
from crossdock.registry.checks.versions import is_missed
from crossdock.registry.compat.assessment import Assessment, Assessor
from crossdock.registry.discovery import load_units
from crossdock.registry.documents.positions import find_locations
from crossdock.registry.errors import RegistryError
from crossdock.registry.model.contract import Contract
from crossdock.registry.model.finding import Finding, Severity, State, unique_findings
from crossdock.registry.model.location import Location, Place, Side
from crossdock.registry.model.result import Bump, CheckResult, ContractResult, Touch, Verdict
from crossdock.registry.model.rule import Rule
from crossdock.registry.open import OpenRegistry
from crossdock.registry.pairing import pair_contracts, registry_paths
from crossdock.registry.precedence import rank_precedence
from crossdock.registry.profiles import apply_profiles, find_adopting
from crossdock.registry.ratcheting.judging import apply_ratchet, word_taken
from crossdock.registry.registry_files import settings_of
from crossdock.registry.revision import Revision
from crossdock.registry.rulebook import rules_of
from crossdock.registry.rulesets.loosening import effective_rules
from crossdock.registry.store.base import Base, Head, find_base
from crossdock.registry.store.changed import changed_paths
from crossdock.registry.store.overlay_snapshot import OverlaySnapshot
from crossdock.registry.store.patched_snapshot import PatchedSnapshot
from crossdock.registry.store.revision_snapshot import RevisionSnapshot
from crossdock.registry.store.snapshot import Snapshot
from crossdock.registry.waiving.applying import apply_waivers
from crossdock.registry.waiving.granted import load_waivers
from crossdock.registry.waiving.loosened import counting_profiles, find_loosened, layer_in
from crossdock.registry.waiving.tightened import find_tightened

Progress = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """What to judge, and how. `None` for `base` and `head`: what the environment says, and the working tree."""

    today: date
    base: str | None = None
    head: str | None = None
    is_staged: bool = False
    is_everything: bool = False
    is_thorough: bool = False
    threshold: Severity = Severity.ERROR
    has_edits: bool = False  # whether findings come with the edits that mend them


@dataclass(frozen=True, slots=True)
class ChangeUnderTest:
    """The revision (with its base), the paths that differ, and where the base comes from; `None` when everything is judged.

    `earlier` loads the state that everything can be held against where the question comes up, `None` where there is none.
    """

    revision: Revision
    changed: tuple[str, ...]
    base: str | None
    earlier: Callable[[], Revision | None] = lambda: None


def check_change(registry: OpenRegistry, options: CheckOptions, environ: Mapping[str, str]) -> CheckResult:
    """Judge a change, or with `is_everything` the whole registry.

    Raises RegistryError when the run could not be done: no base, an unreadable repository.
    """
    state = load_change(registry, options, environ)
    return judge_change(registry, state, options)


def judge_change(registry: OpenRegistry, state: ChangeUnderTest, options: CheckOptions) -> CheckResult:
    """Judge a change that is already loaded."""
    revision, changed = state.revision, state.changed
    subjects = pair_contracts(revision, changed, is_everything=options.is_everything)
    assessor = Assessor()
    context = CheckContext(revision, options.today, assessor, options.is_everything, options.is_thorough)
    found = [*_judge_contracts(subjects, context), *_judge_registry(registry_paths(revision, changed), context)]
    profiles = counting_profiles(revision), partial(layer_in, revision)
    found = apply_profiles(unique_findings(found), *profiles)
    waivers = load_waivers(revision)
    applied = apply_waivers(
        found, waivers, revision, options.today, is_everything=options.is_everything, threshold=options.threshold
    )
    kept = apply_ratchet(applied.findings, revision, applied.lapsed, partial(_found_earlier, state.earlier, context))
    judged = _add_edits(kept, revision) if options.has_edits and kept else kept
    located = tuple(sorted((_locate(finding, revision) for finding in judged), key=_order))
    return CheckResult(
        registry=revision.settings.name,
        base=state.base,
        revision=revision.label,
        total=revision.index.contracts_count(),
        contracts=tuple(_summarise(subject, context) for subject in subjects),
        findings=located,
        threshold=options.threshold,
        prefix=registry.prefix,
        rules=rules_of((finding.rule for finding in located), _ruleset_rules(located, revision)),
        notices=(*find_loosened(revision), *applied.notices, *word_taken(revision), *find_tightened(revision)),
        adopting=find_adopting(located, *profiles),
    )


def load_change(registry: OpenRegistry, options: CheckOptions, environ: Mapping[str, str]) -> ChangeUnderTest:
    """Load the revision and the base that the options and the environment name. Raises RegistryError when there is none."""
    if options.head is not None:
        snapshot: Snapshot = registry.snapshot_at(options.head)
    else:
        snapshot = registry.worktree_snapshot(is_staged=options.is_staged)
    registry.require_registry(snapshot)
    if options.is_everything:
        earlier = cache(partial(_load_earlier, registry, snapshot, options, environ))
        return ChangeUnderTest(registry.revision_of(snapshot), tuple(snapshot.paths()), None, earlier)
    found = _find_base(registry, snapshot, options, environ)
    before = registry.snapshot_at(found.commit) if found.commit else registry.empty_snapshot()
    label = f"{found.commit[:10]}, {found.reason}" if found.commit else found.reason
    return compare(registry, before, snapshot, [change.path for change in changed_paths(before, snapshot)], label)


def _find_base(registry: OpenRegistry, snapshot: Snapshot, options: CheckOptions, environ: Mapping[str, str]) -> Base:
    return find_base(
        registry.require_objects(),
        _head_of(snapshot),
        explicit=options.base,
        default_branch=settings_of(snapshot).default_branch,
        environ=environ,
    )


def _load_earlier(
    registry: OpenRegistry, snapshot: Snapshot, options: CheckOptions, environ: Mapping[str, str]
) -> Revision | None:
    """Return the base of a change that ends in a state, `None` where nothing says what it is: then nobody knows what is new."""
    try:
        found = _find_base(registry, snapshot, options, environ)
        return registry.revision_of(registry.snapshot_at(found.commit), side=Side.BASE) if found.commit else None
    except RegistryError:
        return None


def _found_earlier(
    earlier: Callable[[], Revision | None], context: CheckContext, rule: str, name: str
) -> frozenset[str] | None:
    """Return the identities of what a rule found in a contract in the earlier state, `None` where there is none."""
    base = earlier()
    contract = base.contract(name) if base is not None and "@" in name else None
    if base is None or contract is None:
        return None
    before = Subject(name, contract.folder, Touch.UNCHANGED, contract)
    asked = replace(context, view=base, rules=frozenset((rule,)))
    checks = (check for check in load_units("check") if isinstance(check, Check))
    return frozenset(found.identity for check in checks for found in check.judge(before, asked) if found.rule == rule)


def load_replacement(registry: OpenRegistry, contract: Contract, content: bytes, name: str) -> ChangeUnderTest:
    """Load the registry as it is on disk as the base, and the same with one contract's document replaced as the revision."""
    before = registry.worktree_snapshot()
    assert contract.document is not None  # noqa: S101 - asked by the command
    after = PatchedSnapshot(before, {contract.document: content}, name)
    changed = [contract.document] if before.read(contract.document) != content else []
    return compare(registry, before, after, changed, "the registry as it is on disk")


def compare(
    registry: OpenRegistry, before: Snapshot, after: Snapshot, changed: list[str], label: str
) -> ChangeUnderTest:
    """Put two states side by side."""
    base = registry.revision_of(before, side=Side.BASE)
    return ChangeUnderTest(registry.revision_over(after, base, changed), tuple(changed), label)


def _head_of(snapshot: Snapshot) -> Head:
    if isinstance(snapshot, OverlaySnapshot):
        return Head(snapshot.head.commit, bool(snapshot.changes))
    return Head(snapshot.commit if isinstance(snapshot, RevisionSnapshot) else None)


def _judge_contracts(subjects: Iterable[Subject], context: CheckContext) -> Iterator[Finding]:
    checks = [check for check in load_units("check") if isinstance(check, Check)]
    for subject in subjects:
        for check in checks:
            if subject.touch is not Touch.DEPENDENT or check.on_dependents:
                yield from _mark(list(check.judge(subject, context)), check, subject, context)


def _mark(findings: list[Finding], check: Check, subject: Subject, context: CheckContext) -> Iterator[Finding]:
    """Mark what the base had as well; the base is only asked when there is something to mark."""
    base = context.view.base
    if not findings or base is None:
        yield from findings
        return
    before = Subject(subject.key, subject.folder, Touch.UNCHANGED, base.contract(subject.key))
    asked = frozenset(finding.rule for finding in findings)
    known = {finding.identity for finding in check.judge(before, replace(context, view=base, rules=asked))}
    for finding in findings:
        yield replace(finding, state=State.EXISTING) if finding.identity in known else finding


def _judge_registry(paths: list[str], context: CheckContext) -> Iterator[Finding]:
    base = context.view.base
    for check in load_units("check"):
        if not isinstance(check, Check):
            continue
        found = list(check.judge_registry(paths, context))
        known: set[str] = set()
        if found and base is not None:
            asked = replace(context, view=base, rules=frozenset(finding.rule for finding in found))
            known = {finding.identity for finding in check.judge_registry(paths, asked)}
        for finding in found:
            yield replace(finding, state=State.EXISTING) if finding.identity in known else finding


def _add_edits(findings: Sequence[Finding], revision: Revision) -> Sequence[Finding]:
    """Add the edits of what can be mended; the fixes are loaded for runs that ask."""
    from crossdock.registry.mending.finding import add_edits

    return add_edits(findings, revision.document, effective_rules(load_rulesets(revision).rulesets))


def _ruleset_rules(findings: Sequence[Finding], revision: Revision) -> Iterator[Rule]:
    """Yield what the rules of rulesets that spoke say of themselves."""
    known = effective_rules(load_rulesets(revision).rulesets) if findings else {}
    yield from (known[name].explain() for name in sorted({finding.rule for finding in findings}) if name in known)


def _locate(finding: Finding, revision: Revision) -> Finding:
    at = _find(finding.at, revision)
    was = _find(finding.was, revision) if finding.was is not None else None
    return finding.located(at, was)


def _find(place: Place | Location, revision: Revision) -> Location:
    if isinstance(place, Location):
        return place
    state = revision.base if place.side is Side.BASE and revision.base is not None else revision
    document = state.document(place.path)
    if document is None:
        return Location(place.path, pointer=place.pointer)
    return find_locations(document, [(place.pointer, place.part)])[0]


_STATES = (State.NEW, State.EXISTING, State.WAIVED)


def _order(finding: Finding) -> tuple[int, int, int, str, str, int, int, str, str]:
    at = finding.at
    line, column = (at.line, at.column) if isinstance(at, Location) else (0, 0)
    rank = _STATES.index(finding.state), finding.severity.rank, rank_precedence(finding)
    return (*rank, finding.contract or "", at.path, line, column, finding.rule, finding.message)


def _summarise(subject: Subject, context: CheckContext) -> ContractResult:
    contract = subject.contract or (context.view.base.contract(subject.key) if context.view.base else None)
    assessment = (
        context.assessor.assess(subject.contract, context.view) if subject.contract else _gone(subject, context)
    )
    uses = context.view.consumers_of(contract) if contract else ()
    return ContractResult(
        contract=subject.key,
        title=contract.title if contract else subject.key,
        owner=contract.owner if contract else None,
        touch=subject.touch,
        verdict=assessment.verdict,
        bump=assessment.bump,
        released=assessment.released,
        declared=subject.contract.version if subject.contract else None,
        needed=assessment.needed,
        compared_with=assessment.compared_with,
        consumers=tuple(sorted({use.system for use in uses})),
    )


def _gone(subject: Subject, context: CheckContext) -> Assessment:
    """Say how it stands with a contract that is not there, or whose manifest cannot be read."""
    base = context.view.base
    was = base.contract(subject.key) if base is not None else None
    is_gone = subject.touch is Touch.REMOVED
    is_promised = was is None or is_missed(was, context.view)
    verdict = Verdict.UNKNOWN if not is_gone else Verdict.BREAKING if is_promised else Verdict.COMPATIBLE
    return Assessment(verdict, Bump.NONE, None, (), None, None)
