"""`explain` tells every rule: ours, those of the registry's rulesets, those of the built-in sets, anywhere."""

from pathlib import Path

import pytest

from crossdock.registry.explaining.ruleset_rules import load_ruleset_rules
from crossdock.registry.rulebook import load_rules
from tests.cli.small import Small

RULESET = """extends: [spectral:oas, ./shared.yaml]
rules:
  operation-tags: error
  operation-description: off
  titled:
    description: A document has a title that people know.
    message: "{{property}} is missing"
    given: [$.info, $.x-info]
    then: {field: title, function: pattern, functionOptions: {match: "^[A-Z]"}}
    extensions: {bad: "info: {title: x}", good: "info: {title: X}"}
"""
SHARED = "rules:\n  described: {given: $.info, then: {field: description, function: truthy}}\n"


@pytest.fixture
def ruled(small: Small) -> Small:
    small.replace("crossdock.yaml", "registry: small", "registry: small\nrulesets: [policies/rules.yaml]")
    small.write({"policies/rules.yaml": RULESET, "policies/shared.yaml": SHARED})
    return small


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("response-property-removed", ["why: ", "fix: ", "for example (", "    -", "source: "]),
        ("owner-missing", ["bad:", "good:"]),
        ("manifest-unknown-field", ["--fix: mended by writing the known name that is close"]),
        ("titled", ["titled (warn; a rule of the ruleset policies/rules.yaml)", "defined: policies/rules.yaml:5",
                    "given: $.info", "given: $.x-info", 'then: `title`: pattern {"match": "^[A-Z]"}',
                    "message: {{property}} is missing", "  A document has a title",
                    "fix: write `info.title` so that it matches `^[A-Z]`", "info: {title: x}"]),
        ("described", ["defined: policies/shared.yaml:2", "extended by policies/rules.yaml:1"]),
        ("operation-tags", ["operation-tags (error;", "defined: spectral:oas:", "extended by policies/rules.yaml:1",
                            "set to `error` by policies/rules.yaml:3", "formats: oas2, oas3"]),
        ("operation-description", ["operation-description (off;", "turned off by policies/rules.yaml:4"]),
        ("openapi-tags-alphabetical", ["(off;", "extended by policies/rules.yaml:1, which does not turn it on",
                                       "--fix: mended by putting the list in order"]),
        ("asyncapi-tags", ["asyncapi-tags (warn;", "not asked for by the rulesets of this registry"]),
        ("http-operation-id", ["shipped as `policies/logistics.yaml`"]),
    ],
)  # fmt: skip
def test_a_rule_is_told(ruled: Small, rule: str, said: list[str]) -> None:
    answer = ruled.run("explain", rule)
    assert answer.code == 0, answer.err
    assert [text for text in said if text not in answer.out] == [], answer.out


def test_json_says_where_a_rule_is_written(ruled: Small) -> None:
    data = ruled.run("explain", "titled", "--format", "json").data
    assert (data["id"], data["severity"], data["bad"]) == ("titled", "warning", "info: {title: x}")
    assert data["ruleset"]["at"] == "policies/rules.yaml:5"
    assert ruled.run("explain", "owner-missing", "--format", "json").data.get("ruleset") is None


def test_the_list_has_all(ruled: Small) -> None:
    listed = {rule["id"] for rule in ruled.run("explain", "--format", "json").data}
    assert listed >= {rule.id for rule in load_rules()} | set(load_ruleset_rules(None)) | {"titled", "described"}
    assert "titled " in ruled.run("explain").out


def test_the_closest_name_is_offered(ruled: Small) -> None:
    answer = ruled.run("explain", "operation-tag")
    assert (answer.code, "did you mean `operation-tags`?" in answer.err) == (2, True), answer.err


def test_rules_are_told_without_a_registry(tmp_path: Path) -> None:
    assert Small(tmp_path).run("explain", "operation-operationId").code == 0
    assert Small(tmp_path).run("explain", "operation-operationId", "--registry", str(tmp_path)).code == 2


def test_reports_explain_the_rules_of_rulesets(ruled: Small) -> None:
    path = "contracts/wms/shipped/v1/asyncapi.yaml"
    ruled.replace(path, "info: {title: Shipped", "info: {title: shipped")
    run = ruled.run("check", "--report", "sarif").data["runs"][0]
    rules = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    assert rules["titled"]["shortDescription"]["text"] == "A document has a title that people know."


OFF = """extends:
  - [spectral:oas, off]
  - ./shared.yaml
rules:
  info-contact: true
  described: false
overrides:
  - files: ["old/**"]
    rules: {info-contact: off}
  - files: ["new/**"]
    rules: {info-contact: error}
"""


@pytest.mark.parametrize(
    ("rule", "said"),
    [
        ("operation-tags", ["(off;", "turned off by policies/rules.yaml:2, which extends the ruleset with `off`"]),
        ("described", ["(off;", "extended by policies/rules.yaml:3", "turned off by policies/rules.yaml:6"]),
        ("info-contact", ["(warn;", "turned off by policies/rules.yaml:2, which", "set to `on` by policies/rules.yaml:5",
                          "turned off for `old/**` by policies/rules.yaml:9", "set to `error` for `new/**` by policies/rules.yaml:11"]),
    ],
)  # fmt: skip
def test_who_turns_a_rule_off_is_told(ruled: Small, rule: str, said: list[str]) -> None:
    ruled.write({"policies/rules.yaml": OFF})
    answer = ruled.run("explain", rule)
    assert [text for text in said if text not in answer.out] == [], answer.out
