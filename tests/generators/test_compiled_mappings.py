"""Compiled mappings are plain Python that means exactly what the mapping means."""

import ast
import importlib.util
import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import replace
from itertools import islice
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from crossdock.generators.generator import CannotGenerate
from crossdock.generators.mappings.compile import Origin, compile_mapping
from crossdock.registry.compat.hints import hints_of
from crossdock.registry.compat.sample import sample_near
from crossdock.registry.documents.read import read_document
from crossdock.registry.documents.validators import compile_validator
from crossdock.registry.manifests.mapping_file import read_mapping
from crossdock.registry.mappings.apply import open_mapping
from crossdock.registry.mappings.connect import Sides, find_sides
from crossdock.registry.mappings.examples import load_examples
from crossdock.registry.mappings.proof import fit
from crossdock.registry.model.mapping import Mapping
from crossdock.registry.model.mapping_runtime import MappingError
from crossdock.registry.open import open_registry

ROOT = Path(__file__).parents[2]
KEYS = ["wms-west/shipment-to-canonical@1", "wms-west/inventory-to-canonical@1", "edi/x12-214-to-delivery-event@1"]
ORIGIN = Origin("a/m@1", "1.0.0", "sha256:0", "a/s@1", "1.0.0", "a/t@1", "1.0.0", "mapping.yaml")


def read(text: str) -> Mapping:
    mapping, findings = read_mapping(read_document("mapping.yaml", text.encode()))
    assert mapping is not None, findings
    return mapping


def load(text: str, folder: Path, name: str = "compiled") -> ModuleType:
    path = folder / f"{name}.py"
    path.write_text(text, "utf-8")
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def function_of(module: ModuleType) -> Callable[[object], Any]:
    own = [each for name, each in vars(module).items() if name.startswith("map_") and name != "map_each"]
    assert len(own) == 1
    function: Callable[[object], Any] = own[0]
    return function


def outcome(apply: Callable[[object], object], payload: object) -> tuple[str, object]:
    try:
        return "result", apply(payload)
    except ValueError as error:  # `MappingError` of the module, or of the registry
        return type(error).__name__, str(error)


@pytest.mark.parametrize("key", KEYS)
def test_landscape_mapping_compiles_and_runs_on_the_examples(key: str, tmp_path: Path) -> None:
    with open_registry(ROOT) as registry:
        revision = registry.worktree()
        contract = revision.contract(key)
        assert contract is not None
        assert contract.document is not None
        mapping = read(revision.read(contract.document).decode())  # type: ignore[union-attr]  # the document is there
        sides = find_sides(mapping, revision)
        assert isinstance(sides, Sides)
        examples = [example.payload for example in load_examples(sides.source)]
        source, target = sides.source.bundle(), sides.target.bundle()
    text = compile_mapping(mapping, ORIGIN)
    assert text == compile_mapping(mapping, ORIGIN)
    assert not [line for line in text.splitlines() if len(line) > 120]
    compiled = function_of(load(text, tmp_path))
    taken = compile_validator(target, assert_formats=True)
    assert examples
    for example in examples:
        assert taken.errors(compiled(example)) == []
    apply, tried = open_mapping(mapping), 0
    for near in islice(sample_near(source, hints_of((source,)), examples[0]), 300):
        for payload in (near, fit(near, mapping)):
            tried += 1
            assert outcome(compiled, payload) == outcome(apply, payload)
    assert tried > 100


