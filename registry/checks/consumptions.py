"""Check: the operations and fields that a system says it uses are declared by the contract."""

from collections.abc import Iterator, Sequence

from crossdock.registry.check import Check, CheckContext, Subject
from crossdock.registry.checks.lifecycle import find_lines
from crossdock.registry.errors import RegistryError
from crossdock.registry.impact.consumers import version_of
from crossdock.registry.impact.declared import Missing, find_missing_field, find_missing_operation
from crossdock.registry.model.contract import Contract
from crossdock.registry.model.finding import Finding, Severity
from crossdock.registry.model.interface import Interface
from crossdock.registry.model.landscape import Consumption
from crossdock.registry.model.location import Place
from crossdock.registry.model.rule import Rule

SOURCE = "Crossdock, docs/files.md, system.yaml"
UNKNOWN_FIELD = Rule(
    "consumer-field-unknown",
    Severity.ERROR,
    "A consumer says it uses a field that the contract does not declare.",
    why="Who breaks is computed from these statements: a wrong field hides its consumer.",
    fix="Correct the pointer (`/lines/*/quantity`; `*` is any entry), or leave `fields` out if all is used.",
    source=SOURCE,
)
UNKNOWN_OPERATION = Rule(
    "consumer-operation-unknown",
    Severity.ERROR,
    "A consumer says it uses an operation that the contract does not have.",
    why="Who breaks is computed from these statements: a wrong operation hides its consumer.",
    fix="State the `operationId`, or the operation as `GET /orders/{id}`; leave `operations` out if all are used.",
    source=SOURCE,
)


def judge_consumers(subject: Subject, context: CheckContext) -> Iterator[Finding]:
    """Hold what its consumers say they use against a contract that changed."""
    if subject.contract is None or context.is_everything:  # then each system is asked
        return
    for use in context.view.consumers_of(subject.contract):
        yield from _judge_use(use, context)


def judge_systems(paths: Sequence[str], context: CheckContext) -> Iterator[Finding]:
    """Hold what systems say they use against the contracts."""
    prefix = context.view.settings.contracts + "/"
    for path in paths:
        if path.startswith(prefix) and path.endswith("/system.yaml"):
            system = context.view.system(path[len(prefix) : -len("/system.yaml")])
            for use in system.consumes if system is not None else ():
                yield from _judge_use(use, context)


def _judge_use(use: Consumption, context: CheckContext) -> Iterator[Finding]:
    system = context.view.system(use.system)
    contracts = tuple(find_lines(use.contract, context)) if use.operations or use.fields else ()
    interfaces = tuple(_interfaces(use, contracts, context))
    if system is None or not interfaces:
        return
    place = Place(system.manifest, use.pointer)
    known = []
    for index, name in enumerate(use.operations):
        missing = _in_none([find_missing_operation(interface, name) for interface in interfaces])
        known += [] if missing else [name]
        if missing is not None:
            message = f"`{use.contract}` has no operation `{name}`"
            yield _finding(UNKNOWN_OPERATION, message, missing, place.child("operations", index))
    if use.operations and not known:
        return  # whose payloads are meant is not known
    for index, field in enumerate(use.fields):
        missing = _in_none([find_missing_field(interface, field, known) for interface in interfaces])
        if missing is not None:
            message = f"`{use.contract}` declares no field `{field}`" + (f" in {', '.join(known)}" if known else "")
            yield _finding(UNKNOWN_FIELD, message, missing, place.child("fields", index))


def _interfaces(use: Consumption, contracts: Sequence[Contract], context: CheckContext) -> Iterator[Interface]:
    """Yield the interfaces that may be meant: as the contract stands, and as the version that the consumer reads was.

    What a change removes is no wrong name: the comparison with that version speaks of it.
    """
    view = context.view
    for contract in contracts:
        log = view.releases(contract)
        version = version_of(use)
        release = log.find(version) if version else None
        try:
            was = view.released(contract, release).interface if release is not None else None
        except RegistryError:  # an error of its own: `release-content-missing`
            return
        before = view.base.contract(contract.key) if view.base is not None and release is None else None
        states = (view.interface(contract), was, view.base.interface(before) if view.base and before else None)
        yield from (state for state in states if state is not None)


def _in_none(answers: Sequence[Missing | None]) -> Missing | None:
    """Return what is missing in all interfaces, as the first one that has something close puts it."""
    missing = [answer for answer in answers if answer is not None]
    return max(missing, key=lambda one: one.close is not None) if len(missing) == len(answers) else None


def _finding(rule: Rule, message: str, missing: Missing, place: Place) -> Finding:
    fix = f"did you mean `{missing.close}`?" if missing.close else rule.fix
    return Finding(rule.id, rule.severity, message, place, why=rule.why, fix=fix, anchor=missing.name)


CHECK = Check(
    "consumptions",
    "consumers name operations and fields that exist",
    (UNKNOWN_FIELD, UNKNOWN_OPERATION),
    judge_consumers,
    judge_systems,
    on_dependents=True,
)
