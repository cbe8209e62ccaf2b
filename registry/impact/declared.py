"""Whether an interface declares the operations and fields that a consumer says it uses, and what comes closest."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crossdock.registry.compat.shape import target
from crossdock.registry.errors import closest
from crossdock.registry.impact.nodes import Node, Step, open_node, steps_of
from crossdock.registry.model.interface import Interface, Operation, Payload, Role, Schema
from crossdock.registry.model.location import escape_token, split_pointer

MAX_PARTS = 5_000  # schemas looked at for one step of a field; past them nothing is said
_BESIDE = (Role.PARAMETER, Role.HEADER, Role.CODES)  # payloads that the fields of a consumer do not speak of
_ANY = "*"
_MAPS = frozenset(("additionalProperties", "patternProperties", "unevaluatedProperties", "values"))
_SCALARS = frozenset(("string", "number", "integer", "boolean", "null"))


@dataclass(frozen=True, slots=True)
class Missing:
    """What an interface does not declare; `close` is the nearest that it does, `None` when nothing is near."""

    name: str
    close: str | None


def find_missing_operation(interface: Interface, name: str) -> Missing | None:
    """Return that no operation has a name or key, `None` when one has."""
    known = [name for each in interface.operations for name in (each.id, each.key) if name]
    return None if name in known else Missing(name, closest(name, known))


def find_missing_field(interface: Interface, field: str, operations: Sequence[str] = ()) -> Missing | None:
    """Return that no payload declares a field; `None` when one does, or one may hold anything there.

    `operations` are those whose payloads count; all when none is named.
    """
    schemas = [payload.schema for payload in _payloads(interface, operations) if payload.schema is not None]
    tokens = split_pointer(field)
    best: tuple[int, str | None] = (-1, None)
    for schema in schemas:
        found = _follow(schema, tokens)
        if found is None:
            return None
        best = max(best, found, key=lambda miss: (miss[0], miss[1] is not None))
    return Missing(field, best[1]) if schemas and tokens else None


def _payloads(interface: Interface, operations: Sequence[str]) -> Iterator[Payload]:
    chosen = [each for each in interface.operations if not operations or _is_named(each, operations)]
    for payload in (*interface.payloads, *(payload for each in chosen for payload in each.payloads)):
        if payload.role not in _BESIDE:
            yield payload


def _is_named(operation: Operation, names: Sequence[str]) -> bool:
    return operation.key in names or operation.id in names


def _follow(schema: Schema, tokens: Sequence[str]) -> tuple[int, str | None] | None:
    """Return how many steps of a field a schema declares and the nearest whole field; `None` when it declares all of it."""
    parts = _same_value([open_node(schema)])
    for index, token in enumerate(tokens):
        steps = [step for part in parts for step in steps_of(part) if step.token is not None]
        if _is_open(parts, steps):
            return None
        parts = _same_value([step.schema for step in steps if _is_step(step, token)])
        if not parts:
            return index, _suggest(tokens[:index], token, tokens[index + 1 :], steps)
    return None


def _same_value(nodes: list[Node]) -> list[Node]:
    """Return schemas and all that describe the same values: alternatives, conjuncts, what references lead to."""
    seen = {(type(node), node.place): node for node in nodes}
    waiting = [*nodes]
    while waiting and len(seen) < MAX_PARTS:
        for step in steps_of(waiting.pop()):
            if step.token is None and (type(step.schema), step.schema.place) not in seen:
                seen[type(step.schema), step.schema.place] = step.schema
                waiting.append(step.schema)
    return list(seen.values())


def _is_step(step: Step, token: str) -> bool:
    return step.token == token or (step.token == _ANY and (token.isdigit() or _is_map(step)))


def _is_map(step: Step) -> bool:
    return not _MAPS.isdisjoint(split_pointer(step.place.pointer)[-2:])


def _is_open(parts: Sequence[Node], steps: Sequence[Step]) -> bool:
    """Whether values may hold anything below: nothing is declared, or what is declared cannot be read."""
    schemas = [part for part in parts if isinstance(part, Schema)]
    if len(parts) >= MAX_PARTS or any(_is_unresolved(schema) for schema in schemas):
        return True
    return not steps and len(schemas) == len(parts) and not any(_is_scalar(schema) for schema in schemas)


def _is_unresolved(schema: Schema) -> bool:
    return isinstance(schema.data, dict) and isinstance(schema.data.get("$ref"), str) and target(schema) is None


def _is_scalar(schema: Schema) -> bool:
    stated = schema.data.get("type") if isinstance(schema.data, dict) else None
    names = stated if isinstance(stated, list) else [stated]
    return schema.data is False or all(name in _SCALARS for name in names)


def _suggest(before: Sequence[str], token: str, after: Sequence[str], steps: Sequence[Step]) -> str | None:
    names = sorted({step.token for step in steps if step.token is not None} - {_ANY})
    close = closest(token, names)
    is_array = not names and bool(steps)
    middle = [_ANY, token] if is_array else [close] if close is not None else None
    return None if middle is None else "".join("/" + escape_token(part) for part in (*before, *middle, *after))
