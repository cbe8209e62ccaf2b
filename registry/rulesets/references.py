"""References of a document that lead nowhere: rules cannot see what is behind them."""

from collections.abc import Iterator
from urllib.parse import unquote

from crossdock.registry.documents.document import Document
from crossdock.registry.documents.pointer import find_data
from crossdock.registry.documents.references import Refusal, Resolver, Target
from crossdock.registry.model.finding import Finding, Severity
from crossdock.registry.model.location import Place
from crossdock.registry.rulesets.spot import Spot
from crossdock.registry.rulesets.spots import Spots

INVALID_REF = "invalid-ref"  # the name that Spectral gives it
MAX_REPORTED = 100


def find_unresolved(document: Document, resolver: Resolver, spots: Spots) -> Iterator[Finding]:
    """Yield the references in a document, and in what it references, that cannot be followed; at most 100 of them.

    As Spectral has it, each message is told once, and all are reported in the document itself: one in another file by its path there,
    one that leads to a missing part of another file by the path of that part.
    """
    waiting = [spots.root(document.data, Place(document.path))]
    seen: set[Spot] = set()
    reported: set[str] = set()
    while waiting and len(reported) < MAX_REPORTED:
        spot = waiting.pop()
        found = _resolve(spot, resolver) if isinstance(spot.value, dict) and "$ref" in spot.value else None
        if isinstance(found, Spot):
            if found.base.place.path != document.path and found not in seen:
                seen.add(found)
                waiting.append(found)
        elif found is not None:
            finding = _report(found, str(spot.reference), spot.place, document, resolver)
            if finding.message not in reported:
                reported.add(finding.message)
                yield finding
        waiting.extend(reversed(spot.kids))


def _resolve(spot: Spot, resolver: Resolver) -> Spot | Refusal | None:
    """Return what a reference means or why it leads nowhere, `None` where there is none.

    One that leads to another reference leads somewhere, wherever that one leads.
    """
    if spot.reference is None:
        return None
    target = spot.target(resolver)
    if target is not spot and not target.is_lost:
        return target
    found = resolver.resolve(spot.reference, spot.place)
    return spot.spots.reach(found) if isinstance(found, Target) else found


def _report(refusal: Refusal, reference: str, place: Place, document: Document, resolver: Resolver) -> Finding:
    address, _, fragment = reference.partition("#")
    whole = resolver.resolve(address, place) if address and fragment.startswith("/") else None
    pointer = f"{unquote(fragment)}/$ref" if isinstance(whole, Target) else place.child("$ref").pointer
    at = Place(document.path, pointer)
    target = whole if address else resolver.resolve("#", place)
    message = refusal.message
    if isinstance(target, Target) and fragment.startswith("/"):
        where = f" @ '{target.place.path}'" if target.place.path != document.path else ""
        message = f"'#{fragment}' does not exist{where}"
    return Finding(INVALID_REF, Severity.ERROR, message, at, fix=refusal.fix)


def is_elsewhere(finding: Finding, document: Document) -> bool:
    """Whether an unresolved reference is reported by a path that the document does not have; Spectral gives it the range 0:0."""
    if finding.rule != INVALID_REF:
        return False
    try:
        find_data(document.data, finding.at.pointer)
    except KeyError:
        return True
    return False
