"""Policy: an exchange does not carry what ties one flow together."""

from collections.abc import Iterator

from crossdock.policies.headers import is_correlated
from crossdock.registry.model.contract import Contract, Kind
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.policy import STANDING, Landscape, Scope, Violation, policy


@policy("correlation-missing", Severity.WARNING, scope=Scope(kinds=(Kind.API, Kind.EVENT), states=STANDING), since=2)
def correlation_missing(contract: Contract, landscape: Landscape) -> Iterator[Violation]:
    """Neither the manifest of an API or event nor its document says where the correlation id travels.

    Why: an order passes five systems on its way to the invoice; without one id through all of them nobody can follow it when it
    stops.
    Fix: State `semantics.correlation_id` as a runtime expression, in the system's `defaults` when all its contracts do the same; or
    declare the header in the document: `correlationId` of an AsyncAPI message, `X-Correlation-Id` or `traceparent` of an operation.
    Source: AsyncAPI 3.0, Correlation ID Object; W3C Trace Context, section 3.2.
    Bad:
        semantics: {delivery: at-least-once}
    Good:
        semantics: {correlation_id: "$message.header#/ce_correlationid"}
    """
    if contract.semantics.correlation_id is None and not is_correlated(landscape.interface(contract)):
        yield Violation(f"`{contract.key}` does not say where its correlation id travels", "/semantics/correlation_id")


POLICY = correlation_missing
