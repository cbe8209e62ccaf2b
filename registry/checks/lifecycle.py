"""Check: what manifests say of lifecycles, folders and consumers makes sense together."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from crossdock.registry.check import Check, CheckContext, Subject
from crossdock.registry.errors import closest
from crossdock.registry.model.contract import Contract, LifecycleState
from crossdock.registry.model.finding import Finding, Severity
from crossdock.registry.model.landscape import Consumption, System
from crossdock.registry.model.location import Place
from crossdock.registry.model.reference import Reference
from crossdock.registry.model.rule import Rule

SOURCE = "Crossdock, docs/files.md"
NO_SYSTEM = Rule(
    "system-missing",
    Severity.ERROR,
    "A contract lies in a folder without a `system.yaml`.",
    why="Without it nobody knows the system's owner, role and tier, and nothing is inherited.",
    fix="Add `system.yaml` to the system's folder; `crossdock new` writes one.",
    source=SOURCE,
)
NO_SUNSET = Rule(
    "lifecycle-sunset-missing",
    Severity.WARNING,
    "A deprecated contract does not say when it stops.",
    why="Consumers cannot plan their move without a date.",
    fix="State `lifecycle.sunset`, and `lifecycle.successor` where there is one.",
    source="RFC 8594 (Sunset header)",
)
PAST_SUNSET = Rule(
    "lifecycle-sunset-passed",
    Severity.WARNING,
    "A deprecated contract is past its sunset and not retired.",
    why="A date that means nothing once teaches consumers to ignore the next one.",
    fix="Retire the contract, or agree on a new date with its consumers.",
    source="RFC 8594 (Sunset header)",
)
UNKNOWN_OWNER = Rule(
    "system-owner-unknown",
    Severity.ERROR,
    "A system is owned by a team that does not exist.",
    why="Whoever is hurt by a change of the system, or has to move, cannot be asked.",
    fix="Name a team of `teams.yaml`, or add it there.",
    source=SOURCE,
)
UNKNOWN_CONTRACT = Rule(
    "contract-unknown",
    Severity.ERROR,
    "A manifest names a contract that does not exist.",
    why="Impact is computed from these statements: a wrong name hides who breaks.",
    fix="Correct the name, or add the contract.",
    source=SOURCE,
)
UNKNOWN_VERSION = Rule(
    "consumer-version-unknown",
    Severity.ERROR,
    "A consumer names a version that was never released.",
    why="Who is still on which version is computed from this.",
    fix="State a released version; `crossdock show` lists them.",
    source=SOURCE,
)
RETIRED = Rule(
    "consumer-of-retired-contract",
    Severity.ERROR,
    "A system consumes a contract that is retired.",
    why="A retired contract is no longer provided.",
    fix="Move to its successor, or remove the statement if the system has moved already.",
    source=SOURCE,
)


def judge_lifecycle(subject: Subject, context: CheckContext) -> Iterator[Finding]:
    """Hold one manifest against the rest of the registry and the calendar."""
    contract = subject.contract
    if contract is None:
        return
    if context.view.system(contract.system) is None:
        message = f"system `{contract.system}` has no readable `system.yaml`"
        yield _finding(NO_SYSTEM, message, Place(contract.manifest), contract.key)
    yield from _judge_dates(contract, context)
    lifecycle, manifest = contract.lifecycle, Place(contract.manifest)
    if lifecycle.successor is not None:
        yield from _judge_name(lifecycle.successor, manifest.child("lifecycle", "successor"), contract.key, context)
    for index, use in enumerate(contract.entities):
        yield from _judge_name(use.entity, manifest.child("entities", index, "entity"), contract.key, context)
    if lifecycle.state is LifecycleState.RETIRED:
        yield from _judge_consumers(contract, context)


def _judge_dates(contract: Contract, context: CheckContext) -> Iterator[Finding]:
    lifecycle = contract.lifecycle
    if lifecycle.state is not LifecycleState.DEPRECATED:
        return
    place = Place(contract.manifest).child("lifecycle")
    if lifecycle.sunset is None:
        yield _finding(NO_SUNSET, f"`{contract.key}` is deprecated without a sunset", place, contract.key)
    elif lifecycle.sunset < context.today:
        message = f"the sunset of `{contract.key}` was {lifecycle.sunset}"
        yield _finding(PAST_SUNSET, message, place.child("sunset"), contract.key)


def _judge_consumers(contract: Contract, context: CheckContext) -> Iterator[Finding]:
    for use in context.view.consumers_of(contract):
        system = context.view.system(use.system)
        if system is not None:
            place = Place(system.manifest, use.pointer)
            yield _finding(RETIRED, f"`{use.system}` consumes `{contract.key}`, which is retired", place, None)


def judge_systems(paths: Sequence[str], context: CheckContext) -> Iterator[Finding]:
    """Hold what systems say they consume against the contracts there are."""
    prefix = context.view.settings.contracts + "/"
    for path in paths:
        if path.startswith(prefix) and path.endswith("/system.yaml"):
            system = context.view.system(path[len(prefix) : -len("/system.yaml")])
            if system is not None:
                yield from _judge_system(system, context)


def _judge_system(system: System, context: CheckContext) -> Iterator[Finding]:
    yield from _judge_owner(system, context)
    for use in system.consumes:
        place = Place(system.manifest, use.pointer)
        unknown = list(_judge_name(use.contract, place.child("contract"), None, context))
        yield from unknown or _judge_version(use, place, context)


def _judge_owner(system: System, context: CheckContext) -> Iterator[Finding]:
    view = context.view
    if system.owner is None or not view.team_ids() or view.team(system.owner) is not None:
        return  # without teams, what is wrong with their file is told
    close = closest(system.owner, view.team_ids())
    fix = f"did you mean `{close}`?" if close else UNKNOWN_OWNER.fix
    place = Place(system.manifest, "/owner")
    yield replace(_finding(UNKNOWN_OWNER, f"`{system.owner}` is no team", place, None), fix=fix, anchor=system.owner)


def _judge_version(use: Consumption, place: Place, context: CheckContext) -> Iterator[Finding]:
    contract = next(iter(find_lines(use.contract, context)), None)
    if contract is None:
        return
    if contract.lifecycle.state is LifecycleState.RETIRED:
        yield _finding(RETIRED, f"`{contract.key}` is retired", place.child("contract"), None)
    log = context.view.releases(contract)
    if use.version is not None and log.find(use.version) is None:
        released = ", ".join(release.version for release in log.releases) or "none"
        message = f"version `{use.version}` of `{contract.key}` was never released; released are: {released}"
        yield _finding(UNKNOWN_VERSION, message, place.child("version"), None)


def find_lines(reference: Reference, context: CheckContext) -> Iterator[Contract]:
    """Yield the contract lines that a reference may mean: one where it names a line or a version of it."""
    for key in context.view.lines(reference.contract):
        contract = context.view.contract(key)
        if contract is None:
            continue
        is_meant = reference.at is None or reference.at == contract.line
        if is_meant or context.view.releases(contract).find(reference.at or "") is not None:
            yield contract


def _judge_name(reference: Reference, place: Place, key: str | None, context: CheckContext) -> Iterator[Finding]:
    if any(find_lines(reference, context)):
        return
    lines = context.view.lines(reference.contract)
    close: str | None
    if lines:
        message, close = f"there is no `{reference.contract}@{reference.at}`; there is {', '.join(lines)}", lines[-1]
    else:
        message, close = (
            f"there is no contract `{reference.contract}`",
            closest(reference.contract, context.view.contract_ids()),
        )
    fix = f"did you mean `{close}`?" if close else UNKNOWN_CONTRACT.fix
    yield Finding(
        UNKNOWN_CONTRACT.id,
        UNKNOWN_CONTRACT.severity,
        message,
        place,
        key,
        why=UNKNOWN_CONTRACT.why,
        fix=fix,
        anchor=str(reference),
    )


def _finding(rule: Rule, message: str, place: Place, key: str | None) -> Finding:
    return Finding(rule.id, rule.severity, message, place, key, why=rule.why, fix=rule.fix)


CHECK = Check(
    "lifecycle",
    "lifecycles, systems and consumers make sense together",
    (NO_SYSTEM, NO_SUNSET, PAST_SUNSET, UNKNOWN_OWNER, UNKNOWN_CONTRACT, UNKNOWN_VERSION, RETIRED),
    judge_lifecycle,
    judge_systems,
)
