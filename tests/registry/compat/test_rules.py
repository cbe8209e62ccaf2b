"""The rules as a whole: symmetry over the two positions, and a name for every change."""

import itertools

from crossdock.registry.compat.rule import CompatRule, _rules_on, find_rule, load_rules
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.interface import Position, Role
from crossdock.registry.model.location import Place

IDS = {rule.rule.id: rule for rule in load_rules()}


def test_ids_are_unique_and_files_are_named_after_them() -> None:
    assert len(IDS) == len(load_rules())
    for rule in load_rules():
        assert rule.explain.__name__ == rule.rule.id.replace("-", "_")
        assert rule.explain.__module__.endswith("." + rule.explain.__name__)


def test_the_rules_of_one_kind_of_change_are_found_without_loading_the_others() -> None:
    for kind in ChangeKind:
        assert _rules_on(kind) == tuple(rule for rule in load_rules() if rule.on is kind)


def test_a_rule_of_one_position_has_its_twin_in_the_other_or_says_why_not() -> None:
    for rule in load_rules():
        if rule.position is None:
            assert rule.twin is None, rule.rule.id
        elif rule.twin in IDS:
            assert IDS[rule.twin].position is _other(rule), f"{rule.rule.id} and {rule.twin} speak in the same position"
        else:
            is_reason = rule.twin is not None and rule.twin[0].isupper() and rule.twin.endswith(".")
            assert is_reason, f"{rule.rule.id} has no twin and does not say why"


def test_every_change_has_exactly_one_most_precise_rule() -> None:
    kinds = itertools.product(
        ChangeKind, (Position.INPUT, Position.OUTPUT), Role, ("required", "enum", "maximum", None)
    )
    for kind, position, role, keyword in kinds:
        change = Change(kind, position, "a", Place("x"), Place("x"), before="some", keyword=keyword, role=role)
        found = find_rule(change)
        rivals = [rule for rule in load_rules() if rule.speaks_of(change) and rule.precision == found.precision]
        assert rivals == [found], (
            f"{[rule.rule.id for rule in rivals]} all speak of {kind}, {position}, {role}, {keyword}"
        )


def test_a_rule_that_never_breaks_is_no_error() -> None:
    assert [
        rule.rule.id for rule in load_rules() if rule.breaks is False and rule.rule.severity is Severity.ERROR
    ] == []


def test_every_rule_explains_itself_in_sentences() -> None:
    for rule in load_rules():
        assert rule.rule.summary.endswith("."), rule.rule.id
        assert rule.rule.why.endswith("."), rule.rule.id
        assert rule.rule.fix.endswith("."), rule.rule.id


def _other(rule: CompatRule) -> Position:
    return Position.OUTPUT if rule.position is Position.INPUT else Position.INPUT
