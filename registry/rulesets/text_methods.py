"""The methods of texts that filters may call (ECMA-262, section 22.1.3), each a small function of ours. No code is run."""

import math
from collections.abc import Callable

from crossdock.registry.rulesets.javascript import UNDEFINED, to_number, to_text


def _as_index(value: object, absent: int) -> int:
    """Return a number as an index, `absent` when there is none; what is no number is 0."""
    if value is UNDEFINED:
        return absent
    number = to_number(value)
    return 0 if math.isnan(number) else int(max(min(number, 1e9), -1e9))


def _char_at(text: str, index: object = 0, *_: object) -> str:
    at = _as_index(index, 0)
    return text[at] if 0 <= at < len(text) else ""


def _at(text: str, index: object = 0, *_: object) -> object:
    at = _as_index(index, 0)
    return text[at] if -len(text) <= at < len(text) else UNDEFINED


def _slice(text: str, start: object = 0, end: object = UNDEFINED, *_: object) -> str:
    return text[slice(_as_index(start, 0), _as_index(end, len(text)))]


def _substring(text: str, start: object = 0, end: object = UNDEFINED, *_: object) -> str:
    low, high = sorted(min(max(_as_index(each, len(text)), 0), len(text)) for each in (start, end))
    return text[low:high]


def _split(text: str, separator: object = UNDEFINED, *_: object) -> list[str]:
    if separator is UNDEFINED:
        return [text]
    mark = to_text(separator)
    return text.split(mark) if mark else list(text)


# How often a method that changes texts changes them is bounded by the length of the filter.
METHODS: dict[str, Callable[..., object]] = {
    "at": _at,
    "charAt": _char_at,
    "concat": lambda text, *parts: text + "".join(map(to_text, parts)),
    "endsWith": lambda text, part="undefined", *_: text.endswith(to_text(part)),
    "includes": lambda text, part="undefined", *_: to_text(part) in text,
    "indexOf": lambda text, part="undefined", *_: text.find(to_text(part)),
    "replace": lambda text, part="undefined", by="undefined", *_: text.replace(to_text(part), to_text(by), 1),
    "slice": _slice,
    "split": _split,
    "startsWith": lambda text, part="undefined", *_: text.startswith(to_text(part)),
    "substring": _substring,
    "toLowerCase": lambda text, *_: text.lower(),
    "toString": lambda text, *_: text,
    "toUpperCase": lambda text, *_: text.upper(),
    "trim": lambda text, *_: text.strip(),
}
