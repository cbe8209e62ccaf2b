"""Policy: a partner may call as often as it likes."""

from collections.abc import Iterator

from crossdock.registry.model.contract import Contract, Kind, Layer
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.policy import STANDING, Landscape, Scope, Violation, policy


@policy(
    "partner-rate-limit-missing",
    Severity.WARNING,
    scope=Scope(kinds=(Kind.API,), states=STANDING, layers=(Layer.PARTNER,)),
    since=2,
)
def partner_rate_limit_missing(contract: Contract, landscape: Landscape) -> Iterator[Violation]:
    """An API for partners states no rate limit.

    Why: a loop in a partner's program is then an outage here, and the partner cannot plan its load.
    Fix: State `semantics.rate_limit`, and answer 429 with `Retry-After` beyond it.
    Source: OWASP API Security Top 10 (2023), API4 Unrestricted Resource Consumption; RFC 6585, section 4.
    Bad:
        layer: partner
        semantics: {authentication: [oauth2]}
    Good:
        layer: partner
        semantics: {authentication: [oauth2], rate_limit: {requests: 60, per: PT1M}}
    """
    if contract.semantics.rate_requests is None:
        yield Violation(f"`{contract.key}` states no rate limit for partners", "/semantics/rate_limit")


POLICY = partner_rate_limit_missing
