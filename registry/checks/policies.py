"""Check: the registry-wide rules that a change can affect."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from crossdock.registry.check import Check, CheckContext, RevisionView, Subject
from crossdock.registry.checks._related import find_related
from crossdock.registry.discovery import load_units
from crossdock.registry.documents.pointer import find_data
from crossdock.registry.manifests.inheritance import merge_defaults
from crossdock.registry.manifests.origin import Origin
from crossdock.registry.model.contract import Contract
from crossdock.registry.model.finding import Finding, Severity
from crossdock.registry.model.interface import Interface
from crossdock.registry.model.landscape import Consumption, System, Team
from crossdock.registry.model.location import Place
from crossdock.registry.model.policy import Facet, Policy, Violation

TEAMS_FILE = "teams.yaml"


@dataclass(frozen=True, slots=True)
class _Landscape:
    """A revision as policies see it."""

    view: RevisionView
    today: date

    @property
    def base(self) -> "_Landscape | None":
        return _Landscape(self.view.base, self.today) if self.view.base is not None else None

    def interface(self, contract: Contract) -> Interface | None:
        return self.view.interface(contract)

    def contract(self, key: str) -> Contract | None:
        return self.view.contract(key)

    def lines(self, contract_id: str) -> tuple[str, ...]:
        return self.view.lines(contract_id)

    def system(self, system_id: str) -> System | None:
        return self.view.system(system_id)

    def team(self, team_id: str) -> Team | None:
        return self.view.team(team_id)

    def team_ids(self) -> tuple[str, ...]:
        return self.view.team_ids()

    def consumers_of(self, contract: Contract) -> tuple[Consumption, ...]:
        return self.view.consumers_of(contract)

    def record_claims(self, entity: str) -> tuple[tuple[str, str], ...]:
        return self.view.record_claims(entity)

    def carriers_of(self, entity: str) -> tuple[str, ...]:
        return self.view.carriers_of(entity)

    def names_in(self, system_id: str) -> tuple[str, ...]:
        return self.view.contract_names(system_id)

    def files(self, contract: Contract) -> tuple[str, ...]:
        return self.view.names(contract.folder)


def judge_policies(subject: Subject, context: CheckContext) -> Iterator[Finding]:
    """Run all policies on a contract that the change touched, not on what its manifest was not understood to say.

    Contracts that did not change are asked again by the policies that read something of this one which did.
    """
    if subject.contract is not None and context.view.is_misread(subject.contract):
        return
    policies = _policies(context)
    if subject.contract is not None:
        yield from _judge(subject.contract, policies, context)
    if not context.is_everything:
        for facet, contract in find_related(subject, context):
            yield from _judge(contract, [policy for policy in policies if facet in policy.reads], context)


def judge_facets(paths: Sequence[str], context: CheckContext) -> Iterator[Finding]:
    """Run the policies that read what changed, on the contracts that it concerns.

    A changed `teams.yaml` concerns all; a changed `system.yaml` what the system consumes. Its own contracts inherit from it and are
    judged as dependents.
    """
    if context.is_everything:
        return
    if TEAMS_FILE in paths:
        policies = [policy for policy in _policies(context) if Facet.TEAMS in policy.reads]
        for key in context.view.contract_keys():
            contract = context.view.contract(key)
            if contract is not None:
                yield from _judge(contract, policies, context)
    policies = [policy for policy in _policies(context) if Facet.CONSUMERS in policy.reads]
    for contract in _consumed(paths, context.view):
        yield from _judge(contract, policies, context)


def _consumed(paths: Sequence[str], view: RevisionView) -> Iterator[Contract]:
    prefix = f"{view.settings.contracts}/"
    for path in paths:
        name = path.removeprefix(prefix).removesuffix("/system.yaml")
        system = view.system(name) if path == f"{prefix}{name}/system.yaml" else None
        keys = {key for use in system.consumes for key in view.lines(use.contract.contract)} if system else set()
        yield from (contract for key in sorted(keys) if (contract := view.contract(key)) is not None)


def _policies(context: CheckContext) -> list[Policy]:
    """Return the policies that can be asked: none about teams where the file of the teams has an error."""
    units = [unit for unit in load_units("policy") if isinstance(unit, Policy)]
    found = [unit for unit in units if context.rules is None or unit.rule.id in context.rules]
    wrong = context.view.registry_findings((TEAMS_FILE,))
    has_teams = not any(finding.severity is Severity.ERROR for finding in wrong)
    return [policy for policy in found if has_teams or Facet.TEAMS not in policy.reads]


def _judge(contract: Contract, policies: list[Policy], context: CheckContext) -> Iterator[Finding]:
    landscape = _Landscape(context.view, context.today)
    for policy in (policy for policy in policies if policy.scope.holds(contract)):
        for violation in policy.judge(contract, landscape):
            yield _finding(contract, policy, violation, context.view)


def _finding(contract: Contract, policy: Policy, violation: Violation, view: RevisionView) -> Finding:
    rule = policy.rule
    place = Place(violation.path or contract.manifest, violation.pointer)
    lent = inherited_from(contract, view, violation.pointer) if violation.path is None else None
    return Finding(
        rule.id,
        rule.severity,
        violation.message,
        lent or place,
        None if lent else contract.key,  # what the system's file says is said once, not for each of its contracts
        why=rule.why,
        fix=violation.fix or rule.fix,
        anchor=violation.anchor,
    )


def inherited_from(contract: Contract, view: RevisionView, pointer: str) -> Place | None:
    """Return where a value of the manifest is written when it is inherited, `None` when it is the contract's own."""
    system, own = view.system(contract.system), view.document(contract.manifest)
    lender = view.document(system.manifest) if system is not None else None
    if not pointer or own is None or lender is None:
        return None
    inherited = merge_defaults(own.data, lender.data).inherited
    origin = Origin(own.path, contract.key, inherited, lender.path)
    return origin.place(pointer) if origin.is_inherited(pointer) and _is_written(lender.data, pointer) else None


def _is_written(data: object, pointer: str) -> bool:
    """Whether the defaults hold a value at a pointer: what is missing is missing from the contract."""
    try:
        find_data(data, "/defaults" + pointer)
    except LookupError:
        return False
    return True


CHECK = Check("policies", "the registry-wide rules", (), judge_policies, judge_facets, on_dependents=True)
