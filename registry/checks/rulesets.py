"""Check: the rulesets that `crossdock.yaml` names, on each document that the change touches."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from crossdock.registry.check import Check, CheckContext, RevisionView, Subject
from crossdock.registry.model.contract import LifecycleState
from crossdock.registry.model.finding import Finding
from crossdock.registry.model.location import Place
from crossdock.registry.rulesets.engine import run_ruleset
from crossdock.registry.rulesets.problems import INVALID, UNSUPPORTED
from crossdock.registry.rulesets.ruleset import RulesetRule, read_ruleset


def load_rulesets(view: RevisionView) -> tuple[dict[str, RulesetRule], list[Finding]]:
    """Return the rules of all rulesets of the registry; a later one wins."""
    rules: dict[str, RulesetRule] = {}
    findings: list[Finding] = []
    for path in view.settings.rulesets:
        found, more = read_ruleset(path, view.document)
        rules |= found
        findings += more
    return rules, findings


def judge_rulesets(subject: Subject, context: CheckContext) -> Iterator[Finding]:
    """Run the rules on a contract's document; a retired one is left in peace."""
    contract, view = subject.contract, context.view
    if contract is None or contract.document is None or contract.lifecycle.state is LifecycleState.RETIRED:
        return
    document = view.document(contract.document)
    if document is None or not document.is_readable:
        return
    for finding in run_ruleset(load_rulesets(view)[0], document, view.resolver):
        # what is written in another contract's file is that contract's
        if finding.at.path.startswith(subject.folder + "/"):
            yield replace(finding, contract=subject.key)


def judge_ruleset_files(paths: Sequence[str], context: CheckContext) -> Iterator[Finding]:
    """Find what is wrong with the rulesets themselves, when they or the settings changed."""
    rulesets = context.view.settings.rulesets
    if context.is_everything or {*rulesets, "crossdock.yaml"} & {*paths}:
        for finding in load_rulesets(context.view)[1]:
            yield finding if isinstance(finding.at, Place) else replace(finding)


CHECK = Check("rulesets", "the registry's rulesets", (INVALID, UNSUPPORTED), judge_rulesets, judge_ruleset_files)
