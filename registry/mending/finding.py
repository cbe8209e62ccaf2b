"""Finds the mends of findings: which fix speaks of a rule, and the edits it comes to."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache

from crossdock.registry.discovery import load_units
from crossdock.registry.documents.document import Document
from crossdock.registry.fix import Fix, FixSubject
from crossdock.registry.mending.change import Change
from crossdock.registry.mending.editing import is_true, plan_edits
from crossdock.registry.model.edit import Edit
from crossdock.registry.model.finding import Finding, State
from crossdock.registry.rulesets.ruleset import RulesetRule

MAX_READ = 200_000_000  # bytes that one run reads again to try edits; what is left after them is not mended
Load = Callable[[str], Document | None]


@dataclass(frozen=True, slots=True)
class _Plan:
    """How the finding at `index` might be mended: the changes, and the edits they come to."""

    index: int
    changes: tuple[Change, ...]
    edits: tuple[Edit, ...]


def add_edits(findings: Iterable[Finding], load: Load, rules: Mapping[str, RulesetRule]) -> list[Finding]:
    """Return the findings, those of new ones that can be mended with their edits; `rules` are the rules of rulesets by name."""
    found = list(findings)
    by_path: dict[str, list[_Plan]] = defaultdict(list)
    for index, finding in enumerate(found):
        plan = _plan(index, finding, load, rules) if finding.state is State.NEW else None
        if plan is not None:
            by_path[finding.at.path].append(plan)
    room = MAX_READ
    for path, plans in by_path.items():
        document = load(path)
        assert document is not None  # noqa: S101 - plans are of what was read
        trial = _Trial(document, room)
        for plan in trial.keep(plans):
            found[plan.index] = replace(found[plan.index], edits=plan.edits)
        room = trial.room
    return found


class _Trial:
    """Tries the plans of a document, all at once where they hold together, else by halves."""

    def __init__(self, document: Document, room: int) -> None:
        self.document = document
        self.room = room

    def keep(self, plans: Sequence[_Plan]) -> Sequence[_Plan]:
        """Return the plans whose edits do what they are to do."""
        if not plans or self.room <= 0:
            return ()
        self.room -= len(self.document.content)
        changes = (change for plan in plans for change in plan.changes)
        edits = tuple(edit for plan in plans for edit in plan.edits)
        if is_true(self.document, changes, edits):
            return plans
        if len(plans) == 1:
            return ()
        middle = len(plans) // 2
        return (*self.keep(plans[:middle]), *self.keep(plans[middle:]))


def _plan(index: int, finding: Finding, load: Load, rules: Mapping[str, RulesetRule]) -> _Plan | None:
    rule = rules.get(finding.rule)
    fixes = [fix for fix in load_fixes() if finding.rule in fix.rules or (rule and fix.functions & _functions(rule))]
    document = load(finding.at.path) if fixes else None
    if document is None:
        return None
    for fix in fixes:
        subject = FixSubject(finding, document, _options(rule, fix) if rule else {})
        try:
            changes = tuple(fix.mend(subject))
        except KeyError:  # the finding names a place that the document does not have
            continue
        edits = [plan_edits(document, change) for change in changes]
        if edits and all(edits):
            return _Plan(index, changes, tuple(edit for each in edits for edit in each))
    return None


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
