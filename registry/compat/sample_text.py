"""Texts that satisfy lengths, patterns and formats, the readable ones first."""

from collections.abc import Iterator

from crossdock.registry.compat.conjuncts import Conjunction
from crossdock.registry.compat.hints import Hints
from crossdock.registry.compat.names import may_match
from crossdock.registry.compat.sample_pattern import sample_pattern

# one readable value for each format of JSON Schema 2020-12 validation, section 7.3, and of the OpenAPI format registry
FORMATS: dict[str, tuple[str, ...]] = {
    "date-time": ("2026-11-03T19:05:00Z",),
    "date": ("2026-11-03",),
    "time": ("19:05:00Z",),
    "duration": ("PT1H",),
    "email": ("a@b.example",),
    "idn-email": ("a@b.example",),
    "hostname": ("a.example",),
    "idn-hostname": ("a.example",),
    "ipv4": ("192.0.2.1",),
    "ipv6": ("2001:db8::1",),
    "uri": ("https://a.example/",),
    "uri-reference": ("/a", "https://a.example/"),
    "iri": ("https://a.example/",),
    "iri-reference": ("/a",),
    "uri-template": ("/a/{b}",),
    "uuid": ("00000000-0000-4000-8000-000000000000",),
    "json-pointer": ("/a",),
    "relative-json-pointer": ("0",),
    "regex": ("a",),
    "byte": ("YQ==",),
    "binary": ("a",),
    "decimal": ("1.5",),
}
_PLAIN = ("a", "", "1", "A", " ", "true", "null", "x-y", "é", "0", "-")
_LETTERS = "abcdefghijklmnopqrstuvwxyz"


def sample_texts(conjunction: Conjunction, hints: Hints) -> Iterator[str]:
    """Yield candidates without repeats; patterns and lengths are met where that is known, formats always tried first."""
    seen: set[str] = set()
    low, high = _lengths(conjunction)
    patterns = [str(part["pattern"]) for part in conjunction if "pattern" in part]
    for text in _candidates(conjunction, hints, low, high):
        fits = low <= len(text) and (high is None or len(text) <= high)
        if fits and text not in seen and all(may_match(pattern, text) for pattern in patterns):
            seen.add(text)
            yield text


def _candidates(conjunction: Conjunction, hints: Hints, low: int, high: int | None) -> Iterator[str]:
    yield from (text for part in conjunction for text in FORMATS.get(str(part.get("format")), ()))
    for pattern in (str(part["pattern"]) for part in conjunction if "pattern" in part):
        for size in (low, *hints.sizes, None):
            yield from sample_pattern(pattern, size, high)
    yield _PLAIN[0]
    yield from (text for text in hints.values if isinstance(text, str))
    sizes = sorted({low, *(size + step for size in hints.sizes for step in (-1, 0, 1)), *([high] if high else [])})
    yield from _PLAIN
    yield from (_letters(size) for size in sizes if size >= 0)


def _letters(size: int) -> str:
    return (_LETTERS * (size // len(_LETTERS) + 1))[:size]


def _lengths(conjunction: Conjunction) -> tuple[int, int | None]:
    low = [part["minLength"] for part in conjunction if isinstance(part.get("minLength"), int)]
    high = [part["maxLength"] for part in conjunction if isinstance(part.get("maxLength"), int)]
    return max([0, *(int(str(value)) for value in low)]), min((int(str(value)) for value in high), default=None)
