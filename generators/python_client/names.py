"""Identifiers for Python out of any name: ASCII only, never a keyword, never one that the generated code needs itself."""

import keyword
import re
import unicodedata
from collections.abc import Iterable

_WORDS = re.compile(r"[A-Z]+(?![a-z])[0-9]*|[A-Z]?[a-z]+[0-9]*|[0-9]+[a-z]*")
_PYDANTIC = frozenset(
    (
        *("construct", "copy", "dict", "from_orm", "json", "parse_file", "parse_obj", "parse_raw", "schema"),
        *("schema_json", "update_forward_refs", "validate"),
    )
)
_USED = frozenset(
    ("bool", "bytes", "dict", "float", "frozenset", "int", "list", "object", "str")
)  # by the generated code
_TAKEN = _USED | frozenset(keyword.kwlist) | _PYDANTIC
_CLASSES = frozenset(
    (
        *("Annotated", "Any", "AsyncClient", "AwareDatetime", "BaseModel", "Client", "Field", "Literal", "Model"),
        *("Number", "OpenObject", "TypeAlias", "Union", "ClassVar", "None", "True", "False"),
    )
)


def split_words(name: str) -> list[str]:
    """Return the ASCII words of a name; letters with marks lose them, anything else parts words.

    >>> split_words("orderId"), split_words("HTTP-Größe 2"), split_words("日本")
    (['order', 'Id'], ['HTTP', 'Gro', 'e', '2'], [])
    """
    plain = unicodedata.normalize("NFKD", name)
    return _WORDS.findall("".join(letter for letter in plain if not unicodedata.combining(letter)))


def to_snake(name: str, fallback: str = "value") -> str:
    """Return a name for a field, parameter or method.

    >>> to_snake("orderId"), to_snake("class"), to_snake("1st"), to_snake("X-Correlation-Id"), to_snake('"')
    ('order_id', 'class_', 'n_1st', 'x_correlation_id', 'value')
    """
    snake = "_".join(word.lower() for word in split_words(name)) or fallback
    snake = f"n_{snake}" if snake[0].isdigit() else snake
    return f"{snake}_" if snake in _TAKEN or snake.startswith("model_") else snake


def to_class(name: str, fallback: str = "Item") -> str:
    """Return a name for a class.

    >>> to_class("order-status"), to_class("TDR_v2"), to_class("1st"), to_class("Literal"), to_class("")
    ('OrderStatus', 'TDRV2', 'N1st', 'Literal_', 'Item')
    """
    joined = "".join(word[0].upper() + word[1:] for word in split_words(name)) or fallback
    joined = f"N{joined}" if joined[0].isdigit() else joined
    return f"{joined}_" if joined in _CLASSES or joined in _TAKEN else joined


def to_wire(name: str) -> str:
    """Return the wire name that the generated models assume for a field: its words in camel case.

    >>> to_wire("order_id"), to_wire("class_"), to_wire("line1")
    ('orderId', 'class', 'line1')
    """
    first, *rest = name.rstrip("_").split("_")
    return first + "".join(word[:1].upper() + word[1:] for word in rest)


class Namespace:
    """Names that are taken; a second wish for one gets a number."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)

    def claim(self, wish: str) -> str:
        """Return the wish, or the next free `wish_2`.

        >>> names = Namespace(["self"])
        >>> names.claim("a"), names.claim("a"), names.claim("self")
        ('a', 'a_2', 'self_2')
        """
        name, number = wish, 2
        while name in self._taken:
            name, number = f"{wish.rstrip('_')}_{number}", number + 1
        self._taken.add(name)
        return name
