"""Policy: messages that may come twice do not say by what a reader knows it."""

from collections.abc import Iterator

from crossdock.policies.headers import is_identified
from crossdock.registry.model.contract import Contract, Kind
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.policy import STANDING, Landscape, Scope, Violation, policy


@policy(
    "event-idempotency-missing", Severity.WARNING, scope=Scope(kinds=(Kind.EVENT, Kind.FILE), states=STANDING), since=2
)
def event_idempotency_missing(contract: Contract, landscape: Landscape) -> Iterator[Violation]:
    """An event or file may be delivered twice, and the contract does not say by what a reader recognises it.

    Why: a broker, a gateway and a file transfer all repeat; without a key the second delivery ships, books or bills again.
    Fix: State `semantics.idempotency_key`: the event's id or the business key, as a runtime expression; or declare the id in the
    headers or the envelope of the message, as CloudEvents does.
    Source: CloudEvents 1.0.2, `id`; Enterprise Integration Patterns, Idempotent Receiver.
    Bad:
        semantics: {delivery: at-least-once}
    Good:
        semantics: {delivery: at-least-once, idempotency_key: "$message.header#/ce_id"}
    """
    semantics = contract.semantics
    if semantics.idempotency_key is None and semantics.delivery not in ("at-most-once", "exactly-once"):
        interface = landscape.interface(contract)
        operations = interface.operations if interface is not None else ()
        if operations and all(is_identified(each) for each in operations):
            return
        yield Violation(f"`{contract.key}` may come twice and states no idempotency key", "/semantics/idempotency_key")


POLICY = event_idempotency_missing
