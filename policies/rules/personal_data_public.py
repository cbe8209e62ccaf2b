"""Policy: data about people is classified as public."""

from collections.abc import Iterator

from crossdock.registry.model.contract import Contract
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.policy import STANDING, Landscape, Scope, Violation, policy


@policy("personal-data-public", Severity.ERROR, scope=Scope(states=STANDING), since=2)
def personal_data_public(contract: Contract, landscape: Landscape) -> Iterator[Violation]:
    """A contract lists personal fields and classifies its data as public.

    Why: the class decides who may read, log and copy it; personal data is never public by default.
    Fix: Raise `classification.data` to what the most sensitive field needs.
    Source: ISO/IEC 27001:2022, A.5.12 (classification of information); GDPR, article 5(1)(f).
    Bad:
        classification: {data: public, personal: [/signedBy]}
    Good:
        classification: {data: confidential, personal: [/signedBy]}
    """
    if contract.classification.personal and contract.classification.data == "public":
        fields = ", ".join(f"`{field}`" for field in contract.classification.personal)
        yield Violation(f"{fields} are personal, and the data is classified as public", "/classification/data")


POLICY = personal_data_public
