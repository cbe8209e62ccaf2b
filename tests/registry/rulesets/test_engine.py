"""Rulesets: what each function finds, where, and what is refused instead of passed over."""

from typing import Any

import pytest
import yaml

from crossdock.registry.documents.document import Document
from crossdock.registry.documents.read import read_document
from crossdock.registry.documents.references import Resolver
from crossdock.registry.model.finding import Finding
from crossdock.registry.rulesets.engine import formats_of, run_ruleset
from crossdock.registry.rulesets.ruleset import read_ruleset

DOCUMENT = """openapi: 3.1.0
info: {title: Orders}
paths:
  /Orders:
    get: {operationId: list_orders, tags: [], responses: {'200': {$ref: '#/components/responses/Ok'}}}
    post: {operationId: createOrder, responses: {}}
components:
  responses:
    Ok: {description: ''}
"""


def run(rules: dict[str, Any], text: str = DOCUMENT, **top: object) -> tuple[list[Finding], list[Finding]]:
    """Return what the rules find in the document, and what is wrong with the ruleset."""
    files = {"rules.yaml": yaml.safe_dump({"rules": rules, **top}), "doc.yaml": text}
    documents: dict[str, Document] = {name: read_document(name, content.encode()) for name, content in files.items()}
    ruleset, problems = read_ruleset("rules.yaml", documents.get)
    resolver = Resolver(documents.get, lambda _: None)
    return list(run_ruleset(ruleset, documents["doc.yaml"], resolver)), problems


def rule(given: str, function: str, field: str | None = None, **options: object) -> dict[str, Any]:
    then = {
        "function": function,
        **({"field": field} if field else {}),
        **({"functionOptions": options} if options else {}),
    }
    return {"r": {"given": given, "then": then}}


@pytest.mark.parametrize(
    ("rules", "pointers"),
    [
        (rule("$.info", "truthy", "description"), ["/info"]),
        (rule("$.info", "truthy", "title"), []),
        (rule("$.paths[*][get,post]", "truthy", "summary"), ["/paths/~1Orders/get", "/paths/~1Orders/post"]),
        (rule("$.paths[*]~", "pattern", match="^(/[a-z]+)+$"), ["/paths/~1Orders"]),
        (rule("$.paths[*][*].operationId", "casing", type="camel"), ["/paths/~1Orders/get/operationId"]),
        (rule("$.paths[*].get", "length", "tags", min=1), ["/paths/~1Orders/get/tags"]),
        (rule("$..responses[*]", "truthy", "description"), ["/components/responses/Ok/description"]),
        (rule("$.openapi", "enumeration", values=["3.0.3"]), ["/openapi"]),
        (rule("$.info", "undefined", "title"), ["/info/title"]),
        (rule("$.info", "defined", "contact"), ["/info"]),
        (rule("$.info", "falsy", "title"), ["/info/title"]),
        (rule("$.info", "schema", schema={"required": ["version"]}), ["/info"]),
        (rule("$.info", "xor", properties=["title", "summary"]), []),
        (rule("$.info", "or", properties=["contact", "license"]), ["/info"]),
        (rule("$.paths", "pattern", "@key", match="^/[a-z]"), ["/paths/~1Orders"]),
    ],
)
def test_functions_find_what_is_wrong_where_it_is_written(rules: dict[str, Any], pointers: list[str]) -> None:
    findings, problems = run(rules)
    assert problems == []
    assert [finding.at.pointer for finding in findings] == pointers


def test_a_reference_is_followed_unless_the_rule_reads_the_text() -> None:
    given = rule("$.paths[*].get.responses[*]", "truthy", "description")
    assert [finding.at.pointer for finding in run(given)[0]] == ["/components/responses/Ok/description"]
    given["r"]["resolved"] = False
    assert [finding.at.pointer for finding in run(given)[0]] == ["/paths/~1Orders/get/responses/200"]


def test_severities_messages_and_formats() -> None:
    rules = rule("$.info", "truthy", "description")
    rules["r"] |= {"severity": "error", "message": "{{property}} of {{path}}: {{error}}", "formats": ["oas3.1"]}
    (finding,), _ = run(rules)
    assert (finding.severity.value, finding.message) == ("error", "description of #/info: must be truthy")
    rules["r"]["formats"] = ["aas3"]
    assert run(rules) == ([], [])
    rules["r"]["severity"] = "off"
    assert run(rules)[0] == []


def test_aliases_are_expanded() -> None:
    findings, problems = run(rule("#Info", "truthy", "description"), aliases={"Info": ["$.info"]})
    assert (len(findings), problems) == (1, [])


@pytest.mark.parametrize(
    ("rules", "top", "said"),
    [
        (rule("$.paths[?(@.x)]", "truthy"), {}, "this path is not supported"),
        (rule("$.info", "myFunction"), {}, "there is no function `myFunction`"),
        ({"oas3-schema": "off"}, {}, "extends no rule that is known"),
        (rule("$.info", "truthy"), {"extends": "spectral:oas"}, "`extends: spectral:oas` is not supported"),
        (rule("$.info", "truthy"), {"functions": ["x"]}, "`functions` is not supported"),
        ({"r": {"given": "$", "then": {"function": "truthy"}, "severity": "fatal"}}, {}, "`fatal` is no severity"),
        (rule("$.info", "truthy"), {"extends": "../../../etc/passwd"}, "lies outside the registry"),
    ],
)
def test_what_is_not_understood_is_said(rules: dict[str, Any], top: dict[str, object], said: str) -> None:
    _, problems = run(rules, **top)
    assert any(said in problem.message for problem in problems), problems


def test_a_hostile_pattern_ends_soon() -> None:
    text = "openapi: 3.1.0\ninfo: {title: " + "a" * 5000 + "!}\n"
    findings, _ = run(rule("$.info.title", "pattern", match="^(a+)+$"), text)
    assert len(findings) == 1


def test_a_circle_of_references_ends() -> None:
    text = "openapi: 3.1.0\ncomponents: {schemas: {A: {properties: {a: {$ref: '#/components/schemas/A'}}}}}\n"
    assert run(rule("$..properties[*]", "truthy", "description"), text)[0]


@pytest.mark.parametrize(
    ("data", "names"),
    [
        ({"swagger": "2.0"}, {"oas2"}),
        ({"openapi": "3.0.3"}, {"oas3", "oas3_0"}),
        ({"asyncapi": "2.6.0"}, {"aas2", "aas2_6", "asyncapi2"}),
        ({"asyncapi": "3.0.0"}, {"aas3", "aas3_0"}),
        ({"$schema": "x"}, {"json-schema"}),
        ([], set()),
    ],
)
def test_formats(data: object, names: set[str]) -> None:
    assert formats_of(data) == names
