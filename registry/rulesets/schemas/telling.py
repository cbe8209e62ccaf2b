"""Which of the errors of a value are told, where and in which words, as users of the ruleset format know it.

Errors form a tree by the places of the value. Where alternatives fail, only what is wrong deeper is told; where all errors of a place
say that a value is not among those allowed, they are one, and none where something beside it is wrong as well.
"""

import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from crossdock.registry.documents.pointer import find_data
from crossdock.registry.rulesets.schemas.distance import distance
from crossdock.registry.rulesets.schemas.error import SchemaError
from crossdock.registry.rulesets.schemas.values import texts_of

_STEPS = re.compile(r"/[\w$-]+(?:/\d+)?", re.ASCII)
_UNMATCHED = ". None of the schemas matched, see the other errors reported for this value"


@dataclass(slots=True)
class _Tree:
    errors: list[SchemaError] = field(default_factory=list)
    children: dict[str, "_Tree"] = field(default_factory=dict)


def tell(
    errors: Sequence[SchemaError], key: str | int | None, value: object, *, is_plain: bool = False
) -> Iterator[tuple[str, str]]:
    """Yield a sentence and the pointer to the part of the value that is meant.

    `key` is the name of the value, `None` for a document. `is_plain` names items as members are, and says no more of alternatives.
    """
    unmatched = {
        error.pointer: error.keyword
        for error in errors
        if error.keyword in ("oneOf", "anyOf") and not isinstance(error.params.get("passingSchemas"), list)
    }
    root = _grow(errors)
    _prune(root, None, "")
    for error in _collect(root):
        text = _say(error, key, value)
        if is_plain:
            yield text, error.pointer
            continue
        text, combinator = _count_item(text, error.pointer), unmatched.get(error.pointer)
        yield text + (_UNMATCHED if combinator and text.endswith(f" in {combinator}") else ""), error.pointer


def _grow(errors: Sequence[SchemaError]) -> _Tree:
    """Return the tree of errors; a place that no step can be read from has none."""
    root = _Tree()
    for error in errors:
        node = root
        steps = _STEPS.findall(error.pointer) if error.pointer else [""]
        for step in steps:
            node = node.children.setdefault(step, _Tree())
        if steps:
            node.errors.append(error)
    return root


def _prune(tree: _Tree, parent: _Tree | None, name: str) -> None:
    if tree.children and any(error.keyword == "anyOf" for error in tree.errors):
        tree.errors = []
    if parent is not None and tree.errors and _are_all_enums(tree.errors) and len(parent.children) > 1:
        parent.children.pop(name, None)
    for child_name, child in list(tree.children.items()):
        _prune(child, tree, child_name)


def _are_all_enums(errors: Sequence[SchemaError]) -> bool:
    return all(error.keyword == "enum" for error in errors)


def _collect(tree: _Tree) -> Iterator[SchemaError]:
    """Yield the errors that are left, those of a place before those below it."""
    if tree.errors and _are_all_enums(tree.errors):
        first, allowed = tree.errors[0], list[object]()
        for each in (value for error in tree.errors for value in _allowed(error)):
            if not any(each is known or (type(each) is type(known) and each == known) for known in allowed):
                allowed.append(each)
        yield SchemaError(
            first.pointer, "enum", first.message, {"allowedValues": allowed, "isAlone": True}, first.schema
        )
        return
    yield from tree.errors
    for child in tree.children.values():
        yield from _collect(child)


def _allowed(error: SchemaError) -> list[object]:
    values = error.params.get("allowedValues")
    return values if isinstance(values, list) else []


def _say(error: SchemaError, key: str | int | None, value: object) -> str:
    if error.keyword == "additionalProperties":
        return f'Property "{error.params.get("additionalProperty")}" is not expected to be here'
    if error.keyword == "errorMessage":
        return error.message
    last = error.pointer.rpartition("/")[2] if error.pointer else key
    message = clean(error.message)
    if error.keyword == "type":
        return f"Value type {message}" if last is None else f'"{last}" property type {message}'
    named = f'"{last}" property' if last is not None else name_kind(value)
    if error.keyword == "enum" and error.params.get("isAlone"):
        return f"{named} {message}{list_allowed(_allowed(error), _part(value, error.pointer))}"
    return f"{named} {message}"


def clean(message: str) -> str:
    """Return a sentence of Ajv's with double quotes and without capitals."""
    return message.replace("'", '"').replace("NOT", "not")


def name_kind(value: object) -> str:
    """Return what a value without a name is called: its kind, as JavaScript's `typeof` has it."""
    kinds = {str: "String", bool: "Boolean", int: "Number", float: "Number"}
    return kinds.get(type(value), "Object")


def list_allowed(allowed: Sequence[object], value: object) -> str:
    """Return the values that are allowed, and the one that is probably meant.

    >>> list_allowed(["foo", 1], "fo")
    ': "foo", 1. Did you mean "foo"?'
    """
    printed = ", ".join(json.dumps(each, ensure_ascii=False, separators=(",", ":")) for each in allowed)
    texts = texts_of(list(allowed))
    if not isinstance(value, str) or not texts:
        return f": {printed}"
    weights = [distance(text, value) for text in texts]
    best = weights.index(min(weights))
    is_near = len(allowed) == 1 or weights[best] < len(texts[best])
    return f": {printed}" + (f'. Did you mean "{texts[best]}"?' if is_near else "")


def _count_item(text: str, pointer: str) -> str:
    """Return a sentence that begins with the number of an item as people say it."""
    last = pointer.rpartition("/")[2]
    prefix = f'"{last}" property'
    if not (last.isascii() and last.isdigit()) or not text.startswith(prefix):
        return text
    rest = text.removeprefix(f"{prefix} type") if text.startswith(f"{prefix} type") else text.removeprefix(prefix)
    return f"Item at index {last}{rest}"


def _part(value: object, pointer: str) -> object:
    try:
        return find_data(value, pointer)
    except KeyError:
        return None
