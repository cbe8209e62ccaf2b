"""A contract whose every name and text tries to leave its place in the generated code."""

import json
from pathlib import Path

from tests.generators.clients import small_registry

QUOTES = '"""; import os; os.abort() #'
NAMES = [
    *(
        "class",
        "a-b",
        "a_b",
        "aB",
        "1st",
        "",
        "def",
        "None",
        "self",
        "list",
        "str",
        "model_config",
        "model_dump",
        "copy",
        *("json", "id", "type", "object", "print", "match"),
    ),
    *(
        "__class__",
        "_private",
        "m",
        "datetime",
        "Field",
        'quo"te',
        "quo'te",
        QUOTES,
        "new\nline",
        "back\\slash",
        "{{ 7 * 7 }}",
    ),
    *(
        "\u0430dmin",
        "admin",
        "\u202egnp",
        "日本",
        "größe",
        "a" * 90,
        "schema",
        "validate",
        "fields",
        "_nullable",
        "timeout",
        "body",
    ),
]
TEXT = f'{QUOTES}\n\\" {{{{ 7*7 }}}} {{% raw %}} \u202e \x00 ends with a quote "'


def document() -> dict[str, object]:
    properties = {name: {"type": "string", "description": TEXT} for name in NAMES}
    everything = {"type": "object", "properties": properties, "required": NAMES, "description": TEXT}
    codes = {"type": "string", "enum": [*NAMES, TEXT], "description": TEXT}
    parameters = [
        {"name": name, "in": place, "required": place == "path", "schema": {"type": "string"}, "description": TEXT}
        for place, names in (
            ("query", NAMES),
            ("header", ["X-class", "x_class", "Idempotency-Key"]),
            ("path", ["class", "a-b"]),
        )
        for name in names
        if name
    ]
    answer = {
        "200": {
            "description": TEXT,
            "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Everything"}}},
        }
    }
    operation = {"summary": TEXT, "description": TEXT, "parameters": parameters, "responses": answer}
    body = {"required": True, "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Everything"}}}}
    paths: dict[str, object] = {
        f"/{i}/{{class}}/{{a-b}}{extra}": {"post": {"operationId": name, **operation, "requestBody": body}}
        for i, (name, extra) in enumerate([*((name, "") for name in NAMES), ("x", '/"; import os #'), ("y", "/\\")])
    }
    components = {
        "schemas": {
            "Everything": {**everything, "properties": {**properties, "codes": {"$ref": "#/components/schemas/Codes"}}},
            "Codes": codes,
        },
        "securitySchemes": {QUOTES: {"type": "apiKey", "in": "header", "name": "X-Key", "description": TEXT}},
    }
    return {"openapi": "3.1.0", "info": {"title": TEXT, "version": "1"}, "paths": paths, "components": components}


def hostile_registry(folder: Path) -> Path:
    return small_registry(folder, json.dumps(document()), name="openapi.json")
