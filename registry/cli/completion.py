"""What a shell offers while a name is typed: contracts and systems of the registry here, rules, reports, generators."""

import click

from crossdock.registry.discovery import unit_names
from crossdock.registry.errors import RegistryError
from crossdock.registry.open import open_registry


def complete_contract(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Offer the contract lines of the registry here; nothing where there is none."""
    try:
        with open_registry(ctx.params.get("registry_path")) as registry:
            names = registry.worktree().contract_keys()
    except RegistryError:  # a shell that completes has nobody to tell
        return []
    return [name for name in names if name.startswith(incomplete)]


def complete_rule(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Offer the ids of rules."""
    from crossdock.registry.rulebook import load_rules

    return [rule.id for rule in load_rules() if rule.id.startswith(incomplete)]


def complete_report(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Offer the names of reports."""
    return [name for name in unit_names("report") if name.startswith(incomplete)]


def complete_generator(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[str]:
    """Offer the kinds of what can be generated."""
    return [name for name in unit_names("generator") if name.startswith(incomplete)]
