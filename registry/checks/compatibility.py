"""Check: what the contract promises today still holds for who relies on what was released."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import partial

from crossdock.registry.check import Check, CheckContext, Subject
from crossdock.registry.compat.assessment import Assessment
from crossdock.registry.compat.envelope import in_envelope
from crossdock.registry.compat.history import Baseline
from crossdock.registry.compat.hurt import reason_of
from crossdock.registry.compat.judge import Judgement
from crossdock.registry.compat.modes import Direction
from crossdock.registry.compat.unfollowed import NOT_COMPARED
from crossdock.registry.documents.positions import find_location
from crossdock.registry.errors import RegistryError
from crossdock.registry.impact.breaks import find_dependents, find_users, find_uses, use_of
from crossdock.registry.impact.consumers import rely, version_of
from crossdock.registry.model.change import Change
from crossdock.registry.model.contract import Contract, Kind
from crossdock.registry.model.evidence import Evidence, Payload, Unknown
from crossdock.registry.model.finding import Finding, Severity
from crossdock.registry.model.impact import Reliance
from crossdock.registry.model.interface import Interface, Position
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
    if not assessment.judgements:
        return
    users = context.view.consumers_of(contract)
    interface = context.view.interface(contract)
    for judgement in assessment.judgements:
        reached = tuple(use for use in users if is_reached(use, judgement, assessment))
        uses = find_uses(contract, judgement, context.view)
        hurt = find_users(contract, judgement, uses, context.view, reached)
        baseline = assessment.baseline(judgement)
        shown = replace(judgement, evidence=_shown(judgement, baseline, interface))
        finding = _finding(contract, shown, assessment, sorted(hurt, key=name_user))
        concerned = partial(is_reached, judgement=judgement, assessment=assessment)
        yield replace(finding, dependents=find_dependents(contract, judgement, uses, context.view, concerned))


def _shown(judgement: Judgement, baseline: Baseline | None, interface: Interface | None) -> Evidence | None:
    """Return the evidence, a payload inside what it travels in; only for that is a base lowered as a whole."""
    if not isinstance(judgement.evidence, Payload):
        return judgement.evidence
    return in_envelope(judgement, baseline.interface if baseline else None, interface)


def is_reached(use: Consumption, judgement: Judgement, assessment: Assessment) -> bool:
    """Whether a break can reach a consumer: not one whose version was compared and stays whole."""
    compared = {baseline.name for baseline in assessment.baselines if baseline.release is not None}
    version = version_of(use)
    return version not in compared or not judgement.against or version in judgement.against


def _finding(contract: Contract, judgement: Judgement, assessment: Assessment, hurt: Sequence[Consumption]) -> Finding:
    change, rule = judgement.change, judgement.rule
    severity = Severity.INFO if judgement.excuse else judgement.severity
    is_grave = judgement.is_breaking or severity is not Severity.INFO
    reason, fix = reason_of(judgement)
    asked = (*_asked_by(contract, judgement), *_held_against(judgement, assessment))
    why = " ".join((reason, *asked, *_who_is_left(contract, judgement, assessment, hurt)))
    return Finding(
        rule.id,
        severity,
        _message(judgement),
        change.at,
        contract.key,
        was=_locate_base(change.was, assessment.baseline(judgement)),
        why=why if is_grave else "",
        fix=fix if is_grave else "",
        evidence=None if judgement.excuse and isinstance(judgement.evidence, Unknown) else judgement.evidence,
        affects=tuple(dict.fromkeys(map(name_user, hurt))) if judgement.is_breaking else (),
        anchor=change.subject,
        facts=_facts(judgement, assessment),
    )


def _asked_by(contract: Contract, judgement: Judgement) -> Iterator[str]:
    """Yield what of the manifest asks for a direction that the position of the payload does not ask for."""
    usual = Direction.FORWARD if judgement.change.position is Position.OUTPUT else Direction.BACKWARD
    if not judgement.is_breaking or judgement.direction in (None, usual):
        return
    stated, semantics = contract.compatibility.mode, contract.semantics
    if stated is not None:
        yield f"`compatibility.mode: {stated.value}` asks for it."
    elif semantics.replay or semantics.retention:
        yield f"`semantics.{'replay' if semantics.replay else 'retention'}` asks for it."


def _held_against(judgement: Judgement, assessment: Assessment) -> Iterator[str]:
    """Yield why something is held against what was never released."""
    if judgement.is_breaking and not judgement.excuse and assessment.released is None:
        yield "Nothing of it was released, so it is compared with the base; what is active may be in use, a `draft` may break."


def _message(judgement: Judgement) -> str:
    """Say what changed; of a contract that may break also that, and what could not be decided, which then is no matter."""
    if not judgement.excuse:
        return judgement.message
    is_open = isinstance(judgement.evidence, Unknown)
    return (
        f"{judgement.message}; {'it could not be decided whether it breaks, but ' if is_open else ''}{judgement.excuse}"
    )


def _who_is_left(
    contract: Contract, judgement: Judgement, assessment: Assessment, hurt: Sequence[Consumption]
) -> Iterator[str]:
    """Yield which versions fail, where that is not the newest alone, and who says to be on them still."""
    if not judgement.is_breaking or not judgement.against:
        return
    newest = assessment.compared_with
    if newest not in judgement.against:
        yield f"Fails against {_list(judgement.against)}, not against {newest}."
    elif len(judgement.against) > 1:
        yield f"Fails against {_list(judgement.against)}."
    who = "Subscribers" if contract.kind is Kind.EVENT else "Consumers"
    for version in judgement.against:
        names = tuple(dict.fromkeys(use.system for use in hurt if version_of(use) == version))
        if names:
            yield f"{who} still on {version}: {', '.join(names)}."


def _list(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


def _facts(judgement: Judgement, assessment: Assessment) -> tuple[tuple[str, str], ...]:
    change = judgement.change
    facts = {
        "change": change.kind.value,
        "operation": change.operation,
        "payload": change.payload,
        "path": change.path or None,
        "position": change.position.value if change.position else None,
        "compared_with": judgement.against[0] if judgement.against else assessment.compared_with,
        "against": ", ".join(judgement.against) if len(judgement.against) > 1 else None,
        "model": judgement.model.value if judgement.model else None,
        "elsewhere": ", ".join(sorted({other.operation for other in judgement.elsewhere if other.operation})) or None,
    }
    return tuple((name, value) for name, value in facts.items() if value is not None)


def _locate_base(was: Place, baseline: Baseline | None) -> Location | Place:
    """Find the place in the text that was compared with, which may be a release and not the base."""
    document = baseline.documents.document(was.path) if baseline is not None else None
    return find_location(document, was.pointer, was.part) if document is not None else was


def users_of(change: Change, users: Iterable[Consumption], interface: Interface | None) -> Iterator[Consumption]:
    """Yield who uses what changed: everyone who does not say what it uses, and those who say this."""
    use = use_of(change, interface)
    yield from (user for user in users if rely(user, (use,))[0] is not Reliance.UNUSED)


def name_user(use: Consumption) -> str:
    """Name a consumer as findings do: `erp (2.3.0)`."""
    version = version_of(use)
    return f"{use.system} ({version})" if version else use.system


CHECK = Check(
    "compatibility",
    "what was released still holds",
    (HISTORY_MISSING, NOT_COMPARED),
    judge_compatibility,
    on_dependents=True,
)
