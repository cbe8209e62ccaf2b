"""Judges the rules of a mapping against the schemas of its two sides, without any payload."""

from collections.abc import Iterator, Sequence

from crossdock.registry.errors import closest
from crossdock.registry.mappings import problems
from crossdock.registry.mappings.fault import Fault
from crossdock.registry.mappings.shapes import TYPES, Shape, type_of
from crossdock.registry.mappings.values import Values, values_of
from crossdock.registry.model.conversions import ConversionRefused, is_same_unit, is_unit, plan_conversion
from crossdock.registry.model.location import escape_token
from crossdock.registry.model.mapping import CodeTable, Mapping, MappingRule, split_steps
from crossdock.registry.model.mapping_runtime import is_one_of, text_of
from crossdock.registry.model.rule import Rule

_SHOWN = 5  # codes named in a message


def judge_mapping(mapping: Mapping, source: Shape, target: Shape) -> Iterator[Fault]:
    """Yield what is wrong with the rules and tables of a mapping, in the order of the file."""
    yield from _judge_rules(mapping, mapping.rules, source, target)
    used = {rule.table for rule in all_rules(mapping.rules)}
    for table in mapping.tables:
        if table.name not in used:
            message = f"no rule uses the table `{table.name}`"
            yield Fault(problems.TABLE_UNUSED, message, f"/tables/{escape_token(table.name)}")


def all_rules(rules: Sequence[MappingRule]) -> Iterator[MappingRule]:
    """Yield rules and the rules below them."""
    for rule in rules:
        yield rule
        yield from all_rules(rule.rules)


def _judge_rules(mapping: Mapping, rules: Sequence[MappingRule], source: Shape, target: Shape) -> Iterator[Fault]:
    for rule in rules:
        faults = [*_judge_fields(rule, source), *_judge_parts(rule, source), *_judge_target(rule, target)]
        faults += [*_judge_condition(rule, source), *_judge_means(rule, mapping)]
        yield from faults
        there, place = _find(source, rule.source or rule.each), _find(target, rule.target)
        if rule.each is not None and there is not None and place is not None:
            yield from _judge_each(mapping, rule, there, place)
        elif not faults and place is not None:
            yield from _judge_value(rule, mapping, values_of(rule, source, mapping), place)
            yield from _judge_units(rule, there)
    yield from _judge_overlap(rules)


# fields and places


def _judge_fields(rule: MappingRule, source: Shape) -> Iterator[Fault]:
    condition = rule.condition
    used = [(rule.source, "/from"), (rule.each, "/each")]
    used += [(part.field, f"/concat/{index}") for index, part in enumerate(rule.concat)]
    if condition is not None:
        used += [(condition.present, "/when/present"), (condition.absent, "/when/absent")]
        used += [(condition.field, "/when/field")]
    for pointer, where in used:
        if pointer is not None:
            yield from _judge_place(pointer, rule.pointer + where, source, problems.FIELD_UNKNOWN, "source")


def _judge_condition(rule: MappingRule, source: Shape) -> Iterator[Fault]:
    condition = rule.condition
    if condition is None or (condition.field is None and not condition.one_of):
        return
    if condition.field is None or not condition.one_of:
        missing = "in" if condition.field is not None else "field"
        message = f"`when` has no `{missing}`: `field` and `in` belong together"
        yield Fault(problems.CONDITION_INCOMPLETE, message, f"{rule.pointer}/when")
        return
    field = _find(source, condition.field)
    codes = field.codes() if field is not None else None
    for index, wanted in enumerate(condition.one_of if codes is not None else ()):
        if not is_one_of(wanted, codes or ()):
            message = f"`{condition.field}` is never `{text_of(wanted)}`"
            yield Fault(problems.CODE_UNKNOWN, message, f"{rule.pointer}/when/in/{index}")


def _judge_parts(rule: MappingRule, source: Shape) -> Iterator[Fault]:
    for index, part in enumerate(rule.concat):
        field = _find(source, part.field) if part.field is not None else None
        types = field.types() & {"object", "array"} if field is not None and field.types() != TYPES else None
        if types:
            message = f"`{part.field}` may be {_or(frozenset(types))}, which is no part of a text"
            yield Fault(problems.TYPE_MISMATCH, message, f"{rule.pointer}/concat/{index}")


