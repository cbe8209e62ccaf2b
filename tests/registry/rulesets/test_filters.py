"""What filters say of values, with the operators and coercions of JavaScript."""

import pytest

from crossdock.registry.model.location import Place
from crossdock.registry.rulesets.filters import BadFilter, compile_filter
from crossdock.registry.rulesets.javascript import is_truthy
from crossdock.registry.rulesets.node import make_root

VALUES = {
    "a": {"n": 1, "t": "ab", "l": [1, 2, 3]},
    "b": {"n": 5, "t": "", "l": []},
    "c": {"n": "5", "t": 7, "l": {}},
    "d": {"n": -2, "t": "abcdef", "l": "xyz"},
}


@pytest.mark.parametrize(
    ("text", "chosen"),
    [
        ("@.n + 1 === 2", "a"),
        ("@.t + 'x' === 'abx'", "a"),
        ("@.n + @.t === '5'", "b"),
        ("@.n - 1 > 0", "bc"),
        ("@.l.length-1>0", "ad"),
        ("@.n / 2 > 2", "bc"),
        ("@.n / 0 > 1", "abc"),
        ("@.n % 2 === 1", "abc"),
        ("@.n ** 2 === 25", "bc"),
        ("1 + 2 * 3 === 7", "abcd"),
        ("-@.n > 0", "d"),
        ("@.n === -2", "d"),
        ("[1, -2].includes(@.n)", "ad"),
        ("~@.n < 0", "abc"),
        ("(@.n ^ 5) === 0", "bc"),
        ("@.n >>> 1 > 100", "d"),
        ("1 < @.n < 6", "abcd"),
        ("@.n > 0 === true", "abc"),
        ("!@.t + 1 === 2", "b"),
        ("@.n > 2 ? true : false", "bc"),
        ("@.n > 0 ? @.n < 3 ? true : false : @.t", "ad"),
        ("@.t.length % 2 === 0 && @.n / 2 < 3 / 1", "abd"),
        ("@.absent + 1 > 0", ""),
    ],
)
def test_operators_answer_as_in_javascript(text: str, chosen: str) -> None:
    term = compile_filter(text).term
    nodes = {name: make_root(value, Place("a.yaml")) for name, value in VALUES.items()}
    assert "".join(name for name, node in nodes.items() if is_truthy(term.read(node, None))) == chosen


@pytest.mark.parametrize("text", ["@.n +", "? 1 : 2", "@.n ? 1", "typeof @.n", "@.n = 1", "new Date()", "[-'a']"])
def test_what_is_no_filter_is_refused(text: str) -> None:
    with pytest.raises(BadFilter):
        compile_filter(text)
