"""JSON Schemas of the files people write, generated from the models that read them, for editors.

`python -m crossdock.registry.manifests.schemas docs/schemas` rewrites them, and those that validate tables and vocabularies.
"""

import json
import sys
from pathlib import Path

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core import core_schema

from crossdock.registry.manifests.contract_file import ContractFields
from crossdock.registry.manifests.fields import Fields
from crossdock.registry.manifests.mapping_file import MappingFields
from crossdock.registry.manifests.ratchet_file import RatchetFields
from crossdock.registry.manifests.releases_file import ReleasesFields
from crossdock.registry.manifests.settings_file import SettingsFields
from crossdock.registry.manifests.system_file import SystemFields
from crossdock.registry.manifests.table_file import TableFields
from crossdock.registry.manifests.teams_file import TeamsFields
from crossdock.registry.manifests.vocabulary_file import VocabularyFields
from crossdock.registry.manifests.waivers_file import WaiversFields
from crossdock.registry.manifests.workflow_file import WorkflowFields

MODELS: dict[str, type[Fields]] = {
    "contract": ContractFields,
    "crossdock": SettingsFields,
    "mapping": MappingFields,
    "ratchet": RatchetFields,
    "releases": ReleasesFields,
    "system": SystemFields,
    "table": TableFields,
    "teams": TeamsFields,
    "vocabulary": VocabularyFields,
    "waivers": WaiversFields,
    "workflow": WorkflowFields,
}
# Documents of contracts that are validated like any other format's: by schema, without the models.
DOCUMENTS = ("table", "vocabulary")
BUNDLED = Path(__file__).parents[1] / "specifications" / "bundled"
_TITLES = {"ratchet": "policies/ratchet.yaml", "waivers": "policies/waivers/*.yaml"}
_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def render_schemas() -> dict[str, str]:
    """Return the text of each schema by its file name."""
    return {f"{name}.schema.json": _render(name, model) for name, model in MODELS.items()}


def write_schemas(folder: Path) -> tuple[Path, ...]:
    """Write all schemas into a folder; files that are up to date are left alone. Returns what was written."""
    folder.mkdir(parents=True, exist_ok=True)
    return tuple(folder / name for name, text in render_schemas().items() if _write(folder / name, text))


def write_bundled() -> tuple[Path, ...]:
    """Write the schemas that the validator of documents reads; as `write_schemas`."""
    rendered = render_schemas()
    texts = {BUNDLED / f"{name}.json": rendered[f"{name}.schema.json"] for name in DOCUMENTS}
    return tuple(path for path, text in texts.items() if _write(path, text))


def _write(path: Path, text: str) -> bool:
    if path.is_file() and path.read_bytes() == text.encode():
        return False
    path.write_bytes(text.encode())
    return True


def _render(name: str, model: type[Fields]) -> str:
    schema = model.model_json_schema(schema_generator=_EditorSchema)
    title = _TITLES.get(name, f"{name}.yaml")
    return json.dumps({"$schema": _DIALECT, **schema, "title": title}, indent=2, ensure_ascii=False) + "\n"


class _EditorSchema(GenerateJsonSchema):
    """Schemas for people's editors: no titles but those that help, no defaults of null, null as one more type."""

    def field_title_should_be_set(self, schema: object) -> bool:
        return False

    def enum_schema(self, schema: core_schema.EnumSchema) -> JsonSchemaValue:
        return {"enum": [member.value for member in schema["members"]], "type": "string"}

    def default_schema(self, schema: core_schema.WithDefaultSchema) -> JsonSchemaValue:
        if schema.get("default", ...) is None:
            return self.generate_inner(schema["schema"])
        return super().default_schema(schema)

    def nullable_schema(self, schema: core_schema.NullableSchema) -> JsonSchemaValue:
        inner = self.generate_inner(schema["schema"])
        if not isinstance(inner.get("type"), str):
            return {"anyOf": [inner, {"type": "null"}]}
        nullable = {**inner, "type": [inner["type"], "null"]}
        return {**nullable, "enum": [*inner["enum"], None]} if "enum" in inner else nullable


if __name__ == "__main__":
    write_schemas(Path(sys.argv[1] if len(sys.argv) > 1 else "docs/schemas"))
    write_bundled()
