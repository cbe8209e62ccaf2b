"""`crossdock diff` of two documents: verdict, exit code, and the JSON against its published schema."""

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from tests.cli.small import Answer, Small

SCHEMA = json.loads((Path(__file__).parents[2] / "docs/schemas/diff.schema.json").read_text("utf-8"))
HEAD = "openapi: 3.1.0\ninfo: {title: Orders, version: 1.0.0}\n"
ORDER = """paths:
  /orders/{id}:
    post:
      parameters:
        - {name: id, in: path, required: true, schema: {type: string}}
        - {name: trace, in: header, required: true, schema: {type: string, minLength: 2}}
        - {name: limit, in: query, schema: {type: integer, maximum: 100}}
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [sku]
              properties: {sku: {type: string}, note: {type: string}, quantity: {type: integer}}
      responses:
        '200':
          description: done
          content:
            application/json:
              schema:
                type: object
                required: [state]
                properties: {state: {enum: [OPEN, DONE]}}
"""
EVENT = """asyncapi: 3.0.0
info: {title: Shipped, version: 1.0.0}
channels:
  shipped:
    address: wms.shipped
    messages: {Shipped: {$ref: '#/components/messages/Shipped'}}
operations:
  publish: {action: send, channel: {$ref: '#/channels/shipped'}}
components:
  messages:
    Shipped:
      headers: {type: object, required: [id], properties: {id: {type: string}}}
      payload: {type: object, required: [order], properties: {order: {type: string}}}
"""
API = HEAD + ORDER


def compare(small: Small, base: str, revision: str, *options: str) -> Answer:
    small.write({"one.yaml": base, "two.yaml": revision})
    return small.run("diff", "one.yaml", "two.yaml", *options)


def data(small: Small, base: str, revision: str, *options: str) -> dict[str, Any]:
    found: dict[str, Any] = compare(small, base, revision, "--format", "json", *options).data
    Draft202012Validator(SCHEMA).validate(found)
    return found


def test_the_schema_is_a_schema() -> None:
    Draft202012Validator.check_schema(SCHEMA)


@pytest.mark.parametrize(
    ("before", "after", "verdict", "bump", "code"),
    [
        ("sku", "sku", "same", "none", 0),
        ("description: done", "description: well done", "same", "none", 0),
        ("maximum: 100", "maximum: 200", "compatible", "minor", 0),
        ("required: [sku]", "required: [sku, quantity]", "breaking", "major", 1),
        ("{sku: {type: string}", "{sku: {type: string, pattern: '^(?=.*)'}", "unknown", "minor", 1),
    ],
)
def test_the_verdict_is_the_exit_code(
    small: Small, before: str, after: str, verdict: str, bump: str, code: int
) -> None:
    answer = compare(small, API, API.replace(before, after), "--format", "json")
    assert (answer.data["verdict"], answer.data["bump"], answer.code) == (verdict, bump, code)


@pytest.mark.parametrize(
    ("before", "after", "whole"),
    [
        (
            "required: [sku]",
            "required: [sku, quantity]",
            {
                "method": "POST",
                "path": "/orders/a",
                "headers": {"trace": "true", "Content-Type": "application/json"},
                "body": {"sku": "a"},
            },
        ),
        (
            "maximum: 100",
            "maximum: 50",
            {
                "method": "POST",
                "path": "/orders/a",
                "query": {"limit": 100},
                "headers": {"trace": "true", "Content-Type": "application/json"},
                "body": {"sku": "a"},
            },
        ),
    ],
)
def test_a_witness_is_a_whole_request(small: Small, before: str, after: str, whole: dict[str, object]) -> None:
    (finding,) = data(small, API, API.replace(before, after))["findings"]
    evidence = finding["evidence"]
    assert (evidence["kind"], evidence["accepted_by"], evidence["rejected_by"]) == ("payload", "base", "revision")
    assert evidence["whole"] == {"request": whole}
    assert finding["affects"] == ["callers still on the base"]
    assert (finding["at"]["path"], finding["was"]["path"]) == ("two.yaml", "one.yaml")


def test_a_witness_is_a_whole_response(small: Small) -> None:
    (finding,) = data(small, API, API.replace("[OPEN, DONE]", "[OPEN, DONE, LOST]"))["findings"]
    assert finding["evidence"]["whole"] == {
        "response": {
            "to": "POST /orders/{id}",
            "status": "200",
            "headers": {"Content-Type": "application/json"},
            "body": {"state": "LOST"},
        }
    }
    assert (finding["position"], finding["direction"]) == ("output", "forward")
    assert finding["affects"] == ["clients still on the base"]


def test_a_witness_is_a_whole_message(small: Small) -> None:
    (finding,) = data(small, EVENT, EVENT.replace("required: [order]", "required: []"))["findings"]
    message = {"action": "send", "channel": "wms.shipped", "name": "Shipped", "headers": {"id": "a"}, "payload": {}}
    assert finding["evidence"]["whole"] == {"message": message}
    assert finding["affects"] == ["subscribers still on the base"]


