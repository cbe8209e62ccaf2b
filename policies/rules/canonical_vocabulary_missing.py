"""Policy: the codes of an entity are any text."""

import re
from collections.abc import Iterator

from crossdock.policies.fields import Field, fields_of
from crossdock.registry.model.contract import Contract, Kind
from crossdock.registry.model.finding import Severity
from crossdock.registry.model.policy import STANDING, Facet, Landscape, Scope, Violation, policy

SHOWN = 3  # fields that are named
SAYING = ("enum", "const", "pattern", "format")
# names that say that the value is one of a few
_CODED = re.compile(
    r"^(?:status|state|currency|country|incoterms?|uom)$|(?:Status|State|Code|Currency|Country|[-_](?:status|state|code|currency|country))$"
)
_FREE = re.compile(r"(?:postal|zip|post|bar|tracking|qr|discount|access|promo|security)[-_]?code$", re.IGNORECASE)


@policy(
    "canonical-vocabulary-missing",
    Severity.WARNING,
    Facet.ENTITIES,
    scope=Scope(kinds=(Kind.SCHEMA,), states=STANDING),
    since=2,
)
def canonical_vocabulary_missing(contract: Contract, landscape: Landscape) -> Iterator[Violation]:
    """A code of a canonical entity that other systems carry takes any text: it has no vocabulary, list, pattern or format.

    Why: each system sends its own codes under the common name, and the difference shows when an order stands still.
    Fix: Refer to a vocabulary, or list the codes in an `enum`; state a `pattern` where they follow a standard.
    Source: Enterprise Integration Patterns, Canonical Data Model; UN/CEFACT code lists.
    Bad:
        status: {type: string}
    Good:
        status: {enum: [PLANNED, SHIPPED]}
    """
    interface = landscape.interface(contract)
    systems = {key.split("/")[0] for key in landscape.carriers_of(contract.key)} - {contract.system}
    if interface is None or not systems:
        return
    roles = tuple({payload.role for payload in interface.payloads})
    found = sorted({field.pointer for field in fields_of(interface, roles) if _is_bare(field)})
    if found:
        named = ", ".join(f"`{pointer}`" for pointer in found[:SHOWN]) + (" …" if found[SHOWN:] else "")
        yield Violation(f"{named} {'take' if found[1:] else 'takes'} any text for a code", anchor="codes")


def _is_bare(field: Field) -> bool:
    """Whether a text is a code by its name and nothing says which there are."""
    if not field.is_of("string") or not _CODED.search(field.name) or _FREE.search(field.name):
        return False
    return not any(field.says(word) for word in SAYING)


POLICY = canonical_vocabulary_missing
