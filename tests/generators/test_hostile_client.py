"""Whatever a contract calls things, the client is a valid package that does the same."""

import ast
import json
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx
import pytest

from tests.generators.clients import data_of, generate, lint, load, write
from tests.generators.hostile_names import NAMES, hostile_registry

PACKAGE = "shop_api_v1"


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    return generate(hostile_registry(tmp_path_factory.mktemp("registry")), "shop/api@1")


@pytest.fixture(scope="module")
def folder(files: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(files, tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def package(folder: Path) -> ModuleType:
    return load(folder, PACKAGE)


def test_it_is_typed_and_formatted(folder: Path) -> None:
    assert lint(folder, PACKAGE) == []


def test_no_name_becomes_code(files: dict[str, str]) -> None:
    for path, text in files.items():
        assert "\u202e" not in text and "\x00" not in text, path
        if not path.endswith(".py"):
            continue
        for node in ast.walk(ast.parse(text)):
            assert not (isinstance(node, ast.Name) and node.id == "os"), path
            assert not (isinstance(node, ast.Import) and any(alias.name == "os" for alias in node.names)), path
            if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)):
                assert node.name.isascii()


def test_every_operation_and_field_is_there(package: ModuleType) -> None:
    model = package.models.Everything
    model.model_rebuild()
    wires = [field.validation_alias for field in model.model_fields.values()]
    assert sorted(wires) == sorted([*NAMES, "codes"])
    methods = [name for name in vars(package.Client) if name[0] != "_" and name != "close"]
    assert len(methods) == len(NAMES) + 2


def test_every_name_arrives_as_it_is_written(package: ModuleType) -> None:
    seen: list[httpx.Request] = []
    payload = {name: name for name in NAMES} | {"codes": "unheard of"}

    def api(request: httpx.Request) -> httpx.Response:
        seen.append(request)
        return httpx.Response(200, content=request.content, headers={"Content-Type": "application/json"})

    client = package.Client("https://example.com", http=httpx.Client(transport=httpx.MockTransport(api)))
    everything = package.models.Everything.model_validate(payload)
    call: Any = client.class_
    sent = {name: name for name in call.__kwdefaults__ if name not in ("timeout", "on_response")}
    required = {
        name: "a/b"
        for name in call.__annotations__
        if name not in call.__kwdefaults__ and name not in ("return", "body")
    }
    back = call(body=everything, **sent, **required)
    assert data_of(back) == payload == json.loads(seen[0].content)
    assert seen[0].url.raw_path.startswith(b"/0/a%2Fb/a%2Fb?")
    assert set(seen[0].url.params) == {name for name in NAMES if name}
