"""Rulesets: what each function finds, where, and what is refused instead of passed over."""

from typing import Any

import pytest
import yaml

from crossdock.registry.documents.document import Document
from crossdock.registry.documents.read import read_document
from crossdock.registry.documents.references import Resolver
from crossdock.registry.model.finding import Finding
from crossdock.registry.rulesets.engine import run_ruleset
from crossdock.registry.rulesets.formats import formats_of
from crossdock.registry.rulesets.reading import read_ruleset

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
    assert (finding.severity.value, finding.message) == (
        "error",
        'info.description of #/info: "info.description" property must be truthy',
    )
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
        (rule("$.paths[?(typeof @.x)]", "truthy"), {}, "this path is not supported"),
        (rule("$.info", "myFunction"), {}, "there is no function `myFunction`"),
        ({"oas3-schema": "off"}, {}, "extends no rule that is known"),
        (rule("$.info", "truthy"), {"extends": "spectral:oas4"}, "`extends: spectral:oas4` is not supported"),
        (
            rule("$.info", "myFunction"),
            {"functions": ["myFunction"]},
            "1 rule does not run, for it needs functions in JavaScript: r (functions myFunction)",
        ),
        (rule("$.info", "truthy"), {"overrides": [{"rules": {}}]}, "an override names no `files`"),
        ({"r": {"given": "$", "then": {"function": "truthy"}, "severity": "fatal"}}, {}, "`fatal` is no severity"),
        (rule("$.info", "truthy"), {"extends": "../../../etc/passwd"}, "lies outside the registry"),
    ],
)
def test_what_is_not_understood_is_said(rules: dict[str, Any], top: dict[str, object], said: str) -> None:
    _, problems = run(rules, **top)
    assert any(said in problem.message for problem in problems), problems


@pytest.mark.parametrize(
    ("then", "said"),
    [
        ({"function": "truthy", "functionOptions": {"x": 1}}, "`truthy`: the function has no options"),
        ({"function": "pattern"}, "`pattern`: options are missing"),
        ({"function": "pattern", "functionOptions": {"match": "("}}, "cannot be read"),
        ({"function": "pattern", "functionOptions": {"match": "/a/x"}}, "the flag `x`"),
        ({"function": "pattern", "functionOptions": {"matches": "a"}}, "there is no option `matches`"),
        ({"function": "length", "functionOptions": {"min": "2"}}, "`min` must be a number"),
        ({"function": "enumeration", "functionOptions": {"values": [{}]}}, "`values` must be a list"),
        ({"function": "xor", "functionOptions": {"properties": ["a"]}}, "at least two names"),
        ({"function": "casing", "functionOptions": {"type": "camels"}}, "`type` must be one of"),
        ({"function": "casing", "functionOptions": {"type": "flat", "separator": {"char": "--"}}}, "one character"),
        (
            {"function": "schema", "functionOptions": {"schema": {"$ref": "./x.yaml"}}},
            "its schema references `./x.yaml`",
        ),
        ({"function": "truthy", "fields": "a"}, "`then` has no `fields`"),
        ({"function": "truthi"}, "there is no function `truthi`"),
    ],
)
def test_options_are_judged_when_the_ruleset_is_read(then: dict[str, Any], said: str) -> None:
    findings, problems = run({"r": {"given": "$.info", "then": then}})
    assert findings == []
    assert any(said in problem.message for problem in problems), problems
    assert all(problem.at.pointer.startswith("/rules/r/then") for problem in problems)


@pytest.mark.parametrize(
    ("given", "pointers"),
    [
        ("$.paths[*][?(@property === 'get')]", ["/paths/~1Orders/get"]),
        ("$.paths[*][?(@ && !@.tags)]", ["/paths/~1Orders/post"]),
        ("$.paths[*].get.responses[?(@property >= 200 && @property < 300)]", ["/components/responses/Ok"]),
        ("$..operationId^", ["/paths/~1Orders/get", "/paths/~1Orders/post"]),
        (
            "$..[?(@property.match(/^operation/i))]",
            ["/paths/~1Orders/get/operationId", "/paths/~1Orders/post/operationId"],
        ),
        ("$.paths[?(@.get.operationId == 'list_orders')]~", ["/paths/~1Orders"]),
        ("$.paths.'/Orders'.[get]", ["/paths/~1Orders/get"]),
    ],
)
def test_paths_find_what_they_mean(given: str, pointers: list[str]) -> None:
    findings, problems = run(rule(given, "undefined"))
    assert problems == []
    assert [finding.at.pointer for finding in findings] == pointers


