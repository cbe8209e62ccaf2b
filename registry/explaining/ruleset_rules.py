"""What is to be said of a rule of a ruleset: where it is written, what it asks, and which rulesets say something of it."""

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files

from crossdock.registry.check import RevisionView
from crossdock.registry.checks.rulesets import read_rulesets
from crossdock.registry.documents.document import Document
from crossdock.registry.documents.positions import find_location
from crossdock.registry.documents.read import read_document
from crossdock.registry.model.location import Part, Place
from crossdock.registry.rulesets.builtin_sets import builtin_names, load_builtin
from crossdock.registry.rulesets.loosening import effective_rules
from crossdock.registry.rulesets.reading import read_ruleset
from crossdock.registry.rulesets.ruleset import RulesetRule
from crossdock.registry.rulesets.severities import LEVELS

SHIPPED = "crossdock.policies"
Load = Callable[[str], Document | None]


@dataclass(frozen=True, slots=True)
class RulesetFacts:
    """A rule of a ruleset as `explain` tells it. `at` is file and line; `severity` is the format's, or `off`; `said` are sentences."""

    rule: RulesetRule
    at: str
    severity: str
    given: tuple[str, ...]
    then: tuple[str, ...]
    said: tuple[str, ...]

    @property
    def functions(self) -> frozenset[str]:
        """The functions that the rule asks."""
        return frozenset(clause.function for clause in self.rule.clauses)


def load_ruleset_rules(view: RevisionView | None) -> dict[str, RulesetFacts]:
    """Return the rules of the registry's rulesets, of the built-in sets and of those that this program ships; the registry's first."""
    found = dict(_rules_of_registry(view)) if view is not None else {}
    for name in builtin_names():
        rules, _ = read_ruleset(name, lambda _: None)
        for rule in rules.rules.values():
            found.setdefault(
                rule.name,
                _facts(rule, load_builtin, ("not asked for by the rulesets of this registry",) if view else ()),
            )
    for path, document in shipped_rulesets().items():
        rules, _ = read_ruleset(path, shipped_rulesets().get)
        for rule in rules.rules.values():
            said = f"shipped as `{path}`: name it in `rulesets` of crossdock.yaml"
            found.setdefault(rule.name, _facts(rule, {path: document}.get, (said,)))
    return found


def shipped_rulesets() -> dict[str, Document]:
    """Return the rulesets that this program ships, by their path in its package."""
    folder = files(SHIPPED)
    names = sorted(file.name for file in folder.iterdir() if file.name.endswith(".yaml"))
    return {f"policies/{name}": read_document(f"policies/{name}", (folder / name).read_bytes()) for name in names}


def _rules_of_registry(view: RevisionView) -> Iterator[tuple[str, RulesetFacts]]:
    def load(path: str) -> Document | None:
        return load_builtin(path) or view.document(path)

    rulesets = read_rulesets(view)
    documents = [(path, document) for path in sorted(rulesets.paths) if (document := load(path)) is not None]
    for name, rule in effective_rules(rulesets.rulesets).items():
        yield name, _facts(rule, load, tuple(_sayings(name, rule, documents)))


def _sayings(name: str, rule: RulesetRule, documents: list[tuple[str, Document]]) -> Iterator[str]:
    """Say which files extend the one with the rule, and which say something else of it."""
    for path, document in documents:
        data = document.data if isinstance(document.data, Mapping) else {}
        if path != rule.owner.path and rule.owner.path in _extended(data.get("extends")):
            yield f"extended by {find_line(document, '/extends')}"
        stated = data.get("rules")
        if isinstance(stated, Mapping) and name in stated and path != rule.owner.path:
            what = "changed" if isinstance(stated[name], Mapping) else f"set to `{stated[name]}`"
            yield f"{what} by {find_line(document, Place(path).child('rules', name).pointer)}"


def _extended(extends: object) -> Iterator[str]:
    """Yield the names that `extends` holds, alone, in a list, or in pairs with a mode; a file by its name."""
    if isinstance(extends, str):
        yield extends
        yield "policies/" + extends.removeprefix("./")
    elif isinstance(extends, list):
        for each in extends:
            yield from _extended(each)


def _facts(rule: RulesetRule, load: Load, said: tuple[str, ...]) -> RulesetFacts:
    document = load(rule.place.path)
    at = find_line(document, rule.place.pointer) if document is not None else rule.place.path
    severity = LEVELS[rule.level] if rule.is_enabled and rule.level is not None else "off"
    given = rule.definition.get("given")
    paths = tuple(str(each) for each in (given if isinstance(given, list) else [given]))
    return RulesetFacts(rule, at, severity, paths, tuple(_demands(rule.definition.get("then"))), said)


def find_line(document: Document, pointer: str) -> str:
    """Return file and line of an entry."""
    return f"{document.path}:{find_location(document, pointer, Part.KEY).line}"


def _demands(then: object) -> Iterator[str]:
    for each in then if isinstance(then, list) else [then]:
        if isinstance(each, Mapping):
            options = f" {json.dumps(each['functionOptions'])}" if each.get("functionOptions") else ""
            target = f"`{each['field']}`: " if each.get("field") is not None else ""
            yield f"{target}{each.get('function')}{options}"
