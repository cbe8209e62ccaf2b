"""References of a document that lead nowhere: rules cannot see what is behind them."""

from collections.abc import Iterator
from urllib.parse import unquote

from crossdock.registry.documents.document import Document
from crossdock.registry.documents.pointer import find_data
from crossdock.registry.documents.references import Refusal, Resolver, Target
from crossdock.registry.model.finding import Finding, Severity
from crossdock.registry.model.location import Place

INVALID_REF = "invalid-ref"  # the name that Spectral gives it
MAX_REPORTED = 100


def find_unresolved(document: Document, resolver: Resolver) -> Iterator[Finding]:
    """Yield the references in a document, and in what it references, that cannot be followed; at most 100 of them.

    As Spectral has it, all are reported in the document itself: one in another file by its path there, one that leads to a missing part
    of another file by the path of that part. The message says where the reference stands.
    """
    waiting = [(document.data, Place(document.path))]
    seen: set[tuple[str, str]] = set()
    reported: set[str] = set()
    while waiting and len(reported) < MAX_REPORTED:
        value, place = waiting.pop()
        if isinstance(value, dict):
            reference = value.get("$ref")
            found = resolver.resolve_fully(reference, place) if isinstance(reference, str) else None
            if isinstance(found, Target) and found.place.path != document.path:
                key = (found.place.path, found.place.pointer)
                if key not in seen:
                    seen.add(key)
                    waiting.append((found.data, found.place))
            elif isinstance(found, Refusal) and isinstance(reference, str) and found.rule != "reference-cycle":
                finding = _report(found, reference, place, document, resolver)
                if finding.at.pointer not in reported:
                    reported.add(finding.at.pointer)
                    yield finding
            waiting.extend((child, place.child(name)) for name, child in reversed(value.items()))
        elif isinstance(value, list):
            waiting.extend((value[index], place.child(index)) for index in reversed(range(len(value))))


def _report(refusal: Refusal, reference: str, place: Place, document: Document, resolver: Resolver) -> Finding:
    address, _, fragment = reference.partition("#")
    whole = resolver.resolve(address, place) if address and fragment.startswith("/") else None
    pointer = f"{unquote(fragment)}/$ref" if isinstance(whole, Target) else place.child("$ref").pointer
    at = Place(document.path, pointer)
    where = "" if at == place.child("$ref") else f" (the reference stands at `{place.path}#{place.pointer}`)"
    return Finding(INVALID_REF, Severity.ERROR, refusal.message + where, at, fix=refusal.fix)


def is_elsewhere(finding: Finding, document: Document) -> bool:
    """Whether an unresolved reference is reported by a path that the document does not have; Spectral gives it the range 0:0."""
    if finding.rule != INVALID_REF:
        return False
    try:
        find_data(document.data, finding.at.pointer)
    except KeyError:
        return True
    return False
