"""The conditions under which rules speak of payloads and operations, each about one change."""

from crossdock.registry.model.change import Change
from crossdock.registry.model.interface import Role


def is_required(change: Change) -> bool:
    """What came or went is required where it is."""
    return change.keyword == "required"


def gained_null(change: Change) -> bool:
    """A type changed by null alone, which it has now."""
    return _without_null(change.before) == _without_null(change.after) and "null" in _types(change.after)


def lost_null(change: Change) -> bool:
    """A type changed by null alone, which it no longer has."""
    return _without_null(change.before) == _without_null(change.after) and "null" in _types(change.before)


def became_enum(change: Change) -> bool:
    """Any value was allowed, and only listed ones are now."""
    return change.keyword == "enum" and change.before is None


def lost_enum(change: Change) -> bool:
    """Only listed values were allowed, and any value is now."""
    return change.keyword == "enum" and change.after is None


def is_deprecation(change: Change) -> bool:
    """A part of a payload was marked as deprecated, or no longer is."""
    return change.keyword == "deprecated"


def is_unit(change: Change) -> bool:
    """The unit of a value changed."""
    return change.keyword == "x-unit"


def is_parameter(change: Change) -> bool:
    """The change is about a parameter itself, not about a part of its value."""
    return change.role is Role.PARAMETER and not change.path


def is_header(change: Change) -> bool:
    """The change is about a header of a response."""
    return change.role is Role.HEADER


def is_message(change: Change) -> bool:
    """The change is about a message."""
    return change.role is Role.MESSAGE


def _types(value: object) -> tuple[object, ...]:
    return tuple(value) if isinstance(value, list) else ()


def _without_null(value: object) -> tuple[object, ...]:
    return tuple(name for name in _types(value) if name != "null")


def is_maximum(change: Change) -> bool:
    """The largest number changed."""
    return change.keyword in ("maximum", "exclusiveMaximum")


def is_minimum(change: Change) -> bool:
    """The smallest number changed."""
    return change.keyword in ("minimum", "exclusiveMinimum")


def is_max_length(change: Change) -> bool:
    """The greatest length of a text changed."""
    return change.keyword == "maxLength"


def is_min_length(change: Change) -> bool:
    """The least length of a text changed."""
    return change.keyword == "minLength"


def is_max_items(change: Change) -> bool:
    """The greatest length of a list changed."""
    return change.keyword == "maxItems"


def is_min_items(change: Change) -> bool:
    """The least length of a list changed."""
    return change.keyword == "minItems"


def is_messaging(change: Change) -> bool:
    """The operation sends or receives messages."""
    return change.keyword in ("send", "receive")


def was_deprecated(change: Change) -> bool:
    """What was removed had been marked as deprecated."""
    return change.before == "deprecated" and not is_messaging(change)


def is_refused(change: Change) -> bool:
    """Callers of the base version are refused."""
    return change.keyword == "refused"


def is_success(change: Change) -> bool:
    """The status means success."""
    return change.subject.startswith("2")


def is_lost_success(change: Change) -> bool:
    """A success status is gone, and no range or `default` speaks of it."""
    return is_success(change) and change.keyword is None


def only_allows_more(change: Change) -> bool:
    """The way a parameter is written stays, and what was not allowed there is now."""
    before, after = ({*value.items()} if isinstance(value, dict) else None for value in (change.before, change.after))
    if before is None or after is None or not before <= after:
        return False
    return all(name.startswith("allow") for name, _ in after - before)


def is_encoding(change: Change) -> bool:
    """A part of a form is written in another way."""
    return change.keyword == "encoding"


def is_encoding_widened(change: Change) -> bool:
    """A part of a form may be written as before, or in one more way: of another media type, with reserved characters, with a header."""
    before, after = ({} if value is None else value for value in (change.before, change.after))
    if not is_encoding(change) or not isinstance(before, dict) or not isinstance(after, dict):
        return False
    was, now = _accepted_types(before), _accepted_types(after)
    if bool(was) is not bool(now) or not all(_covers(now, one) for one in was):
        return False
    asked, asks = (
        {name: value for name, value in facts.items() if name not in _FREE and value != "optional"}
        for facts in (before, after)
    )
    return asks.items() <= asked.items() and all(name.startswith("header ") for name in asked.keys() - asks.keys())


_FREE = ("contentType", "allowReserved")


def _accepted_types(facts: dict[str, object]) -> list[str]:
    return [part.strip() for part in str(facts.get("contentType", "")).split(",") if part.strip()]


def _covers(types: list[str], one: str) -> bool:
    return any(other in (one, "*/*") or (other.endswith("/*") and one.startswith(other[:-1])) for other in types)


def is_discriminator(change: Change) -> bool:
    """What says which alternative is meant changed: the property, or the names."""
    return change.keyword == "discriminator"


def is_content(change: Change) -> bool:
    """What stands inside a text changed: its media type, its encoding, or its shape."""
    return change.keyword in ("contentMediaType", "contentEncoding", "contentSchema")


def is_access(change: Change) -> bool:
    """A value is only read or only written, or no longer so."""
    return change.keyword in ("readOnly", "writeOnly")


def is_parameter_enum(change: Change) -> bool:
    """A value of a parameter, listed as all there are."""
    return is_parameter(change) and change.keyword == "enum"


def is_extensible(change: Change) -> bool:
    """A value of an open list: others may come."""
    return change.keyword == "x-extensible-enum"


def is_parameter_extensible(change: Change) -> bool:
    """A value of a parameter, listed in an open list."""
    return is_parameter(change) and is_extensible(change)


def is_set(change: Change) -> bool:
    """Nothing was said, and something is now."""
    return change.before is None


def is_dropped(change: Change) -> bool:
    """Something was said, and nothing is now."""
    return change.after is None
