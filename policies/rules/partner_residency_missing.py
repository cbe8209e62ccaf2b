"""Policy: nothing says where data shared with partners may lie."""

from collections.abc import Iterator

from crossdock.registry.model.contract import Contract, Layer
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.policy import EXCHANGES, STANDING, Facet, Landscape, Scope, Violation, policy


@policy(
    "partner-residency-missing",
    Severity.WARNING,
    Facet.SYSTEMS,
    scope=Scope(kinds=EXCHANGES, states=STANDING, layers=(Layer.PARTNER,)),
    since=2,
)
def partner_residency_missing(contract: Contract, landscape: Landscape) -> Iterator[Violation]:
    """A contract with partners does not say in which regions its data may be kept.

    Why: data leaves the house here; where it may go has to be agreed before, not found out in an audit.
    Fix: State `classification.residency`, or `residency` of the system when it holds for all its contracts.
    Source: GDPR, articles 44 to 49 (transfers to third countries).
    Bad:
        layer: partner
        semantics: {authentication: [oauth2]}
    Good:
        layer: partner
        semantics: {authentication: [oauth2]}
        classification: {residency: [us]}
    """
    system = landscape.system(contract.system)
    if not contract.classification.residency and not (system and system.residency):
        yield Violation(f"`{contract.key}` does not say where its data may be kept", "/classification/residency")


POLICY = partner_residency_missing
