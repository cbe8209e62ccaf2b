"""Policy: the most sensitive data goes to partners."""

from collections.abc import Iterator

from crossdock.registry.model.contract import Contract, Layer
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.policy import EXCHANGES, STANDING, Landscape, Scope, Violation, policy


@policy(
    "partner-data-restricted",
    Severity.WARNING,
    scope=Scope(kinds=EXCHANGES, states=STANDING, layers=(Layer.PARTNER,)),
    since=2,
)
def partner_data_restricted(contract: Contract, landscape: Landscape) -> Iterator[Violation]:
    """A contract with partners carries data that is classified as restricted.

    Why: what is restricted is for named people of the house; a partner has others.
    Fix: Leave the restricted fields out, or lower the class after review and share it as confidential.
    Source: ISO/IEC 27001:2022, A.5.12 (classification) and A.5.14 (information transfer).
    Bad:
        layer: partner
        classification: {data: restricted}
    Good:
        layer: partner
        classification: {data: confidential}
    """
    if contract.classification.data == "restricted":
        yield Violation(f"`{contract.key}` gives restricted data to partners", "/classification/data")


POLICY = partner_data_restricted
