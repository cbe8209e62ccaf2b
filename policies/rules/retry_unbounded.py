"""Policy: a failed delivery may be tried again for ever."""

from collections.abc import Iterator

from crossdock.registry.model.contract import Contract
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.policy import EXCHANGES, STANDING, Landscape, Scope, Violation, policy


@policy("retry-unbounded", Severity.WARNING, scope=Scope(kinds=EXCHANGES, states=STANDING), since=2)
def retry_unbounded(contract: Contract, landscape: Landscape) -> Iterator[Violation]:
    """A retry states neither how many attempts there are nor when it gives up.

    Why: one message that can never be taken blocks its partition, or calls a system that is down until it never comes up.
    Fix: State `semantics.retry.attempts` or `.limit`.
    Source: AWS Builders' Library, Timeouts, retries, and backoff with jitter.
    Bad:
        semantics: {retry: {backoff: exponential}}
    Good:
        semantics: {retry: {backoff: exponential, attempts: 5}}
    """
    retry = contract.semantics.retry
    if retry is not None and retry.attempts is None and retry.limit is None:
        yield Violation(f"`{contract.key}` is tried again without an end", "/semantics/retry")


POLICY = retry_unbounded
