"""Policy: fields about people are not named as such."""

import re
from collections.abc import Iterator

from crossdock.policies.fields import fields_of
from crossdock.registry.model.contract import Contract
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.policy import EXCHANGES, STANDING, Landscape, Scope, Violation, policy

SHOWN = 3  # fields that are named
# whole words of camelCase, snake_case and kebab-case names; only words that mean a person wherever they stand
PERSONAL = re.compile(
    r"(?i:^e[-_]?mail(?:[-_]?address)?$|^(?:mobile|phone)(?:[-_]?number)?$|^(?:first|last|given|family|sur|maiden)[-_]?name$"
    r"|^date[-_]?of[-_]?birth$|^birth[-_]?date$|^signed[-_]?by$|^driver[-_]?name$|^passport(?:[-_]?number)?$)"
    r"|(?:Email|Phone|[-_]email|[-_]phone)(?:Number|Address|_number|_address)?$"
)


@policy("personal-data-unclassified", Severity.WARNING, scope=Scope(kinds=EXCHANGES, states=STANDING), since=2)
def personal_data_unclassified(contract: Contract, landscape: Landscape) -> Iterator[Violation]:
    """A payload has fields that are about a person by their name, and the contract classifies none as personal.

    Why: what is not known to be personal is logged, replayed, kept and copied to test systems like anything else.
    Fix: List the fields in `classification.personal` as JSON Pointers.
    Source: GDPR, article 4(1) and article 30; ISO/IEC 27701, 8.2.6.
    Bad:
        classification: {data: internal}  # and the payload has `contactEmail`
    Good:
        classification: {data: confidential, personal: [/contactEmail]}
    """
    if contract.classification.personal:
        return
    fields = sorted(
        {
            field.pointer
            for field in fields_of(landscape.interface(contract))
            if PERSONAL.search(field.name) and field.is_of("string")
        }
    )
    if fields:
        named = ", ".join(f"`{field}`" for field in fields[:SHOWN]) + (" …" if fields[SHOWN:] else "")
        yield Violation(
            f"{named} {'look' if fields[1:] else 'looks'} personal, and nothing is classified as such",
            "/classification/personal",
        )


POLICY = personal_data_unclassified
