"""References of a document that lead nowhere: rules cannot see what is behind them."""

import posixpath
from collections.abc import Iterator, Mapping
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
    lost: dict[object, tuple[Refusal, str, Place]] = {}
    incoming: dict[str, list[str]] = {}  # by what references of the document name in it, where they stand
    while waiting and len(lost) < MAX_REPORTED:
        spot = waiting.pop()
        if not isinstance(spot.value, dict) or not isinstance(spot.value.get("$ref"), str):
            waiting.extend(reversed(spot.kids))
            continue
        found, reference = _resolve(spot, resolver), spot.value["$ref"]
        if reference.startswith("#") and spot.base.place.path == document.path:
            incoming.setdefault(unquote(reference[1:]), []).append(spot.place.pointer)
        if isinstance(found, Spot):
            if found.base.place.path != document.path and found not in seen:
                seen.add(found)
                waiting.append(found)
        elif found is not None:
            lost.setdefault(_identify(found, reference, spot.place, resolver), (found, reference, spot.place))
    told = [_report(*each, document, resolver, incoming) for each in lost.values()]
    yield from {finding.message: finding for finding in reversed(told)}.values()


def _identify(refusal: Refusal, reference: str, place: Place, resolver: Resolver) -> object:
    """Return what is told once: a file that is not there, whatever part of it is named, or else what is said."""
    address = reference.partition("#")[0]
    if not address or isinstance(resolver.resolve(address, place), Target):
        return refusal.message, place.path, reference
    return posixpath.normpath(posixpath.join(posixpath.dirname(place.path), address)) if ":" not in address else address


def _find_first(incoming: Mapping[str, list[str]], target: str) -> str | None:
    """Return where the reference stands that is told of several that lead to what is not there: the one that nothing leads to."""
    at, seen = target, {target}
    while (before := next((each for each in incoming.get(at, ()) if each not in seen), None)) is not None:
        at = before
        seen.add(at)
    return at if at != target else None


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


def _report(
    refusal: Refusal,
    reference: str,
    place: Place,
    document: Document,
    resolver: Resolver,
    incoming: Mapping[str, list[str]],
) -> Finding:
    address, _, fragment = reference.partition("#")
    whole = resolver.resolve(address, place) if address and fragment.startswith("/") else None
    pointer = f"{unquote(fragment)}/$ref" if isinstance(whole, Target) else place.child("$ref").pointer
    if not address and place.path == document.path:
        first = _find_first(incoming, unquote(fragment))
        pointer = pointer if first is None else f"{first}/$ref"
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
