"""The sentence of a finding: a rule's message with its placeholders filled, or what the function says."""

import re
from functools import lru_cache

from crossdock.registry.model.location import Place, split_pointer
from crossdock.registry.rulesets.function import Complaint
from crossdock.registry.rulesets.javascript import UNDEFINED, print_value, to_text
from crossdock.registry.rulesets.node import Node
from crossdock.registry.rulesets.printed_paths import print_path, print_pointer
from crossdock.registry.rulesets.ruleset import RulesetRule

_PLACEHOLDER = re.compile(r"\{\{([^}\n]+)\}\}")
_MAX_VALUE = 10_000  # characters of a value in a sentence


def make_message(rule: RulesetRule, node: Node, complaint: Complaint, place: Place) -> str:
    """Return what a finding at a place says, as the rule wants it."""
    if rule.message is not None:
        return _fill(rule.message, rule, node, complaint, place).strip()
    return (rule.description or _fill(_say(node, complaint, place), rule, node, None, place)).strip()


def _fill(text: str, rule: RulesetRule, node: Node, complaint: Complaint | None, place: Place) -> str:
    """Return a text with its placeholders filled; `complaint` is `None` in what a complaint says itself."""
    if "{{" not in text:
        return text
    parts = _divide(text)
    filled = [*parts]
    for at in range(1, len(parts), 2):
        filled[at] = _look_up(parts[at], rule, node, complaint, place)
    return "".join(filled)


@lru_cache(maxsize=1_024)
def _divide(text: str) -> tuple[str, ...]:
    """Return a text as what stands before and after its placeholders, and their names between."""
    return tuple(_PLACEHOLDER.split(text))


def _look_up(name: str, rule: RulesetRule, node: Node, complaint: Complaint | None, place: Place) -> str:
    """Return what a placeholder stands for, nothing for one that has no meaning."""
    match name:
        case "error" if complaint is not None:
            return _fill(_say(node, complaint, place), rule, node, None, place)
        case "description":
            return _describe(rule)
        case "path":
            return print_pointer(split_pointer(place.pointer))
        case "property":
            return name_of(node, place)
        case "value":
            return to_text(_written(node, place))[:_MAX_VALUE]
        case _:
            return ""


def _describe(rule: RulesetRule) -> str:
    """Return the description of a rule; one that has none is described as `null`, as Spectral fills it in."""
    return "null" if rule.definition.get("description") is None else rule.description


def name_of(node: Node, place: Place) -> str:
    """Return the name of a value; of an absent one the path to it from the last member that is there."""
    tokens = split_pointer(place.pointer)
    missing = _missing(node, tokens)
    if not missing:
        return tokens[-1] if tokens else ""
    return print_path((tokens[-1], *missing) if tokens else missing[-1:])


def _missing(node: Node, tokens: tuple[str, ...]) -> tuple[str, ...]:
    """Return what is absent as Spectral tells it: nothing at a reference; below one, what comes after the name of what is there."""
    if node.written is not None:
        return () if node.written.is_reference_only else node.missing[len(node.beside) :]
    again = [index for index, name in enumerate(node.missing) if tokens and name == tokens[-1]]
    return node.missing[again[-1] + 1 :] if again else node.missing


def _say(node: Node, complaint: Complaint, place: Place) -> str:
    if complaint.names == "property":
        name = name_of(node, place)
        return f'"{name}" property {complaint.text}' if name else f"The document {complaint.text}"
    if complaint.names == "value":
        return f"{print_value(_written(node, place))[:_MAX_VALUE]} {complaint.text}"
    return complaint.text


def _written(node: Node, place: Place) -> object:
    """Return the value at the place of a finding: a key's is its entry's, an absent field's that of what lacks it."""
    if node.entry is not None:
        node = node.entry
    if beside := node.beside:
        return beside[-1].value
    while node.parent is not None and (node.missing or len(place.pointer) < len(node.place.pointer)):
        node = node.parent
    if node.written is not None and not node.written.is_reference_only:
        return node.written.value
    return "" if node.value is UNDEFINED else node.value
