"""The rules of `spectral:arazzo`: where they fire, what they say, and where they are silent, as Spectral 6.16.3 has it."""

import copy
import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from crossdock.registry.linting import lint_file, read_rules

DOCUMENT = yaml.safe_load("""
arazzo: 1.0.1
info: {title: Ship, version: 1.0.0, summary: s, description: d}
sourceDescriptions: [{name: wms, url: wms.yaml, type: openapi}, {name: other, url: other.yaml, type: arazzo}]
workflows:
  - workflowId: ship
    summary: s
    description: d
    inputs: {type: object, properties: {orderId: {type: string}}}
    steps:
      - {stepId: pick, description: d, operationId: pickOrder, outputs: {pickId: $response.body#/id}}
      - {stepId: pack, description: d, operationId: $sourceDescriptions.wms.packOrder}
  - {workflowId: bill, summary: s, description: d, dependsOn: [ship], steps: [{stepId: invoice, description: d, workflowId: ship}]}
components:
  parameters: {page: {name: page, in: query, value: 1}}
  inputs: {order: {type: object, properties: {orderId: {type: string}}}}
  successActions: {done: {name: done, type: end}}
  failureActions: {stop: {name: stop, type: end}}
""")
SHIP, STEP = "workflows.0", "workflows.0.steps.0"
GOTO, URL = {"name": "a", "type": "goto"}, {"context": "$url"}
DEPENDS = "Every workflow dependency must be valid."
BODY = "Every step request body must have a valid `contentType` and use of runtime expressions."
CALL = 'Every step must have a valid "stepId" and an valid "operationId" or "operationPath" or "workflowId".'
PLACED, PLAIN = {"name": "a", "in": "query"}, {"name": "a", "value": 1}
CASES: list[tuple[str, str, object, str | None, str]] = [  # rule, where to put what, where it is reported, what is said
    ("workflow-output-validation", f"{SHIP}.outputs", {"a": "$steps.pick.outputs.pickId"}, None, ""),
    ("workflow-output-validation", f"{SHIP}.outputs", {"a": "$workflows.ship.steps.pick.x"}, None, ""),
    ("workflow-output-validation", f"{SHIP}.outputs", {"a": "$inputs.orderId"}, None, ""),
    ("workflow-output-validation", f"{SHIP}.outputs", {"a": 3}, None, ""),
    (
        "workflow-output-validation",
        f"{SHIP}.outputs",
        {"a": "$steps.no.x"},
        "a",
        '"$steps.no.x" is not a valid runtime',
    ),
    ("workflow-output-validation", f"{SHIP}.outputs", {"a": "$inputs.no"}, "a", '"$inputs.no" is not a valid runtime'),
    (
        "workflow-output-validation",
        f"{SHIP}.outputs",
        {"a": "$workflows.no.x"},
        "a",
        '"$workflows.no.x" is not a valid',
    ),
    ("workflow-output-validation", f"{SHIP}.outputs", {"a": "id"}, "a", '"id" is not a valid runtime expression.'),
    (
        "workflow-output-validation",
        f"{SHIP}.outputs",
        {"a b": "$url"},
        "a b",
        '"a b" does not match the required pattern',
    ),
    ("step-output-validation", f"{STEP}.outputs", {"a": "$components.parameters.page"}, None, ""),
    ("step-output-validation", f"{STEP}.outputs", {"a": "$components.parameters.no"}, "a", "is not a valid runtime"),
    ("step-parameters-validation", f"{STEP}.parameters", [PLACED], None, ""),
    ("step-parameters-validation", f"{STEP}.parameters", [{"reference": "$components.parameters.page"}], None, ""),
    ("step-parameters-validation", f"{STEP}.parameters", [PLACED | {"value": "$inputs.orderId"}], None, ""),
    (
        "step-parameters-validation",
        f"{STEP}.parameters",
        [PLAIN],
        "",
        'Step with "operationId" or "operationPath" must',
    ),
    (
        "step-parameters-validation",
        f"{STEP}.parameters",
        [PLACED, PLACED],
        "1",
        'Duplicate parameter: "a" must be unique',
    ),
    ("step-parameters-validation", f"{STEP}.parameters", [PLACED, PLAIN], "", 'Parameters must not mix "in" field'),
    ("step-parameters-validation", f"{STEP}.parameters", [{"reference": "foo"}], "0", "Invalid runtime expression for"),
    ("step-parameters-validation", f"{STEP}.parameters", [{"reference": "$url"}], "0", "Unresolved reusable parameter"),
    (
        "step-parameters-validation",
        f"{STEP}.parameters",
        [PLACED | {"value": "$url"}],
        "0",
        "Invalid runtime expression:",
    ),
    ("step-parameters-validation", "workflows.1.steps.0.parameters", [PLAIN], None, ""),
    ("step-parameters-validation", "workflows.1.steps.0.parameters", [PLACED], "", 'Step with "workflowId" must not'),
    ("step-success-actions-validation", f"{STEP}.onSuccess", [GOTO | {"stepId": "pack"}], None, ""),
    ("step-success-actions-validation", f"{STEP}.onSuccess", [GOTO | {"workflowId": "bill"}], None, ""),
    (
        "step-success-actions-validation",
        f"{STEP}.onSuccess",
        [GOTO | {"stepId": "no"}],
        "0",
        '"stepId" "no" does not exist',
    ),
    (
        "step-success-actions-validation",
        f"{STEP}.onSuccess",
        [GOTO | {"workflowId": "$url"}],
        "0",
        "is not a valid reference",
    ),
    (
        "step-success-actions-validation",
        f"{STEP}.onSuccess",
        [{"reference": "$url"}],
        "0",
        "Non-existing reusable action",
    ),
    ("step-success-actions-validation", f"{STEP}.onSuccess", [GOTO, GOTO], "1", 'Duplicate success action name: "a".'),
    (
        "step-success-actions-validation",
        f"{SHIP}.successActions",
        [{"reference": "$components.successActions.done"}],
        None,
        "",
    ),
    (
        "step-failure-actions-validation",
        f"{STEP}.onFailure",
        [{"reference": "$components.failureActions.stop"}],
        None,
        "",
    ),
    (
        "step-failure-actions-validation",
        f"{STEP}.onFailure",
        [{"reference": "$url"}],
        "0",
        "Invalid runtime expression for",
    ),
    (
        "step-failure-actions-validation",
        f"{STEP}.onFailure",
        [GOTO | {"workflowId": "no"}],
        "0",
        '"workflowId" "no" does not',
    ),
    (
        *(
            "step-failure-actions-validation",
            f"{STEP}.onFailure",
            [GOTO | {"workflowId": "bill", "stepId": "pack"}],
            "0",
        ),
        '"workflowId" and "stepId" are mutually exclusive and cannot be specified together.',
    ),
    (
        *("step-failure-actions-validation", f"{STEP}.onFailure", [GOTO | {"criteria": [{"condition": ""}]}]),
        *("0.criteria.0.condition", 'Missing or invalid "condition" in Criterion Object.'),
    ),
    ("step-success-criteria-validation", f"{STEP}.successCriteria", [{"condition": "$statusCode == 200"}], None, ""),
    (
        "step-success-criteria-validation",
        f"{STEP}.successCriteria",
        [{"condition": "x", "type": "simple"}],
        "0",
        'A "context"',
    ),
    (
        *("step-success-criteria-validation", f"{STEP}.successCriteria"),
        *([URL | {"condition": "x", "type": {"type": "xpath"}}], "0.type", '"type" and "version" must be specified'),
    ),
    (
        *(
            "step-success-criteria-validation",
            f"{STEP}.successCriteria",
            [{"condition": "x", "context": "$steps.no.x"}],
        ),
        *("0.context", '"context" contains an invalid runtime expression.'),
    ),
    (
        "step-request-body-validation",
        f"{STEP}.requestBody",
        {"contentType": "image/svg+xml", "payload": "$url"},
        None,
        "",
    ),
    ("step-request-body-validation", f"{STEP}.requestBody", {"contentType": "json"}, "contentType", BODY),
    ("step-request-body-validation", f"{STEP}.requestBody", {"payload": "$foo"}, "payload", BODY),
    ("step-request-body-validation", f"{STEP}.requestBody", {"replacements": [{"value": "x"}]}, "replacements.0", BODY),
    (
        *("step-request-body-validation", f"{STEP}.requestBody", {"replacements": [{"target": "/a", "value": "$no"}]}),
        *("replacements.0.value", BODY),
    ),
    ("workflow-depends-on-validation", f"{SHIP}.dependsOn", ["bill", "$sourceDescriptions.other.x"], None, ""),
    ("workflow-depends-on-validation", f"{SHIP}.dependsOn", ["no"], "0", DEPENDS),
    ("workflow-depends-on-validation", f"{SHIP}.dependsOn", ["bill", "bill"], "1", DEPENDS),
    ("workflow-depends-on-validation", f"{SHIP}.dependsOn", ["$sourceDescriptions.wms.x"], "0", DEPENDS),
    ("workflow-depends-on-validation", f"{SHIP}.dependsOn", ["$sourceDescriptions.other"], "0", DEPENDS),
    ("step-validation", f"{STEP}.operationId", "$sourceDescriptions.no.x", "", CALL),
    ("step-validation", f"{STEP}.operationPath", "{$sourceDescriptions.wms.url}#/paths/~1a/get", None, ""),
    ("step-validation", f"{STEP}.operationPath", "{$sourceDescriptions.no.url}#/paths/~1a/get", "", CALL),
    ("step-validation", f"{STEP}.operationPath", "#/paths", "", CALL),
    ("step-validation", f"{STEP}.workflowId", "$foo", "", CALL),
    ("step-validation", "sourceDescriptions", [], "", CALL),
    (
        "workflowId-unique",
        f"{SHIP}.workflowId",
        "bill",
        "workflows.1.workflowId",
        '"workflowId" must be unique across all',
    ),
    (
        "workflow-stepId-unique",
        f"{STEP}.stepId",
        "pack",
        f"{SHIP}.steps.1.stepId",
        '"stepId" must be unique within the',
    ),
    ("workflow-stepId-unique", f"{STEP}.stepId", None, STEP, 'Step at index 0 is missing a "stepId".'),
    ("document-schema", "info.x-team", "wms", None, ""),
    ("document-schema", "info.title", 3, "", "string"),
    ("document-schema", "sourceDescriptions.0.type", "wsdl", "", "openapi"),
]


