"""Policy: calls that change state do not say by what a repeated one is known."""

from collections.abc import Iterator

from crossdock.policies.headers import CALL_KEYS, carries
from crossdock.policies.operations import changing_operations
from crossdock.registry.model.contract import Contract, Kind
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.policy import STANDING, Landscape, Scope, Violation, policy


@policy("operation-idempotency-missing", Severity.WARNING, scope=Scope(kinds=(Kind.API,), states=STANDING), since=2)
def operation_idempotency_missing(contract: Contract, landscape: Landscape) -> Iterator[Violation]:
    """An API has operations that change state whenever they are sent, and does not say by what a repeated call is recognised.

    Why: a caller whose call timed out has to send it again; without a key it makes a second order, shipment or payment.
    Fix: State `semantics.idempotency_key`, such as `$request.header.Idempotency-Key`, or declare that header in the document, and keep
    the answers for a while.
    Source: RFC 9110, section 9.2.2 (idempotent methods); IETF draft-ietf-httpapi-idempotency-key-header.
    Bad:
        semantics: {}  # and the document has a POST
    Good:
        semantics: {idempotency_key: "$request.header.Idempotency-Key"}
    """
    if contract.semantics.idempotency_key is None and contract.semantics.delivery != "exactly-once":
        changing = changing_operations(landscape.interface(contract))
        keys = [each.key for each in changing if not carries(each, CALL_KEYS)]
        if keys:
            message = f"`{keys[0]}`{f' and {len(keys) - 1} more' if keys[1:] else ''} may be sent twice, and no idempotency key is stated"
            yield Violation(message, "/semantics/idempotency_key")


POLICY = operation_idempotency_missing
