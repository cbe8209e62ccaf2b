"""Text of a contract as Python source: the only door between what a contract says and what a template prints."""

import re
import textwrap
import unicodedata

WIDTH = 100  # of a line of prose
_SENTENCE = re.compile(r"(?<=[.!?])\s")
_MAX_TEXT = 600  # characters of a description


class Code(str):
    """Source text that was made here: safe to print as it is."""

    __slots__ = ()


def quote(text: str) -> Code:
    r"""Return a string literal in the way the usual formatters write it; ASCII only.

    >>> print(quote('say "hi"'), quote("it's"), quote("a\nb\\"))
    'say "hi"' "it's" "a\nb\\"
    """
    mark = "'" if text.count('"') > text.count("'") else '"'
    escaped = text.replace("\\", "\\\\").replace(mark, f"\\{mark}")
    return Code(mark + "".join(_escape(letter) for letter in escaped) + mark)


def _escape(letter: str) -> str:
    known = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}.get(letter)
    if known or " " <= letter <= "~":
        return known or letter
    code = ord(letter)
    return f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def literal(value: object) -> Code:
    """Return a literal of a scalar. Raises TypeError for anything else."""
    if isinstance(value, str):
        return quote(value)
    if value is None or isinstance(value, bool | int | float):
        return Code(repr(value))
    raise TypeError(f"no literal for {type(value).__name__}")


def clean(text: str) -> str:
    r"""Return prose in one paragraph without control, format and private characters, which could hide something.

    >>> clean("first\n\n  second\u202e")
    'first second'
    """
    spaced = "".join(" " if letter.isspace() else letter for letter in text[:4000])
    return " ".join("".join(letter for letter in spaced if unicodedata.category(letter)[0] != "C").split())


def docstring(text: str, indent: int, *more: str, is_short: bool = False) -> Code:
    """Return a docstring, quotes included, wrapped and indented; each of `more` is a paragraph of its own.

    With `is_short` only the first sentence of the text is taken, as far as it fits into a line.
    """
    first = clean(text)
    if is_short:
        first = textwrap.shorten(_SENTENCE.split(first, maxsplit=1)[0], WIDTH - indent - 6, placeholder=" …")
    first = first if len(first) <= _MAX_TEXT else first[:_MAX_TEXT].rsplit(" ", 1)[0] + " …"
    margin = " " * indent
    paragraphs = [clean(paragraph) for paragraph in more]
    blocks = [textwrap.wrap(part, WIDTH - indent - 3, break_long_words=False) for part in (first, *paragraphs) if part]
    lines = [line for block in blocks for line in (*block, "")][:-1]
    if not lines:
        return Code("")
    safe = [line.replace("\\", "\\\\").replace('"""', '\\"\\"\\"') for line in lines]
    if len(safe) > 1:
        return Code(
            '"""' + "\n".join(margin + line if i and line else line for i, line in enumerate(safe)) + f'\n{margin}"""'
        )
    only = safe[0][:-1] + '\\"' if safe[0].endswith('"') else safe[0]
    return Code(f'"""{only}"""')


def comment(text: str) -> Code:
    """Return prose for one comment line."""
    return Code(clean(text)[:300])
