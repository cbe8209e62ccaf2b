"""Finds the two payloads that a mapping connects."""

from dataclasses import dataclass

from crossdock.registry.mappings import problems
from crossdock.registry.mappings.ends import NotFound, Side, View, find_end, find_side
from crossdock.registry.mappings.fault import Fault
from crossdock.registry.model.mapping import Mapping


@dataclass(frozen=True, slots=True)
class Sides:
    """What a mapping reads and what it fills."""

    source: Side
    target: Side


def find_sides(mapping: Mapping, view: View) -> Sides | Fault:
    """Return the two payloads of a mapping, or what is wrong with their names."""
    source = _find(view, mapping, "source")
    if isinstance(source, Fault):
        return source
    target = _find(view, mapping, "target")
    return target if isinstance(target, Fault) else Sides(source, target)


def _find(view: View, mapping: Mapping, word: str) -> Side | Fault:
    is_source = word == "source"
    reference = mapping.source if is_source else mapping.target
    name = mapping.source_schema if is_source else mapping.target_schema
    try:
        end = find_end(view, reference)
    except NotFound as error:
        return Fault(problems.CONTRACT_UNKNOWN, error.message, f"/{word}", error.fix)
    try:
        return find_side(end, name, reference.pointer)
    except NotFound as error:
        return Fault(problems.SCHEMA_UNKNOWN, error.message, f"/{word}_schema" if name else f"/{word}", error.fix)
