"""`crossdock explain RULE`: why a rule exists, an example, the fix, the source."""

import json
from dataclasses import asdict

import click

from crossdock.registry.cli.completion import complete_rule
from crossdock.registry.cli.options import format_option
from crossdock.registry.model.rule import Rule
from crossdock.registry.rulebook import find_rule, load_rules


@click.command(
    "explain",
    help="""Explain a rule: what it says, why, how to mend what it finds, and its source.

    Without RULE, list all of them.

    \b
    Example:
      crossdock explain response-property-removed
    """,
)
@click.argument("rule", required=False, shell_complete=complete_rule)
@format_option
def explain(rule: str | None, output_format: str) -> None:
    """Print one rule, or the list of all."""
    if rule is None:
        rules = load_rules()
        if output_format == "json":
            click.echo(json.dumps([_as_json(each) for each in rules], indent=2))
        else:
            width = max(len(each.id) for each in rules)
            for each in rules:
                click.echo(f"{each.id:<{width}}  {each.severity.value:<7}  {each.summary}")
        return
    found = find_rule(rule)
    click.echo(json.dumps(_as_json(found), indent=2) if output_format == "json" else render_rule(found))


def render_rule(rule: Rule) -> str:
    """Return a rule's page as plain text."""
    lines = [
        f"{rule.id} ({rule.severity.value} by default)",
        f"  {rule.summary}",
        f"  why: {rule.why}",
        f"  fix: {rule.fix}",
    ]
    for name, example in (("bad", rule.bad), ("good", rule.good)):
        if example:
            lines += [f"  {name}:", *("    " + line for line in example.splitlines())]
    return "\n".join([*lines, f"  source: {rule.source}"])


def _as_json(rule: Rule) -> dict[str, object]:
    return {**asdict(rule), "severity": rule.severity.value}


COMMAND = explain