def lint(folder: Path, document: object, ruleset: object = None) -> list[tuple[str, str, str]]:
    """Return the rules that fire, with place and message."""
    (folder / "doc.yaml").write_text(json.dumps(document), "utf-8")
    (folder / "rules.json").write_text(json.dumps(ruleset or {"extends": [["spectral:arazzo", "all"]]}), "utf-8")
    found = lint_file(folder / "doc.yaml", read_rules(folder / "rules.json")[0])
    return [(each.code, ".".join(each.path), each.message) for each in found]


def put(where: str, what: object) -> dict[str, Any]:
    """Return the document with something else at a place."""
    document = copy.deepcopy(DOCUMENT)
    *above, last = where.split(".")
    at: Any = document
    for key in above:
        at = at[int(key) if isinstance(at, list) else key]
    at[last] = what
    return document


def test_a_document_that_keeps_all_rules_has_no_findings(tmp_path: Path) -> None:
    assert lint(tmp_path, DOCUMENT) == []


@pytest.mark.parametrize(("rule", "where", "what", "at", "text"), CASES)
def test_a_rule_fires_where_it_should(
    tmp_path: Path, rule: str, where: str, what: object, at: str | None, text: str
) -> None:
    found = [(place, message) for code, place, message in lint(tmp_path, put(where, what)) if code == f"arazzo-{rule}"]
    if at is None:
        assert found == []
        return
    places = {at, f"{where}.{at}".rstrip(".")}
    assert [message for place, message in found if place in places and text in message]


