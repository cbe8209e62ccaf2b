"""The formats of documents that rules of a ruleset may be bound to."""

import re

from crossdock.registry.documents.dialects import read_dialect
from crossdock.registry.errors import suggest
from crossdock.registry.model.finding import Finding
from crossdock.registry.model.interface import Dialect
from crossdock.registry.model.location import Place
from crossdock.registry.rulesets.javascript import to_text
from crossdock.registry.rulesets.problems import INVALID, make_problem

_DRAFTS = {
    Dialect.DRAFT4: "draft4",
    Dialect.DRAFT6: "draft6",
    Dialect.DRAFT7: "draft7",
    Dialect.DRAFT2019: "draft-2019-09",
    Dialect.DRAFT2020: "draft-2020-12",
}
FORMATS = frozenset(
    (
        *("oas2", "oas3", "oas3_0", "oas3_1", "oas3_2", "asyncapi2", "aas3", "aas3_0", "aas3_1"),
        *("arazzo1", "arazzo1_0"),
        *("aas2", "aas2_0", "aas2_1", "aas2_2", "aas2_3", "aas2_4", "aas2_5", "aas2_6"),
        *("json-schema", "json-schema-loose", "json-schema-2019-09", "json-schema-2020-12"),
        *(f"json-schema-{draft}" for draft in _DRAFTS.values()),
    )
)
_ARAZZO = re.compile(r"1\.0(?:\.[0-9]*)?")  # no pre-releases
_TYPES = ("any", "array", "boolean", "integer", "null", "number", "object", "string")
_SHAPES = ("allOf", "anyOf", "oneOf", "not", "if", "const", "enum", "properties", "items", "$ref")


def read_format(name: object) -> str | None:
    """Return a format's name with dots as underscores, `None` when there is none of that name.

    >>> read_format("oas3.1"), read_format("oas4")
    ('oas3_1', None)
    """
    written = {"json-schemaLoose": "json-schema-loose"}.get(str(name), str(name).replace(".", "_"))
    return written if written in FORMATS else None


def read_formats(value: object, place: Place, findings: list[Finding]) -> frozenset[str]:
    """Read the formats that something is bound to; an unknown name is a finding."""
    names = [] if value is None else value if isinstance(value, list) else [value]
    for name in names:
        if read_format(name) is None:
            fix = suggest(str(name), sorted(FORMATS), f"there are {', '.join(sorted(FORMATS))}")
            findings.append(make_problem(INVALID, f"there is no format `{name}`", place, fix))
    return frozenset(known for name in names if (known := read_format(name)) is not None)


def formats_of(data: object) -> frozenset[str]:
    """Return the formats that a document has, such as `oas3` and `oas3_1`.

    >>> sorted(formats_of({"openapi": "3.1.0"}))
    ['oas3', 'oas3_1']
    """
    if not isinstance(data, dict):
        return frozenset()
    if "swagger" in data:
        return frozenset(("oas2",)) if str(data["swagger"]).startswith("2") else frozenset()
    if "arazzo" in data and _ARAZZO.fullmatch(to_text(data["arazzo"])):
        return frozenset(("arazzo1", "arazzo1_0"))
    for key, family in (("openapi", "oas"), ("asyncapi", "aas")):
        if key in data:
            return frozenset(_versions(family, str(data[key]))) & FORMATS
    return frozenset(_schemas(data))


def _versions(family: str, version: str) -> tuple[str, ...]:
    major, _, rest = version.partition(".")
    names = (f"{family}{major}", f"{family}{major}_{rest.partition('.')[0]}")
    return (*names, "asyncapi2") if names[0] == "aas2" else names


def _schemas(data: dict[str, object]) -> tuple[str, ...]:
    address = str(data.get("$schema", ""))
    if "json-schema.org/" in address:
        draft = _DRAFTS.get(read_dialect(address) or Dialect.AVRO)
        dated = (f"json-schema-{draft}", f"json-schema-{draft.removeprefix('draft-')}") if draft else ()
        return ("json-schema", "json-schema-loose", *(name for name in dated if name in FORMATS))
    is_shape = data.get("type") in _TYPES or any(key in data for key in _SHAPES)
    return ("json-schema-loose",) if is_shape else ()


def label_of(name: str) -> str:
    """Return how people call a format.

    >>> label_of("oas3"), label_of("aas2_6"), label_of("json-schema-draft7")
    ('OpenAPI 3.x', 'AsyncAPI 2.6.x', 'JSON Schema Draft 7')
    """
    known = {
        "oas2": "OpenAPI 2.0 (Swagger)",
        "oas3": "OpenAPI 3.x",
        "aas2": "AsyncAPI 2.x",
        "asyncapi2": "AsyncAPI 2.x",
    }
    known |= {"aas3": "AsyncAPI 3.x", "json-schema": "JSON Schema", "json-schema-loose": "JSON Schema (loose)"}
    if name in known:
        return known[name]
    if name.startswith("json-schema-"):
        return f"JSON Schema Draft {name.removeprefix('json-schema-').removeprefix('draft').lstrip('-')}"
    for prefix, title in (("oas", "OpenAPI"), ("aas", "AsyncAPI"), ("arazzo", "Arazzo")):
        if name.startswith(prefix):
            return f"{title} {name.removeprefix(prefix).replace('_', '.')}.x"
    return name