def test_a_filter_that_meets_nothing_is_said_once_and_finds_the_rest() -> None:
    findings, _ = run(rule("$.paths[*][?(@.requestBody.content)]", "truthy", "x"))
    assert [(finding.rule, finding.at.pointer) for finding in findings] == [
        ("ruleset-filter-failed", "/paths/~1Orders/get")
    ]


def test_what_stands_beside_a_reference_is_found_beside_it() -> None:
    text = "swagger: '2.0'\na: {$ref: '#/b', description: x}\nb: {description: y, type: z}\n"
    findings, _ = run(rule("$.a[description,type]", "falsy"), text)
    assert [finding.at.pointer for finding in findings] == ["/a/description", "/b/type"]


def test_a_schema_that_is_none_is_told_and_has_the_same_against_every_value() -> None:
    findings, problems = run(rule("$.info", "schema", schema={"type": "strin"}))
    said = (
        "schema is invalid: data/type must be equal to one of the allowed values, data/type must be array,"
        " data/type must match a schema in anyOf"
    )
    assert [finding.message for finding in findings] == [said]
    assert [(problem.rule, problem.message) for problem in problems] == [("ruleset-schema-wrong", said)]


def test_a_value_is_held_against_a_schema_with_its_references_resolved() -> None:
    schema = {"type": "object", "additionalProperties": {"type": "object", "required": ["content"]}}
    (finding,), _ = run(rule("$.paths[*].get", "schema", "responses", schema=schema))
    assert (finding.at.pointer, finding.message) == (
        "/components/responses/Ok",
        'Item at index 200 must have required property "content"',
    )


def extend(*texts: str) -> tuple[dict[str, bool], list[str]]:
    """Return which rules run, and the problems; the first text is the ruleset, the others are `1.yaml` and so on."""
    files = {f"{index or 'rules'}.yaml": text.encode() for index, text in enumerate(texts)}
    documents = {name: read_document(name, content) for name, content in files.items()}
    ruleset, problems = read_ruleset("rules.yaml", documents.get)
    return {name: rule.severity is not None for name, rule in ruleset.rules.items()}, [
        each.message for each in problems
    ]


TWO = """rules:
  a: {given: $, then: {function: truthy}}
  b: {given: $, recommended: false, then: {function: truthy}}
"""


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("extends: ./1.yaml", {"a": True, "b": False}),
        ("extends: [./1.yaml, all]", {"a": True, "b": True}),
        ("extends: [[./1.yaml, off]]", {"a": False, "b": False}),
        ("extends: [[./1.yaml, off]]\nrules: {b: error}", {"a": False, "b": True}),
        ("extends: [./1.yaml]\nrules: {a: off, b: true}", {"a": False, "b": True}),
        ("extends: [[./1.yaml, off]]\nrules: {a: {message: x}}", {"a": True, "b": False}),
        ("extends: [[./1.yaml, all]]\nrules: {b: -1}", {"a": True, "b": False}),
    ],
)
def test_rules_that_are_extended_run_as_wanted(text: str, runs: dict[str, bool]) -> None:
    assert extend(text, TWO) == (runs, [])


def test_rulesets_in_a_circle_are_said() -> None:
    runs, problems = extend("extends: ./1.yaml\n" + TWO, "extends: ./rules.yaml\nrules: {}")
    assert runs == {"a": True, "b": False}
    assert problems == ["`rules.yaml` extends itself, or rulesets without end"]


def test_an_alias_means_what_its_format_says() -> None:
    targets = [
        {"formats": ["oas2"], "given": ["$.host"]},
        {"formats": ["oas3"], "given": ["$.info"]},
        {"formats": ["oas3_1"], "given": ["$.paths"]},
    ]
    aliases = {"Where": {"targets": targets}}
    findings, problems = run(rule("#Where", "falsy"), aliases=aliases, formats=["oas3", "oas3_1"])
    assert (problems, [finding.at.pointer for finding in findings]) == ([], ["/paths"])
    findings, _ = run(rule("#Where", "falsy"), aliases=aliases, formats=["oas3"])
    assert [finding.at.pointer for finding in findings] == ["/info"]
    findings, _ = run(rule("#Where", "falsy"), aliases=aliases)
    assert findings == []


@pytest.mark.parametrize(("name", "said"), [("Inf", "there is no alias `Inf`"), ("Self", "leads back to itself")])
def test_an_alias_that_leads_nowhere_is_said(name: str, said: str) -> None:
    _, problems = run(rule(f"#{name}", "truthy"), aliases={"Info": ["$.info"], "Self": ["#Self.a"]})
    assert said in problems[0].message


