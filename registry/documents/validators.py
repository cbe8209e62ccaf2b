"""Does a value fit a schema: compiled once, offline, in bounded time."""

import hashlib
from collections.abc import Iterable
from typing import NamedTuple

import jsonschema_rs
import msgspec

from crossdock.registry.documents.evaluation_cost import MAX_COST, is_too_costly, is_too_entangled
from crossdock.registry.model.interface import JsonSchema
from crossdock.registry.model.location import escape_token

MAX_KEPT = 1024  # compiled schemas
MAX_DESCRIBED = 200_000  # bytes of a value, written as JSON, of which all errors are described
MAX_MESSAGE = 300  # characters; a message quotes the value, which may be large
MAX_PATTERN = 4_000_000  # bytes of a compiled pattern
MAX_STEPS = 100_000  # of a pattern that goes back in its text: one with look-around or back-references
_LINEAR = jsonschema_rs.RegexOptions(size_limit=MAX_PATTERN, dfa_size_limit=MAX_PATTERN)
_BACKTRACKING = jsonschema_rs.FancyRegexOptions(MAX_STEPS, size_limit=MAX_PATTERN, dfa_size_limit=MAX_PATTERN)
_Patterns = jsonschema_rs.RegexOptions | jsonschema_rs.FancyRegexOptions


class SchemaRefused(Exception):
    """A schema that is none: `message` says why, `pointer` where in the schema."""

    def __init__(self, message: str, pointer: str) -> None:
        super().__init__(message)
        self.message = message
        self.pointer = pointer


class Failure(NamedTuple):
    """A reason why a value does not fit: JSON Pointers into the value and the schema, the keyword, a sentence.

    `way` is the pointer through the schema with the references that were followed on the way.
    """

    pointer: str
    schema_pointer: str
    keyword: str
    message: str
    way: str = ""


class Validator:
    """A compiled schema.

    Patterns run in linear time. Where one needs backtracking `is_exact` is false: it stops after 100,000 steps, and the value then
    counts as not matching.
    """

    def __init__(self, compiled: jsonschema_rs.Draft202012Validator, is_exact: bool) -> None:
        self.is_exact = is_exact
        self._compiled = compiled

    def is_valid(self, value: object) -> bool:
        """Whether a value fits. Raises ValueError when the value is no JSON data, such as a mapping with other keys than strings."""
        return bool(self._compiled.is_valid(value))

    def errors(self, value: object) -> list[Failure]:
        """Return every reason why a value does not fit, sorted by place; of a large value only the first. Raises as `is_valid` does."""
        return sorted(map(_make_failure, self._find_errors(value)))

    def _find_errors(self, value: object) -> Iterable[jsonschema_rs.ValidationError]:
        """Return the errors of a value; all of a large one could take minutes to describe."""
        if len(msgspec.json.encode(value)) <= MAX_DESCRIBED:
            return self._compiled.iter_errors(value)
        try:
            self._compiled.validate(value)
        except jsonschema_rs.ValidationError as error:
            return (error,)
        return ()

    def explain(self, value: object) -> Failure | None:
        """Return the reason that helps a reader most, `None` when the value fits.

        It is the one nearest to the top of the value; of alternatives (`anyOf`, `oneOf`) that of the one the value comes closest to.
        """
        error = min(self._find_errors(value), key=_rank, default=None)
        while error is not None and (alternatives := _read_alternatives(error)):
            nearest: list[jsonschema_rs.ValidationError] = min(alternatives, key=_distance)
            error = min(nearest, key=_rank)
        return None if error is None else _make_failure(error)


_kept: dict[bytes, Validator] = {}


