"""The meta-schemas that come with the project: complete, compiled offline, and the same as those that editors get."""

from pathlib import Path

import jsonschema_rs
import pytest

from crossdock.registry.specifications.metaschemas import find_validator, load_metaschema

ROOT = Path(__file__).parents[3]
FOLDER = ROOT / "registry" / "specifications" / "bundled"
OWN = sorted(path.stem for path in FOLDER.glob("*.json"))
OTHERS = ["openapi-3.0", "openapi-3.1", "openapi-3.1+any", "openapi-3.2", "swagger-2.0"]
DRAFTS = ["draft-04", "draft-06", "draft-07", "2019-09", "2020-12"]


@pytest.mark.parametrize("name", [*OWN, *OTHERS, *DRAFTS])
def test_meta_schema_is_compiled_without_the_network(name: str) -> None:
    assert not find_validator(name).is_valid([[]])


@pytest.mark.parametrize("name", [*OWN, *OTHERS])
def test_meta_schema_is_a_schema_itself(name: str) -> None:
    jsonschema_rs.meta.validate(load_metaschema(name))


@pytest.mark.parametrize("name", ["table", "vocabulary"])
def test_files_people_write_have_one_schema(name: str) -> None:
    generated = ROOT / "docs" / "schemas" / f"{name}.schema.json"
    own = FOLDER / f"{name}.json"
    assert own.read_text("utf-8") == generated.read_text("utf-8"), f"copy {generated} to {own}"


def test_unknown_meta_schema_is_said_to_be_missing() -> None:
    with pytest.raises(FileNotFoundError):
        load_metaschema("asyncapi-9.9")
