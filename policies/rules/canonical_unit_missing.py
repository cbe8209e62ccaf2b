"""Policy: a quantity of an entity has no unit."""

import re
from collections.abc import Iterator

from crossdock.policies.fields import Field, fields_of
from crossdock.registry.model.contract import Contract, Kind
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.policy import STANDING, Facet, Landscape, Scope, Violation, policy

SHOWN = 3  # fields that are named
_QUANTITY = re.compile(
    r"(?:^|[a-z_-])(?:weight|volume|length|width|height|depth|distance|temperature|quantity|qty|duration|speed)$",
    re.IGNORECASE,
)
_UNIT = re.compile(
    r"\b(?:units?|uom|kilograms?|kg|grams?|tonnes?|pounds?|lbs?|met(?:re|er)s?|centimet(?:re|er)s?|cm|mm|millimet(?:re|er)s?"
    r"|inch(?:es)?|feet|kilomet(?:re|er)s?|km|miles?|lit(?:re|er)s?|m3|cubic|celsius|fahrenheit|kelvin|degrees?|seconds?|minutes?"
    r"|hours?|days?|pieces?|each|cases?|count|number of)\b",
    re.IGNORECASE,
)
_UNIT_FIELD = re.compile(r"unit|uom|measure|currency", re.IGNORECASE)


@policy(
    "canonical-unit-missing",
    Severity.WARNING,
    Facet.ENTITIES,
    scope=Scope(kinds=(Kind.SCHEMA,), states=STANDING),
    since=2,
)
def canonical_unit_missing(contract: Contract, landscape: Landscape) -> Iterator[Violation]:
    """A quantity of a canonical entity that other systems carry has no unit: not beside it, in its name, nor in its description.

    Why: pounds are read as kilograms and cases as pieces, and both are valid numbers.
    Fix: Put a field for the unit beside it, name the unit in the field's name, or in its description where it is always the same.
    Source: UN/CEFACT Recommendation 20 (codes for units of measure); NASA Mars Climate Orbiter Mishap Report (1999).
    Bad:
        weight: {type: number}
    Good:
        weight: {type: number, description: Kilograms.}
    """
    interface = landscape.interface(contract)
    systems = {key.split("/")[0] for key in landscape.carriers_of(contract.key)} - {contract.system}
    if interface is None or not systems:
        return
    roles = tuple({payload.role for payload in interface.payloads})
    found = sorted({field.pointer for field in fields_of(interface, roles) if _is_bare(field)})
    if found:
        named = ", ".join(f"`{pointer}`" for pointer in found[:SHOWN]) + (" …" if found[SHOWN:] else "")
        yield Violation(f"{named} {'have' if found[1:] else 'has'} no unit", anchor="units")


def _is_bare(field: Field) -> bool:
    """Whether a number is a quantity by its name and nothing names its unit."""
    if not field.is_of("number", "integer") or not _QUANTITY.search(field.name):
        return False
    return not _UNIT.search(field.text) and not any(_UNIT_FIELD.search(name) for name in field.beside)


POLICY = canonical_unit_missing