def test_work_without_end_is_cut_and_said() -> None:
    names = [f"L{level}" for level in range(20)]
    schemas = {
        name: {side: {"$ref": f"#/{names[level + 1]}"} for side in "ab"} if level < 19 else {"x": 1}
        for level, name in enumerate(names)
    }
    text = yaml.safe_dump({"openapi": "3.1.0", **schemas})
    findings, _ = run(rule("$.L0", "schema", schema={"uniqueItems": True}), text)
    assert [finding.rule for finding in findings] == ["ruleset-too-costly"]
    assert run(rule("$.L0", "schema", schema={"type": "object"}), text)[0] == []
    assert run(rule("$.L0..x", "falsy"), text)[0][0].at.pointer == "/L19/x"


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
        (
            {"$schema": "http://json-schema.org/draft-07/schema#"},
            {"json-schema", "json-schema-loose", "json-schema-draft7"},
        ),
        ({"type": "object"}, {"json-schema-loose"}),
        ({"type": "warehouse"}, set()),
        ([], set()),
    ],
)
def test_formats(data: object, names: set[str]) -> None:
    assert formats_of(data) == names


@pytest.mark.parametrize(
    ("override", "found"),
    [
        ({"files": ["*.yaml"], "rules": {"r": "off"}}, []),
        ({"files": ["*.json"], "rules": {"r": "off"}}, ["error"]),
        ({"files": ["**/doc.*"], "rules": {"r": "info"}}, ["info"]),
        ({"files": ["doc.yaml#/info"], "rules": {"r": "warn"}}, ["warning"]),
        ({"files": ["doc.yaml#/inf"], "rules": {"r": "warn"}}, ["error"]),
        ({"files": ["../x/doc.yaml"], "rules": {"r": "off"}}, ["error"]),
        (
            {"files": ["doc.yaml"], "rules": {"r2": {"given": "$", "then": {"field": "none", "function": "truthy"}}}},
            None,
        ),
    ],
)
def test_files_and_places_may_have_other_levels(override: dict[str, Any], found: list[str] | None) -> None:
    rules = {"r": {"given": "$.info", "severity": "error", "then": {"field": "none", "function": "truthy"}}}
    findings, problems = run(rules, overrides=[override])
    assert problems == []
    levels = [finding.severity.value for finding in findings]
    assert levels == found if found is not None else sorted(levels) == ["error", "warning"]


@pytest.mark.parametrize(
    ("asked", "top", "message", "fix"),
    [
        ({"given": "$", "then": {"functon": "truthy"}}, {}, "`then` names no `function`", "write `function` for `functon`"),
        ({"given": "$", "then": {}}, {}, "rule `r` has no `then`", "write `then`; a rule says where it looks and what it asks for"),
        ({"given": "$", "then": {"field": "x"}}, {}, "`then` names no `function`", "`then` has `field`, `function` and `functionOptions`"),
        ({"given": "$", "then": {"function": "truty"}}, {}, "there is no function `truty`", "did you mean `truthy`?"),
        ({"given": "$", "severty": "warn", "then": {"function": "truthy"}}, {},
         "`severty` of rule `r` is not supported", "did you mean `severity`?"),
        ({"given": "$", "severity": "wran", "then": {"function": "truthy"}}, {}, "`wran` is no severity", "did you mean `warn`?"),
        ({"given": "$", "formats": ["oas33"], "then": {"function": "truthy"}}, {}, "there is no format `oas33`", "did you mean `oas3`?"),
        ({"given": "$", "then": {"function": "casing", "functionOptions": {"typ": "camel"}}}, {},
         "`casing`: there is no option `typ`, only `type`, `disallowDigits`, `separator`", "did you mean `type`?"),
        ({"given": "$", "then": {"function": "truthy"}}, {"extend": "spectral:oas"},
         "`extend` is not supported", "did you mean `extends`?"),
    ],
)  # fmt: skip
def test_a_misspelt_key_is_refused_with_the_nearest(
    asked: dict[str, Any], top: dict[str, object], message: str, fix: str
) -> None:
    _, problems = run({"r": asked}, **top)
    assert (message, fix, "error") in [(each.message, each.fix, each.severity.value) for each in problems]


def test_a_misspelt_name_of_an_extended_rule_is_told() -> None:
    _, problems = run({"info-contct": "off"}, extends="spectral:oas")
    assert [problem.fix for problem in problems] == ["did you mean `info-contact`?"]


def test_a_key_that_tools_for_the_format_pass_over_is_a_warning_and_the_rule_runs() -> None:
    found, problems = run(
        {"r": {"given": "$.info", "then": {"function": "truthy", "field": "contact", "functionOption": {}}}}
    )
    assert [(each.severity.value, each.fix) for each in problems] == [("warning", "did you mean `functionOptions`?")]
    assert [each.rule for each in found] == ["r"]
