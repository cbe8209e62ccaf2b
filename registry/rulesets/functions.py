"""The core functions of the ruleset format: each looks at one value and says what is wrong with it, or nothing."""

import re
from collections.abc import Callable, Mapping

from crossdock.registry.documents.validators import SchemaRefused, compile_validator
from crossdock.registry.rulesets.node import Node

Options = Mapping[str, object]
Function = Callable[[Node, Options], str | None]
_CASINGS = {
    "flat": "[a-z][a-z{d}]*",
    "camel": "[a-z][a-z{d}]*(?:[A-Z{d}](?:[a-z{d}]+|$))*",
    "pascal": "[A-Z][a-z{d}]*(?:[A-Z{d}](?:[a-z{d}]+|$))*",
    "kebab": "[a-z][a-z{d}]*(?:-[a-z{d}]+)*",
    "cobol": "[A-Z][A-Z{d}]*(?:-[A-Z{d}]+)*",
    "snake": "[a-z][a-z{d}]*(?:_[a-z{d}]+)*",
    "macro": "[A-Z][A-Z{d}]*(?:_[A-Z{d}]+)*",
}
_SLASHED = re.compile(r"/(.*)/([a-z]*)", re.DOTALL)


class BadOption(Exception):
    """An option that a function cannot work with."""


def truthy(node: Node, options: Options) -> str | None:
    """Judge as JavaScript does: absent, null, false, 0 and the empty text are not truthy."""
    return None if _is_truthy(node) else "must be truthy"


def falsy(node: Node, options: Options) -> str | None:
    """Judge the opposite of truthy."""
    return "must be falsy" if _is_truthy(node) else None


def defined(node: Node, options: Options) -> str | None:
    """Judge whether it is there at all."""
    return "must be defined" if node.is_missing else None


def undefined(node: Node, options: Options) -> str | None:
    """Judge whether it is absent."""
    return None if node.is_missing else "must be undefined"


def pattern(node: Node, options: Options) -> str | None:
    """Hold a text against `match` and `notMatch`: ECMA-262, a search, in linear time."""
    if not isinstance(node.value, str):
        return None
    for name, is_wanted in (("match", True), ("notMatch", False)):
        expression = options.get(name)
        if expression is not None and _matches(str(expression), node.value) is not is_wanted:
            verb = "must match" if is_wanted else "must not match"
            return f'"{node.value}" {verb} the pattern "{expression}"'
    return None


def casing(node: Node, options: Options) -> str | None:
    """Hold a text against a way of writing names: flat, camel, pascal, kebab, cobol, snake, macro."""
    kind = options.get("type")
    if not isinstance(kind, str) or kind not in _CASINGS:
        raise BadOption(f"`type` must be one of {', '.join(_CASINGS)}")
    if not isinstance(node.value, str) or not node.value:
        return None
    simple = _CASINGS[kind].replace("{d}", "" if options.get("disallowDigits") is True else "0-9")
    separator = options.get("separator")
    if isinstance(separator, Mapping) and isinstance(separator.get("char"), str):
        lead = f"{re.escape(separator['char'])}?" if separator.get("allowLeading") is True else ""
        simple = f"{lead}(?:{simple})(?:{re.escape(separator['char'])}(?:{simple}))*"
    return None if _matches(f"^(?:{simple})$", node.value) else f"must be {kind} case"


def length(node: Node, options: Options) -> str | None:
    """Hold the length of a text or list, the count of members, or a number against `min` and `max`."""
    value = node.value
    if isinstance(value, bool) or node.is_missing or value is None:
        return None
    size = value if isinstance(value, (int, float)) else len(value) if isinstance(value, (str, list, dict)) else None
    low, high = options.get("min"), options.get("max")
    if size is None:
        return None
    if isinstance(low, (int, float)) and size < low:
        return f"must be longer than {low}"
    return f"must be shorter than {high}" if isinstance(high, (int, float)) and size > high else None


def enumeration(node: Node, options: Options) -> str | None:
    """Hold a single value against `values`."""
    values = options.get("values")
    if not isinstance(values, list):
        raise BadOption("`values` must be a list")
    if node.is_missing or isinstance(node.value, (dict, list)) or node.value in values:
        return None
    return f'"{node.value}" must be equal to one of the allowed values: {", ".join(map(str, values))}'


def schema(node: Node, options: Options) -> str | None:
    """Hold a value against a JSON Schema."""
    shape = options.get("schema")
    if not isinstance(shape, (dict, bool)):
        raise BadOption("`schema` must be a schema")
    if node.is_missing:
        return None
    try:
        errors = compile_validator(shape).errors(node.value)
    except SchemaRefused as error:
        raise BadOption(str(error)) from None
    return errors[0].message if errors else None


def xor(node: Node, options: Options) -> str | None:
    """Judge whether exactly one of `properties` is there."""
    names = options.get("properties")
    if not isinstance(names, list):
        raise BadOption("`properties` must be a list")
    if not isinstance(node.value, dict):
        return None
    return (
        None
        if sum(name in node.value for name in names) == 1
        else f"exactly one of {', '.join(map(str, names))} must be defined"
    )


def either(node: Node, options: Options) -> str | None:
    """Judge whether at least one of `properties` is there."""
    names = options.get("properties")
    if not isinstance(names, list):
        raise BadOption("`properties` must be a list")
    if not isinstance(node.value, dict) or any(name in node.value for name in names):
        return None
    return f"at least one of {', '.join(map(str, names))} must be defined"


FUNCTIONS: dict[str, Function] = {
    "truthy": truthy,
    "falsy": falsy,
    "defined": defined,
    "undefined": undefined,
    "pattern": pattern,
    "casing": casing,
    "length": length,
    "enumeration": enumeration,
    "schema": schema,
    "xor": xor,
    "or": either,
}


def _is_truthy(node: Node) -> bool:
    value = node.value
    return not node.is_missing and (isinstance(value, (dict, list)) or bool(value))


def _matches(expression: str, text: str) -> bool:
    slashed = _SLASHED.fullmatch(expression)
    body, flags = (slashed[1], slashed[2]) if slashed else (expression, "")
    if "i" in flags:
        body = f"(?i){body}"
    try:
        return compile_validator({"pattern": body}).is_valid(text)
    except SchemaRefused as error:
        raise BadOption(f"the pattern `{expression}` cannot be read: {error}") from None
