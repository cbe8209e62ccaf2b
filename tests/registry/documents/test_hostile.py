"""No document costs more than two seconds and 500 MB; each is read in a process of its own. Nor do references and schemas."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from crossdock.registry.documents.positions import find_location
from crossdock.registry.documents.read import read_document
from crossdock.registry.documents.references import Resolver
from crossdock.registry.documents.schemas import open_schema
from crossdock.registry.documents.validators import SchemaRefused, compile_validator
from crossdock.registry.documents.walk import walk_references
from crossdock.registry.model.interface import Dialect, Position
from crossdock.registry.model.location import Place
from tests.registry.documents.cases import MADE, name

SECONDS = 2.0
MEGABYTES = 500
PROGRAM = """
import json, resource, sys, time
from pathlib import Path
def peak():
    # what Linux reports as ru_maxrss begins at the peak of the process that started this one
    status = Path("/proc/self/status")
    if status.exists():
        return next(int(line.split()[1]) / 1024 for line in status.open() if line.startswith("VmHWM"))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024 / 1024
from crossdock.registry.documents.read import read_document
from tests.registry.documents.cases import open_case
path, content = open_case(Path(sys.argv[1]))
start = time.process_time()
read_document(path, content)
seconds = time.process_time() - start
print(json.dumps([seconds, peak()]))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="the peak of a process is asked for in the POSIX way")
@pytest.mark.parametrize("folder", MADE, ids=name)
def test_hostile_document_ends_in_time_and_memory(folder: Path) -> None:
    command = [sys.executable, "-c", PROGRAM, str(folder)]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=60, check=False, cwd=Path(__file__).parents[3]
    )
    assert done.returncode == 0, done.stderr
    seconds, megabytes = json.loads(done.stdout)
    assert seconds < SECONDS
    assert megabytes < MEGABYTES


def nested(depth: int) -> object:
    schema: object = {"type": "string"}
    for _ in range(depth):
        schema = {"properties": {"a": schema}, "allOf": [{"$ref": "#"}]}
    return schema


def doubling(keyword: str) -> dict[str, object]:
    levels = {f"A{i}": {keyword: [{"$ref": f"#/A{i + 1}"}, {"$ref": f"#/A{i + 1}"}]} for i in range(60)}
    return {"$ref": "#/A0", **levels, "A60": {"properties": {"x": {"readOnly": True}}}}


SCHEMAS: dict[str, Callable[[], object]] = {
    "nested": lambda: nested(95),
    "doubling-all": lambda: doubling("allOf"),
    "doubling-any": lambda: doubling("anyOf"),
    "long-chain": lambda: {"$ref": "#/a0", **{f"a{i}": {"$ref": f"#/a{i + 1}"} for i in range(3_000)}},
    "wide": lambda: {
        "properties": {f"p{i}": {"$ref": f"#/d/{i}"} for i in range(20_000)},
        "d": {str(i): {} for i in range(20_000)},
    },
    "many-identifiers": lambda: {
        "properties": {
            f"p{i}": {"$id": f"https://x.example/{i}", "items": {"$ref": "#/a"}, "a": {}} for i in range(5_000)
        }
    },
    "many-dynamic-anchors": lambda: {
        "properties": {
            f"p{i}": {
                "$id": f"https://x.example/{i}",
                "$dynamicAnchor": f"a{i % 7}",
                "items": {"$ref": f"{(i * 7 + 1) % 200}"},
            }
            for i in range(200)
        }
    },
    "many-dead-references": lambda: {
        "properties": {f"p{i}": {"$ref": f"#/properties/q{i}"} for i in range(5_000)},
        "allOf": [{"$ref": f"#/properties/{'x' * 500}{i}"} for i in range(2_000)],
    },
    "huge-reference": lambda: {"properties": {f"p{i}": {"$ref": "#/" + "a/" * 50_000} for i in range(20)}},
}


@pytest.mark.parametrize("kind", SCHEMAS)
def test_hostile_schema_ends_in_time(kind: str) -> None:
    document = read_document("a.json", json.dumps(SCHEMAS[kind]()).encode())
    assert document.is_readable
    resolver = Resolver(lambda path: document if path == "a.json" else None, lambda address: None)
    start = time.process_time()
    for reference, place in walk_references(document):
        resolver.resolve_fully(reference, place)
    schema = open_schema(document.data, Dialect.DRAFT2020, Place("a.json"), resolver).bundle(Position.INPUT)
    with suppress(SchemaRefused):
        compile_validator(schema).is_valid({"x": 1})
    find_location(document, "/properties/p1/items")
    assert time.process_time() - start < 2 * SECONDS


@pytest.mark.parametrize(
    "content",
    [b"a: &a {x: 1}\nb:\n" + b"  - {<<: [*a, *a, *a]}\n" * 20_000, b"- a: b\n" * 300_000, b"[" * 200 + b"]" * 200],
    ids=["merges", "many-nodes", "deep"],
)
def test_hostile_document_has_places_in_time(content: bytes) -> None:
    document = read_document("a.yaml", content)
    assert document.is_readable
    start = time.process_time()
    find_location(document, "/b/7/x")
    assert time.process_time() - start < 2 * SECONDS
