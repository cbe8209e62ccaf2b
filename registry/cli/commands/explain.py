"""`crossdock explain RULE`: why a rule exists, an example, the fix, the source."""

import json
from collections.abc import Iterator
from dataclasses import asdict
from pathlib import Path

import click

from crossdock.registry.check import RevisionView
from crossdock.registry.cli.completion import complete_rule
from crossdock.registry.cli.options import format_option, registry_option
from crossdock.registry.errors import RegistryNotFound, UnknownName
from crossdock.registry.explaining.example import example_of
from crossdock.registry.explaining.ruleset_rules import RulesetFacts, load_ruleset_rules
from crossdock.registry.mending.finding import mends_of
from crossdock.registry.model.rule import Rule
from crossdock.registry.open import open_registry
from crossdock.registry.rulebook import load_rules


@click.command(
    "explain",
    help="""Explain a rule: what it says, why, how to mend what it finds, an example, and its source.

    Knows the rules of this program and of installed packages, those of the registry's rulesets, and those of the built-in sets.
    Without RULE, list all of them.

    \b
    Examples:
      crossdock explain response-property-removed
      crossdock explain operation-operationId
    """,
)
@click.argument("rule", required=False, shell_complete=complete_rule)
@format_option
@registry_option
def explain(rule: str | None, output_format: str, registry_path: Path | None) -> None:
    """Print one rule, or the list of all."""
    own = {each.id: each for each in load_rules()}
    if rule in own:
        _print(own[rule], None, output_format)
        return
    of_rulesets = _load_ruleset_rules(registry_path)
    if rule is None:
        _print_all({name: facts.rule.explain() for name, facts in of_rulesets.items()} | own, output_format)
        return
    if rule not in of_rulesets:
        raise UnknownName("rule", rule, {**own, **of_rulesets}, "`crossdock explain` lists all rules")
    facts = of_rulesets[rule]
    _print(facts.rule.explain(), facts, output_format)


def _load_ruleset_rules(registry_path: Path | None) -> dict[str, RulesetFacts]:
    try:
        with open_registry(registry_path) as registry:
            view: RevisionView = registry.worktree()
            return load_ruleset_rules(view)
    except RegistryNotFound:
        if registry_path is not None:
            raise
        return load_ruleset_rules(None)  # rules are explained anywhere


def _print_all(rules: dict[str, Rule], output_format: str) -> None:
    listed = [rules[name] for name in sorted(rules)]
    if output_format == "json":
        click.echo(json.dumps([_as_json(each, None) for each in listed], indent=2))
        return
    width = max(len(each.id) for each in listed)
    for each in listed:
        click.echo(f"{each.id:<{width}}  {each.severity.value:<7}  {each.summary}")


def _print(rule: Rule, facts: RulesetFacts | None, output_format: str) -> None:
    if output_format == "json":
        click.echo(json.dumps(_as_json(rule, facts), indent=2))
    else:
        click.echo(render_rule(rule, facts))


def render_rule(rule: Rule, facts: RulesetFacts | None = None) -> str:
    """Return a rule's page as plain text."""
    lines = list(_ruleset_lines(rule, facts)) if facts else list(_own_lines(rule))
    example = example_of(rule)
    for name, text in (("bad", example.bad), ("good", example.good)):
        if text:
            lines += [f"  {name}:", *("    " + line for line in text.splitlines())]
    if example.difference:
        lines += [f"  for example ({example.situation}):", *("    " + line for line in example.difference.splitlines())]
    lines += [
        f"  --fix: mended by {summary}" for summary in mends_of(rule.id, facts.functions if facts else frozenset())
    ]
    return "\n".join([*lines, f"  source: {rule.source}"])


def _own_lines(rule: Rule) -> Iterator[str]:
    yield f"{rule.id} ({rule.severity.value} by default)"
    yield f"  {rule.summary}"
    yield f"  why: {rule.why}"
    yield f"  fix: {rule.fix}"


def _ruleset_lines(rule: Rule, facts: RulesetFacts) -> Iterator[str]:
    yield f"{rule.id} ({facts.severity}; a rule of the ruleset {facts.rule.owner.path})"
    yield f"  {rule.summary}"
    yield from [f"  why: {rule.why}"] if rule.why != rule.summary else []
    yield f"  fix: {rule.fix}"
    yield f"  defined: {facts.at}"
    yield from (f"  {saying}" for saying in facts.said)
    yield from (f"  given: {path}" for path in facts.given)
    yield from (f"  then: {demand}" for demand in facts.then)
    if facts.rule.message:
        yield f"  message: {facts.rule.message}"
    if facts.rule.formats:
        yield f"  formats: {', '.join(sorted(facts.rule.formats))}"


def _as_json(rule: Rule, facts: RulesetFacts | None) -> dict[str, object]:
    example = asdict(example_of(rule))
    found = {**asdict(rule), **example, "severity": rule.severity.value}
    if facts is not None:
        found["ruleset"] = {
            "path": facts.rule.owner.path, "at": facts.at, "severity": facts.severity, "given": facts.given,
            "then": facts.then, "message": facts.rule.message, "formats": sorted(facts.rule.formats), "said": facts.said,
        }  # fmt: skip
    return found


COMMAND = explain
