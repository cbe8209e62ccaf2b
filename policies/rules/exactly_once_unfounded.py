"""Policy: a promise that no channel keeps alone."""

from collections.abc import Iterator

from crossdock.registry.model.contract import Contract
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.policy import EXCHANGES, STANDING, Landscape, Scope, Violation, policy


@policy("exactly-once-unfounded", Severity.WARNING, scope=Scope(kinds=EXCHANGES, states=STANDING), since=2)
def exactly_once_unfounded(contract: Contract, landscape: Landscape) -> Iterator[Violation]:
    """A contract promises exactly-once delivery and has no key by which a repetition is known.

    Why: between two systems a message that was taken and not confirmed is sent again; only a receiver that knows it can drop it.
    Fix: State `semantics.idempotency_key`, or promise `at-least-once`.
    Source: Enterprise Integration Patterns, Idempotent Receiver; Kafka documentation, Message Delivery Semantics.
    Bad:
        semantics: {delivery: exactly-once}
    Good:
        semantics: {delivery: exactly-once, idempotency_key: "$message.header#/ce_id"}
    """
    if contract.semantics.delivery == "exactly-once" and contract.semantics.idempotency_key is None:
        yield Violation(f"`{contract.key}` promises exactly-once and has no idempotency key", "/semantics/delivery")


POLICY = exactly_once_unfounded
