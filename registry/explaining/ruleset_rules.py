"""What is to be said of a rule of a ruleset: where it is written, what it asks, and which rulesets say something of it."""

import json
import posixpath
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
from crossdock.registry.rulesets.severities import LEVELS, read_level

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
    """Say which files extend the one with the rule, which say something else of it, and which of them turn it off."""
    for path, document in documents:
        data = document.data if isinstance(document.data, Mapping) else {}
        if path != rule.owner.path:
            yield from _extensions(rule, document, data)
        stated = data.get("rules")
        if isinstance(stated, Mapping) and name in stated and path != rule.owner.path:
            line = find_line(document, Place(path).child("rules", name).pointer)
            yield f"turned off by {line}" if _is_off(stated[name]) else f"{_word_statement(stated[name])} by {line}"
        yield from _exceptions(name, path, document, data)


def _extensions(rule: RulesetRule, document: Document, data: Mapping[str, object]) -> Iterator[str]:
    stated = data.get("extends")
    is_many = isinstance(stated, list) and not _has_mode(stated)
    for index, each in enumerate(stated if is_many and isinstance(stated, list) else [stated]):
        name, mode = (each[0], each[1]) if _has_mode(each) and isinstance(each, list) else (each, "recommended")
        if rule.owner.path not in _paths_of(name, document.path):
            continue
        line = find_line(document, f"/extends/{index}" if is_many else "/extends")
        if mode == "off":
            yield f"turned off by {line}, which extends the ruleset with `off`"
        elif mode == "recommended" and not rule.is_recommended:
            yield f"extended by {line}, which does not turn it on: it is not recommended, and `all` is not asked for"
        else:
            yield f"extended by {line}"


def _exceptions(name: str, path: str, document: Document, data: Mapping[str, object]) -> Iterator[str]:
    """Say which overrides speak of a rule, and for which files."""
    stated = data.get("overrides")
    for index, each in enumerate(stated if isinstance(stated, list) else ()):
        rules = each.get("rules") if isinstance(each, Mapping) else None
        if isinstance(rules, Mapping) and name in rules and isinstance(each, Mapping):
            line = find_line(document, Place(path).child("overrides", index, "rules", name).pointer)
            files = (
                ", ".join(f"`{file}`" for file in each["files"]) if isinstance(each.get("files"), list) else "no file"
            )
            what = "turned off" if _is_off(rules[name]) else _word_statement(rules[name])
            yield f"{what} for {files} by {line}"


def _is_off(value: object) -> bool:
    return value is False or (not isinstance(value, Mapping) and read_level(value) is None)


def _word_statement(value: object) -> str:
    return "changed" if isinstance(value, Mapping) else f"set to `{'on' if value is True else value}`"


def _has_mode(value: object) -> bool:
    return isinstance(value, list) and len(value) == 2 and value[1] in ("recommended", "all", "off")


def _paths_of(name: object, path: str) -> tuple[str, ...]:
    """Return what a name in `extends` may mean: a built-in set, or a file beside the ruleset at a path."""
    if not isinstance(name, str):
        return ()
    return name, posixpath.normpath(posixpath.join(posixpath.dirname(path), name))


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
