"""Reads a ruleset in the Spectral format. What is not understood becomes a finding; nothing is passed over in silence."""

import posixpath
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from crossdock.registry.documents.document import Document
from crossdock.registry.model.finding import Finding, Severity
from crossdock.registry.model.location import Place
from crossdock.registry.model.rule import Rule
from crossdock.registry.rulesets.functions import FUNCTIONS
from crossdock.registry.rulesets.path import Step, Unsupported, read_path
from crossdock.registry.rulesets.problems import INVALID, UNSUPPORTED

# Spectral's names and numbers; hint is the least of ours.
SEVERITIES: dict[object, Severity | None] = {
    "error": Severity.ERROR,
    "warn": Severity.WARNING,
    "info": Severity.INFO,
    "hint": Severity.INFO,
    0: Severity.ERROR,
    1: Severity.WARNING,
    2: Severity.INFO,
    3: Severity.INFO,
    "off": None,
    -1: None,
}
_TOP = {"rules", "extends", "description", "documentationUrl", "formats", "aliases"}
_RULE = {
    "description",
    "message",
    "severity",
    "given",
    "then",
    "formats",
    "documentationUrl",
    "resolved",
    "recommended",
    "tags",
    "type",
}
_DEPTH = 10


@dataclass(frozen=True, slots=True)
class Clause:
    """One `then`: a function on a field of what was found. `field` `None` is the value itself, `@key` its keys."""

    function: str
    field: str | None
    options: Mapping[str, object]
    place: Place


@dataclass(frozen=True, slots=True)
class RulesetRule:
    """One rule of a ruleset. `severity` `None` turns it off; no `formats` means all."""

    name: str
    description: str
    message: str | None
    severity: Severity | None
    given: tuple[tuple[Step, ...], ...]
    clauses: tuple[Clause, ...]
    formats: frozenset[str]
    is_resolved: bool
    source: str
    place: Place

    def explain(self) -> Rule:
        """Return what the rule says of itself."""
        why = self.description or f"The ruleset `{self.place.path}` asks for it."
        return Rule(self.name, self.severity or Severity.INFO, why, why, "Write it as the ruleset asks.", self.source)


Load = Callable[[str], Document | None]


def read_ruleset(path: str, load: Load, depth: int = 0) -> tuple[dict[str, RulesetRule], list[Finding]]:
    """Read a ruleset and what it extends; `load` returns the document at a path relative to the registry root, or to the folder."""
    document = load(path)
    if document is None:
        return {}, [_problem(INVALID, f"there is no ruleset `{path}`", Place(path), "correct the path")]
    if not document.is_readable or not isinstance(document.data, dict):
        return {}, list(document.findings) or [_problem(INVALID, "a ruleset is a mapping with `rules`", Place(path))]
    data, findings = document.data, list(document.findings)
    rules: dict[str, RulesetRule] = {}
    for name in data.keys() - _TOP:
        findings.append(_problem(UNSUPPORTED, f"`{name}` is not supported", Place(path).child(name).key(), "remove it"))
    for index, extended in enumerate(_as_list(data.get("extends"))):
        found, more = _read_extended(extended, Place(path).child("extends", index), load, depth)
        rules |= found
        findings += more
    aliases = {str(name): value for name, value in _mapping(data.get("aliases")).items()}
    for name, value in _mapping(data.get("rules")).items():
        rule, more = _read_rule(name, value, rules.get(name), data, aliases, Place(path).child("rules", name))
        findings += more
        if rule is not None:
            rules[name] = rule
    return rules, findings


def _read_extended(
    extended: object, place: Place, load: Load, depth: int
) -> tuple[dict[str, RulesetRule], list[Finding]]:
    name = extended[0] if isinstance(extended, list) and extended else extended
    if not isinstance(name, str) or not name.startswith("."):
        return {}, [
            _problem(
                UNSUPPORTED,
                f"`extends: {name}` is not supported",
                place,
                "extend files of the registry: `./other.yaml`",
            )
        ]
    if depth >= _DEPTH:
        return {}, [_problem(INVALID, "rulesets extend each other too deeply", place, "remove the circle")]
    target = posixpath.normpath(posixpath.join(posixpath.dirname(place.path), name))
    if target.startswith(("..", "/")):
        return {}, [_problem(INVALID, f"`{name}` lies outside the registry", place, "keep rulesets in the registry")]
    return read_ruleset(target, load, depth + 1)


