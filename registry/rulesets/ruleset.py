"""A rule of a ruleset in the Spectral format, read and compiled."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from crossdock.registry.model.finding import Severity
from crossdock.registry.model.location import Place
from crossdock.registry.model.rule import Rule
from crossdock.registry.rulesets.function import Judge
from crossdock.registry.rulesets.path import Step

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

    `field` `None` is the value itself, `@key` each of its keys; `steps` is set when the field is a path inside the value.
    """

    function: str
    judge: Judge
    field: str | None
    steps: tuple[Step, ...] | None
    place: Place


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

    def explain(self) -> Rule:
        """Return what the rule says of itself."""
        why = self.description or f"the ruleset `{self.place.path}` asks for it"
        source = self.documentation or self.place.path
        return Rule(self.name, self.severity or Severity.INFO, why, why, "write it as the ruleset asks", source)


@dataclass(frozen=True, slots=True)
class Owner:
    """What a ruleset says for all of its rules; an alias has one or several (paths, condition)."""

    path: str
    aliases: Mapping[str, tuple[tuple[tuple[str, ...], Condition | None], ...]]
    formats: frozenset[str]
    documentation: str | None
