"""Runtime expressions, as far as contracts use them: where in a request or message a value stands."""

import re
from dataclasses import dataclass

_EXPRESSION = re.compile(
    r"\$(?P<whole>request|message)\.(?:(?P<part>header|payload|body)#(?P<pointer>(?:/.*)?)|(?P<kind>header|query|path)\.(?P<name>.+))"
)


@dataclass(frozen=True, slots=True)
class Expression:
    """`part` is header, query, path or body. `name` is of a header or parameter; `pointer` leads into a payload."""

    part: str
    name: str = ""
    pointer: str = ""


def read_expression(text: str | None) -> Expression | None:
    """Read an expression of OpenAPI (`$request.header.X`) or AsyncAPI (`$message.payload#/x`); `None` when it is neither.

    >>> read_expression("$message.header#/ce-id")
    Expression(part='header', name='ce-id', pointer='')
    >>> read_expression("$request.header.Idempotency-Key").name
    'Idempotency-Key'
    """
    match = _EXPRESSION.fullmatch(text or "")
    if match is None:
        return None
    if match["kind"]:
        return Expression(match["kind"], match["name"])
    if match["part"] == "header":
        return Expression("header", match["pointer"].removeprefix("/").replace("~1", "/").replace("~0", "~"))
    return Expression("body", pointer=match["pointer"])
