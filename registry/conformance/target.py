"""Where a test may send: to this machine, unless a host was named on purpose."""

import socket
from collections.abc import Collection
from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from crossdock.registry.errors import RegistryError

PORTS = {"http": 80, "https": 443, "nats": 4222, "tls": 4222}
PATIENCE = 5.0  # seconds for the first connection


@dataclass(frozen=True, slots=True)
class Target:
    """A running system: `url` without a slash at its end, and the host and port that may be spoken to."""

    url: str
    scheme: str
    host: str
    port: int


def read_target(text: str, allowed: Collection[str] = ()) -> Target:
    """Read the address of a target. Raises RegistryError when it is none, or is neither on this machine nor in `allowed` hosts."""
    parts = urlsplit(text)
    try:
        port = parts.port
    except ValueError:
        port = -1
    if parts.scheme not in PORTS or not parts.hostname or port == -1:
        schemes = ", ".join(f"`{scheme}://`" for scheme in PORTS)
        raise RegistryError(f"`{text}` is no address to test", f"write it with {schemes}, host and port")
    if parts.username or parts.password or parts.query or parts.fragment:
        raise RegistryError("the target holds more than an address", "give credentials as `--header NAME:VALUE`")
    if parts.hostname not in allowed and not is_loopback(parts.hostname):
        raise RegistryError(
            f"`{parts.hostname}` is not this machine: generated requests are sent to loopback addresses only",
            f"`--allow-host {parts.hostname}` says that they may go there",
        )
    return Target(text.rstrip("/"), parts.scheme, parts.hostname, PORTS[parts.scheme] if port is None else port)


def is_loopback(host: str) -> bool:
    """Whether a host is this machine: a loopback address, or `localhost` when it means nothing else.

    >>> is_loopback("127.0.0.1"), is_loopback("::1"), is_loopback("10.0.0.1"), is_loopback("example.com")
    (True, True, False, False)
    """
    try:
        address = ip_address(host)
    except ValueError:
        return host == "localhost" and _means_loopback(host)
    mapped = getattr(address, "ipv4_mapped", None)
    return bool((mapped or address).is_loopback)


def _means_loopback(host: str) -> bool:
    try:
        found = socket.getaddrinfo(host, None)
    except OSError:
        return False
    return all(ip_address(str(entry[4][0])).is_loopback for entry in found)


def require_reachable(target: Target) -> None:
    """Raise RegistryError when nothing listens at the target: a test that reached nothing is no result."""
    try:
        socket.create_connection((target.host, target.port), timeout=PATIENCE).close()
    except OSError as error:
        raise unreachable(target, error.strerror or str(error)) from None


def unreachable(target: Target, reason: str) -> RegistryError:
    """Return the error of a target that does not answer."""
    return RegistryError(f"`{target.url}` cannot be reached: {reason}", "start the adapter, or correct `--target`")
