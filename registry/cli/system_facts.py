"""What `crossdock show SYSTEM` says: who runs a system, what it provides, what it consumes."""

from typing import Any

from crossdock.registry.errors import UnknownName
from crossdock.registry.revision import Revision


def describe_system(revision: Revision, name: str) -> dict[str, Any]:
    """Return the facts of a system as JSON data (docs/commands.md). Raises UnknownName with the closest name."""
    system = revision.system(name)
    if system is None:
        fix = "`crossdock list` shows all contracts; a contract is named `system/name`"
        raise UnknownName("system", name, revision.systems(), fix)
    contracts = [revision.contract(key) for key in revision.contract_keys() if key.startswith(f"{name}/")]
    return {
        "system": system.id,
        "title": system.title,
        "role": system.role,
        "owner": system.owner,
        "tier": system.tier,
        "provides": [
            {"contract": one.key, "kind": one.kind.value, "version": one.version, "state": one.lifecycle.state.value, "title": one.title}
            for one in contracts
            if one is not None
        ],
        "consumes": [
            {"contract": str(use.contract), "version": use.version, "operations": list(use.operations), "fields": list(use.fields),
             "purpose": use.purpose}
            for use in system.consumes
        ],
    }  # fmt: skip


def render_system(facts: dict[str, Any]) -> str:
    """Return a system's facts as text."""
    tier = f", tier {facts['tier']}" if facts["tier"] else ""
    lines = [f"{facts['system']}  {facts['title']}", f"  role       {facts['role']}{tier}"]
    lines.append(f"  owner      {facts['owner'] or 'nobody'}")
    for one in facts["provides"]:
        lines.append(
            f"  provides   {one['contract']}  {one['version'] or 'no version'}  {one['state']} {one['kind']}: {one['title']}"
        )
    for use in facts["consumes"]:
        built = f" (built against {use['version']})" if use["version"] else ""
        lines.append(f"  consumes   {use['contract']}{built}" + (f": {use['purpose']}" if use["purpose"] else ""))
    return "\n".join(lines)
