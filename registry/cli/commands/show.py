"""`crossdock show ID`: one contract, line, version or place in it."""

import json
from pathlib import Path
from typing import Any

import click

from crossdock.registry.cli.completion import complete_contract
from crossdock.registry.cli.options import format_option, registry_option
from crossdock.registry.cli.system_facts import describe_system, render_system
from crossdock.registry.documents.pointer import find_data
from crossdock.registry.documents.positions import find_location
from crossdock.registry.errors import RegistryError
from crossdock.registry.model.interface import Interface, Operation, Payload
from crossdock.registry.model.reference import NAME
from crossdock.registry.open import Found, find_contract, open_registry

NAMED = 12  # contracts that are named of those that reference one


@click.command(
    "show",
    help="""Show a contract: who owns it, what it offers, who lives on it, what was released; or a system.

    \b
    Examples:
      crossdock show wms-east/shipment-confirmed
      crossdock show wms-east/shipment-confirmed@2.0.0
      crossdock show canonical/shipment@1#/properties/status
      crossdock show wms-east
    """,
)
@click.argument("contract", shell_complete=complete_contract)
@format_option
@registry_option
def show(contract: str, output_format: str, registry_path: Path | None) -> None:
    """Print one contract or system, or with a pointer the data at that place."""
    with open_registry(registry_path) as registry:
        revision = registry.worktree()
        if NAME.fullmatch(contract):
            system = describe_system(revision, contract)
            is_json = output_format == "json"
            click.echo(json.dumps(system, indent=2, ensure_ascii=False) if is_json else render_system(system))
            return
        found = find_contract(revision, contract)
        if found.pointer is not None:
            _show_place(found, output_format)
            return
        facts = describe(found)
    click.echo(json.dumps(facts, indent=2, ensure_ascii=False) if output_format == "json" else render(facts))


def _show_place(found: Found, output_format: str) -> None:
    path = found.contract.document
    document = found.revision.document(path) if path else None
    if document is None or not document.is_readable or found.pointer is None:
        raise RegistryError(
            f"`{found.contract.key}` has no document that can be read", "`crossdock check --all` says why"
        )
    try:
        data = find_data(document.data, found.pointer)
    except KeyError:
        raise RegistryError(
            f"`{found.contract.key}` has nothing at `{found.pointer}`", "leave out the last step"
        ) from None
    at = find_location(document, found.pointer)
    if output_format == "json":
        place = {"path": at.path, "line": at.line, "column": at.column, "pointer": found.pointer}
        click.echo(json.dumps({"at": place, "data": data}, indent=2, ensure_ascii=False))
    else:
        click.echo(f"# {at}\n{json.dumps(data, indent=2, ensure_ascii=False)}")


def describe(found: Found) -> dict[str, Any]:
    """Return the facts of a contract as JSON data (docs/commands.md)."""
    contract, revision = found.contract, found.revision
    interface = revision.interface(contract)
    team = revision.team(contract.owner) if contract.owner else None
    lifecycle = contract.lifecycle
    return {
        "contract": contract.key,
        "title": contract.title,
        "description": contract.description,
        "kind": contract.kind.value,
        "layer": contract.layer.value if contract.layer else None,
        "version": found.release.version if found.release else contract.version,
        "owner": {"team": contract.owner, "name": team.name if team else None, "email": team.email if team else None},
        "lifecycle": {
            "state": lifecycle.state.value,
            "since": str(lifecycle.since) if lifecycle.since else None,
            "sunset": str(lifecycle.sunset) if lifecycle.sunset else None,
            "successor": str(lifecycle.successor) if lifecycle.successor else None,
        },
        "document": contract.document,
        "entities": [
            {"entity": str(use.entity), "system_of_record": list(use.system_of_record)} for use in contract.entities
        ],
        "same_as": [[description.text for description in described] for described in contract.same_as],
        "consumers": [
            {
                "system": use.system,
                "version": use.version,
                "fields": list(use.fields),
                "operations": list(use.operations),
            }
            for use in revision.consumers_of(contract)
        ],
        "releases": [
            {
                "version": release.version,
                "date": str(release.date),
                "verdict": release.verdict,
                "digest": release.digest,
            }
            for release in revision.releases(contract).releases
        ],
        "interface": _interface(interface) if interface else None,
        "examples": list(contract.examples),
        "referenced_by": list(revision.dependents_of(contract)),
    }


def _interface(interface: Interface) -> dict[str, Any]:
    return {
        "format": interface.format,
        "version": interface.version,
        "operations": [_operation(operation) for operation in interface.operations],
        "payloads": [_payload(payload) for payload in interface.payloads],
        "schemas": [name for name, _ in interface.schemas],
    }


def _operation(operation: Operation) -> dict[str, Any]:
    payloads = [_payload(payload) for payload in operation.payloads]
    return {"key": operation.key, "id": operation.id, "summary": operation.summary, "payloads": payloads}


def _payload(payload: Payload) -> dict[str, Any]:
    return {
        "key": payload.key,
        "role": payload.role.value,
        "position": payload.position.value,
        "required": payload.is_required,
    }


def render(facts: dict[str, Any]) -> str:
    """Return a contract's facts as text."""
    owner, lifecycle = facts["owner"], facts["lifecycle"]
    state = lifecycle["state"] + (f", stops on {lifecycle['sunset']}" if lifecycle["sunset"] else "")
    state += f", see {lifecycle['successor']}" if lifecycle["successor"] else ""
    lines = [
        f"{facts['contract']}  {facts['version'] or 'no version'}  {facts['title']}",
        *([f"  {line}" for line in facts["description"].strip().splitlines()]),
        f"  kind       {facts['kind']}" + (f", {facts['layer']} layer" if facts["layer"] else ""),
        f"  state      {state}",
        f"  owner      {owner['team'] or 'nobody'}" + (f" ({owner['email']})" if owner["email"] else ""),
        f"  document   {facts['document'] or 'none'}",
    ]
    for use in facts["entities"]:
        fields = ", ".join(field or "all of it" for field in use["system_of_record"])
        lines.append(f"  carries    {use['entity']}" + (f", decides {fields}" if fields else ""))
    lines += _render_interface(facts["interface"])
    lines += [f"  same as    {', '.join(described)}" for described in facts["same_as"]]
    lines += [f"  consumer   {use['system']}" + _uses(use) for use in facts["consumers"]] or [
        "  consumer   nobody says so"
    ]
    if facts["referenced_by"]:
        names = facts["referenced_by"]
        rest = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
        lines.append(f"  referenced by {', '.join(names[:NAMED])}{rest}")
    lines += [f"  released   {each['version']}  {each['date']}  {each['verdict']}" for each in facts["releases"]]
    return "\n".join(lines)


def _uses(use: dict[str, Any]) -> str:
    parts = [f"built against {use['version']}"] if use["version"] else []
    parts += [f"uses {', '.join(use['fields'])}"] if use["fields"] else []
    parts += [f"calls {', '.join(use['operations'])}"] if use["operations"] else []
    return f" ({'; '.join(parts)})" if parts else ""


def _render_interface(interface: dict[str, Any] | None) -> list[str]:
    if interface is None:
        return []
    lines = [
        f"  offers     {operation['key']}" + (f"  {operation['summary']}" if operation["summary"] else "")
        for operation in interface["operations"]
    ]
    return lines + [f"  offers     {payload['key']} ({payload['role']})" for payload in interface["payloads"]]


COMMAND = show
