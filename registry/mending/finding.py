"""Finds the mends of findings: which fix speaks of a rule, and the edits it comes to."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import cache

from crossdock.registry.discovery import load_units
from crossdock.registry.documents.document import Document
from crossdock.registry.fix import Fix, FixSubject
from crossdock.registry.mending.editing import edit_document
from crossdock.registry.model.edit import Edit
from crossdock.registry.model.finding import Finding, State
from crossdock.registry.rulesets.ruleset import RulesetRule

MAX_MENDS = 500  # of one run: each is tried on its document


def add_edits(
    findings: Iterable[Finding],
    load: Callable[[str], Document | None],
    rules: Mapping[str, RulesetRule],
) -> list[Finding]:
    """Return the findings, those of new ones that can be mended with their edits; `rules` are the rules of rulesets by name."""
    found: list[Finding] = []
    room = MAX_MENDS
    for finding in findings:
        edits = _find_edits(finding, load, rules) if room and finding.state is State.NEW else ()
        room -= bool(edits)
        found.append(replace(finding, edits=edits) if edits else finding)
    return found


def _find_edits(
    finding: Finding, load: Callable[[str], Document | None], rules: Mapping[str, RulesetRule]
) -> tuple[Edit, ...]:
    rule = rules.get(finding.rule)
    fixes = [fix for fix in load_fixes() if finding.rule in fix.rules or (rule and fix.functions & _functions(rule))]
    document = load(finding.at.path) if fixes else None
    if document is None:
        return ()
    for fix in fixes:
        options = _options(rule, fix) if rule else {}
        changes = list(fix.mend(FixSubject(finding, document, options)))
        edits = [edit_document(document, change) for change in changes]
        if edits and all(edits):
            return tuple(edit for each in edits for edit in each)
    return ()


@cache
def load_fixes() -> tuple[Fix, ...]:
    """Return all fixes, our own and installed ones."""
    return tuple(fix for fix in load_units("fix") if isinstance(fix, Fix))


def mends_of(rule_id: str, functions: frozenset[str]) -> tuple[str, ...]:
    """Return in words what mends the findings of a rule; `functions` are those that it asks, when it is a ruleset's."""
    return tuple(fix.summary for fix in load_fixes() if rule_id in fix.rules or fix.functions & functions)


def _functions(rule: RulesetRule) -> frozenset[str]:
    return frozenset(clause.function for clause in rule.clauses)


def _options(rule: RulesetRule, fix: Fix) -> Mapping[str, object]:
    """Return the options of the one clause that asks a function of the fix."""
    then = rule.definition.get("then")
    clauses = then if isinstance(then, list) else [then]
    found = [each for each in clauses if isinstance(each, Mapping) and str(each.get("function")) in fix.functions]
    options = found[0].get("functionOptions") if len(found) == 1 else None
    return options if isinstance(options, Mapping) else {}
