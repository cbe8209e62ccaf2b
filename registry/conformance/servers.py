"""The address that a contract states for an environment."""

import re
from collections.abc import Iterator

from crossdock.registry.errors import RegistryError


def find_server(data: object, environment: str) -> str:
    """Return the address of the one server of an environment. Raises RegistryError when there is none, or several.

    In AsyncAPI it is the server of that name; in OpenAPI the one whose `x-environment` is it, or whose description starts with it.
    """
    found = [address for name, address in _servers(data) if name.lower() == environment.lower()]
    if len(found) == 1:
        return found[0]
    what = "several servers" if found else "no server"
    fix = "name the address with `--target` and its host with `--allow-host`"
    raise RegistryError(f"the contract states {what} for the environment `{environment}`", fix)


def _servers(data: object) -> Iterator[tuple[str, str]]:
    servers = data.get("servers") if isinstance(data, dict) else None
    for server in servers if isinstance(servers, list) else ():
        if isinstance(server, dict) and "{" not in str(server.get("url", "{")):
            words = re.findall(r"[\w-]+", str(server.get("description", "")))
            yield str(server.get("x-environment") or next(iter(words), "")), str(server["url"])
    for name, server in servers.items() if isinstance(servers, dict) else ():
        if isinstance(server, dict) and isinstance(server.get("host", server.get("url")), str):
            address = str(server.get("host") or server["url"])
            path = str(server.get("pathname", ""))
            yield name, address if "://" in address else f"{server.get('protocol')}://{address}{path}"
