"""Policy: personal data goes where it may not be kept."""

from collections.abc import Iterator

from crossdock.registry.model.contract import Contract
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.policy import EXCHANGES, STANDING, Facet, Landscape, Scope, Violation, policy


@policy(
    "residency-left",
    Severity.WARNING,
    Facet.CONSUMERS,
    Facet.SYSTEMS,
    scope=Scope(kinds=EXCHANGES, states=STANDING),
    since=2,
)
def residency_left(contract: Contract, landscape: Landscape) -> Iterator[Violation]:
    """A system outside the regions where personal data may be kept consumes a contract that carries it.

    Why: the copy it keeps is a transfer; the law of the people asks for a basis, and audits find it.
    Fix: Leave the personal fields out for this consumer, let it keep them inside, or extend `classification.residency` after review.
    Source: GDPR, articles 44 to 49 (transfers to third countries).
    Bad:
        classification: {data: confidential, personal: [/signedBy], residency: [eu]}  # and erp keeps its data in us
    Good:
        classification: {data: confidential, personal: [/signedBy], residency: [eu, us]}  # and erp keeps its data in us
    """
    allowed = contract.classification.residency
    if not contract.classification.personal or not allowed:
        return
    for use in landscape.consumers_of(contract):
        system = landscape.system(use.system)
        outside = sorted(set(system.residency) - set(allowed)) if system is not None else []
        if system is not None and outside:
            where = ", ".join(outside)
            message = (
                f"`{use.system}` keeps data in {where}, personal data of `{contract.key}` only in {', '.join(allowed)}"
            )
            yield Violation(message, use.pointer, system.manifest, anchor=use.system)


POLICY = residency_left
