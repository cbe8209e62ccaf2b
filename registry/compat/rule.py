"""What a compatibility rule is: it names, explains and ranks one change, and says as data in which position it speaks."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from functools import cache

from crossdock.registry.discovery import load_units, load_units_saying
from crossdock.registry.model.change import Change, ChangeKind
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.interface import Position
from crossdock.registry.model.rule import Rule, rule_from_docstring

RuleFunction = Callable[[Change], str]
Predicate = Callable[[Change], bool]


@dataclass(frozen=True, slots=True)
class CompatRule:
    """One rule. A unit is a file in `compat/rules/` whose constant `RULES` is a tuple of these.

    `position` `None` speaks in both. `breaks` `None` leaves the decision to inclusion; `True` and `False` decide it. `twin` is the rule
    that speaks of the mirrored change in the other position, or, starting with a capital, the sentence why there is none. `is_word` says
    that only people read what changed, so that it needs a patch at most.
    """

    rule: Rule
    on: ChangeKind
    position: Position | None
    applies: Predicate | None
    breaks: bool | None
    twin: str | None
    explain: RuleFunction
    otherwise: Severity = Severity.INFO
    is_word: bool = False

    @property
    def precision(self) -> tuple[bool, bool]:
        """What puts one rule before another: a condition of its own, then a position of its own."""
        return (self.applies is not None, self.position is not None)

    def speaks_of(self, change: Change) -> bool:
        """Whether the rule names this change."""
        return (
            change.kind is self.on
            and self.position in (None, change.position)
            and (self.applies is None or self.applies(change))
        )


def compat_rule(
    rule_id: str,
    *,
    on: ChangeKind,
    position: Position | None = None,
    when: Predicate | None = None,
    breaks: bool | None = None,
    severity: Severity | None = None,
    twin: str | None = None,
    otherwise: Severity = Severity.INFO,
    is_word: bool = False,
) -> Callable[[RuleFunction], CompatRule]:
    """Make a rule of a function that returns the message; its docstring must say `Why:`, `Fix:` and `Source:`.

    The severity is that of a break; by default an error, and information for a rule that never breaks. `otherwise` is the severity where
    inclusion finds no break.
    """

    def make(function: RuleFunction) -> CompatRule:
        ranked = severity or (Severity.INFO if breaks is False else Severity.ERROR)
        return CompatRule(
            rule_from_docstring(rule_id, ranked, function),
            on,
            position,
            when,
            breaks,
            twin,
            function,
            otherwise,
            is_word,
        )

    return make


@cache
def load_rules() -> tuple[CompatRule, ...]:
    """Return all rules, our own and installed ones, sorted by id."""
    return _sorted_rules(load_units("compatibility rule"))


def find_rule(change: Change) -> CompatRule:
    """Return the most precise rule that names a change. Every kind has a rule without a condition, which a test holds."""
    speaking = [rule for rule in _rules_on(change.kind) if rule.speaks_of(change)]
    return max(speaking, key=lambda rule: rule.precision)


@cache
def _rules_on(kind: ChangeKind) -> tuple[CompatRule, ...]:
    """Return the rules of one kind of change; most runs meet few kinds, so the other rules are not even imported."""
    units = load_units_saying("compatibility rule", f"ChangeKind.{kind.name}")
    return tuple(rule for rule in _sorted_rules(units) if rule.on is kind)


def _sorted_rules(units: Iterable[object]) -> tuple[CompatRule, ...]:
    found = [rule for unit in units if isinstance(unit, tuple) for rule in unit]
    return tuple(sorted((rule for rule in found if isinstance(rule, CompatRule)), key=lambda rule: rule.rule.id))