@pytest.mark.parametrize("inputs", [{"$ref": "#/components/inputs/order"}, {"$ref": "#/components/inputs/no"}])
def test_inputs_are_also_known_behind_a_reference(tmp_path: Path, inputs: dict[str, str]) -> None:
    document = put(f"{SHIP}.inputs", inputs) | {}
    document["workflows"][0]["outputs"] = {"a": "$inputs.orderId"}
    is_found = "arazzo-workflow-output-validation" in {code for code, _, _ in lint(tmp_path, document)}
    assert is_found is inputs["$ref"].endswith("no")


@pytest.mark.parametrize(
    "where", ["workflows", "info", "components", "sourceDescriptions", f"{SHIP}.steps", STEP, "workflows.1"]
)
@pytest.mark.parametrize("what", [None, True, 3, "x", [], {}, [None], [[1]], ["x", 1]])
def test_what_is_no_part_of_the_format_is_told_by_its_schema(tmp_path: Path, where: str, what: object) -> None:
    listed, _, number = where.rpartition(".")
    document = put(listed, [what]) if number.isdigit() else put(where, what)
    codes = {code for code, _, _ in lint(tmp_path, document)}
    assert "arazzo-document-schema" in codes or (where, what) == ("components", {})


@pytest.mark.parametrize(
    ("version", "is_known"), [("1.0.0", True), ("1.0", True), ("1.0.0-rc1", False), ("1.1.0", False), (1.0, False)]
)
def test_the_rules_speak_of_arazzo_1_0(tmp_path: Path, version: object, is_known: bool) -> None:
    codes = {code for code, _, _ in lint(tmp_path, DOCUMENT | {"arazzo": version})}
    assert ("unrecognized-format" not in codes) is is_known


