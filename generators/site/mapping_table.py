"""A mapping field by field: its rules as rows, those of array elements inside the array's."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from crossdock.generators.site.constraints import render_value
from crossdock.registry.model.mapping import Condition, Conversion, Mapping, MappingRule


@dataclass(frozen=True, slots=True)
class MappingRow:
    """How one place of the target is filled. `table` is the name of a look-up; empty texts where nothing is said."""

    target: str
    source: str
    is_literal: bool
    depth: int
    table: str
    conversion: str
    condition: str


def flatten_rules(mapping: Mapping) -> tuple[MappingRow, ...]:
    """Return all rules of a mapping in the order of the file."""
    return tuple(_flatten(mapping.rules, 0))


def table_anchor(mapping: Mapping, name: str) -> str:
    """Return the anchor of a look-up table: its number, because its name may be any text."""
    return f"table-{[table.name for table in mapping.tables].index(name) + 1}"


def _flatten(rules: Iterable[MappingRule], depth: int) -> Iterator[MappingRow]:
    for rule in rules:
        source = _name_source(rule)
        conversion = _word_conversion(rule.conversion) if rule.conversion else ""
        condition = _word_condition(rule.condition) if rule.condition else ""
        yield MappingRow(rule.target or "/", source, rule.has_value, depth, rule.table or "", conversion, condition)
        yield from _flatten(rule.rules, depth + 1)


def _name_source(rule: MappingRule) -> str:
    if rule.has_value:
        return render_value(rule.value)
    if rule.concat:
        return " + ".join(part.field if part.field is not None else f"“{part.text}”" for part in rule.concat)
    if rule.each is not None:
        return f"each of {rule.each or '/'}"
    return rule.source or "/"


def _word_conversion(conversion: Conversion) -> str:
    words = f"{conversion.source} → {conversion.target}"
    if conversion.round is not None:
        words += f", {conversion.round} decimal places"
    return words + (f", times of {conversion.zone}" if conversion.zone else "")


def _word_condition(condition: Condition) -> str:
    if condition.present is not None:
        return f"{condition.present} is there"
    if condition.absent is not None:
        return f"{condition.absent} is not there"
    values = ", ".join(render_value(value) for value in condition.one_of)
    return f"{condition.field} is {values}" if len(condition.one_of) == 1 else f"{condition.field} is one of {values}"
