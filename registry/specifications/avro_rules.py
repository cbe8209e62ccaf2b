"""What the Avro specification asks of a schema, walked in the order of its text (Avro 1.12, Schema Declaration)."""

from collections.abc import Iterator

from crossdock.registry.errors import closest
from crossdock.registry.model.finding import Finding
from crossdock.registry.specifications.avro_defaults import explain_default
from crossdock.registry.specifications.avro_names import NAMED, PRIMITIVES, Names, full_name, is_name, namespace_of
from crossdock.registry.specifications.findings import make_finding
from crossdock.registry.specifications.node import Node
from crossdock.registry.specifications.problems import (
    AVRO_DEFAULT_WRONG,
    AVRO_INVALID,
    AVRO_NAME_DUPLICATE,
    AVRO_NAME_UNDEFINED,
)

_ORDERS = ("ascending", "descending", "ignore")


def judge_avro(root: Node) -> Iterator[Finding]:
    """Yield what the specification has against a schema."""
    yield from _judge_schema(root, "", Names())


def _judge_schema(node: Node, namespace: str, names: Names) -> Iterator[Finding]:
    if node.text is not None:
        yield from _judge_use(node, node.text, namespace, names)
    elif isinstance(node.data, list):
        yield from _judge_union(node, namespace, names)
    elif node.is_mapping:
        yield from _judge_object(node, namespace, names)
    else:
        message = "a schema is a name, an object or a list of schemas"
        yield make_finding(AVRO_INVALID, message, node.place, "write the name of a type, such as `string`")


def _judge_use(node: Node, name: str, namespace: str, names: Names) -> Iterator[Finding]:
    if name in PRIMITIVES or names.find(name, namespace) is not None:
        return
    if name in (*NAMED, "array", "map"):
        message, fix = f"`{name}` needs an object that describes it", f'write `{{"type": "{name}", …}}`'
        yield make_finding(AVRO_INVALID, message, node.place, fix)
        return
    known = {short: short for short in PRIMITIVES} | {full.rpartition(".")[2]: full for full in names.types}
    close = closest(name.rpartition(".")[2], known)
    fix = f"did you mean `{known[close]}`?" if close else ""
    yield make_finding(AVRO_NAME_UNDEFINED, f"the type `{name}` is not defined before it is used", node.place, fix)


def _judge_union(node: Node, namespace: str, names: Names) -> Iterator[Finding]:
    seen: set[str] = set()
    for branch in node.elements():
        if isinstance(branch.data, list):
            yield make_finding(
                AVRO_INVALID, "a union cannot hold a union", branch.place, "list its branches in the outer one"
            )
            continue
        kind = _branch_kind(branch, namespace)
        if kind is not None and kind in seen:
            yield make_finding(AVRO_INVALID, f"the union holds `{kind}` twice", branch.place, "keep one of them")
        seen.add(kind or "")
        yield from _judge_schema(branch, namespace, names)


def _branch_kind(branch: Node, namespace: str) -> str | None:
    """Return what must be unique in a union: the type of unnamed branches, the full name of named ones."""
    kind = branch.text or branch.child("type").text
    if branch.is_mapping and kind in NAMED:
        name = branch.child("name").text
        return full_name(name, namespace_of(dict(branch.mapping), namespace)) if name else None
    if branch.text is not None and kind not in PRIMITIVES:
        return full_name(branch.text, namespace)
    return kind


def _judge_object(node: Node, namespace: str, names: Names) -> Iterator[Finding]:
    kind = node.child("type")
    if not kind.exists:
        yield make_finding(AVRO_INVALID, "the schema has no `type`", node.place, "add `type`")
    elif kind.text in NAMED:
        yield from _judge_named(node, str(kind.text), namespace, names)
    elif kind.text in ("array", "map"):
        part = "items" if kind.text == "array" else "values"
        if node.child(part).exists:
            yield from _judge_schema(node.child(part), namespace, names)
        else:
            yield make_finding(AVRO_INVALID, f"the {kind.text} has no `{part}`", node.place, f"add `{part}`")
    else:
        yield from _judge_schema(kind, namespace, names)


