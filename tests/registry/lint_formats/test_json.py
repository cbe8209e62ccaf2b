"""The JSON of `lint` is what the standard library would write, character by character."""

import json

from hypothesis import given
from hypothesis import strategies as st

from crossdock.registry.lint_format import LintOptions
from crossdock.registry.lint_formats.json import render_json
from crossdock.registry.lint_result import Result

TEXTS = st.text(max_size=6)
NUMBERS = st.integers(0, 10**6)
RESULTS = st.builds(
    Result,
    TEXTS,
    st.lists(TEXTS, max_size=3).map(tuple),
    TEXTS,
    st.integers(0, 3),
    st.tuples(NUMBERS, NUMBERS, NUMBERS, NUMBERS),
    TEXTS,
    st.none() | TEXTS,
)


@given(st.lists(RESULTS, max_size=4))
def test_is_indented_as_the_standard_library_does(results: list[Result]) -> None:
    expected = json.dumps([result.as_json() for result in results], indent="\t", ensure_ascii=False)
    assert render_json(results, LintOptions()) == expected
