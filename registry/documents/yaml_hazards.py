"""Signs in a YAML text that the native parser would read something else than YAML 1.2 says, or would crash.

Each search starts at a character that is rare in text; a false alarm costs time, nothing else.
"""

import re

_MARKER = re.compile(r"\n(---|\.\.\.)(?=\s|\Z)")
_BLOCK_HEADER = re.compile(r"[|>][-+0-9]*[ \t]*(?:#[^\n]*)?\r?(?:\n|\Z)")
_DEEP_BLOCK = re.compile(r"\n[ \t?:-]{400}")
_ANCHOR = re.compile(r"&(?<=[\s\[{,:-]&)([^\s,\[\]{}]+)")
_ALIAS = re.compile(r"\*(?<=[\s\[{,:-]\*)([^\s,\[\]{}]+)")
MAX_ANCHORS = 100_000  # ampersands; beyond, nobody looks for aliases first
_UNDERSCORED = re.compile(r"_[0-9.]*(?:[eE][-+]?[0-9_]+)?(?=[\s,\]}:]|\Z)")
_PREFIXED = re.compile(r"0[bBxXoO][0-9a-fA-F]")
_DIGITS = re.compile(r"[0-9a-fA-F_]*")
_IN_NUMBER = frozenset("0123456789_.+-")
_BEFORE_SCALAR = frozenset(" \t\r\n[{,:?!")
_BLOCK = 2000  # half of the longest number that is left to the native parser, in digits
_UNUSUAL_KEYS = (
    re.compile(r"0[0-9]+[ \t]*:(?=\s|\Z)"),  # 010 is not "10"
    re.compile(r"\+[0-9]+[ \t]*:(?=\s|\Z)"),
    re.compile(r"-0[ \t]*:(?=\s|\Z)"),
    re.compile(r"\?(?<=[\s-]\?)\s"),
)


def needs_exactness(text: str) -> bool:
    """Whether a text must be read event by event."""
    checks = (
        _has_nul,
        _ends_in_block_scalar,
        _has_lone_returns,
        _has_markers,
        _is_deep,
        _has_long_number,
        _has_foreign_number,
        _has_alias,
    )
    return any(check(text) for check in checks)


def has_unusual_key(text: str) -> bool:
    """Whether the text may have a number as a key that is not written as Python writes it."""
    return text.startswith("?") or any(pattern.search(text) for pattern in _UNUSUAL_KEYS)


def _has_nul(text: str) -> bool:
    """Whether the native parser would stop before the end: it takes a NUL for that."""
    return "\0" in text


def _ends_in_block_scalar(text: str) -> bool:
    """Whether a block scalar may end with the text: the native parser adds a line feed to one that has none."""
    if not text.endswith("\n"):
        return _BLOCK_HEADER.search(text) is not None
    return _BLOCK_HEADER.search(text, max(text.rfind("\n", 0, len(text.rstrip())), 0)) is not None


def _has_lone_returns(text: str) -> bool:
    """Whether carriage returns end lines by themselves; the searches below look for line feeds."""
    return text.count("\r") != text.count("\r\n")


def _has_markers(text: str) -> bool:
    """Whether the text may hold several documents: a marker anywhere but once before all content."""
    leading = _MARKER.match("\n" + text[:4])
    if leading is None:
        first = _MARKER.search(text)
        if first is None:
            return False
        before = text[: first.start()].split("\n")
        if first[1] != "---" or not all(not line.strip(" \t\r") or line[0] in "#%" for line in before):
            return True
        return _MARKER.search(text, first.end()) is not None
    return leading[1] != "---" or _MARKER.search(text) is not None


def _is_deep(text: str) -> bool:
    """Whether block collections may nest deeper than the native parser's stack: each level needs a column."""
    return _DEEP_BLOCK.search(text) is not None or _DEEP_BLOCK.match("\n" + text[:400]) is not None


def _has_long_number(text: str) -> bool:
    """Whether there may be a number of thousands of digits, which takes the native parser quadratic time."""
    return any(
        (run := _DIGITS.match(text, start)) is not None and run.end() - start >= _BLOCK
        for start in range(0, len(text), _BLOCK)
    )


def _has_foreign_number(text: str) -> bool:
    """Whether there is a number of YAML 1.1 or of Rust, which YAML 1.2 takes for a string: `1_000`, `0b11`, `-0x1F`."""
    return any(_starts_scalar(text, match.start()) for match in _UNDERSCORED.finditer(text)) or any(
        _starts_scalar(text, match.start()) for match in _PREFIXED.finditer(text)
    )


def _starts_scalar(text: str, at: int) -> bool:
    """Whether the characters of a number that end here are the first ones of a scalar."""
    while at and text[at - 1] in _IN_NUMBER:
        at -= 1
    return not at or text[at - 1] in _BEFORE_SCALAR


def _has_alias(text: str) -> bool:
    """Whether an anchor is used: the native parser reads an alias inside its own anchor as null."""
    count = text.count("&") if "*" in text else 0
    if not count:
        return False
    return count > MAX_ANCHORS or not set(_ANCHOR.findall(text)).isdisjoint(_ALIAS.findall(text))
