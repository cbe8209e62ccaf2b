"""How compiled mappings look: literals that cannot end their quotes, lines of 120 characters, comments without surprises."""

import math
import textwrap
from collections.abc import Iterator, Sequence

WIDTH = 120


def literal(value: object) -> str:
    """Return JSON data as a Python literal. Raises ValueError for what is no JSON data."""
    if isinstance(value, str):
        text = repr(value)
        return f'"{text[1:-1]}"' if text[0] == "'" and '"' not in value else text
    if value is None or isinstance(value, (bool, int)):
        return repr(value)
    if isinstance(value, float):
        if not math.isfinite(value):
            raise ValueError(f"{value} is no number in JSON")
        return repr(value)
    if isinstance(value, (list, tuple)):
        return f"[{', '.join(literal(each) for each in value)}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{literal(str(key))}: {literal(each)}" for key, each in value.items()) + "}"
    raise ValueError(f"a {type(value).__name__} is no JSON data; write it as text")


def plain(text: str) -> str:
    """Return a text on one line, without what could end a comment or a docstring, or hide in it."""
    shown = "".join(each if each.isprintable() else " " for each in text)
    return " ".join(shown.replace("\\", "/").replace('"', "'").split())


def comment(text: str) -> list[str]:
    """Return a text as comment lines."""
    return [f"# {line}" for line in textwrap.wrap(plain(text), WIDTH - 2)] or ["#"]


def docstring(text: str, indent: str) -> list[str]:
    """Return a text as a docstring."""
    shown = plain(text)
    if len(indent) + len(shown) + 6 <= WIDTH:
        return [f'{indent}"""{shown}"""']
    lines = textwrap.wrap(shown, WIDTH - len(indent) - 3)
    return [f'{indent}"""{lines[0]}', *(indent + line for line in lines[1:]), f'{indent}"""']


def call(name: str, arguments: Sequence[str], indent: str) -> Iterator[str]:
    """Yield a call on as few lines as it fits."""
    flat = ", ".join(arguments)
    if len(indent) + len(name) + len(flat) + 2 <= WIDTH:
        yield f"{indent}{name}({flat})"
        return
    yield f"{indent}{name}("
    if len(indent) + 4 + len(flat) <= WIDTH:
        yield f"{indent}    {flat}"
    else:
        yield from (f"{indent}    {argument}," for argument in arguments)
    yield f"{indent})"


def condition(tests: Sequence[str], indent: str) -> Iterator[str]:
    """Yield an `if` whose tests must all hold."""
    flat = " and ".join(tests)
    if len(indent) + len(flat) + 4 <= WIDTH:
        yield f"{indent}if {flat}:"
        return
    yield f"{indent}if ("
    yield f"{indent}    {tests[0]}"
    yield from (f"{indent}    and {test}" for test in tests[1:])
    yield f"{indent}):"