def _judge_named(node: Node, kind: str, namespace: str, names: Names) -> Iterator[Finding]:
    name, inner = node.child("name"), namespace_of(dict(node.mapping), namespace)
    if name.text is None:
        yield make_finding(AVRO_INVALID, f"the {kind} has no `name`", node.place, "add `name`")
    elif not is_name(name.text):
        yield _wrong_name(name, kind)
    else:
        full = full_name(name.text, inner)
        if full in names.types:
            yield make_finding(AVRO_NAME_DUPLICATE, f"the type `{full}` is defined twice", name.place)
        names.types.setdefault(full, dict(node.mapping))
    stated = node.child("namespace")
    if stated.exists and stated.data != "" and (stated.text is None or not is_name(stated.text)):
        yield _wrong_name(stated, "namespace")
    if kind == "enum":
        yield from _judge_enum(node)
    elif kind == "fixed":
        yield from _judge_fixed(node)
    else:
        yield from _judge_fields(node, kind, inner, names)


def _judge_fields(node: Node, kind: str, namespace: str, names: Names) -> Iterator[Finding]:
    fields = node.child("fields")
    if not isinstance(fields.data, list):
        yield make_finding(
            AVRO_INVALID, f"the {kind} has no list of `fields`", node.place, "add `fields`, if only `[]`"
        )
    seen: set[str] = set()
    for field in fields.elements():
        name = field.child("name")
        if name.text is None:
            yield make_finding(AVRO_INVALID, "the field has no `name`", field.place, "add `name`")
        elif not is_name(name.text, has_dots=False):
            yield _wrong_name(name, "field")
        elif name.text in seen:
            yield make_finding(AVRO_NAME_DUPLICATE, f"the field `{name.text}` is defined twice", name.place)
        seen.add(name.text or "")
        if field.child("order").exists and field.child("order").data not in _ORDERS:
            message = f"`order` is one of `{'`, `'.join(_ORDERS)}`"
            yield make_finding(AVRO_INVALID, message, field.child("order").place)
        yield from _judge_field_type(field, namespace, names)


def _judge_field_type(field: Node, namespace: str, names: Names) -> Iterator[Finding]:
    kind = field.child("type")
    if not kind.exists:
        if field.is_mapping:
            message = f"the field `{field.child('name').text or ''}` has no `type`"
            yield make_finding(AVRO_INVALID, message, field.place, "add `type`")
        return
    problems = list(_judge_schema(kind, namespace, names))
    yield from problems
    if "default" in field.mapping and not problems:
        reason = explain_default(field.mapping["default"], kind.data, namespace, names)
        if reason:
            message = f"the default of `{field.child('name').text or ''}` is wrong: {reason}"
            yield make_finding(AVRO_DEFAULT_WRONG, message, field.place.child("default"))


def _judge_enum(node: Node) -> Iterator[Finding]:
    symbols = node.child("symbols")
    if not isinstance(symbols.data, list):
        yield make_finding(AVRO_INVALID, "the enum has no list of `symbols`", node.place, "add `symbols`")
    seen: set[str] = set()
    for symbol in symbols.elements():
        if symbol.text is None or not is_name(symbol.text, has_dots=False):
            yield _wrong_name(symbol, "symbol")
        elif symbol.text in seen:
            yield make_finding(AVRO_NAME_DUPLICATE, f"the symbol `{symbol.text}` is listed twice", symbol.place)
        seen.add(symbol.text or "")
    default = node.child("default")
    if default.exists and (default.text is None or default.text not in seen):
        close = closest(default.text or "", seen)
        fix = f"did you mean `{close}`?" if close else ""
        message = f"the default of the enum, `{default.data}`, is none of its symbols"
        yield make_finding(AVRO_DEFAULT_WRONG, message, default.place, fix)


def _judge_fixed(node: Node) -> Iterator[Finding]:
    size = node.child("size")
    if not isinstance(size.data, int) or isinstance(size.data, bool) or size.data < 0:
        at = size.place if size.exists else node.place
        yield make_finding(AVRO_INVALID, "the fixed type needs a `size` in bytes", at, "add `size`, a whole number")


def _wrong_name(node: Node, what: str) -> Finding:
    message = (
        f"`{node.data}` cannot be the name of a {what}"
        if what != "namespace"
        else f"`{node.data}` cannot be a namespace"
    )
    return make_finding(AVRO_INVALID, message, node.place, "start with a letter or `_`; letters, digits and `_` follow")