def test_places_of_what_is_gone_lie_in_both_files(small: Small) -> None:
    base = API + "  /gone:\n    get: {responses: {'200': {description: fine}}}\n"
    (finding,) = data(small, base, API)["findings"]
    assert finding["rule"] == "api-removed-without-deprecation"
    assert (finding["at"]["path"], finding["at"]["line"]) == ("two.yaml", 4)
    assert (finding["was"]["path"], finding["was"]["line"]) == ("one.yaml", 28)


@pytest.mark.parametrize(
    ("options", "code"),
    [
        ((), 0),
        (("--fail-on", "warning"), 1),
        (("--fail-on", "WARN"), 1),
        (("--fail-on", "error"), 0),
        (("--fail-on", "info"), 1),
    ],
)
def test_fail_on_makes_warnings_count(small: Small, options: tuple[str, ...], code: int) -> None:
    base = API.replace("paths:", "servers: [{url: 'https://a.example.org'}]\npaths:")
    answer = compare(small, base, API, *options)
    assert "warning[server-removed]" in answer.out
    assert answer.code == code


def test_fail_on_never_prints_and_passes(small: Small) -> None:
    answer = compare(small, API, API.replace("required: [sku]", "required: [sku, note]"), "--fail-on", "never")
    assert (answer.code, answer.out.splitlines()[0]) == (0, "breaking: 1 error; needs a major version")


def test_severity_lists_less_and_judges_the_same(small: Small) -> None:
    revision = API.replace("required: [sku]", "required: [sku, note]").replace("maximum: 100", "maximum: 200")
    assert {finding["severity"] for finding in data(small, API, revision)["findings"]} == {"error", "info"}
    kept = data(small, API, revision, "--severity", "error")
    assert ([finding["severity"] for finding in kept["findings"]], kept["verdict"]) == (["error"], "breaking")


def test_formats_can_be_asserted(small: Small) -> None:
    revision = API.replace("note: {type: string}", "note: {type: string, format: date}")
    assert data(small, API, revision)["verdict"] == "compatible"
    assert data(small, API, revision, "--formats", "assert")["verdict"] == "breaking"


def test_mode_and_model_are_what_was_asked_for(small: Small) -> None:
    wider = API.replace("[OPEN, DONE]", "[OPEN, DONE, LOST]")
    assert data(small, API, wider)["verdict"] == "breaking"
    assert data(small, API, wider, "--mode", "backward")["verdict"] == "compatible"
    closed = API.replace("required: [sku]", "additionalProperties: false\n              required: [sku]")
    assert data(small, API, closed)["verdict"] == "compatible"
    assert data(small, API, closed, "--model", "strict")["verdict"] == "breaking"


def test_one_definition_is_one_finding_however_often_it_is_used(small: Small) -> None:
    uses = "".join(
        f"""  /p{number}:
    get:
      responses: {{'200': {{description: x, content: {{application/json: {{schema: {{$ref: '#/components/schemas/T'}}}}}}}}}}
"""
        for number in range(40)
    )
    base = HEAD + "paths:\n" + uses + "components: {schemas: {T: {type: object, properties: {a: {enum: [x]}}}}}\n"
    (finding,) = data(small, base, base.replace("[x]", "[x, y]"))["findings"]
    assert len(finding["elsewhere"]) == 39
    text = compare(small, base, base.replace("[x]", "[x, y]")).out
    assert "also in GET /p1, GET /p10, GET /p11 and 36 others" in text


def test_the_same_is_said_in_one_line(small: Small) -> None:
    answer = compare(small, API, API)
    assert (answer.out, answer.code) == ("same: nothing differs\n", 0)


def test_any_report_is_a_format(small: Small) -> None:
    revision = API.replace("required: [sku]", "required: [sku, note]")
    assert json.loads(compare(small, API, revision, "--format", "sarif").out)["version"] == "2.1.0"
    answer = compare(small, API, revision, "--format", "sariff")
    assert (answer.code, "`sarif`" in answer.err) == (2, True)


def test_output_goes_to_a_file(small: Small) -> None:
    answer = compare(small, API, API, "--format", "json", "--output", "found/diff.json")
    assert answer.out == ""
    assert json.loads((small.root / "found/diff.json").read_text())["verdict"] == "same"


def test_a_witness_is_near_the_examples_of_the_document(small: Small) -> None:
    media_type = "          application/json:\n"
    base = API.replace(media_type, f"{media_type}            example: {{sku: ITM-1, quantity: 3}}\n", 1)
    (finding,) = data(small, base, base.replace("required: [sku]", "required: [sku, note]"))["findings"]
    assert finding["evidence"]["value"] == {"sku": "ITM-1", "quantity": 3}


@pytest.mark.parametrize(
    ("mode", "before", "after", "why"),
    [
        (
            "backward",
            "required: [order]",
            "required: [order, more]",
            "Readers of the revision meet what was sent before",
        ),
        ("forward", "required: [order, more]", "required: [order]", "Readers of the base version take it for granted"),
    ],
)
def test_the_reason_is_that_of_the_direction_that_fails(
    small: Small, mode: str, before: str, after: str, why: str
) -> None:
    base = EVENT.replace("properties: {order", "properties: {more: {type: string}, order")
    base, revision = (base.replace("required: [order]", required) for required in (before, after))
    (finding,) = data(small, base, revision, "--mode", mode)["findings"]
    assert finding["direction"] == mode
    assert finding["why"].startswith(why)
