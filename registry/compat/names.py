"""Which schemas a member of an object has to satisfy, by its name.

Source: JSON Schema 2020-12 core, section 10.3.2 (`properties`, `patternProperties`, `additionalProperties`, `propertyNames`).
"""

import re
from collections.abc import Mapping
from functools import lru_cache

from crossdock.registry.compat.conjuncts import Conjunction
from crossdock.registry.model.interface import JsonSchema

_LONGEST = 64
_COSTLY = re.compile(r"[+*}]\)*[+*{]|\)[+*{]|\\[1-9pP]")  # nested repetition, back references, Unicode properties


def schemas_for(conjunction: Conjunction, name: str) -> list[JsonSchema]:
    """Return the schemas of the member's value; `unevaluatedProperties` looks at all parts together."""
    found: list[JsonSchema] = []
    is_evaluated = False
    for part in conjunction:
        own = _of_part(part, name)
        is_evaluated = is_evaluated or bool(own) or "additionalProperties" in part
        rest = part.get("additionalProperties")
        found.extend(own or ([rest] if isinstance(rest, (bool, Mapping)) else []))
    if not is_evaluated:
        rests = (part.get("unevaluatedProperties") for part in conjunction)
        found.extend(rest for rest in rests if isinstance(rest, (bool, Mapping)))
    return found


def is_possible_name(conjunction: Conjunction, name: str) -> bool:
    """Whether a member of that name may be there at all; `propertyNames` is left to the validator."""
    return not any(schema is False for schema in schemas_for(conjunction, name))


def _of_part(part: Mapping[str, object], name: str) -> list[JsonSchema]:
    found: list[JsonSchema] = []
    properties, patterns = part.get("properties"), part.get("patternProperties")
    if isinstance(properties, Mapping) and name in properties:
        found.append(properties[name])
    if isinstance(patterns, Mapping):
        found.extend(schema for pattern, schema in patterns.items() if may_match(pattern, name))
    return found


@lru_cache(maxsize=1024)
def _compiled(pattern: str) -> "re.Pattern[str] | None":
    try:
        return re.compile(pattern)
    except re.error:
        return None


def may_match(pattern: str, text: str) -> bool:
    """Guess whether a text matches; the guess is validated later. `True` for patterns that could run long: they are not tried."""
    if len(text) > _LONGEST or _COSTLY.search(pattern):
        return True
    compiled = _compiled(pattern)
    return compiled is None or compiled.search(text) is not None