@pytest.mark.parametrize("name", ["arazzo1", "arazzo1_0", "arazzo1.0"])
def test_rules_can_be_bound_to_the_format(tmp_path: Path, name: str) -> None:
    rule = {"given": "$.info.title", "formats": [name], "then": {"function": "falsy"}}
    assert [code for code, _, _ in lint(tmp_path, DOCUMENT, {"rules": {"r": rule}})] == ["r"]


@pytest.mark.parametrize(
    "ruleset",
    [{"extends": "spectral:arazzo"}, {"overrides": [{"files": ["doc.yaml"], "extends": "spectral:arazzo"}]}],
)
def test_the_set_is_extended_by_a_ruleset_and_by_an_exception_alone(tmp_path: Path, ruleset: object) -> None:
    document = put(f"{SHIP}.workflowId", "bill")
    assert "arazzo-workflowId-unique" in {code for code, _, _ in lint(tmp_path, document, ruleset)}


def test_many_steps_that_name_each_other_are_judged(tmp_path: Path) -> None:
    called = {"type": "goto", "name": "next"}
    steps = [
        {"stepId": f"s{n}", "operationId": "o", "onSuccess": [called | {"stepId": f"s{(n + 1) % 800}"}]}
        for n in range(800)
    ]
    found = lint(
        tmp_path,
        put(f"{SHIP}.steps", [*steps, {"stepId": "last", "operationId": "o", "outputs": {"a": "$steps.no.x"}}]),
    )
    assert [place for code, place, _ in found if code == "arazzo-step-output-validation"] == [
        f"{SHIP}.steps.800.outputs.a"
    ]
    assert "arazzo-step-success-actions-validation" not in {code for code, _, _ in found}
