"""Sets of characters as sorted, disjoint ranges of code points; lone surrogates are no characters."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

CharSet = tuple[tuple[int, int], ...]
EVERY: CharSet = ((0, 0xD7FF), (0xE000, 0x10FFFF))
_PREFERRED = "aA0bB1cC2-_ xyz. :/,"


def char_set(ranges: Iterable[tuple[int, int]]) -> CharSet:
    """Return a set of ranges, sorted and joined.

    >>> char_set([(5, 9), (1, 2), (3, 6)])
    ((1, 9),)
    """
    joined: list[tuple[int, int]] = []
    for low, high in sorted(ranges):
        if joined and low <= joined[-1][1] + 1:
            joined[-1] = (joined[-1][0], max(joined[-1][1], high))
        else:
            joined.append((low, high))
    return tuple(joined)


def of_text(text: str) -> CharSet:
    """Return the set of the characters of a text."""
    return char_set((ord(char), ord(char)) for char in text)


def complement(chars: CharSet) -> CharSet:
    """Return all characters that are not in a set."""
    rest: list[tuple[int, int]] = []
    for low, high in EVERY:
        start = low
        for first, last in chars:
            if last < start or first > high:
                continue
            if first > start:
                rest.append((start, first - 1))
            start = last + 1
        if start <= high:
            rest.append((start, high))
    return tuple(rest)


def contains(chars: CharSet, code: int) -> bool:
    """Whether a code point is in a set."""
    return any(low <= code <= high for low, high in chars)


def pick(chars: CharSet) -> Iterator[str]:
    """Yield a few characters of a set, those first that read well."""
    seen = [char for char in _PREFERRED if contains(chars, ord(char))]
    yield from seen
    yield from (chr(low) for low, _ in chars if low > 0x20 and chr(low) not in seen)
    yield from (chr(low) for low, _ in chars if low <= 0x20 and chr(low) not in seen)


def classes(sets: Iterable[CharSet]) -> list[CharSet]:
    """Split all characters into the classes that the sets cannot tell apart, in the order of their first character."""
    known = [chars for chars in dict.fromkeys(sets) if chars]
    cuts = sorted({edge for chars in (EVERY, *known) for low, high in chars for edge in (low, high + 1)})
    found: dict[tuple[bool, ...], list[tuple[int, int]]] = {}
    for low, following in pairwise(cuts):
        if contains(EVERY, low):
            member = tuple(contains(chars, low) for chars in known)
            found.setdefault(member, []).append((low, following - 1))
    return [char_set(ranges) for ranges in found.values()]
