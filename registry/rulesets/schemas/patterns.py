"""Regular expressions of schemas: ECMA-262, searched for anywhere in a text."""

from functools import lru_cache

from crossdock.registry.documents.validators import SchemaRefused, Validator, compile_validator
from crossdock.registry.rulesets.ecmascript import translate


def matches(pattern: str, text: str) -> bool:
    """Whether a text holds a match; one that cannot be read matches everything."""
    compiled = _compile(pattern)
    return compiled is None or compiled.is_valid(text)


def can_read(pattern: str) -> bool:
    """Whether an expression can be read."""
    return _compile(pattern) is not None


@lru_cache(maxsize=1024)
def _compile(pattern: str) -> Validator | None:
    try:
        return compile_validator({"pattern": translate(pattern, False)})
    except SchemaRefused:
        return None