def compile_validator(schema: JsonSchema, assert_formats: bool = False) -> Validator:
    """Compile a schema in the meaning of JSON Schema 2020-12; the same content is compiled once.

    Nothing is fetched: references must lead into the schema itself. `format` is an annotation unless `assert_formats`, and formats
    that are not known always are. Raises SchemaRefused when it is no schema.
    """
    try:
        content = msgspec.json.encode(schema, order="sorted")
    except RecursionError as error:
        raise SchemaRefused("the schema nests too deep", "") from error
    key = hashlib.sha256(content + (b"1" if assert_formats else b"0")).digest()
    validator = _kept.pop(key, None)
    if validator is None:
        if b'"unevaluated' in content and is_too_entangled(schema):
            raise SchemaRefused(
                "its definitions lead to each other in too many circles that are closed together", "/$defs"
            )
        validator = _compile(schema, assert_formats)
    _kept[key] = validator  # the latest is last
    while len(_kept) > MAX_KEPT:
        del _kept[next(iter(_kept))]
    return validator


def _compile(schema: JsonSchema, assert_formats: bool) -> Validator:
    if is_too_costly(schema):
        raise SchemaRefused(f"the schema tries more than {MAX_COST:,} subschemas on one value", "")
    try:
        return Validator(_compile_with(_LINEAR, schema, assert_formats), is_exact=True)
    except ValueError:
        pass  # perhaps a pattern that cannot run in linear time
    try:
        return Validator(_compile_with(_BACKTRACKING, schema, assert_formats), is_exact=False)
    except jsonschema_rs.ValidationError as error:
        raise SchemaRefused(_shorten(error.message), _make_pointer(error.instance_path)) from error
    except ValueError as error:  # deeper than the compiler goes
        raise SchemaRefused(_shorten(str(error)), "") from error


def _compile_with(patterns: _Patterns, schema: JsonSchema, assert_formats: bool) -> jsonschema_rs.Draft202012Validator:
    data = schema if isinstance(schema, bool) else dict(schema)
    return jsonschema_rs.Draft202012Validator(
        data, pattern_options=patterns, validate_formats=assert_formats, offline=True
    )


_COUNTS = {  # the library says that no item is of the kind, whatever was counted
    "minContains": "it has fewer items of the kind that `contains` describes than `minContains` asks for",
    "maxContains": "it has more items of the kind that `contains` describes than `maxContains` allows",
}


def _make_failure(error: jsonschema_rs.ValidationError) -> Failure:
    schema_path = error.schema_path
    keyword = str(schema_path[-1]) if schema_path else "false"
    way = _make_pointer(error.evaluation_path)
    message = _COUNTS.get(keyword) or _shorten(error.message)
    return Failure(_make_pointer(error.instance_path), _make_pointer(schema_path), keyword, message, way)


def _make_pointer(path: Iterable[str | int]) -> str:
    return "".join("/" + escape_token(str(token)) for token in path)


def _shorten(message: str) -> str:
    """Return a message of bounded length: a value that it quotes stands at its start, what is wrong with it at its end."""
    if len(message) <= MAX_MESSAGE:
        return message
    half = MAX_MESSAGE // 2
    return f"{message[:half]} … {message[-half:]}"


def _rank(error: jsonschema_rs.ValidationError) -> tuple[int, bool, Failure]:
    """Rank errors: nearest to the top of the value first, those that only say that no alternative fits last."""
    return len(error.instance_path), error.kind.name in ("anyOf", "oneOf"), _make_failure(error)


def _read_alternatives(error: jsonschema_rs.ValidationError) -> list[list[jsonschema_rs.ValidationError]]:
    """Return the errors of each alternative that was meant at all: the value has its type, and its constant if it names one."""
    depth = len(error.instance_path)
    return [errors for errors in getattr(error.kind, "context", ()) if errors and not _is_other(errors, depth)]


def _is_other(errors: list[jsonschema_rs.ValidationError], depth: int) -> bool:
    return any(error.kind.name in ("type", "const", "enum") and len(error.instance_path) <= depth for error in errors)


def _distance(errors: list[jsonschema_rs.ValidationError]) -> tuple[int, int]:
    """Rank alternatives: the value fits one best whose errors lie deepest, and are fewest."""
    return -min(len(error.instance_path) for error in errors), len(errors)
