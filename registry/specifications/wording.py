"""Words one error of a meta-schema: what is wrong, and the closest thing that would be right."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import jsonschema_rs
import msgspec

from crossdock.registry.errors import closest

_KINDS = jsonschema_rs.ValidationErrorKind
Alternatives = _KINDS.AnyOf | _KINDS.OneOfNotValid
# patterns of names and values in the official meta-schemas → what they mean to people
_MEANINGS = {
    r"^\/": "starts with `/`",
    "^/": "starts with `/`",
    r"^[1-5](?:\d{2}|XX)$": "is a status code such as `200`, a range such as `4XX`, or `default`",
    "^[1-5](?:[0-9]{2}|XX)$": "is a status code such as `200`, a range such as `4XX`, or `default`",
    "^([0-9]{3})$|^(default)$": "is a status code such as `200`, or `default`",
    r"^[a-zA-Z0-9\.\-_]+$": "holds only letters, digits, `.`, `-` and `_`",
    "^[a-zA-Z0-9._-]+$": "holds only letters, digits, `.`, `-` and `_`",
    r"^[\w\d\.\-_]+$": "holds only letters, digits, `.`, `-` and `_`",
}
MAX_SHOWN = 60  # characters of a value in a message


@dataclass(frozen=True, slots=True)
class Saying:
    """What is said of an error. `entry` is the name of the offending entry when it is not the place itself that is wrong.

    `is_known` marks an unexpected name that the meta-schema does know: then something inside it is what is wrong.
    `instead_of` is the entry that was probably meant to be the missing one. `keyword` is what is not kept, when it is not the error's own.
    """

    message: str
    fix: str = ""
    subject: str = ""
    entry: str | None = None
    is_known: bool = False
    instead_of: str | None = None
    keyword: str | None = None


def word_error(
    kind: jsonschema_rs.ValidationErrorKind,
    value: object,
    where: str,
    owner: Mapping[str, object],
    options: tuple[object, ...] = (),
) -> Iterator[Saying]:
    """Yield what there is to say of one error about the value at `where`.

    `owner` is the meta-schema that holds the keyword; `options` are what the place may be, when that is more than the error says.
    """
    match kind:
        case _KINDS.Required():
            yield _word_missing(kind.property, where, value, owner)
        case _KINDS.AdditionalProperties() | _KINDS.UnevaluatedProperties():
            yield from (_word_unexpected(name, where, value, owner) for name in kind.unexpected)
        case _KINDS.Type():
            message = f"{where} is {_kind_of(value)}, where {_one_of_types(kind.types)} is expected"
            yield Saying(message, _fix_type(value, kind.types))
        case _KINDS.AnyOf() | _KINDS.OneOfNotValid():
            yield _word_alternatives(kind, value, where)
        case _KINDS.Enum() | _KINDS.Constant():
            stated = kind.options if isinstance(kind, _KINDS.Enum) else [kind.expected_value]
            yield _word_options(options or stated, value, where)
        case _KINDS.Pattern():
            yield Saying(
                f"{where} is {show(value)}, which has not the form asked for",
                f"write a value that {explain_pattern(kind.pattern)}",
            )
        case _KINDS.Format():
            yield Saying(f"{where} is {show(value)}, which is not a {kind.format}")
        case _KINDS.Not():
            yield _word_not(kind.schema, value, where)
        case _KINDS.PropertyNames():
            yield from _word_name(kind.error, where)
        case _:
            yield from _word_limits(kind, value, where)


def name_place(tokens: tuple[str, ...], *, is_element: bool) -> str:
    """Name a place below the root in words: its last name, or the element and the list it stands in.

    >>> name_place(("info",), is_element=False), name_place(("servers", "0"), is_element=True)
    ('`info`', 'element 0 of `servers`')
    """
    if is_element:
        return f"element {tokens[-1]} of " + (f"`{tokens[-2]}`" if len(tokens) > 1 else "the list")
    return f"`{tokens[-1]}`"


def show(value: object) -> str:
    """Write a value for a message, cut when it is long."""
    text = msgspec.json.encode(value).decode("utf-8", "replace") if not isinstance(value, str) else value
    return f"`{text if len(text) <= MAX_SHOWN else text[: MAX_SHOWN - 1] + '…'}`"


def show_json(value: object) -> str:
    """Write a value for a message as JSON, so that text is told from numbers."""
    return show(msgspec.json.encode(value).decode("utf-8", "replace"))


def cut(text: str, most: int = 200) -> str:
    """Return the first line of a text, cut to `most` characters."""
    line = text.split("\n", 1)[0].strip()
    return line if len(line) <= most else line[: most - 1] + "…"


def explain_pattern(pattern: str) -> str:
    """Say in words what a pattern of a meta-schema asks for."""
    return _MEANINGS.get(pattern) or f"matches `{pattern}`"


def _word_missing(name: str, where: str, value: object, owner: Mapping[str, object]) -> Saying:
    """Say that an entry is missing, and which unknown one was probably meant to be it."""
    properties = owner.get("properties")
    known = properties if isinstance(properties, dict) else {}
    written = closest(name, [key for key in value if key not in known]) if isinstance(value, dict) else None
    fix = f"rename `{written}` to `{name}`" if written else f"add `{name}{_only_value(known.get(name))}`"
    return Saying(f"{where} has no `{name}`", fix, name, instead_of=written)


def _only_value(schema: object) -> str:
    """Return `: value` when a meta-schema leaves one value only."""
    options = schema.get("enum", [schema.get("const")]) if isinstance(schema, dict) else []
    is_single = isinstance(options, list) and len(options) == 1 and options[0] is not None
    return f": {msgspec.json.encode(options[0]).decode()}" if is_single else ""


def _word_unexpected(name: str, where: str, value: object, owner: Mapping[str, object]) -> Saying:
    properties, patterns = owner.get("properties"), owner.get("patternProperties")
    known = [str(key) for key in properties] if isinstance(properties, dict) else []
    meanings = [explain_pattern(key) for key in patterns if key != "^x-"] if isinstance(patterns, dict) else []
    if name in known or (isinstance(patterns, dict) and any(_matches(pattern, name) for pattern in patterns)):
        return Saying(f"`{name}` is not allowed in {where} as it stands", "", name, name, is_known=True)
    message = f"`{name}` is not a field of {where}"
    present = value if isinstance(value, dict) else {}
    close = closest(name, [key for key in known if key not in present]) or closest(name, known)
    if close:
        return Saying(message, f"did you mean `{close}`?", name, name)
    if meanings and len(known) <= len(meanings):
        return Saying(message, f"give it a name that {' or '.join(meanings)}", name, name)
    extension = ", or prefix it with `x-`" if isinstance(patterns, dict) and "^x-" in patterns else ""
    return Saying(message, f"remove it{extension}", name, name)


def _word_alternatives(kind: Alternatives, value: object, where: str) -> Saying:
    errors = [error.kind for branch in kind.context for error in branch]
    types = [name for inner in errors if isinstance(inner, _KINDS.Type) for name in inner.types]
    if types:
        return Saying(
            f"{where} is {_kind_of(value)}, where {_one_of_types(types)} is expected", _fix_type(value, types)
        )
    return Saying(f"{where} has none of the forms that are allowed here")


def _word_options(options: Sequence[object], value: object, where: str) -> Saying:
    names = [option for option in options if isinstance(option, str)]
    close = closest(value, names) if isinstance(value, str) else None
    shown = ", ".join(show(option) for option in options[:12]) + (" …" if len(options) > 12 else "")
    message = f"{where} is {show(value)}, where {'one of ' if len(options) > 1 else ''}{shown} is expected"
    return Saying(message, f"did you mean `{close}`?" if close else "")


def _word_not(schema: object, value: object, where: str) -> Saying:
    required = schema.get("required") if isinstance(schema, dict) else None
    names = [str(name) for name in required] if isinstance(required, list) else []
    present = [name for name in names if isinstance(value, dict) and name in value]
    if len(present) > 1:
        shown = " and ".join(f"`{name}`" for name in present)
        return Saying(f"{where} has {shown}, which exclude each other", f"keep one of {shown}", present[0])
    if present:
        return Saying(
            f"`{present[0]}` is not allowed in {where} as it stands", f"remove `{present[0]}`", present[0], present[0]
        )
    return Saying(f"{where} has a form that is excluded here")


def _word_name(error: jsonschema_rs.ValidationError, where: str) -> Iterator[Saying]:
    name = str(error.instance)
    if isinstance(error.kind, _KINDS.Format):
        yield Saying(f"{where} has {show(name)}, which is not a {error.kind.format}", "", name, name, keyword="format")
        return
    pattern = error.kind.pattern if isinstance(error.kind, _KINDS.Pattern) else ""
    fix = f"give it a name that {explain_pattern(pattern)}" if pattern else ""
    yield Saying(f"`{name}` cannot be a name in {where}", fix, name, name)


def _word_limits(kind: jsonschema_rs.ValidationErrorKind, value: object, where: str) -> Iterator[Saying]:
    match kind:
        case _KINDS.UniqueItems():
            yield Saying(f"{where} lists something twice", "remove the repetition")
        case _KINDS.MinItems() | _KINDS.MinProperties() if kind.limit == 1:
            yield Saying(f"{where} is empty, where at least one entry is expected", "add an entry, or remove it")
        case _KINDS.MinItems() | _KINDS.MinProperties():
            yield Saying(f"{where} has {_size(value)} entries, where at least {kind.limit} are expected")
        case _KINDS.MaxItems() | _KINDS.MaxProperties() | _KINDS.AdditionalItems():
            most = getattr(kind, "limit", None)
            yield Saying(
                f"{where} has {_size(value)} entries, where at most {most} are expected"
                if most is not None
                else f"{where} has too many entries"
            )
        case _KINDS.Minimum() | _KINDS.ExclusiveMinimum():
            yield Saying(f"{where} is {show(value)}, where {_more(kind)} {kind.limit} is expected")
        case _KINDS.Maximum() | _KINDS.ExclusiveMaximum():
            yield Saying(f"{where} is {show(value)}, where {_less(kind)} {kind.limit} is expected")
        case _KINDS.MinLength():
            yield Saying(f"{where} is {show(value)}, where at least {kind.limit} characters are expected")
        case _KINDS.OneOfMultipleValid():
            yield Saying(f"{where} fits several of the forms that exclude each other", "keep to one of them")
        case _KINDS.FalseSchema():
            yield Saying(f"{where} is not allowed here", "remove it")
        case _:
            yield Saying(f"{where} does not keep `{kind.name}` of the specification")


def _more(kind: jsonschema_rs.ValidationErrorKind) -> str:
    return "more than" if isinstance(kind, _KINDS.ExclusiveMinimum) else "at least"


def _less(kind: jsonschema_rs.ValidationErrorKind) -> str:
    return "less than" if isinstance(kind, _KINDS.ExclusiveMaximum) else "at most"


def _kind_of(value: object) -> str:
    names = {
        dict: "an object",
        list: "an array",
        str: "a string",
        bool: "a boolean",
        int: "a number",
        float: "a number",
    }
    return names.get(type(value), "null")


def _fix_type(value: object, types: Sequence[str]) -> str:
    if "string" in types and isinstance(value, (bool, int, float)):
        return f"put it in quotes: `{msgspec.json.encode(str(value)).decode()}`"
    return "write a list, even of one" if list(types) == ["array"] else ""


def _one_of_types(types: list[str]) -> str:
    unique = list(dict.fromkeys(types))
    return " or ".join(
        f"an {name}" if name[0] in "aeio" else (name if name == "null" else f"a {name}") for name in unique
    )


def _size(value: object) -> int:
    return len(value) if isinstance(value, (dict, list)) else 0


def _matches(pattern: str, name: str) -> bool:
    try:
        return re.search(pattern, name) is not None
    except re.error:
        return False
