"""Policy: a contract with partners lets anybody in."""

from collections.abc import Iterator

from crossdock.registry.model.contract import Contract, Layer
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.interface import Operation
from crossdock.registry.model.policy import EXCHANGES, STANDING, Landscape, Scope, Violation, policy


@policy(
    "partner-authentication-missing",
    Severity.ERROR,
    scope=Scope(kinds=EXCHANGES, states=STANDING, layers=(Layer.PARTNER,)),
    since=2,
)
def partner_authentication_missing(contract: Contract, landscape: Landscape) -> Iterator[Violation]:
    """A contract with partners does not say how they prove who they are, or asks for nothing.

    Why: it is reachable from outside; whoever finds the address reads shipments or books freight.
    Fix: State `semantics.authentication`: `oauth2`, `mutual-tls`, `api-key` or what the channel has; or `security` for every operation
    of the document.
    Source: OWASP API Security Top 10 (2023), API2 Broken Authentication.
    Bad:
        layer: partner
    Good:
        layer: partner
        semantics: {authentication: [mutual-tls]}
    """
    stated = contract.semantics.authentication
    if "none" in stated:
        yield Violation(f"`{contract.key}` may be used without any proof of who it is", "/semantics/authentication")
    elif not stated:
        interface = landscape.interface(contract)
        operations = interface.operations if interface is not None else ()
        open_ones = [each.key for each in operations if not _asks(each)]
        if open_ones or not operations:
            what = f": `{open_ones[0]}` asks for nothing" if open_ones else ""
            message = f"`{contract.key}` does not say how partners prove who they are{what}"
            yield Violation(message, "/semantics/authentication")


def _asks(operation: Operation) -> bool:
    """Whether every way to use an operation asks for something."""
    return bool(operation.security) and all(operation.security)


POLICY = partner_authentication_missing
