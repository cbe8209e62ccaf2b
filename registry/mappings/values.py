"""What a rule may find in the source before it converts or looks up: types and codes."""

from dataclasses import dataclass

from crossdock.registry.mappings.shapes import TYPES, Shape, type_of
from crossdock.registry.model.mapping import Mapping, MappingRule, split_steps
from crossdock.registry.model.mapping_runtime import is_one_of


@dataclass(frozen=True, slots=True)
class Values:
    """The types that values may have, and the only values there are; `codes` is `None` when there is no list.

    `is_narrowed` when a condition leaves out some of the source's codes.
    """

    types: frozenset[str] = TYPES
    codes: tuple[object, ...] | None = None
    is_narrowed: bool = False


def values_of(rule: MappingRule, source: Shape, mapping: Mapping) -> Values:
    """Return what a rule may find in the source."""
    if rule.has_value:
        return Values(frozenset((type_of(rule.value),)), (rule.value,))
    if rule.concat:
        return Values(frozenset(("string",)))
    field: Shape | None = source
    for step in split_steps(rule.source or ""):
        field = field.child(step) if field is not None else None
    if field is None:
        return Values()
    codes, condition = field.codes(), rule.condition
    if codes is not None and condition is not None and condition.field == rule.source:
        return Values(field.types(), tuple(code for code in codes if is_one_of(code, condition.one_of)), True)
    return Values(field.types(), None if rule.conversion is not None else codes)
