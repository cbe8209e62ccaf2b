"""Two parsers, one meaning: what the native ones read is what the slow and exact ones read."""

import json

from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from crossdock.registry.documents.limits import LIMITS
from crossdock.registry.documents.problems import NOT_PORTABLE
from crossdock.registry.documents.read import read_document
from crossdock.registry.documents.yaml_exact import read_exactly
from crossdock.registry.documents.yaml_reader import read_yaml

FRAGMENTS = (
    *(
        "a",
        "b: ",
        "c:\n  ",
        "- ",
        "\n",
        "  ",
        '"',
        "'",
        "[",
        "]",
        "{",
        "}",
        ", ",
        ": ",
        " # c\n",
        "*x ",
        "!t ",
        "!!str ",
        "|\n  ",
    ),
    *(
        ">-\n  ",
        "\n---\n",
        "\n...\n",
        "<<: ",
        "? ",
        "~",
        "null",
        "1",
        "0x1F",
        "1_0",
        ".5",
        "-",
        "\t",
        "\r\n",
        "\\n",
        "%",
        "@",
    ),
    *(
        "é",
        "\U0001f600",
        "200: ",
        "010: ",
        "true",
        "\x85",
        "\u2028",
        "=",
        "+1",
        "1.",
        "e5",
        "0b1",
        "\x07",
        "\0",
        ".inf",
        ".nan",
    ),
)
SETTINGS = settings(max_examples=200, deadline=None, derandomize=True)


@SETTINGS
@given(st.lists(st.sampled_from(FRAGMENTS), max_size=14).map("".join))
@example("a: |\n  x")
@example("a: x\0y\n")
@example("a: 1_000\n")
@example("? [a]\n: 1\n")
def test_native_and_exact_parser_agree_on_yaml(text: str) -> None:
    native = read_yaml(text, LIMITS)
    exact = read_exactly(text, LIMITS)
    assume(native.is_readable and exact.is_readable)  # they may differ in what they refuse
    assume(not text.lstrip().startswith(("|", ">")))  # a whole document as one block scalar without indentation
    assert repr(native.data) == repr(exact.data)
    assert [problem for problem in native.problems if problem.rule is not NOT_PORTABLE] == list(exact.problems)


@SETTINGS
@given(st.text(alphabet="0123456789abcdefxobeEINnfat_+-.:~", min_size=1, max_size=10))
def test_native_and_exact_parser_agree_on_scalars_and_keys(text: str) -> None:
    source = f"value: {text}\nlist: [{text}]\n{text}: key\n"
    native = read_yaml(source, LIMITS)
    exact = read_exactly(source, LIMITS)
    assume(native.is_readable and exact.is_readable)
    assert repr(native.data) == repr(exact.data)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=4), inner, max_size=4),
    max_leaves=12,
)


@SETTINGS
@given(JSON, st.booleans(), st.sampled_from([None, 2]))
def test_json_is_read_as_the_standard_library_reads_it(data: object, is_ascii: bool, indent: int | None) -> None:
    text = json.dumps(data, ensure_ascii=is_ascii, indent=indent)
    assume(is_ascii or not any("\ud800" <= character <= "\udfff" for character in text))
    document = read_document("a.json", text.encode())
    if "\\ud" in text and not document.is_readable:
        return  # half of a character
    assert document.findings == ()
    assert document.data == json.loads(text)


@SETTINGS
@given(JSON)
def test_json_written_as_yaml_is_the_same_data(data: object) -> None:
    text = json.dumps(data, ensure_ascii=False)
    assume(not any("\ud800" <= character <= "\udfff" for character in text))
    assert read_exactly(text, LIMITS).data == json.loads(text)


@SETTINGS
@given(st.binary(max_size=60), st.sampled_from(["a.json", "a.yaml", "a.avsc", "examples/a.csv"]))
def test_no_content_raises(content: bytes, path: str) -> None:
    document = read_document(path, content)
    assert document.is_readable or document.findings


KEYS = st.sampled_from(('"a"', '"b"', '"a:"', '"\\u003a"', '":"', '"\\u0061"'))
TEXTS = st.recursive(
    st.sampled_from(("1", '":"', '"\\u003a"', '"{"', '"\\"a\\":"', "[]", "{}")),
    lambda inner: (
        st.lists(inner, max_size=3).map(lambda items: f"[{', '.join(items)}]")
        | st.lists(st.tuples(KEYS, inner), max_size=3).map(
            lambda pairs: f"{{{','.join(f'{k}: {v}' for k, v in pairs)}}}"
        )
    ),
    max_leaves=8,
)


@SETTINGS
@given(TEXTS)
@example('{"a":1,"a":"\\u003a"}')
def test_every_duplicate_key_of_json_is_found(text: str) -> None:
    lost = 0

    def count(pairs: list[tuple[str, object]]) -> dict[str, object]:
        nonlocal lost
        lost += len(pairs) - len(dict(pairs))
        return dict(pairs)

    json.loads(text, object_pairs_hook=count)
    assert len(read_document("a.json", text.encode()).findings) == lost
