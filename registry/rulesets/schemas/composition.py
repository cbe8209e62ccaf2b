"""Keywords that look at a value with other schemas: references, and what joins, chooses or negates."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from crossdock.registry.rulesets.schemas.evaluated import Evaluated, always_evaluated
from crossdock.registry.rulesets.schemas.order import has_unevaluated

if TYPE_CHECKING:
    from crossdock.registry.rulesets.schemas.evaluation import Evaluation, Mode

Schema = Mapping[str, object]
Applicator = Callable[["Evaluation", Schema, object, str, "Mode", Evaluated], None]


def _ref(run: "Evaluation", schema: Schema, value: object, pointer: str, mode: "Mode", evaluated: Evaluated) -> None:
    before = len(run.errors)
    reference = str(schema["$ref"])
    found = run.refer(reference, value, pointer, mode)
    if len(run.errors) == before:
        evaluated.add(found)
    elif (target := run.resources.find(reference, mode.base, ())) is not None:
        evaluated.add(always_evaluated(target.schema))


def _dynamic_ref(
    run: "Evaluation", schema: Schema, value: object, pointer: str, mode: "Mode", evaluated: Evaluated
) -> None:
    reference = str(schema.get("$dynamicRef", schema.get("$recursiveRef", "#")))
    evaluated.add(run.refer(reference, value, pointer, mode, is_dynamic=True))


def _not(run: "Evaluation", schema: Schema, value: object, pointer: str, mode: "Mode", evaluated: Evaluated) -> None:
    if holds(run, schema["not"], value, pointer, mode)[0]:
        run.fail(pointer, "not", "must NOT be valid", mode, schema)


def holds(run: "Evaluation", schema: object, value: object, pointer: str, mode: "Mode") -> tuple[bool, Evaluated]:
    """Return whether a value fits, and what was looked at; no error is kept."""
    before = len(run.errors)
    evaluated = run.run(schema, value, pointer, replace(mode, is_all=False, is_composite=True))
    is_valid = len(run.errors) == before
    del run.errors[before:]
    return is_valid, evaluated


def _any_of(run: "Evaluation", schema: Schema, value: object, pointer: str, mode: "Mode", evaluated: Evaluated) -> None:
    parts = listed(schema["anyOf"])
    looks_at_all = has_unevaluated(run.dialect)
    if not looks_at_all and any(run.is_always_valid(part) for part in parts):
        return
    before, is_valid = len(run.errors), False
    for part in parts:
        start = len(run.errors)
        found = run.run(part, value, pointer, replace(mode, is_composite=True))
        if len(run.errors) == start:
            is_valid = True
            evaluated.add(found)
            if not looks_at_all:
                break
    if is_valid:
        del run.errors[before:]
    else:
        run.fail(pointer, "anyOf", "must match a schema in anyOf", mode, schema, is_extra=True)


def _one_of(run: "Evaluation", schema: Schema, value: object, pointer: str, mode: "Mode", evaluated: Evaluated) -> None:
    before = len(run.errors)
    passing: list[int] = []
    for index, part in enumerate(listed(schema["oneOf"])):
        start = len(run.errors)
        found = run.run(part, value, pointer, replace(mode, is_composite=True))
        if len(run.errors) == start:
            passing.append(index)
            evaluated.add(found)
            if len(passing) == 2:
                break
    if len(passing) == 1:
        del run.errors[before:]
    else:
        text = "must match exactly one schema in oneOf"
        run.fail(pointer, "oneOf", text, mode, schema, {"passingSchemas": passing or None}, is_extra=True)


def _all_of(run: "Evaluation", schema: Schema, value: object, pointer: str, mode: "Mode", evaluated: Evaluated) -> None:
    before = len(run.errors)
    for part in listed(schema["allOf"]):
        evaluated.add(run.run(part, value, pointer, mode))
        if not mode.is_all and len(run.errors) > before:
            return


def _if(run: "Evaluation", schema: Schema, value: object, pointer: str, mode: "Mode", evaluated: Evaluated) -> None:
    if not any(name in schema and not run.is_always_valid(schema[name]) for name in ("then", "else")):
        return
    is_met, found = holds(run, schema["if"], value, pointer, mode)
    if is_met:
        evaluated.add(found)
    clause = "then" if is_met else "else"
    before = len(run.errors)
    evaluated.add(run.run(schema.get(clause, True), value, pointer, mode))
    if len(run.errors) > before:
        run.fail(pointer, "if", f'must match "{clause}" schema', mode, schema, is_extra=True)


def listed(value: object) -> list[object]:
    """Return a list, an empty one for what is none."""
    return value if isinstance(value, list) else []


COMPOSITION: Mapping[str, Applicator] = {
    "$ref": _ref,
    "$dynamicRef": _dynamic_ref,
    "$recursiveRef": _dynamic_ref,
    "not": _not,
    "anyOf": _any_of,
    "oneOf": _one_of,
    "allOf": _all_of,
    "if": _if,
}
