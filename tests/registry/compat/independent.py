"""A second validator of payloads: the `jsonschema` package, with numbers and patterns read as JSON Schema means them."""

import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from typing import Any

import jsonschema
from jsonschema.validators import extend, validator_for
from openapi_schema_validator import OAS30Validator

Validator = Any  # the package's validators are made at run time


class NotRead(Exception):
    """The package cannot tell: a pattern that Python does not read, or a reference that leads nowhere."""


def is_accepted(value: object, schema: object, dialect: str | None = None) -> bool:
    """Whether a value fits. `dialect` is the `$schema` of a schema that names none. Raises NotRead where that cannot be told."""
    draft = validator_for(schema, default=_draft_of(dialect))  # type: ignore[arg-type]  # any JSON data
    try:
        return bool(_exact(draft)(schema).is_valid(value))
    except (re.error, OverflowError, RecursionError, jsonschema.exceptions._WrappedReferencingError) as error:
        raise NotRead(str(error)) from error


def is_accepted_by_openapi(value: object, schema: object) -> bool:
    """Whether a value fits a schema of OpenAPI 3.0, what is beside a `$ref` left out. Raises NotRead where that cannot be told."""
    try:
        return bool(_openapi()(_without_siblings(schema)).is_valid(value))
    except (re.error, OverflowError, RecursionError, jsonschema.exceptions._WrappedReferencingError) as error:
        raise NotRead(str(error)) from error


def _without_siblings(data: object) -> object:
    """Return what OpenAPI 3.0 reads: a reference cannot be extended (3.0.3, section 4.7.23); the definitions at the root are kept."""
    if isinstance(data, list):
        return [_without_siblings(one) for one in data]
    if not isinstance(data, dict):
        return data
    if isinstance(data.get("$ref"), str):
        return {"$ref": data["$ref"]} | (
            {"components": _without_siblings(data["components"])} if "components" in data else {}
        )
    return {name: _without_siblings(value) for name, value in data.items()}


@cache
def _openapi() -> type[Validator]:
    made: type[Validator] = extend(OAS30Validator, {"multipleOf": _multiple_of, "pattern": _pattern})
    return made


@cache
def _draft_of(dialect: str | None) -> type[Validator]:
    found: type[Validator] = validator_for({"$schema": dialect or ""}, default=jsonschema.Draft202012Validator)
    return found


@cache
def _exact(draft: type[Validator]) -> type[Validator]:
    keywords = {"multipleOf": _multiple_of, "pattern": _pattern}
    # JSON does not tell 2.0 from 2, whatever draft 4 says of it
    made: type[Validator] = extend(draft, keywords, type_checker=jsonschema.Draft202012Validator.TYPE_CHECKER)
    return made


def _multiple_of(
    validator: Validator, factor: object, value: object, schema: object
) -> Iterator[jsonschema.ValidationError]:
    """Divide as decimals: 4.1 is a multiple of 0.1, though not as binary floats."""
    if validator.is_type(value, "number") and Fraction(repr(value)) % Fraction(repr(factor)) != 0:
        yield jsonschema.ValidationError(f"{value!r} is not a multiple of {factor!r}")


def _pattern(validator: Validator, pattern: str, value: object, schema: object) -> Iterator[jsonschema.ValidationError]:
    """Search as ECMA 262 does: `$` is the end of the text, and classes are those of ASCII."""
    if validator.is_type(value, "string") and not _compile(pattern).search(value):
        yield jsonschema.ValidationError(f"{value!r} does not match {pattern!r}")


@cache
def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(re.sub(r"(?<!\\)((?:\\\\)*)\$", r"\1\\Z", pattern), re.ASCII)
