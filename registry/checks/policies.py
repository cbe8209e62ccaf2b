"""Check: the registry-wide rules that a change can affect."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from crossdock.registry.check import Check, CheckContext, RevisionView, Subject
from crossdock.registry.discovery import load_units
from crossdock.registry.model.contract import Contract
from crossdock.registry.model.finding import Finding
from crossdock.registry.model.landscape import Consumption, System, Team
from crossdock.registry.model.location import Place
from crossdock.registry.model.policy import Facet, Policy, Violation


@dataclass(frozen=True, slots=True)
class _Landscape:
    """A revision as policies see it."""

    view: RevisionView
    today: date

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


def judge_policies(subject: Subject, context: CheckContext) -> Iterator[Finding]:
    """Run all policies on a contract that the change touched."""
    if subject.contract is not None:
        yield from _judge(subject.contract, _policies(), context)


def judge_facets(paths: Sequence[str], context: CheckContext) -> Iterator[Finding]:
    """Run the policies that read what changed, on the contracts that it concerns.

    A changed `teams.yaml` concerns all; a changed `system.yaml` what the system consumes. Its own contracts inherit from it and are
    judged as dependents.
    """
    if context.is_everything:
        return
    if "teams.yaml" in paths:
        policies = [policy for policy in _policies() if Facet.TEAMS in policy.reads]
        for key in context.view.contract_keys():
            contract = context.view.contract(key)
            if contract is not None:
                yield from _judge(contract, policies, context)
    policies = [policy for policy in _policies() if Facet.CONSUMERS in policy.reads]
    for contract in _consumed(paths, context.view):
        yield from _judge(contract, policies, context)


def _consumed(paths: Sequence[str], view: RevisionView) -> Iterator[Contract]:
    prefix = f"{view.settings.contracts}/"
    for path in paths:
        name = path.removeprefix(prefix).removesuffix("/system.yaml")
        system = view.system(name) if path == f"{prefix}{name}/system.yaml" else None
        keys = {key for use in system.consumes for key in view.lines(use.contract.contract)} if system else set()
        yield from (contract for key in sorted(keys) if (contract := view.contract(key)) is not None)


def _policies() -> list[Policy]:
    return [policy for policy in load_units("policy") if isinstance(policy, Policy)]


def _judge(contract: Contract, policies: list[Policy], context: CheckContext) -> Iterator[Finding]:
    landscape = _Landscape(context.view, context.today)
    for policy in policies:
        for violation in policy.judge(contract, landscape):
            yield _finding(contract, policy, violation)


def _finding(contract: Contract, policy: Policy, violation: Violation) -> Finding:
    rule = policy.rule
    return Finding(
        rule.id,
        rule.severity,
        violation.message,
        Place(violation.path or contract.manifest, violation.pointer),
        contract.key,
        why=rule.why,
        fix=violation.fix or rule.fix,
        anchor=violation.anchor,
    )


CHECK = Check("policies", "the registry-wide rules", (), judge_policies, judge_facets, on_dependents=True)
