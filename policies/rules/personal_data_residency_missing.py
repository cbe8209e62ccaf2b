"""Policy: nothing says where data about people may lie."""

from collections.abc import Iterator

from crossdock.registry.model.contract import Contract
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.policy import EXCHANGES, STANDING, Facet, Landscape, Scope, Violation, policy


@policy(
    "personal-data-residency-missing",
    Severity.WARNING,
    Facet.SYSTEMS,
    scope=Scope(kinds=EXCHANGES, states=STANDING),
    since=2,
)
def personal_data_residency_missing(contract: Contract, landscape: Landscape) -> Iterator[Violation]:
    """A contract carries personal fields and does not say in which regions they may be kept.

    Why: the law of a place follows its people; a replica or a log in another region is a transfer.
    Fix: State `classification.residency`, or `residency` of the system.
    Source: GDPR, articles 44 to 49.
    Bad:
        classification: {data: confidential, personal: [/signedBy]}
    Good:
        classification: {data: confidential, personal: [/signedBy], residency: [us]}
    """
    system = landscape.system(contract.system)
    if system is not None and system.residency:
        return
    if contract.classification.personal and not contract.classification.residency:
        yield Violation(
            f"`{contract.key}` carries personal data and does not say where it may be kept", "/classification/residency"
        )


POLICY = personal_data_residency_missing
