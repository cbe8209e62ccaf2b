"""Type expressions as text."""

import re

from crossdock.generators.python_client.limits import number_limits, text_limits
from crossdock.generators.python_client.shape import Shape

ORDER = ("string", "integer", "number", "boolean", "array", "object")
_STRING = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'")
_IDENTIFIER = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def scalar(name: str, shape: Shape, *, is_bare: bool) -> tuple[str, list[str]]:
    """Return the type of a scalar of a JSON type, and the limits it keeps."""
    if name == "string" and shape.format in ("date-time", "date"):
        return ("AwareDatetime" if shape.format == "date-time" else "datetime.date"), []
    kind = {"string": "str", "integer": "int", "number": "Number", "boolean": "bool"}.get(name, "Any")
    if is_bare or kind in ("bool", "Any"):
        return kind, []
    if name == "string":
        return kind, text_limits(shape.limits)
    return kind, number_limits(shape.limits, is_integer=name == "integer")


def base_of_values(shape: Shape) -> str:
    """Return the type that also holds values which the contract does not know yet."""
    kinds = {"bool": "bool", "str": "str", "int": "int", "float": "Number"}
    found = [kinds.get(type(value).__name__, "Any") for value in shape.values or ()]
    return union(found)


def union(parts: list[str]) -> str:
    """Return the union of types; `None` stands last, each stands once, and anything swallows the rest.

    >>> union(["str", "None", "int | str"]), union(["Any", "None"])
    ('str | int | None', 'Any')
    """
    flat = list(dict.fromkeys(piece for part in parts for piece in split_union(part)))
    if "Any" in flat:
        return "Any"
    return " | ".join([*(part for part in flat if part != "None"), *(["None"] if "None" in flat else [])])


def split_union(code: str) -> list[str]:
    """Split an expression at the bars that stand in no brackets.

    >>> split_union("list[str | int] | None")
    ['list[str | int]', 'None']
    """
    parts, depth, start = [], 0, 0
    for i, letter in enumerate(code):
        depth += (letter in "[({") - (letter in "])}")
        if letter == "|" and depth == 0:
            parts.append(code[start:i].strip())
            start = i + 1
    return [*parts, code[start:].strip()]


def exploded(head: str, parts: list[str], indent: int) -> str:
    """Return `head[…]` with one part a line."""
    margin = " " * (indent + 4)
    return f"{head}[\n" + "".join(f"{margin}{part},\n" for part in parts) + f"{' ' * indent}]"


def names_in(code: str) -> set[str]:
    """Return the identifiers of an expression, not those in its strings."""
    return set(_IDENTIFIER.findall(_STRING.sub("", code)))


def qualify(code: str, names: set[str], module: str) -> str:
    """Return an expression without strings whose names are those of a module.

    >>> qualify("list[Order] | None", {"Order"}, "m")
    'list[m.Order] | None'
    """
    return _IDENTIFIER.sub(lambda match: f"{module}.{match[0]}" if match[0] in names else match[0], code)
