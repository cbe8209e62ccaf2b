"""References of a document that lead nowhere: rules cannot see what is behind them."""

from collections.abc import Iterator

from crossdock.registry.documents.document import Document
from crossdock.registry.documents.references import Refusal, Resolver
from crossdock.registry.model.finding import Finding, Severity
from crossdock.registry.model.location import Place

INVALID_REF = "invalid-ref"  # the name that Spectral gives it
MAX_REPORTED = 100


def find_unresolved(document: Document, resolver: Resolver) -> Iterator[Finding]:
    """Yield the references in a document that cannot be followed, at most 100 of them."""
    waiting = [(document.data, Place(document.path))]
    count = 0
    while waiting and count < MAX_REPORTED:
        value, place = waiting.pop()
        if isinstance(value, dict):
            reference = value.get("$ref")
            refusal = resolver.resolve_fully(reference, place) if isinstance(reference, str) else None
            if isinstance(refusal, Refusal):
                count += 1
                yield Finding(INVALID_REF, Severity.ERROR, refusal.message, place.child("$ref"), fix=refusal.fix)
            waiting.extend((child, place.child(name)) for name, child in reversed(value.items()))
        elif isinstance(value, list):
            waiting.extend((value[index], place.child(index)) for index in reversed(range(len(value))))