def _judge_target(rule: MappingRule, target: Shape) -> Iterator[Fault]:
    yield from _judge_place(rule.target, rule.pointer + "/to", target, problems.TARGET_UNKNOWN, "target")


def _judge_place(pointer: str, where: str, shape: Shape, problem: Rule, side: str) -> Iterator[Fault]:
    at = ""
    for step in split_steps(pointer):
        inner = shape.child(step)
        if inner is None or (isinstance(step, int) and "array" not in shape.types()):
            close = closest(str(step), shape.names())
            known = ", ".join(f"`{name}`" for name in shape.names()[:8])
            fix = f"did you mean `{at}/{escape_token(close)}`?" if close else f"there is {known}" if known else ""
            yield Fault(problem, f"the {side} has no `{at}/{escape_token(str(step))}`", where, fix)
            return
        shape, at = inner, f"{at}/{escape_token(str(step))}"


def _find(shape: Shape, pointer: str | None) -> Shape | None:
    found: Shape | None = shape
    for step in split_steps(pointer or ""):
        found = found.child(step) if found is not None else None
    return found


def _judge_overlap(rules: Sequence[MappingRule]) -> Iterator[Fault]:
    for index, rule in enumerate(rules):
        steps = split_steps(rule.target)
        for other in rules[:index]:
            before = split_steps(other.target)
            is_same = steps == before and rule.condition is None and other.condition is None
            is_inside = steps != before and (steps[: len(before)] == before or before[: len(steps)] == steps)
            if is_same or is_inside:
                what = "is filled twice" if is_same else f"and `{other.target}` lie inside each other"
                message = f"`{rule.target}` {what}"
                yield Fault(problems.TARGET_REPEATED, message, rule.pointer + "/to")
                break


# conversions and tables


def _judge_means(rule: MappingRule, mapping: Mapping) -> Iterator[Fault]:
    if rule.conversion is not None:
        try:
            plan_conversion(rule.conversion)
        except ConversionRefused as refused:
            close = closest(refused.name, refused.known) if refused.name else None
            fix = f"did you mean `{close}`?" if close else ""
            yield Fault(problems.CONVERSION_UNKNOWN, refused.reason, rule.pointer + "/convert", fix)
    if rule.table is not None and mapping.find_table(rule.table) is None:
        close = closest(rule.table, [table.name for table in mapping.tables])
        fix = f"did you mean `{close}`?" if close else ""
        yield Fault(problems.TABLE_UNKNOWN, f"there is no table `{rule.table}`", rule.pointer + "/table", fix)


def _judge_units(rule: MappingRule, field: Shape | None) -> Iterator[Fault]:
    unit = field.unit() if field is not None else None
    is_measured = rule.conversion is not None and is_unit(rule.conversion.source)
    if (
        unit is not None
        and rule.conversion is not None
        and is_measured
        and not is_same_unit(rule.conversion.source, unit)
    ):
        message = f"`{rule.source}` is in `{unit}`, not in `{rule.conversion.source}`"
        yield Fault(problems.UNIT_MISMATCH, message, rule.pointer + "/convert/from", f"convert from `{unit}`")


# values


def _judge_each(mapping: Mapping, rule: MappingRule, source: Shape, target: Shape) -> Iterator[Fault]:
    for shape, word, problem in (
        (source, "each", problems.FIELD_UNKNOWN),
        (target, "to", problems.TARGET_UNKNOWN),
    ):
        if "array" not in shape.types():
            pointer = rule.each if word == "each" else rule.target
            yield Fault(problem, f"`{pointer}` is no array", f"{rule.pointer}/{word}")
            return
    element, place = source.child(0), target.child(0)
    yield from _judge_rules(mapping, rule.rules, element or Shape(source.root), place or Shape(target.root))


