"""Policy: nothing says how often a delivery is tried again."""

from collections.abc import Iterator

from crossdock.policies.operations import changing_operations
from crossdock.registry.model.contract import Contract, Kind
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.policy import EXCHANGES, STANDING, Landscape, Scope, Violation, policy


@policy("retry-missing", Severity.WARNING, scope=Scope(kinds=EXCHANGES, states=STANDING), since=2)
def retry_missing(contract: Contract, landscape: Landscape) -> Iterator[Violation]:
    """An event, a file, or an API that changes state does not say how a failed delivery is tried again.

    Why: each side then guesses: one gives up at the first time-out, the other sends for ever into an outage.
    Fix: State `semantics.retry` with attempts, backoff and a limit; `at-most-once` where nothing is ever repeated.
    Source: AWS Builders' Library, Timeouts, retries, and backoff with jitter; Enterprise Integration Patterns, Guaranteed Delivery.
    Bad:
        semantics: {delivery: at-least-once}
    Good:
        semantics: {delivery: at-least-once, retry: {attempts: 5, backoff: exponential, initial: PT1S, limit: PT5M}}
    """
    semantics = contract.semantics
    if semantics.retry is not None or semantics.delivery == "at-most-once":
        return
    if contract.kind is not Kind.API or changing_operations(landscape.interface(contract)):
        yield Violation(f"`{contract.key}` does not say how a failed delivery is tried again", "/semantics/retry")


POLICY = retry_missing
