"""Check: what changes in who answers for contracts, how long they live and who lives on them: none of it is wrong, all of it is told."""

from collections.abc import Iterator, Sequence

from crossdock.registry.check import Check, CheckContext, Subject
from crossdock.registry.checks.policies import inherited_from
from crossdock.registry.model.contract import Contract, LifecycleState
from crossdock.registry.model.counting import count
from crossdock.registry.model.finding import Finding, Severity
from crossdock.registry.model.landscape import System
from crossdock.registry.model.location import Place
from crossdock.registry.model.rule import Rule

SOURCE = "Crossdock, docs/files.md"
OWNER_CHANGED = Rule(
    "owner-changed",
    Severity.INFO,
    "Another team answers for a contract.",
    why="The team that takes it over should know, and so should those who would ask the one before.",
    fix="Nothing to do when both teams agree.",
    source=SOURCE,
)
STATE_CHANGED = Rule(
    "lifecycle-state-changed",
    Severity.INFO,
    "A contract moves on in its life: draft, active, deprecated, retired.",
    why="Its consumers plan by it.",
    fix="Tell the consumers; a deprecated contract states `sunset` and `successor`.",
    source=SOURCE,
)
CONSUMPTION_REMOVED = Rule(
    "consumption-removed",
    Severity.INFO,
    "A system no longer says that it consumes a contract.",
    why="From now on no change of the contract is judged for it: where it still reads it, it breaks unseen.",
    fix="Nothing to do when it has stopped reading it.",
    source=SOURCE,
)


def judge_governance(subject: Subject, context: CheckContext) -> Iterator[Finding]:
    """Compare owner and lifecycle with the base."""
    contract, base = subject.contract, context.view.base
    before = base.contract(subject.key) if base is not None else None
    if contract is None or before is None or context.view.is_misread(contract):
        return
    if contract.owner != before.owner:
        was, now = (f"`{owner}`" if owner else "nobody" for owner in (before.owner, contract.owner))
        lent = inherited_from(contract, context.view, "/owner")
        message = f"owner changed from {was} to {now}"
        yield _finding(
            OWNER_CHANGED, message, lent or Place(contract.manifest, "/owner"), None if lent else contract.key
        )
    if contract.lifecycle.state is not before.lifecycle.state:
        place = Place(contract.manifest).child("lifecycle", "state")
        yield _finding(STATE_CHANGED, _word_state(before, contract, context), place, contract.key)


def _word_state(before: Contract, contract: Contract, context: CheckContext) -> str:
    lifecycle = contract.lifecycle
    words = [f"{before.lifecycle.state.value} → {lifecycle.state.value}"]
    if lifecycle.state is LifecycleState.DEPRECATED and lifecycle.sunset is not None:
        words.append(f"sunset {lifecycle.sunset}")
    words += [f"successor `{lifecycle.successor}`"] if lifecycle.successor else []
    users = sorted({use.system for use in context.view.consumers_of(contract)})
    number = count(len(users), "consumer")
    return f"{', '.join(words)}; {number}" + (f": {', '.join(users)}" if users else "")


def judge_consumptions(paths: Sequence[str], context: CheckContext) -> Iterator[Finding]:
    """Find what systems said they consume in the base, and no longer do."""
    view, prefix = context.view, context.view.settings.contracts + "/"
    for path in paths:
        name = path.removeprefix(prefix).removesuffix("/system.yaml")
        if view.base is None or path != f"{prefix}{name}/system.yaml":
            continue
        before, after = view.base.system(name), view.system(name)
        if before is not None and after is not None:
            yield from _judge_system(before, after)


def _judge_system(before: System, after: System) -> Iterator[Finding]:
    kept = {use.contract.contract for use in after.consumes}
    for gone in sorted({use.contract.contract for use in before.consumes} - kept):
        message = f"`{after.id}` no longer says that it consumes `{gone}`"
        yield _finding(CONSUMPTION_REMOVED, message, Place(after.manifest, "/consumes"), None, gone)


def _finding(rule: Rule, message: str, place: Place, key: str | None, anchor: str = "") -> Finding:
    return Finding(rule.id, rule.severity, message, place, key, why=rule.why, fix=rule.fix, anchor=anchor)


CHECK = Check(
    "governance",
    "who answers, how long it lives, who lives on it: what changes is told",
    (OWNER_CHANGED, STATE_CHANGED, CONSUMPTION_REMOVED),
    judge_governance,
    judge_consumptions,
    on_dependents=True,
)
