"""Regular expressions of schemas: ECMA-262, searched for anywhere in a text."""

import re
from functools import lru_cache

from crossdock.registry.documents.validators import SchemaRefused, Validator, compile_validator
from crossdock.registry.rulesets.ecmascript import translate
from crossdock.registry.rulesets.schemas.pattern_syntax import is_readable

# a group behind `(?` that ECMA-262, section 22.2.1 does not have; escapes and classes hold no groups
_GROUPS = re.compile(r"\\.|\[(?:\\.|[^\]\\])*\]|(?P<foreign>\(\?(?![:=!]|<[=!]|<[A-Za-z_$][\w$]*>))", re.DOTALL)


def matches(pattern: str, text: str) -> bool:
    """Whether a text holds a match; one that cannot be read matches everything."""
    compiled = _compile(pattern)
    return compiled is None or compiled.is_valid(text)


def can_read(pattern: str) -> bool:
    """Whether an expression can be read; `(?i)` and other groups of other languages are none here."""
    is_foreign = any(found["foreign"] for found in _GROUPS.finditer(pattern))
    return not is_foreign and is_readable(pattern) and _compile(pattern) is not None


@lru_cache(maxsize=1024)
def _compile(pattern: str) -> Validator | None:
    try:
        return compile_validator({"pattern": translate(pattern, False)})
    except SchemaRefused:
        return None
