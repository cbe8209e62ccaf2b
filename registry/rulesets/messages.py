"""The sentence of a finding: a rule's message with its placeholders filled, or what the function says."""

import re
from urllib.parse import quote

from crossdock.registry.model.location import split_pointer
from crossdock.registry.rulesets.function import Complaint
from crossdock.registry.rulesets.javascript import UNDEFINED, print_value, to_text
from crossdock.registry.rulesets.node import Node
from crossdock.registry.rulesets.ruleset import RulesetRule

_PLACEHOLDER = re.compile(r"\{\{\s*([^{}]*?)\s*\}\}")
_MAX_VALUE = 1_000  # characters of a value in a sentence
_KEPT = "/-_.!~*'()"  # what encodeURIComponent keeps (ECMA-262, section 19.2.6.5), and the slashes of the pointer


def make_message(rule: RulesetRule, node: Node, complaint: Complaint) -> str:
    """Return what a finding says, as the rule wants it."""
    facts = {
        "description": rule.description,
        "path": "#" + quote(node.reported.pointer, safe=_KEPT),
        "property": name_of(node),
        "value": to_text(_written(node))[:_MAX_VALUE],
    }
    said = _PLACEHOLDER.sub(lambda match: facts.get(match[1], ""), _say(node, complaint))
    if rule.message is None:
        return (rule.description or said).strip()
    facts["error"] = said
    return _PLACEHOLDER.sub(lambda match: facts.get(match[1], ""), rule.message).strip()


def name_of(node: Node) -> str:
    """Return the name of a value; of an absent one the path to it from the last member that is there."""
    tokens = split_pointer(node.reported.pointer)
    if not node.missing:
        return tokens[-1] if tokens else ""
    return "".join(f"[{name}]" if name.isdigit() else f".{name}" for name in (*tokens[-1:], *node.missing)).lstrip(".")


def _say(node: Node, complaint: Complaint) -> str:
    if complaint.names == "property":
        name = name_of(node)
        return f'"{name}" property {complaint.text}' if name else f"The document {complaint.text}"
    if complaint.names == "value":
        return f"{print_value(_written(node))[:_MAX_VALUE]} {complaint.text}"
    return complaint.text


def _written(node: Node) -> object:
    """Return the value at the place of a finding: a key's is its entry's, an absent field's that of what lacks it."""
    if node.entry is not None:
        return node.entry.value
    while node.missing and node.parent is not None:
        node = node.parent
    return "" if node.value is UNDEFINED else node.value