def _judge_value(rule: MappingRule, mapping: Mapping, values: Values, place: Shape) -> Iterator[Fault]:
    table = mapping.find_table(rule.table) if rule.table is not None else None
    if table is not None:
        users = [each for each in all_rules(mapping.rules) if each.table == table.name]
        yield from _judge_table(rule, table, values, is_alone=len(users) == 1)
        yield from _judge_results(table, place)
        return
    yield from _judge_types(rule, values, place)
    allowed = place.codes()
    if allowed is not None and values.codes is not None:
        refused = [text_of(code) for code in values.codes if code is not None and not is_one_of(code, allowed)]
        if refused:
            where = "/value" if rule.has_value else "/from"
            message = f"`{rule.target}` does not know {_name(refused)}"
            yield Fault(problems.CODE_REFUSED, message, rule.pointer + where, f"there is {_name(_texts(allowed))}")


def _judge_table(rule: MappingRule, table: CodeTable, values: Values, is_alone: bool) -> Iterator[Fault]:
    if values.codes is None:
        return
    sent = {text_of(code) for code in values.codes if code is not None}
    listed = {code for code, _ in table.codes}
    missing = sorted(sent - listed)
    if missing and table.refuses_unlisted:
        message = f"`{rule.source}` may be {_name(missing)}, which the table `{table.name}` does not list"
        yield Fault(problems.CODE_MISSING, message, rule.pointer + "/table")
    unknown = sorted(listed - sent) if is_alone and not values.is_narrowed else []
    for code in unknown:
        close = closest(code, missing)
        pointer = f"/tables/{escape_token(table.name)}/codes/{escape_token(code)}"
        fix = f"did you mean `{close}`?" if close else ""
        yield Fault(problems.CODE_UNKNOWN, f"`{rule.source}` is never `{code}`", pointer, fix)


def _judge_results(table: CodeTable, place: Shape) -> Iterator[Fault]:
    allowed, types = place.codes(), place.types()
    at = f"/tables/{escape_token(table.name)}"
    results = [(value, f"{at}/codes/{escape_token(code)}") for code, value in table.codes]
    if not table.refuses_unlisted:
        results.append((table.default, f"{at}/default"))
    for value, pointer in results:
        shown = text_of(value) if value is not None else "null"
        if allowed is not None and not is_one_of(value, allowed):
            close = closest(shown, _texts(allowed))
            fix = f"did you mean `{close}`?" if close else f"there is {_name(_texts(allowed))}"
            yield Fault(problems.CODE_REFUSED, f"the target does not know `{shown}`", pointer, fix)
        elif type_of(value) not in types:
            message = f"`{shown}` is of type {type_of(value)}, the target takes {_or(types)}"
            yield Fault(problems.TYPE_MISMATCH, message, pointer)


def _judge_types(rule: MappingRule, values: Values, place: Shape) -> Iterator[Fault]:
    allowed = place.types()
    conversion = rule.conversion
    if conversion is not None:
        plan = plan_conversion(conversion)
        refused = values.types - plan.takes - {"null"}
        if refused and values.types != TYPES:
            message = f"`convert` from `{conversion.source}` does not take {_or(refused)}"
            yield Fault(problems.TYPE_MISMATCH, message, rule.pointer + "/convert/from")
        values = Values(plan.gives or values.types & plan.takes)
    if values.types == TYPES:
        return
    wrong = values.types - allowed - ({"null"} if not rule.has_value else set())
    if "number" in values.types and "number" not in allowed:
        wrong -= {"integer"}
    if wrong:
        message = f"`{rule.target}` takes {_or(allowed)}, the rule gives {_or(wrong)}"
        yield Fault(problems.TYPE_MISMATCH, message, rule.pointer)


def _texts(codes: Sequence[object]) -> list[str]:
    return [text_of(code) if code is not None else "null" for code in codes]


def _name(codes: Sequence[str]) -> str:
    shown = ", ".join(f"`{code}`" for code in codes[:_SHOWN])
    return shown + (f" and {len(codes) - _SHOWN} more" if len(codes) > _SHOWN else "")


def _or(types: frozenset[str]) -> str:
    names = sorted(types - {"integer"} if "number" in types else types)
    return " or ".join(names) or "nothing"
