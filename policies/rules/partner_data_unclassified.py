"""Policy: nobody says how sensitive what partners get is."""

from collections.abc import Iterator

from crossdock.registry.model.contract import Contract, Layer
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.policy import EXCHANGES, STANDING, Landscape, Scope, Violation, policy


@policy(
    "partner-data-unclassified",
    Severity.WARNING,
    scope=Scope(kinds=EXCHANGES, states=STANDING, layers=(Layer.PARTNER,)),
    since=2,
)
def partner_data_unclassified(contract: Contract, landscape: Landscape) -> Iterator[Violation]:
    """A contract with partners does not say how sensitive its data is.

    Why: who shares it has to know first; the class decides the contract with the partner, the channel and the log.
    Fix: State `classification.data`, in the system's `defaults` when it holds for all its contracts.
    Source: ISO/IEC 27001:2022, A.5.12 (classification of information).
    Bad:
        layer: partner
    Good:
        layer: partner
        classification: {data: confidential}
    """
    if contract.classification.data is None:
        yield Violation(f"`{contract.key}` does not say how sensitive its data is", "/classification/data")


POLICY = partner_data_unclassified
