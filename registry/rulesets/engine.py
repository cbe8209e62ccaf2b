"""Runs the rules of a ruleset on a document."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import replace

from crossdock.registry.documents.document import Document
from crossdock.registry.documents.references import Resolver
from crossdock.registry.model.finding import Finding
from crossdock.registry.model.location import Location, Place
from crossdock.registry.rulesets.formats import formats_of
from crossdock.registry.rulesets.function import Complaint, TooLarge
from crossdock.registry.rulesets.javascript import UNDEFINED
from crossdock.registry.rulesets.messages import make_message
from crossdock.registry.rulesets.node import Node, make_root
from crossdock.registry.rulesets.problems import FILTER_FAILED, TOO_COSTLY, make_problem
from crossdock.registry.rulesets.ruleset import Clause, Given, Ruleset, RulesetRule, severity_of
from crossdock.registry.rulesets.search import Search
from crossdock.registry.rulesets.shortened_places import shorten_place
from crossdock.registry.rulesets.spots import Spots
from crossdock.registry.rulesets.walk import Failure, TooCostly, Walk, find_failure

MAX_FINDINGS = 10_000  # of one rule in one document


def run_ruleset(
    ruleset: Ruleset,
    document: Document,
    resolver: Resolver,
    without: Collection[str] = (),
    *,
    spots: Spots | None = None,
    is_shortened: bool = False,
) -> Iterator[Finding]:
    """Yield what the rules that speak of this document's format find, each once for each place.

    `without` names rules to leave out, `spots` are places that were looked at before. `is_shortened` reports what lies behind references
    no deeper than Spectral does.
    """
    all_rules = ruleset.rules_for(document.path).values()
    # tools for the format only ask for the formats that the ruleset or a rule names, those of aliases are not among them
    formats = formats_of(document.data) & ruleset.formats.union(*(rule.formats for rule in all_rules))
    rules = [rule for rule in all_rules if _runs(rule, formats, without)]
    run = _Run(make_root(document.data, Place(document.path), spots), resolver, formats, rules, is_shortened)
    for rule in rules:
        for finding in run.judge(rule):
            level = ruleset.level_of(rule, finding.at) if finding.rule == rule.name else rule.level
            if level == rule.level:
                yield finding
            elif level is not None:
                yield replace(finding, severity=severity_of(level))


def _runs(rule: RulesetRule, formats: frozenset[str], without: Collection[str]) -> bool:
    return rule.severity is not None and rule.name not in without and (not rule.formats or bool(rule.formats & formats))


class _Seen:
    """What a rule has said of which place."""

    def __init__(self) -> None:
        self._said: set[tuple[str, str, str]] = set()

    def __len__(self) -> int:
        return len(self._said)

    def note(self, place: Place | Location, message: str) -> bool:
        """Note what is said of a place; return whether it is new."""
        key = (place.path, place.pointer, message)
        if key in self._said:
            return False
        self._said.add(key)
        return True


class _Run:
    """One document; rules share the walks of their paths."""

    def __init__(
        self,
        root: Node,
        resolver: Resolver,
        formats: frozenset[str],
        rules: Iterable[RulesetRule],
        is_shortened: bool,
    ) -> None:
        self.root = root
        self.resolver = resolver
        self.formats = formats
        self.is_shortened = is_shortened
        self.searches = {True: Search(self.root, resolver), False: Search(self.root, None)}
        for rule in rules:
            for given in self._givens(rule):
                self.searches[rule.is_resolved].add(given.steps)

    def judge(self, rule: RulesetRule) -> Iterator[Finding]:
        seen = _Seen()
        try:
            for finding in self._judge(rule, seen):
                yield finding
                if len(seen) >= MAX_FINDINGS:
                    raise TooCostly(f"more than {MAX_FINDINGS:,} findings")
        except (TooCostly, TooLarge) as error:
            yield _stop(rule, self.root, str(error))

    def _judge(self, rule: RulesetRule, seen: _Seen) -> Iterator[Finding]:
        follow, why = self.resolver if rule.is_resolved else None, rule.why
        for given in self._givens(rule):
            found = self.searches[rule.is_resolved].find(given.steps)
            fixes: dict[int, str] = {}  # by clause, worded for the first finding
            for node in found.nodes:
                for index, clause in enumerate(rule.clauses):
                    for target in _targets(node.follow(follow), clause, follow):
                        for complaint in clause.judge(target, follow):
                            fix = fixes.get(index) or fixes.setdefault(index, rule.fix_at(clause, given))
                            finding = self._finding(rule, (why, fix), target, complaint, seen)
                            if finding is not None:
                                yield finding
            failure = find_failure(found.failures, follow)
            if failure and seen.note((failed := _failed(rule, given, failure)).at, failed.message):
                yield failed
            self.searches[rule.is_resolved].release(given.steps)

    def _finding(
        self, rule: RulesetRule, advice: tuple[str, str], node: Node, complaint: Complaint, seen: _Seen
    ) -> Finding | None:
        """Return what a complaint says, `None` when it was said of this place before; `advice` is why and how to mend it."""
        assert rule.severity is not None  # noqa: S101 - asked by run_ruleset
        if complaint.pointer:
            node = node.below(complaint.pointer, self.resolver if rule.is_resolved else None)
        place = shorten_place(node, rule.is_resolved) if self.is_shortened else node.reported
        message = make_message(rule, node, complaint, place)
        if not seen.note(place, message):
            return None
        why, fix = advice
        return Finding(rule.name, rule.severity, message, place, why=why, fix=fix, anchor=".".join(node.missing))

    def _givens(self, rule: RulesetRule) -> Iterator[Given]:
        """Yield the paths of a rule that count for this document."""
        for given in rule.given:
            if all(condition.holds(self.formats) for condition in given.conditions):
                yield given


def _targets(node: Node, clause: Clause, follow: Resolver | None) -> Iterable[Node]:
    """Return what a clause looks at: the value, a field of it, or each of its keys."""
    field = clause.field
    if field is None or not node.is_collection:
        return (node,)
    if field == "@key":
        keys = [replace(key, value=str(key.value)) for key in (child.as_key(follow) for child in node.children())]
        return keys or (replace(node, value=UNDEFINED),)
    if clause.steps is not None:
        found = [each.follow(follow) for each in Walk(clause.steps, follow).find(node)]
        return found or (replace(node, value=UNDEFINED),)
    whole, at = node.child(field), node
    for name in field.replace("[", ".").replace("]", "").split("."):
        at = at.follow(follow).child(name.strip("'\""))
    if not whole.is_missing:  # a name that looks like a path is found by its value, and reported as the path
        return (whole.follow(follow) if at.spot is whole.spot else replace(at, value=whole.follow(follow).value),)
    if at.is_missing and at.key == "length" and at.parent is not None and isinstance(at.parent.value, list):
        return (replace(at, value=len(at.parent.value)),)
    return (at.follow(follow),)


def _stop(rule: RulesetRule, root: Node, reason: str) -> Finding:
    message = f"the rule `{rule.name}` was not finished here: {reason}"
    return replace(make_problem(TOO_COSTLY, message, root.place), anchor=rule.name)


def _failed(rule: RulesetRule, given: Given, failure: Failure) -> Finding:
    message = (
        f"the path `{given.text}` of the rule `{rule.name}` asks here for {failure.reason}; it counts as not fulfilled"
    )
    return replace(make_problem(FILTER_FAILED, message, failure.node.reported), anchor=f"{rule.name} {given.text}")
