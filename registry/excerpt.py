"""Shows a payload in little room, with the place that matters kept."""

import json
import re
from collections.abc import Iterator, Sequence

from crossdock.registry.model.location import escape_token, split_pointer
from crossdock.registry.quoting import shorten, show_controls

LINES = 14  # a payload of more lines is cut
SIBLINGS = 3  # neighbours shown beside the place that matters
ENTRIES = 6  # entries shown of the place itself
STRING = 60  # characters shown of one string
DEPTH = 4  # enclosing nodes shown; what lies further out is named by its pointer


def render_line(value: object) -> str:
    """Render JSON data on one line."""
    return show_controls(json.dumps(value, ensure_ascii=False, default=str))


def render_compact(value: object, pointer: str = "", limit: int = 160) -> str:
    """Render JSON data on one line of about `limit` characters; a long one is cut around `pointer`, and `…` stands for what is left out."""
    whole = render_line(value)
    if len(whole) <= limit:
        return whole
    tokens = _existing(value, pointer)
    for siblings, entries in ((2, 4), (1, 3), (0, 2), (0, 1)):
        cut = " ".join(line.strip() for line in _nodes(value, tokens, siblings, entries))
        if len(cut) <= limit:
            break
    text = re.sub(r"(?<=[{\[]) | (?=[}\]])", "", cut)
    return show_controls(text if len(text) <= 2 * limit else f"{text[:limit]} … {text[-limit:]}")


def render_excerpt(value: object, pointer: str = "") -> tuple[str, ...]:
    """Render JSON data as indented lines; a long one is cut around `pointer`, and `…` stands for what is left out.

    A pointer into nothing means the nearest node that exists.
    """
    whole = json.dumps(value, ensure_ascii=False, default=str, indent=2).split("\n")
    if len(whole) <= LINES and max(map(len, whole)) <= 2 * STRING:
        return tuple(map(show_controls, whole))
    tokens = _existing(value, pointer)
    outer, inner = tokens[: max(0, len(tokens) - DEPTH)], tokens[max(0, len(tokens) - DEPTH) :]
    for token in outer:
        value = _child(value, token)
    heading = ("… at " + "".join("/" + escape_token(token) for token in outer),) if outer else ()
    return tuple(map(show_controls, (*heading, *_nodes(value, inner))))


def _existing(value: object, pointer: str) -> tuple[str, ...]:
    tokens: list[str] = []
    for token in split_pointer(pointer) if pointer.startswith("/") else ():
        try:
            value = _child(value, token)
        except LookupError:
            break
        tokens.append(token)
    return tuple(tokens)


def _child(value: object, token: str) -> object:
    if isinstance(value, dict):
        return value[token]
    if isinstance(value, list | tuple) and token.isdecimal():
        return value[int(token)]
    raise LookupError(token)


def _nodes(value: object, tokens: Sequence[str] | None, siblings: int = SIBLINGS, most: int = ENTRIES) -> Iterator[str]:
    """Yield the lines of a node. `tokens` lead on to the place that matters, `None` when it lies elsewhere.

    `siblings` is how many neighbours are shown beside the way to that place, `most` how many entries of the place itself.
    """
    if tokens is None or not isinstance(value, dict | list | tuple) or not value:
        yield _collapsed(value)
        return
    is_object = isinstance(value, dict)
    entries = [(str(name), item) for name, item in (value.items() if isinstance(value, dict) else enumerate(value))]
    shown = _choose([name for name, _ in entries], tokens, siblings, most)
    yield "{" if is_object else "["
    last = -1
    for index in shown:
        name, item = entries[index]
        if index != last + 1:
            yield "  …"
        inner = tokens[1:] if tokens and tokens[0] == name else None
        head, *rest = _nodes(item, inner, siblings, most)
        label = f"{json.dumps(shorten(name, STRING), ensure_ascii=False)}: " if is_object else ""
        lines = [f"  {label}{head}", *(f"  {line}" for line in rest)]
        yield from lines[:-1]
        yield lines[-1] + ("," if index != len(entries) - 1 else "")
        last = index
    if last != len(entries) - 1:
        yield "  …"
    yield "}" if is_object else "]"


def _choose(names: Sequence[str], tokens: Sequence[str], siblings: int, most: int) -> list[int]:
    if not tokens:
        return list(range(min(most, len(names))))
    wanted = names.index(tokens[0])
    return sorted({*range(min(siblings, len(names))), wanted})


def _collapsed(value: object) -> str:
    if isinstance(value, dict) and value:
        return "{…}"
    if isinstance(value, list | tuple) and value:
        return f"[… {len(value)} items]" if len(value) > 1 else "[… 1 item]"
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= STRING else shorten(text, STRING) + ('"' if isinstance(value, str) else "")
