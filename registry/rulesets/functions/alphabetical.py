"""The function `alphabetical`: members stand in the order of their names."""

import math
from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from unicodedata import combining, normalize

from crossdock.registry.documents.references import Resolver
from crossdock.registry.model.location import escape_token
from crossdock.registry.rulesets.advice import Target
from crossdock.registry.rulesets.function import BadOption, Complaint, Function, Judge, read_options
from crossdock.registry.rulesets.javascript import print_value, to_number
from crossdock.registry.rulesets.node import Node

_MARKS = " _-,;:!?.'\"()[]{}@*/\\&#%`^+<=>|~$"


def prepare_alphabetical(options: object) -> Judge:
    """Read `keyedBy`. Raises BadOption."""
    by = read_options({} if options is None else options, ("keyedBy",), "{keyedBy: name}").get("keyedBy")
    if by is not None and not isinstance(by, str):
        raise BadOption("`keyedBy` must be a name", "keyedBy")

    def judge(node: Node, resolver: Resolver | None) -> Iterator[Complaint]:
        names = [child.key if isinstance(node.value, dict) else child.follow(resolver) for child in node.children()]
        if len(names) > 1:
            yield from _judge_names(names, by, is_object=isinstance(node.value, dict))

    return judge


def _judge_names(names: Sequence[object], by: str | None, *, is_object: bool) -> Iterator[Complaint]:
    """Judge names, or items as they are; the first two that do not stand in order are told."""
    if by is not None and not all(isinstance(name, Node) and name.is_collection for name in names):
        yield Complaint("must be an object", "property")
        return
    values = [_value_of(name, by) for name in names]
    if any(isinstance(value, bool) or not isinstance(value, (str, int, float)) for value in values):
        yield Complaint("must be one of the allowed types: number, string", "property")
        return
    for index, (first, second) in enumerate(pairwise(values)):
        if _is_after(first, second):
            token = str(first) if is_object else str(index)
            text = f"{print_value(first)} must be placed after {print_value(second)}"
            yield (
                Complaint("properties must follow the alphabetical order")
                if by is not None
                else Complaint(text, pointer=f"/{escape_token(token)}")
            )
            return


def _value_of(name: object, by: str | None) -> object:
    if not isinstance(name, Node):
        return name
    return name.value if by is None else name.child(by).value


def _is_after(first: object, second: object) -> bool:
    """Whether a name comes after another one: numbers by whole steps, texts by their letters; a text is not compared with a number."""
    if isinstance(first, str) and isinstance(second, str):
        is_number = math.isnan(to_number(first)) and not math.isnan(to_number(second))
        return not is_number and order_of(first) > order_of(second)
    left, right = to_number(first), to_number(second)
    return not isinstance(first, str) and left - right >= 1


def order_of(name: object) -> tuple[float, list[tuple[int, str]], str]:
    """Order as people read: numbers by value; texts by blanks, marks, digits, letters, small before capital where nothing else differs.

    >>> sorted(["b", "B", "a_b", "aB", "a1", "10", "9"], key=order_of)
    ['10', '9', 'a_b', 'a1', 'aB', 'b', 'B']
    """
    if not isinstance(name, str):
        return to_number(name), [], ""
    text = name
    plain = "".join(each for each in normalize("NFD", text.casefold()) if not combining(each))
    return math.inf, [(_rank(char), char) for char in plain], text.swapcase()


def _rank(char: str) -> int:
    """Return which kind of characters comes first (Unicode Collation Algorithm, default order)."""
    if char in _MARKS:
        return _MARKS.index(char)
    return len(_MARKS) + (1 if char.isdigit() else 2 if char.isalpha() else 0)


def _advise(options: Mapping[str, object], target: Target) -> str:
    by = options.get("keyedBy")
    return f"put {target.name} in alphabetical order" + (f" of `{by}`" if by else "")


FUNCTION = Function("alphabetical", prepare_alphabetical, _advise)
