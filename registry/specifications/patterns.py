"""Tells whether a pattern is a regular expression of ECMA-262, as JSON Schema asks (2020-12, section 6.4)."""

import re
from functools import cache, lru_cache

import jsonschema_rs

# What ECMA-262 Annex B allows outside Unicode mode, and strict readers refuse: a class escape as the end of a range (`[\w-.]`).
_RANGE_OF_CLASS = re.compile(r"(\\[wWdDsS])-(?=[^\]])|([^\\\[])-(?=\\[wWdDsS])")
MAX_LENGTH = 20_000  # characters; longer ones are not looked at


@lru_cache(maxsize=4096)
def is_readable_pattern(text: str) -> bool:
    r"""Return whether a pattern can be read, in Unicode mode or as web browsers do (Annex B.1.2).

    >>> is_readable_pattern(r"^[A-Z]{4}\d{7}$"), is_readable_pattern("^[a-z"), is_readable_pattern(r"(?P<name>x)")
    (True, False, False)
    """
    if len(text) > MAX_LENGTH or _is_strict(text):
        return True
    return _is_strict(_RANGE_OF_CLASS.sub(r"\1\2\\-", text))


def _is_strict(text: str) -> bool:
    return _checker().is_valid(text)


@cache
def _checker() -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator({"format": "regex"}, validate_formats=True, offline=True)
