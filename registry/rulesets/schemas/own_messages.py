"""The messages that a schema has for its own errors, `errorMessage`, as `ajv-errors` puts them in their place.

A text stands for all errors of the value and its members; a mapping has texts for keywords of the schema, in `properties` for members,
and with `_` for what is left. What a schema that is referenced says stays, but for members; what stands for all errors stands for it
as well where a schema is the whole one, or is itself referenced.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from crossdock.registry.rulesets.schemas.error import SchemaError, point


def put_messages(
    schema: Mapping[str, object], pointer: str, errors: Sequence[SchemaError], *, is_start: bool
) -> list[SchemaError]:
    """Return the errors of a schema against the value at a pointer, those for which it has a message replaced.

    `is_start` says whether the schema stands by itself.
    """
    left, said = list(errors), list[SchemaError]()
    for place, message, is_meant in _read(schema, pointer, is_start):
        meant = [error for error in left if error.keyword != "errorMessage" and is_meant(error)]
        if meant:
            left = [error for error in left if not any(error is each for each in meant)]
            said.append(SchemaError(place, "errorMessage", message, {}, schema))
    return left + said


def _read(
    schema: Mapping[str, object], pointer: str, is_start: bool
) -> Iterator[tuple[str, str, Callable[[SchemaError], bool]]]:
    """Yield where a message is told, the message, and which errors it stands for."""

    def is_any(error: SchemaError) -> bool:
        return (is_start or not error.is_referred) and _is_below(error, pointer)

    stated = schema["errorMessage"]
    if isinstance(stated, str):
        yield pointer, stated, is_any
    if not isinstance(stated, Mapping):
        return
    for keyword, message in stated.items():
        if isinstance(message, str) and keyword != "_":
            yield pointer, message, lambda error, keyword=keyword: _is_own(error, schema, pointer, keyword)  # type: ignore[misc]
    members = stated.get("properties")
    for name, message in members.items() if isinstance(members, Mapping) else ():
        at = point(pointer, name)
        yield at, str(message), lambda error, at=at: _is_below(error, at)  # type: ignore[misc]
    if isinstance(stated.get("_"), str):
        yield pointer, str(stated["_"]), is_any


def _is_own(error: SchemaError, schema: object, pointer: str, keyword: object) -> bool:
    return not error.is_referred and error.schema is schema and error.pointer == pointer and error.keyword == keyword


def _is_below(error: SchemaError, pointer: str) -> bool:
    return error.pointer == pointer or error.pointer.startswith(f"{pointer}/")
