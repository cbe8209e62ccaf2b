"""Operations that are the same in both documents are left out before they are compared, and no judgement is lost by that."""

import copy
import json
from itertools import pairwise
from pathlib import Path

import pytest

from crossdock.registry.compat.judge import Judgement, judge_interfaces
from crossdock.registry.documents.document import Document
from crossdock.registry.documents.read import read_document
from crossdock.registry.documents.references import Resolver
from crossdock.registry.documents.twins import State
from crossdock.registry.format import Format, read_apart
from crossdock.registry.specifications.derived import derive
from crossdock.registry.specifications.recognise import find_format
from tests.registry.formats.corpora import FOLDER, needs_corpora, read_index

CASES = Path(__file__).parents[2] / "cases" / "compat"
FOLDERS = [path.parent for path in sorted(CASES.glob("*/*/base.*")) if "paths:" in path.read_text(encoding="utf-8")]
REAL = [
    pair
    for pair in pairwise(entry for entry in read_index() if entry.format in ("openapi", "swagger"))
    if Path(pair[0].path).parent == Path(pair[1].path).parent and max(entry.size for entry in pair) < 400_000
]

Documents = dict[str, Document]


def open_form(documents: Documents, path: str) -> tuple[State, Format]:
    form = find_format(documents[path].data, path)
    assert form is not None, path
    return State(documents[path], Resolver(documents.get, lambda address: None, derive)), form


def judge_both_ways(base: tuple[State, Format], revision: tuple[State, Format]) -> tuple[Judgement, ...]:
    """Return the judgements, which must be the same whether anything was left out or not."""
    whole = [form.read_interface(state.document, state.resolver) for state, form in (base, revision)]
    judged = judge_interfaces(*whole)
    apart = read_apart(*base, *revision)
    assert {operation.key for operation in apart[1].operations} <= {operation.key for operation in whole[1].operations}
    assert judge_interfaces(*apart) == judged
    return judged


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: f"{folder.parent.name}/{folder.name}")
def test_cases_in_which_everything_is_written_twice(folder: Path) -> None:
    states = []
    for stem in ("base", "revision"):
        files = {file.name: read_document(file.name, file.read_bytes()) for file in folder.iterdir()}
        name = next(name for name in files if name.startswith(stem))
        data = copy.deepcopy(files[name].data)
        assert isinstance(data, dict)
        more = {f"/once-more{path}": copy.deepcopy(item) for path, item in data.get("paths", {}).items()}
        data["paths"] = {"/first": {"get": {"responses": {"200": {"description": "x"}}}}, **data["paths"], **more}
        files["given.json"] = read_document("given.json", json.dumps(data).encode())
        states.append(open_form(files, "given.json"))
    judge_both_ways(states[0], states[1])


@needs_corpora
@pytest.mark.corpora
@pytest.mark.parametrize("pair", REAL[::4], ids=lambda pair: pair[1].path)
def test_neighbouring_versions_of_public_documents(pair: tuple[object, object]) -> None:
    states = []
    for entry in pair:
        path = entry.path  # type: ignore[attr-defined]  # an entry of the index
        files = {path: read_document(path, (FOLDER / path).read_bytes())}
        states.append(open_form(files, path))
    judge_both_ways(states[0], states[1])


def refer(name: str) -> dict[str, object]:
    response = {
        "description": "x",
        "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/{name}"}}},
    }
    return {"get": {"responses": {"200": response}}}


SCHEMAS: dict[str, object] = {
    "Leaf": {"type": "string"},
    "Middle": {"type": "object", "properties": {"leaf": {"$ref": "#/components/schemas/Leaf"}}},
    "Tree": {"type": "object", "properties": {"under": {"$ref": "#/components/schemas/Tree"}}},
    "Far": {"$ref": "other.json#/Far"},
    "Lost": {"$ref": "#/components/schemas/Nowhere"},
}
NAMES = list(SCHEMAS)


def given(schemas: dict[str, object], far: object = True, **more: object) -> tuple[State, Format]:
    paths = {"/first": refer("Leaf"), **{f"/{name}": refer(name) for name in schemas}}
    data = {"openapi": "3.1.0", "info": {"title": "x", "version": "1"}, "paths": paths, **more}
    data["components"] = {"schemas": schemas}
    texts = {"a.json": json.dumps(data).encode(), "other.json": json.dumps({"Far": far}).encode()}
    return open_form({path: read_document(path, text) for path, text in texts.items()}, "a.json")


def kept(base: tuple[State, Format], revision: tuple[State, Format]) -> list[str]:
    """Return the paths that are still compared, beside the first."""
    judge_both_ways(base, revision)
    return [operation.address[1:] for operation in read_apart(*base, *revision)[1].operations][1:]


def test_what_is_the_same_is_left_out_but_for_the_first() -> None:
    assert kept(given(SCHEMAS), given(copy.deepcopy(SCHEMAS))) == []


def test_what_leads_to_a_change_is_not() -> None:
    assert kept(given(SCHEMAS), given({**SCHEMAS, "Leaf": {"type": "integer"}})) == ["Leaf", "Middle"]


def test_a_change_below_itself() -> None:
    changed = {"type": "object", "properties": {"under": {"$ref": "#/components/schemas/Tree"}, "new": {}}}
    assert kept(given(SCHEMAS), given({**SCHEMAS, "Tree": changed})) == ["Tree"]


def test_a_change_in_another_file() -> None:
    assert kept(given(SCHEMAS, far={"type": "string"}), given(SCHEMAS, far={"type": "integer"})) == ["Far"]


def test_a_reference_that_leads_somewhere_now() -> None:
    found = kept(given(SCHEMAS), given({**SCHEMAS, "Nowhere": {"type": "string"}}))
    assert found == ["Lost", "Nowhere"]


def test_true_and_one_are_two_values() -> None:
    assert kept(given({"Leaf": {"const": 1}}), given({"Leaf": {"const": True}})) == ["Leaf"]


def test_the_order_of_members_says_nothing() -> None:
    turned = {name: dict(reversed(schema.items())) for name, schema in SCHEMAS.items() if isinstance(schema, dict)}
    assert kept(given(SCHEMAS), given(turned)) == []  # type: ignore[arg-type]  # schemas by name


@pytest.mark.parametrize(
    "more",
    [{"security": [{"key": []}]}, {"jsonSchemaDialect": "http://json-schema.org/draft-07/schema#"}],
    ids=["security that operations inherit", "another dialect"],
)
def test_what_holds_for_all_operations(more: dict[str, object]) -> None:
    assert kept(given(SCHEMAS), given(SCHEMAS, **more)) == NAMES


def test_schemas_with_an_address_of_their_own() -> None:
    addressed = {**SCHEMAS, "Leaf": {"$id": "https://example.com/leaf", "type": "string"}}
    assert kept(given(addressed), given(addressed)) == NAMES
