"""No readable document makes a format raise: parts of good documents are replaced by anything at all."""

import copy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crossdock.registry.documents.document import Document, Syntax
from crossdock.registry.documents.references import Resolver
from crossdock.registry.specifications.derived import derive
from crossdock.registry.specifications.recognise import find_format
from tests.registry.formats.reading import open_case

CASES = Path(__file__).parents[2] / "cases" / "formats" / "interfaces"
FOLDERS = sorted(CASES.iterdir())

Container = Any  # an object or an array; which keys it takes is known where it is walked
SCALARS = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
REFERENCES = st.sampled_from(
    ("#", "#/", "#/components/schemas/Order", "#/channels", "other.yaml", "http://x/y", "#/paths/~1", "##", "%")
)
JUNK = st.recursive(
    SCALARS | REFERENCES.map(lambda reference: {"$ref": reference}),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=6,
)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda path: path.name)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(replacements=st.lists(st.tuples(st.integers(0, 10_000), JUNK), min_size=1, max_size=3))
def test_nothing_makes_a_format_raise(folder: Path, replacements: list[tuple[int, object]]) -> None:
    document, _, form = open_case(folder)
    broken = copy.deepcopy(document.data)
    places = _places(broken)
    for index, junk in replacements:
        container, key = places[index % len(places)]
        container[key] = junk
    changed = Document(document.path, b"", broken, Syntax.YAML)
    resolver = Resolver(lambda path: changed if path == document.path else None, lambda address: None, derive)
    for finding in form.validate(changed, resolver):
        assert finding.message
    form.read_interface(changed, resolver)
    form.read_version(broken)
    find_format(broken, document.path)
    for pointer in ("/schema", "/classifier-schema", "/schema/shipment", "/schema/enum/0"):
        derive(changed, pointer)


@settings(max_examples=150, deadline=None)
@given(
    data=JUNK, name=st.sampled_from(("openapi", "swagger", "asyncapi", "schema", "schema.avsc", "table", "vocabulary"))
)
def test_junk_alone_makes_no_format_raise(data: object, name: str) -> None:
    path = name if "." in name else f"{name}.yaml"
    form = find_format(data, path)
    if form is not None:
        document = Document(path, b"", data, Syntax.YAML)
        resolver = Resolver(lambda _: document, lambda address: None, derive)
        list(form.validate(document, resolver))
        form.read_interface(document, resolver)


def _places(data: object) -> list[tuple[Container, str | int]]:
    """Return (object or array, key) of every value below the root."""
    found: list[tuple[Container, str | int]] = []
    stack = [data]
    while stack:
        value = stack.pop()
        if isinstance(value, (dict, list)):
            for key, below in value.items() if isinstance(value, dict) else enumerate(value):
                found.append((value, key))
                stack.append(below)
    return found
