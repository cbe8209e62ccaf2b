"""Places in files: a cheap one by JSON Pointer, and the exact one that a reader is shown."""

from dataclasses import dataclass
from enum import Enum


class Part(Enum):
    """Which end of a mapping entry a place means."""

    VALUE = "value"
    KEY = "key"


class Side(Enum):
    """Which of the two compared states a place lies in."""

    BASE = "base"
    REVISION = "revision"


@dataclass(frozen=True, slots=True)
class Place:
    """A node of a document, not yet looked up in its text.

    `path` is relative to the registry root, with forward slashes; `pointer` is a JSON Pointer (RFC 6901), `""` the whole document.
    A pointer whose node is absent means its nearest enclosing node that exists.
    """

    path: str
    pointer: str = ""
    part: Part = Part.VALUE
    side: Side = Side.REVISION

    def __hash__(self) -> int:
        return hash(self.pointer)  # quick, since tables hold many places; the rest is left to equality

    def child(self, *tokens: str | int) -> "Place":
        """Return the place below this one, one reference token a step."""
        pointer = self.pointer
        for token in tokens:
            pointer += "/" + escape_token(str(token))
        return Place(self.path, pointer, Part.VALUE, self.side)

    def key(self) -> "Place":
        """Return the key of this entry instead of its value."""
        return Place(self.path, self.pointer, Part.KEY, self.side)


@dataclass(frozen=True, slots=True)
class Location:
    """An exact place in a text: lines and columns are 1-based and count characters, the end is exclusive.

    `path` is relative to the registry root. `end_line` and `end_column` are `None` when only the start is known.
    """

    path: str
    line: int = 1
    column: int = 1
    end_line: int | None = None
    end_column: int | None = None
    pointer: str = ""

    def __str__(self) -> str:
        return f"{self.path}:{self.line}:{self.column}"


def escape_token(token: str) -> str:
    """Escape one reference token (RFC 6901, section 3).

    >>> escape_token("/orders/{id}")
    '~1orders~1{id}'
    """
    return token.replace("~", "~0").replace("/", "~1") if "~" in token or "/" in token else token


def split_pointer(pointer: str) -> tuple[str, ...]:
    """Split a JSON Pointer into its unescaped reference tokens.

    Raises ValueError when it is neither empty nor starts with a slash.

    >>> split_pointer("/paths/~1orders/get")
    ('paths', '/orders', 'get')
    """
    if not pointer:
        return ()
    if not pointer.startswith("/"):
        raise ValueError(f"`{pointer}` is not a JSON Pointer: it must be empty or start with `/`")
    tokens = pointer[1:].split("/")
    if "~" in pointer:
        tokens = [token.replace("~1", "/").replace("~0", "~") if "~" in token else token for token in tokens]
    return tuple(tokens)
