"""A rule of a ruleset in the Spectral format, read and compiled."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from crossdock.registry.model.finding import Severity
from crossdock.registry.model.location import Location, Place
from crossdock.registry.model.rule import Rule
from crossdock.registry.rulesets.advice import Target, name_target
from crossdock.registry.rulesets.function import Judge
from crossdock.registry.rulesets.overrides import Override, covers, find_level
from crossdock.registry.rulesets.path import Step
from crossdock.registry.rulesets.severities import NO_LEVEL

MAX_FIXES = 6  # that a rule says of all its paths and clauses
# The format's numbers; a hint is the least of ours.
_SEVERITIES = (Severity.ERROR, Severity.WARNING, Severity.INFO, Severity.INFO)


@dataclass(frozen=True, slots=True)
class Condition:
    """When an alias has a meaning: the document has one of `formats` and none of `unless`, which a later meaning is for."""

    formats: frozenset[str]
    unless: frozenset[str]

    def holds(self, formats: frozenset[str]) -> bool:
        """Whether a document of these formats fulfils it."""
        return bool(self.formats & formats) and not self.unless & formats


@dataclass(frozen=True, slots=True)
class Given:
    """One path of a rule, its aliases expanded; it counts where all `conditions` hold."""

    text: str
    steps: tuple[Step, ...]
    conditions: tuple[Condition, ...] = ()


@dataclass(frozen=True, slots=True)
class Clause:
    """One `then`: a function on a field of what was found.

    `field` `None` is the value itself, `@key` each of its keys; `steps` is set when the field is a path inside the value. `advise` says
    what to do about what is found.
    """

    function: str
    judge: Judge
    field: str | None
    steps: tuple[Step, ...] | None
    place: Place
    advise: Callable[[Target], str]


@dataclass(frozen=True, slots=True)
class RulesetRule:
    """One rule of a ruleset.

    `level` is the format's number: 0 error, 1 warn, 2 info, 3 hint, `None` off. No `formats` means all. `definition` is the rule as
    it was written, `owner` the path of the ruleset that wrote it.
    """

    name: str
    description: str
    message: str | None
    level: int | None
    is_enabled: bool
    is_recommended: bool
    given: tuple[Given, ...]
    clauses: tuple[Clause, ...]
    formats: frozenset[str]
    is_resolved: bool
    documentation: str | None
    place: Place
    definition: Mapping[str, object] = field(repr=False)
    owner: "Owner" = field(repr=False)

    @property
    def severity(self) -> Severity | None:
        """How grave its findings are; `None` when it does not run."""
        return _SEVERITIES[self.level] if self.is_enabled and self.level is not None else None

    @property
    def summary(self) -> str:
        """What it says of itself."""
        return self.description or f"the ruleset `{self.place.path}` asks for it"

    @property
    def why(self) -> str:
        """Its reason: `extensions` may state one, else it is what the rule says of itself."""
        return self._stated("why") or self.summary

    def fix_at(self, clause: Clause, given: Given) -> str:
        """Return how to mend what a clause has something against where a path leads; `extensions` may state it for the whole rule."""
        return self._stated("fix") or clause.advise(name_target(given.steps, clause.field))

    def explain(self) -> Rule:
        """Return what the rule says of itself."""
        source = self.documentation or self.place.path
        severity = self.severity or Severity.INFO
        bad, good = self._stated("bad"), self._stated("good")
        return Rule(self.name, severity, self.summary, self.why, self._fix(), source, bad, good)

    def _stated(self, name: str) -> str:
        stated = self.definition.get("extensions")
        return str(stated.get(name) or "").rstrip() if isinstance(stated, Mapping) else ""

    def _fix(self) -> str:
        fixes = list(dict.fromkeys(self.fix_at(clause, given) for clause in self.clauses for given in self.given))
        shown = "; ".join(fixes[:MAX_FIXES])
        return shown if len(fixes) <= MAX_FIXES else f"{shown}; and so on"


@dataclass(frozen=True, slots=True)
class Owner:
    """What a ruleset says for all of its rules; an alias has one or several (paths, condition)."""

    path: str
    aliases: Mapping[str, tuple[tuple[tuple[str, ...], Condition | None], ...]]
    formats: frozenset[str]
    documentation: str | None
    functions: frozenset[str] = frozenset()  # that it means to bring along


Rules = Mapping[str, RulesetRule]


@dataclass(frozen=True, slots=True)
class Ruleset:
    """A ruleset with all that it extends.

    `overrides` are exceptions for some files, whose globs are relative to `folder`; `merge` reads one over other rules. `duplicate_keys`
    and `incompatible_values` are the levels of keys that stand twice in a document, and of keys that are no strings; `formats` is what
    it says for all of its rules, `named_formats` are all that it, what it extends and their rules name, in their order.
    """

    rules: Rules
    overrides: tuple[Override, ...] = ()
    folder: str = ""
    merge: Callable[[Override, Rules], Rules] = field(default=lambda override, rules: rules, repr=False)
    duplicate_keys: int | None = 0
    incompatible_values: int | None = 0
    formats: frozenset[str] = frozenset()
    named_formats: tuple[str, ...] = ()

    def rules_for(self, path: str) -> Rules:
        """Return the rules that count for a document."""
        rules = self.rules
        for override in self.overrides:
            if covers(override, self.folder, path):
                rules = self.merge(override, rules)
        return rules

    def level_of(self, rule: RulesetRule, place: Place | Location) -> int | None:
        """Return how grave a rule is at a place: the format's number, `None` when it is off there."""
        level = find_level(self.overrides, self.folder, rule.name, place) if self.overrides else NO_LEVEL
        return rule.level if level == NO_LEVEL else level

    def paths(self) -> frozenset[str]:
        """Return the files it was read from."""
        return frozenset(rule.owner.path for rule in self.rules.values())


def severity_of(level: int) -> Severity:
    """Return our severity for the format's number; a hint is the least of ours."""
    return _SEVERITIES[level]
