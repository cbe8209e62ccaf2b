"""What the parts of a filter mean: variables, comparisons, members and methods, as closures over the member that is judged."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from crossdock.registry.documents.references import Resolver
from crossdock.registry.rulesets.filter_needs import need_of_all, need_of_any, need_of_comparison
from crossdock.registry.rulesets.filter_term import Fails, FilterFailed, Need, Read, Term
from crossdock.registry.rulesets.javascript import (
    UNDEFINED,
    constructor_name,
    is_less,
    is_loosely_equal,
    is_strictly_equal,
    is_truthy,
    to_text,
)
from crossdock.registry.rulesets.node import Node, root_of
from crossdock.registry.rulesets.patterns import compile_pattern
from crossdock.registry.rulesets.text_methods import METHODS


@dataclass(frozen=True, slots=True)
class Method:
    """A function that a value has, such as `constructor` or `match`; only its name can be asked for."""

    name: str


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
    "@object": lambda value: isinstance(value, (dict, list)),
    "@array": lambda value: isinstance(value, list),
    "@string": lambda value: isinstance(value, str),
    "@boolean": lambda value: isinstance(value, bool),
    "@number": lambda value: isinstance(value, (int, float)) and not isinstance(value, bool),
    "@null": lambda value: value is None,
    "@integer": lambda value: isinstance(value, (int, float)) and not isinstance(value, bool) and value == value // 1,
    "@scalar": lambda value: not isinstance(value, (dict, list)),
}
VARIABLES: dict[str, Term] = {
    "@": Term(lambda node, resolver: node, is_self=True),
    "@property": Term(lambda node, resolver: node.key),
    "@parentProperty": Term(lambda node, resolver: node.parent.key if node.parent else UNDEFINED, reads_around=True),
    # what holds the collection whose members are filtered, as JSONPath Plus and Nimma have it
    "@parent": Term(lambda node, resolver: (node.parent and node.parent.parent) or UNDEFINED, reads_around=True),
    "@root": Term(lambda node, resolver: root_of(node), reads_around=True),
    "@path": Term(lambda node, resolver: _path_of(node), reads_around=True),
}
_SPECIAL = frozenset(
    ("length", "constructor", "match", *METHODS)
)  # what values have without writing it; texts also numbers


def _path_of(node: Node) -> str:
    """Return how a path leads to a node: `$['paths']['/a'][0]`."""
    text = ""
    while node.parent is not None:
        text = (f"[{node.key}]" if isinstance(node.key, int) else f"['{node.key}']") + text
        node = node.parent
    return f"${text}"


def constant(value: object) -> Term:
    """Return a term that is always the same."""
    return Term(lambda node, resolver: value, Need(None if is_truthy(value) else {}), constant=(value,))


def type_test(name: str) -> Term:
    """Return whether the judged value is of a kind, such as `@string`."""
    test = TYPES[name]
    return Term(lambda node, resolver: test(node.value))


def both(terms: Sequence[Term]) -> Term:
    """Return the first term that is false (`&&`), else the last one."""
    return _first(terms, False, need_of_all(terms))


def either(terms: Sequence[Term]) -> Term:
    """Return the first term that is true (`||`), else the last one."""
    return _first(terms, True, need_of_any(terms))


def _first(terms: Sequence[Term], wanted: bool, need: Need) -> Term:
    reads, last = [term.read for term in terms[:-1]], terms[-1].read

    def read(node: Node, resolver: Resolver | None) -> object:
        for each in reads:
            value = each(node, resolver)
            if is_truthy(value_of(value)) is wanted:
                return value
        return last(node, resolver)

    return Term(read, need, reads_around=any(term.reads_around for term in terms))


def negate(term: Term) -> Term:
    """Return whether a term is false."""
    read = term.read
    need = Need(None, term.need.fails)
    return Term(
        lambda node, resolver: not is_truthy(value_of(read(node, resolver))), need, reads_around=term.reads_around
    )


def compare(operator: str, left: Term, right: Term) -> Term:
    """Return whether two terms compare as the operator says."""
    test, first, second = COMPARISONS[operator], left.read, right.read
    sides = [
        UNDEFINED if side.own is not None else side.constant[0] if side.constant else None for side in (left, right)
    ]
    need = need_of_comparison(left, right, test(*sides), operator in ("==", "==="))
    return Term(
        lambda node, resolver: test(value_of(first(node, resolver)), value_of(second(node, resolver))),
        need,
        reads_around=left.reads_around or right.reads_around,
    )


def value_of(term: object) -> object:
    """Return the value of a node; a node stands for itself as long as members of it are asked for."""
    return term.value if isinstance(term, Node) else term


def member(term: Term, name: str) -> Term:
    """Return the member of what a term is; it raises FilterFailed where that is null or absent."""
    read_owner = term.read

    def read(node: Node, resolver: Resolver | None) -> object:
        owner = read_owner(node, resolver)
        value = value_of(owner)
        if isinstance(value, dict) and name in value:
            found = value[name]
            return (
                owner.child(name).follow(resolver)
                if isinstance(found, (dict, list)) and isinstance(owner, Node)
                else found
            )
        return _read_unwritten(value, name, owner, resolver)

    is_own = term.is_self and name not in _SPECIAL and not name.isdigit()
    need = Need({name: None}, Fails.ON_NULL) if is_own else Need(None, Fails.ON_NULL if term.is_self else Fails.PERHAPS)
    return Term(read, need, name if is_own else None, reads_around=term.reads_around)


def _read_unwritten(value: object, name: str, owner: object, resolver: Resolver | None) -> object:
    """Return a member that no object writes: an item, what texts and lists have by themselves, or nothing."""
    if value is None or value is UNDEFINED:
        raise FilterFailed(f"`{name}` of {'null' if value is None else 'what is absent'}")
    if isinstance(value, Method):
        return value.name if name == "name" else UNDEFINED
    if name == "constructor":
        return Method(constructor_name(value))
    if name == "length" and isinstance(value, (str, list)):
        return len(value)
    if _has_method(value, name):
        return Method(name)
    if isinstance(value, str) or (isinstance(value, list) and not isinstance(owner, Node)):
        is_index = name.isascii() and name.isdigit() and len(name) < 10 and int(name) < len(value)
        return value[int(name)] if is_index else UNDEFINED
    return owner.child(name).follow(resolver) if isinstance(owner, Node) and isinstance(value, list) else UNDEFINED


def _has_method(value: object, name: str) -> bool:
    if isinstance(value, list):
        return name in ("includes", "indexOf")
    return isinstance(value, str) and (name in METHODS or name == "match")


def test(pattern: str, term: Term) -> Term:
    """Return whether a text holds a match, asked of the pattern; what is no text is made one. Raises BadPattern."""
    compiled, read = compile_pattern(pattern), term.read
    return _call([term], lambda node, resolver: compiled.is_valid(to_text(value_of(read(node, resolver)))))


def match(term: Term, pattern: str) -> Term:
    """Return a list where a text holds a match, null where it does not. Raises BadPattern."""
    compiled, read = compile_pattern(pattern), _read_owner(term)

    def find(node: Node, resolver: Resolver | None) -> object:
        text = _text(read(node, resolver), "match")
        return [text] if compiled.is_valid(text) else None

    return _call([term], find)


def call_method(term: Term, name: str, arguments: Sequence[Term]) -> Term:
    """Return what a method of a text, or of a list, answers."""
    method, read, reads = METHODS[name], _read_owner(term), [argument.read for argument in arguments]

    def call(node: Node, resolver: Resolver | None) -> object:
        value, given = value_of(read(node, resolver)), [value_of(each(node, resolver)) for each in reads]
        if isinstance(value, list) and name in ("includes", "indexOf"):
            wanted = given[0] if given else UNDEFINED
            found = next((index for index, each in enumerate(value) if is_strictly_equal(each, wanted)), -1)
            return found if name == "indexOf" else found >= 0
        if name == "toString" and value is not None and value is not UNDEFINED:
            return to_text(value)
        return method(_text(value, name), *given)

    return _call([term, *arguments], call)


def _read_owner(term: Term) -> Read:
    """Return how what a method belongs to is read: a key is a text there, in a list too."""
    read = term.read
    return (lambda node, resolver: to_text(read(node, resolver))) if term is VARIABLES["@property"] else read


def _call(terms: Sequence[Term], read: Callable[[Node, Resolver | None], object]) -> Term:
    return Term(read, Need(None, Fails.PERHAPS), reads_around=any(term.reads_around for term in terms))


def _text(term: object, method: str) -> str:
    value = value_of(term)
    if not isinstance(value, str):
        raise FilterFailed(f"`{method}` of what is no text")
    return value
