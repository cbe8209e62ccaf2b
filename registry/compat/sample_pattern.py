"""Texts that match a regular expression of the plain subset that is read, the shortest and plainest first."""

from collections.abc import Iterator
from itertools import islice

from crossdock.registry.compat.char_sets import pick
from crossdock.registry.compat.regex_tree import Anchor, Chars, Choice, Node, Repeat, Sequence, read_regex

_MOST = 24  # texts of one pattern
_LONGEST = 4096
_PER_PART = 3


def sample_pattern(pattern: str, size: int | None = None, longest: int | None = None) -> Iterator[str]:
    """Yield texts that match, the shortest first; with `size`, a repetition is stretched towards that length.

    Nothing is yielded for a pattern outside the subset. Anchors in the middle are not heeded: whoever uses a text validates it.
    """
    node = read_regex(pattern)
    if node is None:
        return
    limit = _LONGEST if longest is None else min(longest, _LONGEST)
    for text in islice(_texts(node), _MOST):
        stretched = _stretch(node, text, size) if size is not None and size > len(text) else text
        if len(stretched) <= limit:
            yield stretched


def _texts(node: Node) -> Iterator[str]:
    """Yield the texts of a node with as few repetitions as it allows, then with one more."""
    if isinstance(node, Anchor):
        yield ""
    elif isinstance(node, Chars):
        yield from islice(pick(node.chars), _PER_PART)
    elif isinstance(node, Choice):
        for choice in node.choices:
            yield from islice(_texts(choice), _PER_PART)
    elif isinstance(node, Repeat):
        for count in dict.fromkeys((node.low, node.low + 1)):
            if node.high is None or count <= node.high:
                yield from (text * count for text in islice(_texts(node.node), _MOST if count else 1))
    else:
        yield from _sequence(node)


def _sequence(node: Sequence) -> Iterator[str]:
    """Yield all parts at their first text, then each part varied alone."""
    first = [next(_texts(part), None) for part in node.parts]
    texts = [text for text in first if text is not None]
    if len(texts) < len(first):
        return
    yield "".join(texts)
    for index, part in enumerate(node.parts):
        for other in islice(_texts(part), 1, 1 + _PER_PART):
            yield "".join((*texts[:index], other, *texts[index + 1 :]))


def _stretch(node: Node, text: str, size: int) -> str:
    """Return a matching text of `size` characters when one repetition of single characters can take up the rest."""
    parts = node.parts if isinstance(node, Sequence) else (node,)
    first = [next(_texts(part), "") for part in parts]
    for index, part in enumerate(parts):
        if isinstance(part, Repeat) and isinstance(part.node, Chars):
            missing = size - sum(len(other) for place, other in enumerate(first) if place != index)
            letter = next(pick(part.node.chars), "")
            if letter and part.low <= missing <= (missing if part.high is None else part.high):
                return "".join((*first[:index], letter * missing, *first[index + 1 :]))
    return text
