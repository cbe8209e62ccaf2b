"""What the parts of a filter mean: variables, comparisons, members and methods, as closures over the member that is judged."""

from collections.abc import Callable
from dataclasses import dataclass

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.javascript import (
    UNDEFINED,
    constructor_name,
    is_less,
    is_loosely_equal,
    is_strictly_equal,
    is_truthy,
)
from crossdock.registry.rulesets.node import Node
from crossdock.registry.rulesets.patterns import compile_pattern


class FilterFailed(Exception):
    """A member of what is absent or null was asked for."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The member that is judged, its references followed, and how further references are followed."""

    node: Node
    resolver: Resolver | None


@dataclass(frozen=True, slots=True)
class Constructor:
    """What `constructor` of a value is; only its name can be asked for."""

    name: str


Term = Callable[[Scope], object]
COMPARISONS: dict[str, Callable[[object, object], bool]] = {
    "===": is_strictly_equal,
    "!==": lambda left, right: not is_strictly_equal(left, right),
    "==": is_loosely_equal,
    "!=": lambda left, right: not is_loosely_equal(left, right),
    "<": is_less,
    "<=": lambda left, right: is_less(left, right, or_equal=True),
    ">": lambda left, right: is_less(right, left),
    ">=": lambda left, right: is_less(right, left, or_equal=True),
}
TYPES: dict[str, Callable[[object], bool]] = {
    "@object": lambda value: isinstance(value, dict),
    "@array": lambda value: isinstance(value, list),
    "@string": lambda value: isinstance(value, str),
    "@boolean": lambda value: isinstance(value, bool),
    "@number": lambda value: isinstance(value, (int, float)) and not isinstance(value, bool),
    "@null": lambda value: value is None,
    "@scalar": lambda value: not isinstance(value, (dict, list)),
}
VARIABLES: dict[str, Term] = {
    "@": lambda scope: scope.node,
    "@property": lambda scope: scope.node.key,
    "@parentProperty": lambda scope: scope.node.parent.key if scope.node.parent else UNDEFINED,
    "@parent": lambda scope: scope.node.parent if scope.node.parent else UNDEFINED,
}
METHODS: dict[str, Callable[[str, str], object]] = {
    "includes": lambda text, part: part in text,
    "indexOf": lambda text, part: text.find(part),
    "startsWith": lambda text, part: text.startswith(part),
    "endsWith": lambda text, part: text.endswith(part),
}


def constant(value: object) -> Term:
    """Return a term that is always the same."""
    return lambda scope: value


def first_of(terms: list[Term], scope: Scope, wanted: bool) -> object:
    """Return the first term that is true (`||`) or false (`&&`), else the last one."""
    for term in terms[:-1]:
        value = term(scope)
        if is_truthy(value_of(value)) is wanted:
            return value
    return terms[-1](scope)


def value_of(term: object) -> object:
    """Return the value of a node; a node stands for itself as long as members of it are asked for."""
    return term.value if isinstance(term, Node) else term


def member(term: Term, name: str) -> Term:
    """Return the member of what a term is; it raises FilterFailed where that is null or absent."""

    def read(scope: Scope) -> object:
        owner = term(scope)
        value = value_of(owner)
        if value is None or value is UNDEFINED:
            raise FilterFailed(f"`{name}` of {'null' if value is None else 'what is absent'}")
        if isinstance(value, Constructor):
            return value.name if name == "name" else UNDEFINED
        if name == "constructor" and not (isinstance(value, dict) and name in value):
            return Constructor(constructor_name(value))
        if name == "length" and isinstance(value, (str, list)):
            return len(value)
        if isinstance(value, str) and name.isascii() and name.isdigit():
            return value[int(name)] if len(name) < 10 and int(name) < len(value) else UNDEFINED
        return owner.child(name).follow(scope.resolver) if isinstance(owner, Node) else UNDEFINED

    return read


def match(term: Term, pattern: str) -> Term:
    """Return whether a text holds a match. Raises BadPattern."""
    compiled = compile_pattern(pattern)
    return lambda scope: compiled.is_valid(_text(term(scope), "match"))


def call_method(term: Term, name: str, argument: str) -> Term:
    """Return what a method of a text, or of a list, answers."""
    method = METHODS[name]

    def call(scope: Scope) -> object:
        value = value_of(term(scope))
        if isinstance(value, list) and name in ("includes", "indexOf"):
            found = next((index for index, each in enumerate(value) if each == argument), -1)
            return found if name == "indexOf" else found >= 0
        return method(_text(value, name), argument)

    return call


def _text(term: object, method: str) -> str:
    value = value_of(term)
    if not isinstance(value, str):
        raise FilterFailed(f"`{method}` of what is no text")
    return value