def _read_rule(
    name: str,
    value: object,
    inherited: RulesetRule | None,
    top: Mapping[str, object],
    aliases: Mapping[str, object],
    place: Place,
) -> tuple[RulesetRule | None, list[Finding]]:
    if not isinstance(value, Mapping):
        if inherited is None:
            return None, [_problem(INVALID, f"`{name}` extends no rule that is known", place, "write the rule itself")]
        if isinstance(value, bool):
            return (inherited if value else replace(inherited, severity=None)), []
        if value not in SEVERITIES:
            return None, [_problem(INVALID, f"`{value}` is no severity", place, "use error, warn, info, hint or off")]
        return replace(inherited, severity=SEVERITIES[value]), []
    findings = [
        _problem(UNSUPPORTED, f"`{key}` of rule `{name}` is not supported", place.child(key).key(), "remove it")
        for key in value.keys() - _RULE
        if not str(key).startswith("x-")
    ]
    severity = value.get("severity", "warn")
    if severity not in SEVERITIES:
        findings.append(
            _problem(
                INVALID, f"`{severity}` is no severity", place.child("severity"), "use error, warn, info, hint or off"
            )
        )
        severity = "error"
    given = list(_given(value.get("given"), aliases, place, findings))
    clauses = list(_clauses(value.get("then"), place, findings))
    if not given or not clauses:
        return None, findings or [_problem(INVALID, f"rule `{name}` says no `given` or no `then`", place)]
    formats = value.get("formats", top.get("formats"))
    rule = RulesetRule(
        name,
        str(value.get("description") or ""),
        str(value["message"]) if isinstance(value.get("message"), str) else None,
        SEVERITIES[severity],
        tuple(given),
        tuple(clauses),
        frozenset(str(each).replace(".", "_") for each in _as_list(formats)),
        value.get("resolved") is not False,
        str(value.get("documentationUrl") or top.get("documentationUrl") or place.path),
        place,
    )
    return rule, findings


def _given(
    value: object, aliases: Mapping[str, object], place: Place, findings: list[Finding]
) -> Iterator[tuple[Step, ...]]:
    for text in _as_list(value):
        for expanded in _expand(str(text), aliases, 0):
            try:
                yield read_path(expanded)
            except Unsupported as error:
                fix = "write it with names, unions, `*`, `..` and `~`"
                findings.append(
                    _problem(UNSUPPORTED, f"this path is not supported: {error}", place.child("given"), fix)
                )


def _expand(text: str, aliases: Mapping[str, object], depth: int) -> Iterator[str]:
    if not text.startswith("#") or depth > _DEPTH:
        yield text
        return
    name = text[1:].partition(".")[0].partition("[")[0]
    rest = text[1 + len(name) :]
    for target in _as_list(aliases.get(name)):
        for expanded in _expand(str(target), aliases, depth + 1):
            yield expanded + rest


def _clauses(value: object, place: Place, findings: list[Finding]) -> Iterator[Clause]:
    for index, then in enumerate(_as_list(value)):
        at = place.child("then", index) if isinstance(value, list) else place.child("then")
        function = then.get("function") if isinstance(then, Mapping) else None
        if not isinstance(then, Mapping) or function not in FUNCTIONS:
            known = ", ".join(sorted(FUNCTIONS))
            findings.append(_problem(UNSUPPORTED, f"there is no function `{function}`", at, f"there are {known}"))
            continue
        options = then.get("functionOptions")
        field = then.get("field")
        yield Clause(
            str(function),
            str(field) if field is not None else None,
            options if isinstance(options, Mapping) else {},
            at,
        )


def _problem(rule: Rule, message: str, place: Place, fix: str = "") -> Finding:
    return Finding(rule.id, rule.severity, message, place, why=rule.why, fix=fix or rule.fix, anchor=message)


def _as_list(value: object) -> list[object]:
    return [] if value is None else value if isinstance(value, list) else [value]


def _mapping(value: object) -> dict[str, object]:
    return value if isinstance(value, dict) else {}
