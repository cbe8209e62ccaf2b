"""Whether a schema says of its value only what each part of it says by itself.

Where everything from a payload down to a difference is plain, the payload is included as soon as the value at each difference is: objects
and arrays admit more when their members do, and no other part names members that a closed sender may have.
"""

from collections.abc import Mapping

from crossdock.registry.compat.shape import REFERENCE_STANDS_ALONE
from crossdock.registry.model.interface import Schema

_COMBINING = frozenset(
    (
        *("allOf", "anyOf", "oneOf", "not", "if", "then", "else", "contains", "dependencies", "dependentSchemas"),
        *("dependentRequired", "unevaluatedProperties", "unevaluatedItems", "propertyNames", "patternProperties"),
        *("$dynamicRef", "$recursiveRef", "discriminator", "const", "enum", "extends", "$id", "id", "uniqueItems"),
    )
)
_CHAIN = 20  # references in a row


def is_plain(schema: Schema) -> bool:
    """Whether a schema is made of members and items alone, also where its references lead."""
    for _ in range(_CHAIN):
        data = schema.data
        if not isinstance(data, Mapping):
            return True
        reference = data.get("$ref")
        if not isinstance(reference, str):
            return not data.keys() & _COMBINING or not _holds_members(data)
        if len(data) > 1 and schema.dialect not in REFERENCE_STANDS_ALONE:
            return False
        target = schema.source.follow(reference, schema.place)
        if target is None:
            return False
        schema = target
    return False


def _holds_members(data: Mapping[str, object]) -> bool:
    """Whether there is anything but the value itself: what is said of a text or a number alone stands by itself in any case."""
    return not data.keys() <= _LEAF


_LEAF = frozenset(
    (
        *("type", "enum", "const", "format", "pattern", "minLength", "maxLength", "minimum", "maximum", "multipleOf"),
        *("exclusiveMinimum", "exclusiveMaximum", "title", "description", "example", "examples", "default", "nullable"),
        *("deprecated", "readOnly", "writeOnly"),
    )
)
