"""Keywords that look at members of a value with other schemas, and all keywords that look with others."""

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from crossdock.registry.model.interface import Dialect
from crossdock.registry.rulesets.schemas.assertions import dependent_required
from crossdock.registry.rulesets.schemas.composition import COMPOSITION, Applicator, Schema, listed
from crossdock.registry.rulesets.schemas.error import point
from crossdock.registry.rulesets.schemas.evaluated import Evaluated
from crossdock.registry.rulesets.schemas.order import has_unevaluated
from crossdock.registry.rulesets.schemas.patterns import matches
from crossdock.registry.rulesets.schemas.values import is_of_type, keys_of

if TYPE_CHECKING:
    from crossdock.registry.rulesets.schemas.evaluation import Evaluation, Mode


def _property_names(
    run: "Evaluation", schema: Schema, value: object, pointer: str, mode: "Mode", evaluated: Evaluated
) -> None:
    for name in value if isinstance(value, Mapping) else ():
        before = len(run.errors)
        run.run(schema["propertyNames"], str(name), pointer, replace(mode, is_composite=True))
        if len(run.errors) > before:
            run.fail(pointer, "propertyNames", "property name must be valid", mode, schema, is_extra=True)
            if not mode.is_all:
                return


def _additional_properties(
    run: "Evaluation", schema: Schema, value: object, pointer: str, mode: "Mode", evaluated: Evaluated
) -> None:
    wanted = schema["additionalProperties"]
    evaluated.has_all_properties = True
    if run.is_always_valid(wanted):
        return
    known, patterns = _mapped(schema.get("properties")), list(_mapped(schema.get("patternProperties")))
    names = [name for name in value if name not in known] if isinstance(value, Mapping) else []
    additional = [name for name in names if not any(matches(pattern, name) for pattern in patterns)]
    _judge_others(run, schema, value, pointer, mode, "additionalProperties", additional)


def _judge_others(
    run: "Evaluation", schema: Schema, value: object, pointer: str, mode: "Mode", keyword: str, names: list[str]
) -> None:
    """Judge the members that no other keyword speaks of: with `false` each is an error of the object."""
    before, wanted = len(run.errors), schema[keyword]
    text = "additional" if keyword == "additionalProperties" else "unevaluated"
    for name in names:
        if wanted is False:
            run.fail(pointer, keyword, f"must NOT have {text} properties", mode, schema, {f"{text}Property": name})
        elif isinstance(value, Mapping):
            run.run(wanted, value[name], point(pointer, name), mode)
        if not mode.is_all and len(run.errors) > before:
            return


def _dependencies(
    run: "Evaluation", schema: Schema, value: object, pointer: str, mode: "Mode", evaluated: Evaluated
) -> None:
    for message, params in dependent_required(schema, value, "dependencies"):
        run.fail(pointer, "dependencies", message, mode, schema, params)
        if not mode.is_all:
            return
    _dependent_schemas(run, schema, value, pointer, mode, evaluated, "dependencies")


def _dependent_schemas(
    run: "Evaluation",
    schema: Schema,
    value: object,
    pointer: str,
    mode: "Mode",
    evaluated: Evaluated,
    keyword: str = "dependentSchemas",
) -> None:
    before, stated = len(run.errors), _mapped(schema[keyword])
    for name in keys_of(stated):
        if isinstance(value, Mapping) and name in value and not isinstance(stated[name], list):
            start = len(run.errors)
            found = run.run(stated[name], value, pointer, mode)
            if len(run.errors) == start:
                evaluated.add(found)
            if not mode.is_all and len(run.errors) > before:
                return


def _properties(
    run: "Evaluation", schema: Schema, value: object, pointer: str, mode: "Mode", evaluated: Evaluated
) -> None:
    before, stated = len(run.errors), _mapped(schema["properties"])
    evaluated.names.update(stated)
    for name in keys_of(stated):
        if isinstance(value, Mapping) and name in value:
            run.run(stated[name], value[name], point(pointer, name), mode)
            if not mode.is_all and len(run.errors) > before:
                return


def _pattern_properties(
    run: "Evaluation", schema: Schema, value: object, pointer: str, mode: "Mode", evaluated: Evaluated
) -> None:
    before, stated = len(run.errors), _mapped(schema["patternProperties"])
    for pattern in keys_of(stated):
        for name in value if isinstance(value, Mapping) else ():
            if matches(pattern, name):
                evaluated.names.add(name)
                run.run(stated[pattern], value[name], point(pointer, name), mode)  # type: ignore[index]  # an object
                if not mode.is_all and len(run.errors) > before:
                    return


def _items(run: "Evaluation", schema: Schema, value: object, pointer: str, mode: "Mode", evaluated: Evaluated) -> None:
    wanted = schema["items"]
    if isinstance(wanted, list):
        _judge_tuple(run, wanted, value, pointer, mode, evaluated)
        return
    evaluated.has_all_items = True
    prefix = schema.get("prefixItems") if run.dialect is Dialect.DRAFT2020 else None
    if isinstance(prefix, list) and wanted is False:
        _judge_count(run, schema, "items", len(prefix), value, pointer, mode)
    else:
        start = len(prefix) if isinstance(prefix, list) else 0
        _judge_rest(run, wanted, start, value, pointer, mode)


