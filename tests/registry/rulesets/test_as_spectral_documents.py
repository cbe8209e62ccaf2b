"""What whole documents show of results equal to Spectral's, learned by running both on documents that were changed at random."""

import json
from pathlib import Path
from typing import Any

import pytest

from crossdock.registry.linting import lint_file, read_rules


def lint(folder: Path, document: dict[str, Any], ruleset: dict[str, Any]) -> list[tuple[str, str, str]]:
    (folder / "doc.json").write_text(json.dumps(document), "utf-8")
    (folder / "rules.json").write_text(json.dumps(ruleset), "utf-8")
    results = lint_file(folder / "doc.json", read_rules(folder / "rules.json")[0])
    return [(each.code, ".".join(each.path), each.message) for each in results]


def rule(given: str, function: str, options: object = None, **then: Any) -> dict[str, Any]:
    if options is not None:
        then["functionOptions"] = options
    return {"rules": {"r": {"given": given, "message": "{{error}}", "then": {"function": function, **then}}}}


def builtin(name: str, code: str) -> dict[str, Any]:
    return {"extends": [[f"spectral:{name}", "off"]], "rules": {code: True}}


@pytest.mark.parametrize(
    ("document", "ruleset", "expected"),
    [
        (
            {"a": 1, "c": 2},
            rule("$", "xor", {"properties": ["a", "b", "c"]}),
            ("", 'Just one of "a" and "c" must be defined'),
        ),
        (
            {"a": [1, "b"]},
            rule("$.a", "pattern", {"match": "^1"}, field="@key"),
            ("a.0", '1 must match the pattern "^1"'),
        ),
        ({"a": {}}, rule("$.a", "truthy", field="@key"), ("a", '"a" property must be truthy')),
        ({"a": {"b_c": 1, "b1": 1, "aa": 1}}, rule("$.a", "alphabetical"), ("a.b1", '"b1" must be placed after "aa"')),
        (
            {"a": {"b": 1, "c": 1}},
            rule("$.a", "alphabetical", {"keyedBy": "name"}),
            ("a", '"a" property must be an object'),
        ),
        (
            {"a": {"b": [1]}},
            rule("$.a.b", "length", {"max": 0}, field="length"),
            ("a.b", '"b.length" property must be shorter than 0'),
        ),
        ({"x": {"a.b": 1, "a": 2}}, rule("$.x", "falsy", field="a.b"), ("x.a", '"a.b" property must be falsy')),
        (
            {"a": 1},
            rule("$", "or", {"properties": ["b", "c", "d", "e", "f"]}),
            ("", 'At least one of "b" or "c" or "d" or 2 other properties must be defined'),
        ),
    ],
)
def test_functions(
    tmp_path: Path, document: dict[str, Any], ruleset: dict[str, Any], expected: tuple[str, str]
) -> None:
    assert [each[1:] for each in lint(tmp_path, document, ruleset)] == [expected]


def test_formats_are_named_in_the_order_in_which_rulesets_name_them(tmp_path: Path) -> None:
    asked = {"rules": {"any": {"given": "$.x", "then": {"function": "truthy"}}}, "formats": ["oas3", "aas2"]}
    said = "The provided document does not match any of the registered formats [OpenAPI 3.x, AsyncAPI 2.x]"
    assert lint(tmp_path, {"openapi": "4.0"}, asked) == [("unrecognized-format", "", said)]
    assert lint(tmp_path, {"openapi": "3.0.0-rc1"}, asked) == []


def test_a_component_that_only_references_itself_is_unused(tmp_path: Path) -> None:
    schemas = {
        "Tree": {"properties": {"children": {"items": {"$ref": "#/components/schemas/Tree"}}}},
        "Used": {"type": "object"},
        "User": {"properties": {"used": {"$ref": "#/components/schemas/Used"}}},
    }
    document = {"openapi": "3.0.3", "info": {}, "components": {"schemas": schemas}}
    found = lint(tmp_path, document, builtin("oas", "oas3-unused-component"))
    assert [path for _, path, _ in found] == ["components.schemas.Tree", "components.schemas.User"]


def test_a_file_that_is_not_there_is_told_once(tmp_path: Path) -> None:
    document = {"a": {"$ref": "./no.yaml#/x"}, "b": {"$ref": "no.yaml#/y"}, "c": {"$ref": "#/a"}}
    found = lint(tmp_path, document, rule("$.c", "undefined"))
    assert [(code, path) for code, path, _ in found if code == "invalid-ref"] == [("invalid-ref", "a.$ref")]
    assert [(code, path) for code, path, _ in found if code == "r"] == [("r", "c")]


def test_what_stands_beside_a_reference_is_not_followed(tmp_path: Path) -> None:
    document = {"a": {"$ref": "#/b", "inner": {"$ref": "#/nothing"}}, "b": 1}
    assert lint(tmp_path, document, rule("$.nothing", "truthy")) == []


PARAMETER = {"name": "p", "schema": {}}
SCHEMES: dict[str, Any] = {"http": {"type": "http"}, "none": {"type": "basic"}, "key": {"type": "apiKey"}}


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        (
            {"parameters": {"P": PARAMETER}},
            [("components.parameters.P", 'Parameter must have a valid "in" property')],
        ),
        (
            {"parameters": {"P": {**PARAMETER, "in": "path"}}},
            [("components.parameters.P", '"P" property must have required property "required"')],
        ),
        (
            {"securitySchemes": SCHEMES},
            [
                ("components.securitySchemes.key", '"key" property must have required property "name"'),
                ("components.securitySchemes.key", '"key" property must have required property "in"'),
                (
                    "components.securitySchemes.none.type",
                    '"type" property must be equal to one of the allowed values: "apiKey", "http", "oauth2", "openIdConnect".'
                    ' Did you mean "apiKey"?',
                ),
            ],
        ),
        (
            {"schemas": {"A": {"properties": {"b": {"type": "strin"}}, "items": {"$ref": 1}}}},
            [
                (
                    "components.schemas.A.properties.b.type",
                    '"type" property must be equal to one of the allowed values: "array", "boolean", "integer", "number", "object",'
                    ' "string". Did you mean "string"?',
                ),
                ("components.schemas.A.items.$ref", '"$ref" property must be string'),
            ],
        ),
    ],
)
def test_openapi_documents(tmp_path: Path, part: dict[str, Any], expected: list[tuple[str, str]]) -> None:
    document = {"openapi": "3.0.3", "info": {"title": "A", "version": "1"}, "paths": {}, "components": part}
    found = [
        (path, said.removesuffix(".")) for _, path, said in lint(tmp_path, document, builtin("oas", "oas3-schema"))
    ]
    assert sorted(found) == sorted(expected)


def test_asyncapi_documents(tmp_path: Path) -> None:
    channel = {"subscribe": {"message": {"payload": {"type": "strin"}}, "foo": 1}}
    document = {"asyncapi": "2.6.0", "info": {"title": "A"}, "channels": {"a": channel}}
    found = lint(tmp_path, document, builtin("asyncapi", "asyncapi-schema"))
    assert ("asyncapi-schema", "channels.a.subscribe.foo", 'Property "foo" is not expected to be here') in found
    assert ("asyncapi-schema", "info", '"info" property must have required property "version"') in found
