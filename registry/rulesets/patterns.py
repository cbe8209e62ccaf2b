"""Regular expressions of rulesets: ECMA-262, searched for anywhere in a text, in bounded time."""

import re

from crossdock.registry.documents.validators import SchemaRefused, Validator, compile_validator
from crossdock.registry.rulesets.ecmascript import translate

_SLASHED = re.compile(r"/(.+)/([a-z]*)", re.DOTALL)
_FLAGS = {"i": "i", "m": "m", "s": "s", "g": "", "u": ""}  # where a text is searched once, `g` says nothing


class BadPattern(Exception):
    """A regular expression that cannot be read; the message says why."""


def compile_pattern(text: str) -> Validator:
    """Compile an expression, also in the form `/body/flags`; its `is_valid` says whether a text holds a match.

    Raises BadPattern. An expression with look-around or back-references stops after a bounded number of steps, and then counts as not
    matching.

    >>> compile_pattern("/^get|put$/i").is_valid("GET /")
    True
    """
    slashed = _SLASHED.fullmatch(text)
    body, flags = (slashed[1], slashed[2]) if slashed else (text, "")
    unknown = set(flags) - _FLAGS.keys()
    if unknown:
        raise BadPattern(f"the flag `{min(unknown)}` of the pattern `{text}` is not supported")
    prefix = "".join(_FLAGS[flag] for flag in dict.fromkeys(flags))
    written = translate(body, "s" in flags)
    try:
        return compile_validator({"pattern": f"(?{prefix}){written}" if prefix else written})
    except SchemaRefused as error:
        raise BadPattern(f"the pattern `{text}` cannot be read: {error}") from None
