"""Runs the rules of a ruleset on a document."""

import re
from collections.abc import Iterable, Iterator, Mapping

from crossdock.registry.documents.document import Document
from crossdock.registry.documents.references import Resolver
from crossdock.registry.model.finding import Finding
from crossdock.registry.model.location import Place, split_pointer
from crossdock.registry.rulesets.functions import FUNCTIONS, BadOption
from crossdock.registry.rulesets.node import Node
from crossdock.registry.rulesets.path import walk
from crossdock.registry.rulesets.problems import INVALID
from crossdock.registry.rulesets.ruleset import Clause, RulesetRule

_PLACEHOLDER = re.compile(r"\{\{\s*(\w+)\s*\}\}")


def run_ruleset(rules: Mapping[str, RulesetRule], document: Document, resolver: Resolver) -> Iterator[Finding]:
    """Yield what the rules that speak of this document's format find, each once for each place."""
    formats = formats_of(document.data)
    seen: set[tuple[str, str, str, str]] = set()
    for rule in rules.values():
        if rule.severity is None or (rule.formats and not rule.formats & formats):
            continue
        for finding in _run_rule(rule, document, resolver):
            at = (finding.rule, finding.at.path, finding.at.pointer, finding.message)
            if at not in seen:
                seen.add(at)
                yield finding


def formats_of(data: object) -> frozenset[str]:
    """Return the ruleset format's names of a document, such as `oas3_1`, `aas3` and `json-schema`."""
    if not isinstance(data, dict):
        return frozenset()
    openapi, asyncapi = str(data.get("openapi", "")), str(data.get("asyncapi", ""))
    if data.get("swagger") is not None:
        return frozenset(("oas2",))
    if openapi.startswith("3."):
        return frozenset(("oas3", f"oas3_{openapi.split('.')[1]}"))
    if asyncapi[:2] in ("2.", "3."):
        names = {f"aas{asyncapi[0]}", f"aas{asyncapi[0]}_{asyncapi.split('.')[1]}"}
        return frozenset(names | ({"asyncapi2"} if asyncapi[0] == "2" else set()))
    return frozenset(("json-schema",)) if "$schema" in data or "properties" in data else frozenset()


def _run_rule(rule: RulesetRule, document: Document, resolver: Resolver) -> Iterator[Finding]:
    follow = resolver if rule.is_resolved else None
    root = Node(document.data, Place(document.path))
    for given in rule.given:
        for node in walk(root, given, follow):
            for clause in rule.clauses:
                yield from _judge(rule, clause, node, follow)


def _judge(rule: RulesetRule, clause: Clause, node: Node, follow: Resolver | None) -> Iterator[Finding]:
    for target in _targets(node.follow(follow), clause.field, follow):
        try:
            error = FUNCTIONS[clause.function](target, clause.options)
        except BadOption as problem:
            yield Finding(INVALID.id, INVALID.severity, str(problem), clause.place, why=INVALID.why, fix=INVALID.fix)
            return
        if error is not None:
            yield _finding(rule, target, error)


def _targets(node: Node, field: str | None, follow: Resolver | None) -> Iterable[Node]:
    if field is None or not isinstance(node.value, (dict, list)):
        return (node,)
    if field == "@key":
        return (child.as_key() for child in node.children())
    if isinstance(node.value, dict) and field in node.value:
        return (node.child(field).follow(follow),)
    for name in re.split(r"[.\[\]]+", field.strip("[]")):
        node = node.follow(follow).child(name)
    return (node.follow(follow),)


def _finding(rule: RulesetRule, node: Node, error: str) -> Finding:
    assert rule.severity is not None  # noqa: S101 - asked by run_ruleset
    explained = rule.explain()
    message = _message(rule, node, error)
    anchor = node.key if node.is_missing and node.key else ""
    return Finding(
        rule.name,
        rule.severity,
        message,
        node.place,
        why=explained.why,
        fix=explained.fix,
        anchor=anchor,
    )


def _message(rule: RulesetRule, node: Node, error: str) -> str:
    tokens = split_pointer(node.place.pointer)
    facts = {
        "error": error,
        "description": rule.description,
        "path": f"#{node.place.pointer}",
        "property": node.key or (tokens[-1] if tokens else ""),
        "value": "" if isinstance(node.value, (dict, list)) or node.is_missing else str(node.value),
    }
    text = rule.message or rule.description or error
    return " ".join(_PLACEHOLDER.sub(lambda match: facts.get(match[1], ""), text).split()).rstrip(".")