def _prefix_items(
    run: "Evaluation", schema: Schema, value: object, pointer: str, mode: "Mode", evaluated: Evaluated
) -> None:
    _judge_tuple(run, listed(schema["prefixItems"]), value, pointer, mode, evaluated)


def _additional_items(
    run: "Evaluation", schema: Schema, value: object, pointer: str, mode: "Mode", evaluated: Evaluated
) -> None:
    first = schema.get("items")
    if not isinstance(first, list):
        return
    evaluated.has_all_items = True
    if schema["additionalItems"] is False:
        _judge_count(run, schema, "additionalItems", len(first), value, pointer, mode)
    else:
        _judge_rest(run, schema["additionalItems"], len(first), value, pointer, mode)


def _judge_tuple(
    run: "Evaluation", parts: list[object], value: object, pointer: str, mode: "Mode", evaluated: Evaluated
) -> None:
    before = len(run.errors)
    evaluated.count = max(evaluated.count, len(parts))
    for index, (part, item) in enumerate(zip(parts, listed(value), strict=False)):
        run.run(part, item, point(pointer, index), mode)
        if not mode.is_all and len(run.errors) > before:
            return


def _judge_count(
    run: "Evaluation", schema: Schema, keyword: str, limit: int, value: object, pointer: str, mode: "Mode"
) -> None:
    if len(listed(value)) > limit:
        run.fail(pointer, keyword, f"must NOT have more than {limit} items", mode, schema)


def _judge_rest(run: "Evaluation", wanted: object, start: int, value: object, pointer: str, mode: "Mode") -> None:
    before = len(run.errors)
    for index, item in enumerate(listed(value)[start:], start):
        run.run(wanted, item, point(pointer, index), mode)
        if not mode.is_all and len(run.errors) > before:
            return


def _contains(
    run: "Evaluation", schema: Schema, value: object, pointer: str, mode: "Mode", evaluated: Evaluated
) -> None:
    least, most = _limits(schema) if has_unevaluated(run.dialect) else (1, None)
    if most is None and least == 0:
        return
    evaluated.has_all_items = True
    text = f"must contain at least {least}" + ("" if most is None else f" and no more than {most}") + " valid item(s)"
    if most is not None and least > most:
        run.fail(pointer, "contains", text, mode, schema)
        return
    before, count = len(run.errors), 0
    for index, item in enumerate(listed(value)):
        start = len(run.errors)
        run.run(schema["contains"], item, point(pointer, index), replace(mode, is_composite=True))
        count += len(run.errors) == start
        if (most is None and count >= least) or (most is not None and count > most):
            break
    if count >= least and (most is None or count <= most):
        del run.errors[before:]
    else:
        run.fail(pointer, "contains", text, mode, schema)


def _limits(schema: Schema) -> tuple[int, int | None]:
    least, most = schema.get("minContains", 1), schema.get("maxContains")
    return (
        int(least) if is_of_type(least, "number") else 1,  # type: ignore[call-overload]
        int(most) if is_of_type(most, "number") else None,  # type: ignore[call-overload]
    )


def _unevaluated_properties(
    run: "Evaluation", schema: Schema, value: object, pointer: str, mode: "Mode", evaluated: Evaluated
) -> None:
    is_done = evaluated.has_all_properties or run.is_always_valid(schema["unevaluatedProperties"])
    names = [] if is_done or not isinstance(value, Mapping) else [name for name in value if name not in evaluated.names]
    evaluated.has_all_properties = True
    _judge_others(run, schema, value, pointer, mode, "unevaluatedProperties", names)


def _unevaluated_items(
    run: "Evaluation", schema: Schema, value: object, pointer: str, mode: "Mode", evaluated: Evaluated
) -> None:
    if not evaluated.has_all_items and schema["unevaluatedItems"] is False:
        _judge_count(run, schema, "unevaluatedItems", evaluated.count, value, pointer, mode)
    elif not evaluated.has_all_items:
        _judge_rest(run, schema["unevaluatedItems"], evaluated.count, value, pointer, mode)
    evaluated.has_all_items = True


def _mapped(value: object) -> Mapping[str, object]:
    return value if isinstance(value, Mapping) else {}


APPLICATORS: Mapping[str, Applicator] = {
    **COMPOSITION,
    "propertyNames": _property_names,
    "additionalProperties": _additional_properties,
    "dependencies": _dependencies,
    "dependentSchemas": _dependent_schemas,
    "properties": _properties,
    "patternProperties": _pattern_properties,
    "prefixItems": _prefix_items,
    "items": _items,
    "additionalItems": _additional_items,
    "contains": _contains,
    "unevaluatedProperties": _unevaluated_properties,
    "unevaluatedItems": _unevaluated_items,
}
