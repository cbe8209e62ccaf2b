"""Applies a mapping to payloads: the meaning that compiled mappings share (docs/mappings.md)."""

from collections.abc import Callable
from dataclasses import dataclass

from crossdock.registry.model import mapping_runtime as runtime
from crossdock.registry.model.conversions import Plan, plan_conversion
from crossdock.registry.model.mapping import CodeTable, Condition, Mapping, MappingRule, split_steps
from crossdock.registry.model.mapping_runtime import (
    MappingError,
    find,
    is_one_of,
    join,
    look_up,
    map_each,
    put,
    text_of,
)

Apply = Callable[[object], object]
_CONVERSIONS: dict[str, Callable[..., object]] = {
    "convert_number": runtime.convert_number,
    "convert_text": runtime.convert_text,
    "convert_time": runtime.convert_time,
    "convert_unit": runtime.convert_unit,
}


def open_mapping(mapping: Mapping) -> Apply:
    """Return the function that turns a source payload into a target payload.

    It raises MappingError for a value that the mapping has no answer for. Opening raises ConversionRefused for a conversion that
    there is not, KeyError for a table that there is not.
    """
    tables = {table.name: table for table in mapping.tables}
    return _open_rules(mapping.rules, tables)


@dataclass(frozen=True, slots=True)
class _Step:
    """A rule, ready to run."""

    steps: tuple[str | int, ...]
    is_meant: Apply
    value: Apply
    changes: tuple[Callable[[object], object], ...]
    can_be_null: bool

    def run(self, source: object) -> tuple[bool, object]:
        """Return whether the rule fills its place, and with what."""
        if not self.is_meant(source):
            return False, None
        value = self.value(source)
        if value is None:
            return self.can_be_null, None
        for change in self.changes:
            value = change(value)
        return True, value


def _open_rules(rules: tuple[MappingRule, ...], tables: dict[str, CodeTable]) -> Apply:
    opened = [_open_rule(rule, tables) for rule in rules]

    def apply(source: object) -> object:
        target: dict[str | int, object] = {}
        for step in opened:
            is_filled, value = step.run(source)
            if is_filled and not step.steps:
                return value  # the rule fills the element itself
            if is_filled:
                put(target, value, *step.steps)
        return runtime.finish(target)

    return apply


def _open_rule(rule: MappingRule, tables: dict[str, CodeTable]) -> _Step:
    at = place_of(rule)
    changes: list[Callable[[object], object]] = []
    if rule.conversion is not None:
        changes.append(_open_conversion(at, plan_conversion(rule.conversion)))
    if rule.table is not None:
        changes.append(_open_table(at, tables[rule.table]))
    is_null = rule.has_value and rule.value is None
    return _Step(split_steps(rule.target), _open_condition(rule.condition), _open_value(rule, tables), tuple(changes), is_null)  # fmt: skip


def place_of(rule: MappingRule) -> str:
    """Return where a rule reads, for messages: its field, or the fields of its concatenation."""
    if rule.source is not None or rule.each is not None:
        return rule.source if rule.source is not None else rule.each or ""
    return next((part.field for part in rule.concat if part.field is not None), "")


def _open_value(rule: MappingRule, tables: dict[str, CodeTable]) -> Apply:
    if rule.has_value:
        return lambda source: rule.value
    if rule.concat:
        parts = [(split_steps(part.field) if part.field is not None else None, part.text) for part in rule.concat]
        return lambda source: join(*(text if steps is None else find(source, *steps) for steps, text in parts))
    if rule.each is not None:
        at, steps, map_one = rule.each, split_steps(rule.each), _open_rules(rule.rules, tables)

        def each(source: object) -> object:
            elements = find(source, *steps)
            return None if elements is None else map_each(at, elements, map_one)

        return each
    steps = split_steps(rule.source or "")
    return lambda source: find(source, *steps)


def _open_condition(condition: Condition | None) -> Apply:
    if condition is None:
        return lambda source: True
    present, absent, field = (
        None if pointer is None else split_steps(pointer)
        for pointer in (condition.present, condition.absent, condition.field)
    )
    return lambda source: (
        (present is None or find(source, *present) is not None)
        and (absent is None or find(source, *absent) is None)
        and (field is None or is_one_of(find(source, *field), condition.one_of))
    )


def _open_conversion(at: str, plan: Plan) -> Callable[[object], object]:
    convert = _CONVERSIONS[plan.function]
    return lambda value: convert(at, value, *plan.arguments)


def _open_table(at: str, table: CodeTable) -> Callable[[object], object]:
    codes = dict(table.codes)
    if table.refuses_unlisted:
        return lambda value: look_up(at, value, codes, table.name)
    return lambda value: codes.get(text_of(value), table.default)


__all__ = ["MappingError", "open_mapping", "place_of"]
