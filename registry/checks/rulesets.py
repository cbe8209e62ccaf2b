"""Check: the rulesets that `crossdock.yaml` names, on each document that the change touches."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from crossdock.registry.check import Check, CheckContext, RevisionView, Subject, trusts_base_only
from crossdock.registry.model.contract import LifecycleState
from crossdock.registry.model.finding import Finding
from crossdock.registry.rulesets.engine import run_ruleset
from crossdock.registry.rulesets.loosening import hold_to
from crossdock.registry.rulesets.problems import (
    FILTER_FAILED,
    INVALID,
    NEEDS_FUNCTION,
    SCHEMA_OUTSIDE,
    SCHEMA_WRONG,
    TOO_COSTLY,
    UNSUPPORTED,
    UNUSED,
)
from crossdock.registry.rulesets.reading import read_ruleset
from crossdock.registry.rulesets.ruleset import Ruleset


class Rulesets(NamedTuple):
    """The rulesets of a state of the registry, what is wrong with them, and the files they were read from."""

    rulesets: tuple[Ruleset, ...]
    findings: list[Finding]
    paths: frozenset[str]


def load_rulesets(view: RevisionView) -> Rulesets:
    """Return the rulesets that count in a state of the registry, read once; a later one wins."""
    known = view.resolver.memory.get(Rulesets)
    if isinstance(known, Rulesets):
        return known
    loaded = read_rulesets(view)
    if view.base is not None and trusts_base_only(view) and has_other_rulesets(view):
        before = load_rulesets(view.base).rulesets
        loaded = loaded._replace(rulesets=hold_to(before, loaded.rulesets))
    view.resolver.memory[Rulesets] = loaded
    return loaded


def read_rulesets(view: RevisionView) -> Rulesets:
    """Return the rulesets as they are written in a state, whether or not all of it counts."""
    rulesets: list[Ruleset] = []
    findings: list[Finding] = []
    for path in view.settings.rulesets:
        found, more = read_ruleset(path, view.document)
        rulesets.append(found)
        findings += more
    owners = frozenset[str]().union(*(ruleset.paths() for ruleset in rulesets))
    paths = {*view.settings.rulesets, *owners, *(finding.at.path for finding in findings)}
    return Rulesets(tuple(rulesets), findings, frozenset(paths))


def has_other_rulesets(view: RevisionView) -> bool:
    """Whether a state names other rulesets than its base, or files of theirs differ."""
    base = view.base
    if base is None or view.settings.rulesets == base.settings.rulesets == ():
        return False
    if view.settings.rulesets != base.settings.rulesets:
        return True
    return any(view.read(path) != base.read(path) for path in load_rulesets(base).paths)


def judge_rulesets(subject: Subject, context: CheckContext) -> Iterator[Finding]:
    """Run the rules on a contract's document; a retired one is left in peace."""
    contract, view = subject.contract, context.view
    if contract is None or contract.document is None or contract.lifecycle.state is LifecycleState.RETIRED:
        return
    document = view.document(contract.document)
    if document is None or not document.is_readable:
        return
    later: set[str] = set()  # rules of a later ruleset count instead of earlier ones of the same name
    for ruleset in reversed(load_rulesets(view).rulesets):
        for finding in run_ruleset(ruleset, document, view.resolver, later):
            yield replace(finding, contract=subject.key, message=" ".join(finding.message.split()))
        later |= ruleset.rules.keys()


def judge_ruleset_files(paths: Sequence[str], context: CheckContext) -> Iterator[Finding]:
    """Find what is wrong with the rulesets themselves, when they or the settings changed."""
    rulesets = load_rulesets(context.view)
    if context.is_everything or {*rulesets.paths, "crossdock.yaml"} & {*paths}:
        yield from rulesets.findings


RULES = (FILTER_FAILED, INVALID, NEEDS_FUNCTION, SCHEMA_OUTSIDE, SCHEMA_WRONG, TOO_COSTLY, UNSUPPORTED, UNUSED)
CHECK = Check("rulesets", "the registry's rulesets", RULES, judge_rulesets, judge_ruleset_files)