@pytest.mark.parametrize("key", KEYS)
def test_command_writes_what_it_checks(key: str, tmp_path: Path) -> None:
    crossdock = [sys.executable, "-m", "crossdock.registry.cli.main", "map", "compile", key, "--registry", str(ROOT)]
    output = tmp_path / "mapping.py"
    assert subprocess.run([*crossdock, "--output", str(output)], check=False).returncode == 0
    assert subprocess.run([*crossdock, "--output", str(output), "--check"], check=False).returncode == 0
    modules = {
        node.module for node in ast.walk(ast.parse(output.read_text("utf-8"))) if isinstance(node, ast.ImportFrom)
    }
    assert modules <= {"collections.abc", "datetime", "decimal", "typing", "zoneinfo"}
    for command in (["check", "--ignore", "PLR0912,PLR0915"], ["format", "--check", "--diff"]):
        done = subprocess.run(
            [sys.executable, "-m", "ruff", *command, "--config", str(ROOT / "pyproject.toml"), str(output)],
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout + done.stderr
    output.write_text(output.read_text("utf-8").replace("Do not edit", "Edited"), "utf-8")
    assert subprocess.run([*crossdock, "--output", str(output), "--check"], check=False).returncode == 1


ALL = """title: Everything
source: a/s@1
target: a/t@1
tables:
  code: {codes: {"1": ONE, "true": YES, "2.5": HALF}, default: null}
  strict: {codes: {A: 1, B: null}}
rules:
  - {to: /code, from: /code, table: code}
  - {to: /strict, from: /strict, table: strict}
  - {to: /weight, from: /weight, convert: {from: lb, to: kg, round: 2}}
  - {to: /heat, from: /heat, convert: {from: F, to: C, round: 1}}
  - {to: /amount, from: /amount, convert: {from: "decimal:,.", to: decimal, round: 2}}
  - {to: /comma, from: /comma, convert: {from: "decimal:,", to: number}}
  - {to: /whole, from: /amount, convert: {from: "decimal:,.", to: integer}}
  - {to: /at, from: /at, convert: {from: "date:%d.%m.%Y %H:%M", to: date-time, zone: America/Los_Angeles}}
  - {to: /epoch, from: /stamp, convert: {from: date-time, to: epoch-ms}}
  - {to: /day, from: /stamp, convert: {from: date-time, to: "date:%d/%m/%Y", zone: Asia/Tokyo}}
  - {to: /padded, from: /number, convert: {from: text, to: "pad-left:6:0"}}
  - {to: /bare, from: /padded, convert: {from: text, to: "strip-left:0"}}
  - {to: /joined, concat: [/first, " ", /last]}
  - {to: /kind, value: {fixed: [1, null, true, "x"]}}
  - {to: /some, value: here, when: {field: /code, in: [1, "x"]}}
  - {to: /none, value: null, when: {absent: /weight}}
  - {to: /fixed, concat: [a, b]}
  - {to: /pair/1, from: /last}
  - {to: /pair/0, from: /first}
  - to: /lines
    each: /items
    rules:
      - {to: /sku, from: /sku}
      - {to: /tags, each: /tags, rules: [{to: "", from: "", convert: {from: text, to: upper}}]}
"""
PAYLOADS: list[tuple[dict[str, object], dict[str, object] | str]] = [
    ({}, {"none": None}),
    ({"code": 1, "weight": 0}, {"code": "ONE", "weight": 0, "some": "here"}),
    ({"code": True, "weight": 0}, {"code": "YES", "weight": 0}),
    ({"code": 2.5, "weight": 0}, {"code": "HALF", "weight": 0}),
    ({"code": "x", "weight": 0}, {"code": None, "weight": 0, "some": "here"}),
    ({"strict": "B", "weight": 0}, {"strict": None, "weight": 0}),
    ({"strict": "C"}, "/strict: `C` is not in the table `strict`"),
    ({"weight": 47.5}, {"weight": 21.55}),
    ({"weight": "47.50"}, {"weight": "21.55"}),
    ({"weight": True}, "/weight: `true` is no number with `.` as its decimal mark"),
    ({"weight": 0, "heat": 212}, {"weight": 0, "heat": 100}),
    ({"weight": 0, "amount": "1.234,505"}, {"weight": 0, "amount": "1234.51", "whole": 1235}),
    ({"comma": "1.234"}, "/comma: `1.234` is no number with `,` as its decimal mark"),
    ({"weight": 0, "comma": "1,5"}, {"weight": 0, "comma": 1.5}),
    ({"weight": 0, "at": "03.11.2026 12:40"}, {"weight": 0, "at": "2026-11-03T20:40:00Z"}),
    ({"at": "31.02.2026 12:40"}, "/at: `31.02.2026 12:40` is no time as `date:%d.%m.%Y %H:%M`"),
    ({"weight": 0, "stamp": "2026-11-03T20:40:00.25Z"}, {"weight": 0, "epoch": 1793738400250, "day": "04/11/2026"}),
    ({"stamp": "2026-11-03T20:40:00"}, "/stamp: `2026-11-03T20:40:00` states no time zone"),
    ({"weight": 0, "number": 42}, {"weight": 0, "padded": "000042"}),
    ({"weight": 0, "padded": "00420"}, {"weight": 0, "bare": "420"}),
    ({"weight": 0, "first": "A", "last": "B"}, {"weight": 0, "joined": "A B", "pair": ["A", "B"]}),
    ({"weight": 0, "last": "B"}, {"weight": 0, "pair": ["B"]}),
    ({"weight": 0, "first": None, "last": None}, {"weight": 0}),
    ({"weight": 0, "items": [{"sku": "a", "tags": ["x", "y"]}, {}]}, {"weight": 0, "lines": [{"sku": "a", "tags": ["X", "Y"]}, {}]}),
    ({"items": "none"}, "/items: `none` is no array"),
    ({"items": [{}, {"tags": 5}]}, "/items/1/tags: `5` is no array"),
]  # fmt: skip


@pytest.mark.parametrize(("payload", "expected"), PAYLOADS)
def test_every_kind_of_rule(payload: dict[str, object], expected: dict[str, object] | str, tmp_path: Path) -> None:
    mapping = read(ALL)
    wanted: tuple[str, object] = ("MappingError", expected)
    if isinstance(expected, dict):
        always = {"kind": {"fixed": [1, None, True, "x"]}, "fixed": "ab"}
        wanted = ("result", always | expected)
    assert outcome(open_mapping(mapping), payload) == wanted
    assert outcome(function_of(load(compile_mapping(mapping, ORIGIN), tmp_path)), payload) == wanted


NAME = '""" \\\'; import os; os.abort() #{}'
HOSTILE = '"""\n\\\'; import os; os.abort() #{}\u2028\x85'


def test_no_text_of_a_mapping_becomes_code(tmp_path: Path) -> None:
    mapping = read(
        json.dumps(
            {
                "title": NAME,
                "source": "a/s@1",
                "target": "a/t@1",
                "source_schema": "class " + NAME,
                "tables": {NAME: {"codes": {HOSTILE: HOSTILE}, "default": HOSTILE}},
                "rules": [
                    {"to": "/value", "value": HOSTILE},
                    {"to": "/" + HOSTILE, "from": "/" + HOSTILE, "table": NAME},
                    {"to": "/joined", "concat": [HOSTILE, "/" + HOSTILE]},
                    {"to": "/if", "value": 1, "when": {"field": "/" + HOSTILE, "in": [HOSTILE]}},
                ],
            }
        )
    )
    module = load(compile_mapping(mapping, ORIGIN), tmp_path)
    result = function_of(module)({HOSTILE: HOSTILE})
    assert result == {"value": HOSTILE, HOSTILE: HOSTILE, "joined": HOSTILE + HOSTILE, "if": 1}
    assert result == open_mapping(mapping)({HOSTILE: HOSTILE})


def test_names_do_not_hide_what_the_module_needs(tmp_path: Path) -> None:
    mapping = read(
        "title: x\nsource: a/s@1\ntarget: a/t@1\nsource_schema: each\n"
        "tables: {UTC: {codes: {A: B}}, utc: {codes: {A: C}}}\n"
        "rules: [{to: /a, from: /a, table: UTC}, {to: /b, from: /a, table: utc},"
        " {to: /c, each: /c, rules: [{to: /d, from: /d, convert: {from: date, to: date-time, zone: UTC}}]}]\n"
    )
    module = load(compile_mapping(mapping, ORIGIN), tmp_path)
    result = module.map_each_2({"a": "A", "c": [{"d": "2026-11-03"}]})
    assert result == {"a": "B", "b": "C", "c": [{"d": "2026-11-03T00:00:00Z"}]}


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        ("{to: /a, from: /a, table: none}", "there is no table `none`"),
        ("{to: /a, from: /a, convert: {from: lb, to: m}}", "`lb` does not turn into `m`"),
        ('{to: "", from: /a}', "fills the whole target"),
    ],
)
def test_what_cannot_be_compiled_is_refused_with_its_place(rule: str, message: str) -> None:
    with pytest.raises(CannotGenerate, match=message) as caught:
        compile_mapping(read(f"title: x\nsource: a/s@1\ntarget: a/t@1\nrules: [{rule}]\n"), ORIGIN)
    assert caught.value.pointer.startswith("/rules/0")


def test_a_number_that_json_has_not_is_refused() -> None:
    mapping = read("title: x\nsource: a/s@1\ntarget: a/t@1\nrules: [{to: /a, value: 1}]\n")
    rules = (replace(mapping.rules[0], value=float("nan")),)
    with pytest.raises(CannotGenerate, match="no number in JSON"):
        compile_mapping(replace(mapping, rules=rules), ORIGIN)


def test_the_error_of_a_compiled_mapping_says_where(tmp_path: Path) -> None:
    module = load(compile_mapping(read(ALL), ORIGIN), tmp_path)
    with pytest.raises(module.MappingError) as caught:
        function_of(module)({"strict": "C"})
    assert caught.value.at == "/strict"
    assert issubclass(MappingError, ValueError)
