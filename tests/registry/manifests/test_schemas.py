"""The JSON Schemas for editors: up to date, and of one mind with the models."""

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from crossdock.registry.documents.read import read_document
from crossdock.registry.manifests.schemas import BUNDLED, DOCUMENTS, MODELS, render_schemas, write_schemas
from tests.registry.manifests.reading import READERS, read_case
from tests.registry.manifests.test_cases import FOLDERS

PUBLISHED = Path(__file__).parents[3] / "docs" / "schemas"
# What a schema of one file cannot see: the folder, the other file, and what two fields mean together.
BEYOND_SCHEMAS = {
    "document-unreadable",
    "manifest-bad-folder",
    "manifest-document-absent",
    "manifest-ambiguous-document",
    "manifest-version-twice",
    "mapping-rule-unclear",
    "release-record-mixed",
}


@pytest.mark.parametrize("name", render_schemas())
def test_published_schema_is_up_to_date(name: str) -> None:
    stale = f"docs/schemas/{name} is stale: run `python -m crossdock.registry.manifests.schemas`"
    assert (PUBLISHED / name).read_text(encoding="utf-8") == render_schemas()[name], stale


@pytest.mark.parametrize("name", DOCUMENTS)
def test_schema_that_validates_documents_is_up_to_date(name: str) -> None:
    stale = "run `python -m crossdock.registry.manifests.schemas`"
    published = json.loads(render_schemas()[f"{name}.schema.json"])
    assert json.loads((BUNDLED / f"{name}.json").read_text(encoding="utf-8")) == published, stale


@pytest.mark.parametrize("name", MODELS)
def test_schema_describes_each_field(name: str) -> None:
    schema = json.loads(render_schemas()[f"{name}.schema.json"])
    Draft202012Validator.check_schema(schema)
    assert "$id" not in schema
    assert schema["title"].endswith(".yaml")
    for holder in (schema, *schema.get("$defs", {}).values()):
        assert holder.get("description") or "enum" in holder
        for field, of_field in holder.get("properties", {}).items():
            assert of_field.get("description"), f"{holder.get('title')}: `{field}` has no description"


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_schema_and_model_agree(folder: Path) -> None:
    name = next(name for name in ("contract.yaml", *READERS) if (folder / name).is_file())
    document = read_document(name, (folder / name).read_bytes())
    rules = {finding["rule"] for finding in read_case(folder).findings if finding["at"].startswith(name)}
    if not document.is_readable or (rules and rules <= BEYOND_SCHEMAS):
        return
    if name == "contract.yaml" and "`version` is missing" in str(read_case(folder).findings):
        return  # either field may carry the version
    schema = json.loads(render_schemas()[name.replace(".yaml", ".schema.json")])
    assert Draft202012Validator(schema).is_valid(document.data) == (not rules), rules


def test_writing_leaves_alone_what_is_up_to_date(tmp_path: Path) -> None:
    assert {path.name for path in write_schemas(tmp_path)} == set(render_schemas())
    (tmp_path / "teams.schema.json").write_text("{}")
    assert [path.name for path in write_schemas(tmp_path)] == ["teams.schema.json"]
    assert write_schemas(tmp_path) == ()
