"""The formats of documents that rules of a ruleset may be bound to."""

import re
from collections.abc import Iterator

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
_MINOR = re.compile(r"3\.[0-9](?:\.[0-9]*)?", re.ASCII)
_FULL = re.compile(r"[23]\.(?:0|[1-9]\d*)\.(?:0|[1-9]\d*)", re.ASCII)
_ADDRESS = re.compile(
    r"https?://json-schema\.org/(?:draft-0(?P<old>[467])|draft/(?P<new>2019-09|2020-12))/(?:hyper-)?schema#?"
)
_TYPES = ("array", "boolean", "integer", "null", "number", "object", "string")
_SHAPES = ("allOf", "oneOf", "anyOf", "not", "if")


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
    """Return the formats that a document has, such as `oas3` and `oas3_1`; one may have several.

    >>> sorted(formats_of({"openapi": "3.1.0"}))
    ['oas3', 'oas3_1']
    """
    if not isinstance(data, dict):
        return frozenset()
    found = {*_schemas(data), *_of_openapi(data), *_of_asyncapi(data)}
    if "arazzo" in data and _ARAZZO.fullmatch(to_text(data["arazzo"])):
        found |= {"arazzo1", "arazzo1_0"}
    return frozenset(found & FORMATS)


def _of_openapi(data: dict[str, object]) -> Iterator[str]:
    if "swagger" in data and _whole(data["swagger"]) == "2":
        yield "oas2"
    version = to_text(data.get("openapi", ""))
    if _whole(version) == "3":
        yield "oas3"
        if _MINOR.fullmatch(version):
            yield f"oas3_{version.split('.')[1]}"


def _of_asyncapi(data: dict[str, object]) -> Iterator[str]:
    version = to_text(data.get("asyncapi", ""))
    if _FULL.fullmatch(version):
        major, minor, _ = version.split(".")
        yield from (f"aas{major}", f"aas{major}_{minor}")
        if major == "2":
            yield "asyncapi2"


def _whole(version: object) -> str:
    """Return the whole number that a version begins with."""
    found = re.match(r"\s*([+-]?\d+)", to_text(version), re.ASCII)
    return found[1].lstrip("+0") if found else ""


def _schemas(data: dict[str, object]) -> Iterator[str]:
    address = data.get("$schema")
    if isinstance(address, str) and "//json-schema.org/" in address:
        yield from ("json-schema", "json-schema-loose")
        found = _ADDRESS.fullmatch(address)
        if found and found["old"]:
            yield f"json-schema-draft{found['old']}"
        elif found:
            yield from (f"json-schema-draft-{found['new']}", f"json-schema-{found['new']}")
    stated = data.get("type")
    types = stated if isinstance(stated, list) else [stated]
    is_typed = "type" in data and all(name in _TYPES for name in types)
    is_shape = isinstance(data.get("enum"), list) or any(isinstance(data.get(name), (dict, list)) for name in _SHAPES)
    if is_typed or is_shape:
        yield "json-schema-loose"


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
