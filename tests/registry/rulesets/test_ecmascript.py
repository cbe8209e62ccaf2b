"""Regular expressions as ECMAScript reads them without the `u` flag."""

import pytest

from crossdock.registry.rulesets.patterns import BadPattern, compile_pattern


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        ("^(/|[a-z0-9-.]+|{[a-zA-Z0-9_]+})+$", "/orders/{orderId}"),
        (r"/.*\/{.*}.*/", "/orders/{id}"),
        (r"^[\w-.]+$", "a-b.c_d"),
        (r"^[a-]$", "-"),
        (r"^[[\]]+$", "[]"),
        (r"^a{2}$", "aa"),
        (r"^a{,2}$", "a{,2}"),
        (r"^\-\_\ $", "-_ "),
        (r"^[&&a]$", "&"),
        (r"^[^]$", "x"),
        (r"^\x41\u0042$", "AB"),
        (r"^\p{L}$", "p{L}"),
        (r"^(?=.*\d)(?!.*x)\S+$", "a1"),
        (r"^(a)\1$", "aa"),
        (r"/^get$/i", "GET"),
        (r"^[+--]$", ","),
        (r"\bcat\b", "a cat!"),
        (r"^[\b]$", "\x08"),
        (r"^[0\W]$", "*"),
        (r"^[\D]$", "é"),
        (r"^{$", "{"),
        (r"^}]$", "}]"),
        (r"^a/b\/c$", "a/b/c"),
    ],
)
def test_text_is_matched(pattern: str, text: str) -> None:
    assert compile_pattern(pattern).is_valid(text)


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        (r"^\d$", "٣"),
        (r"^\w$", "é"),
        (r"^.$", "\r"),
        (r"^[]$", "x"),
        (r"^[a-c]$", "-"),
        (r"^\W$", "_"),
        (r"^[^\d-]$", "-"),
    ],
)
def test_text_is_not_matched(pattern: str, text: str) -> None:
    assert not compile_pattern(pattern).is_valid(text)


@pytest.mark.parametrize("pattern", ["(", "/a/q", "[b-a]"])
def test_what_is_no_expression_is_refused(pattern: str) -> None:
    with pytest.raises(BadPattern):
        compile_pattern(pattern)
