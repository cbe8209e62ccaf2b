"""Every rule has an example; those of rulesets are run: the rule fires on the bad one and is silent on the good one."""

import pytest
import yaml

from crossdock.registry.documents.document import Document
from crossdock.registry.documents.read import read_document
from crossdock.registry.documents.references import Resolver
from crossdock.registry.explaining.example import example_of, load_examples
from crossdock.registry.explaining.ruleset_rules import RulesetFacts, load_ruleset_rules
from crossdock.registry.rulebook import load_rules
from crossdock.registry.rulesets.engine import run_ruleset
from crossdock.registry.rulesets.reading import read_ruleset

INFO = {"title": "Orders", "version": "1.0.0"}
FRAMES = {
    "oas2": {"swagger": "2.0", "info": INFO, "paths": {}},
    "oas3": {"openapi": "3.0.3", "info": INFO, "paths": {}},
    "aas2": {"asyncapi": "2.6.0", "info": INFO, "channels": {}},
    "aas3": {"asyncapi": "3.0.0", "info": INFO},
    "araz": {
        "arazzo": "1.0.1",
        "info": INFO,
        "sourceDescriptions": [{"name": "wms", "url": "wms.yaml", "type": "openapi"}],
        "workflows": [{"workflowId": "none", "steps": [{"stepId": "none", "operationId": "none"}]}],
    },
    "json": {"$schema": "https://json-schema.org/draft/2020-12/schema", "type": "object"},
}
OF_RULESETS = load_ruleset_rules(None)


@pytest.mark.parametrize("rule", load_rules(), ids=lambda rule: rule.id)
def test_every_rule_has_an_example(rule: object) -> None:
    example = example_of(rule)  # type: ignore[arg-type]  # a rule, which the parameter cannot say
    assert (example.bad and example.good and example.bad != example.good) or (example.difference and example.situation)


def test_every_example_has_its_rule() -> None:
    known = {rule.id for rule in load_rules()} | set(OF_RULESETS)
    assert sorted(set(load_examples()) - known) == []


@pytest.mark.parametrize("name", OF_RULESETS)
def test_a_rule_of_a_ruleset_fires_on_the_bad_example_alone(name: str) -> None:
    facts = OF_RULESETS[name]
    example = example_of(facts.rule.explain())
    assert example.bad and example.good, "write one beside the others in registry/explaining/examples"
    assert name in run(facts, example.bad)
    assert name not in run(facts, example.good)


def run(facts: RulesetFacts, text: str) -> set[str]:
    """Return the rules of the set that fire on the part of a document, put into the smallest whole one."""
    part = yaml.safe_load(text)
    document = FRAMES[_frame(facts)] | part
    owner = facts.rule.owner.path
    extends = owner if owner.startswith("spectral:") else f"./{owner}"
    files = {"rules.yaml": yaml.safe_dump({"extends": [[extends, "all"]]}), "doc.yaml": yaml.safe_dump(document)}
    documents: dict[str, Document] = {path: read_document(path, content.encode()) for path, content in files.items()}
    documents |= _shipped()
    ruleset, _ = read_ruleset("rules.yaml", documents.get)
    found = run_ruleset(ruleset, documents["doc.yaml"], Resolver(documents.get, lambda _: None))
    return {finding.rule for finding in found}


def _shipped() -> dict[str, Document]:
    from crossdock.registry.explaining.ruleset_rules import shipped_rulesets

    return shipped_rulesets()


def _frame(facts: RulesetFacts) -> str:
    formats = {name.replace("_", "")[:4] for name in facts.rule.formats}
    return (
        next((name for name in ("oas3", "oas2", "aas3", "aas2", "araz", "json") if name in formats), "oas3")
        if not ("aas2" in formats and "aas3" in formats and "oas3" not in formats)
        else "aas2"
    )
